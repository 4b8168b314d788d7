"""Every word for readers in the Python of the public site is marked, and translated when it is shown."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import camel_case_to_spaces
from django.utils.translation import gettext, override

from core.filters import RecordFilterSet
from memory.kept import forget
from tests import marked_words
from tests.languages import wrapped_words

ROOT: Path = settings.BASE_DIR


# --- In the source


@pytest.mark.parametrize("package", marked_words.PACKAGES)
def test_no_word_is_unmarked(package):
    missing = [
        f"{path.relative_to(ROOT)}:{one.line}: {one.text!r:.80} is not marked for translation"
        for path in marked_words.sources(ROOT, package)
        for one in marked_words.unmarked(path.read_text(), str(path))
        if not marked_words.reason_for(str(path.relative_to(ROOT)), one)
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("package", marked_words.PACKAGES)
def test_no_word_is_translated_at_import(package):
    """There `_lazy("…")` is meant, as the language is not known yet; and `_` is nothing else where it translates."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in marked_words.sources(ROOT, package)
        for what, lines in (
            ("is translated once for all", marked_words.said_at_import(path.read_text())),
            ("calls something else _", marked_words.shadowed(path.read_text())),
            (
                "is not found by the extraction",
                () if path.name == "words.py" else marked_words.hidden(path.read_text()),
            ),
        )
        for line in lines
    ]
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_needed():
    """What is allowed to stay unmarked is still there."""
    found = {
        marked_words.reason_for(str(path.relative_to(ROOT)), one)
        for package in marked_words.PACKAGES
        for path in marked_words.sources(ROOT, package)
        for one in marked_words.unmarked(path.read_text(), str(path))
    }
    assert set(marked_words.ALLOWED) | marked_words.PROPER_NAMES <= found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f():\n    return "Welches Netzwerk passt?"', ["Welches Netzwerk passt?"]),
        ('def f():\n    return _("Welches Netzwerk passt?")', []),
        ('def f(n):\n    return f"{n} Einträge, sortiert"', ["… Einträge, sortiert"]),
        ('def f(n):\n    return _("{n} Einträge, sortiert").format(n=n)', []),
        ('def f(n):\n    return ngettext("Netzwerk", "Netzwerke", n)', []),
        ('def f(n):\n    return "Netzwerk" if n == 1 else "Netzwerke"', ["Netzwerk", "Netzwerke"]),
        ('def f(xs):\n    return " oder ".join(xs)', [" oder "]),
        ('def f(a, b):\n    return f"{a} bis {b}"', ["… bis …"]),
        ('TITLES = {"ort": "An welchem Ort?", "feld": "In welchem Feld?"}', ["An welchem Ort?", "In welchem Feld?"]),
        ('class Kind(models.TextChoices):\n    OK = "ok", "aktiv"', ["aktiv"]),
        ('class Kind(models.TextChoices):\n    OK = "ok", _lazy("aktiv")', []),
        ('name = models.CharField("name", help_text="kurz")', ["name", "kurz"]),
        ('class Meta:\n    verbose_name = "ort"', ["ort"]),
        ("def f():\n    return '<a title=\"Zum Ort\" href=\"/\">…</a>'", ['<a title="Zum Ort" href="/">…</a>']),
        ("def f():\n    return '<a class=\"np-tag np-tag--big\" href=\"/orte/\">'", []),
        ('x = row.get(kind, "Geändert")', ["Geändert"]),
        ('"""Ein Satz über das Modul."""\nclass A:\n    """Und einer über die Klasse."""', []),
        ('logger.warning("Die Datenbank antwortet nicht: %s", error)', []),
        ('response["Cache-Control"] = "no-store"', []),
        ('rows = Network.objects.filter(state="open").order_by("Name")', []),
        ('cursor.execute("SELECT value FROM json_each(%s)")', []),
        ('SQL = "SELECT text FROM search_entry WHERE kind = %s"', []),
        ('path = "networks/network_detail.html"', []),
        ('owner = models.ForeignKey("SourceDocument", models.CASCADE)', []),
        ('raise TypeError("Only model instances and tuples are answered.")', []),
        ('PATTERN = r"(?:Q([1-4])|([1-4])\\\\. Quartal) (\\\\d{4})"', []),
    ],
)  # fmt: skip
def test_what_counts_as_a_word(source, found):
    assert [one.text for one in marked_words.unmarked(source)] == found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('A = _("Netzwerk")', [1]),
        ('A = _lazy("Netzwerk")', []),
        ('A = _lazy("bis {n}").format(n=3)', [1]),
        ('def f(label=_("Feld")):\n    return _("Feld")', [1]),
        ('class KindFacet:\n    def __init__(self):\n        super().__init__(_("Art"))', [3]),
        ('@lru_cache\ndef f():\n    return _("Feld")', [3]),
        ('@lru_cache\ndef f(language):\n    return _("Feld")', []),
        ('A = {"a": lambda: _("Feld")}', []),
    ],
)
def test_what_is_translated_at_import(source, lines):
    assert list(marked_words.said_at_import(source)) == lines


def test_what_the_extraction_does_not_find():
    assert marked_words.hidden("def f(n):\n    return f\"{_('Feld')}: {n}\"") == [2]
    assert marked_words.hidden("def f(text):\n    return _(text)") == [2]
    assert marked_words.hidden('def f(n):\n    return ngettext("{n} Feld", "{n} Felder", n).format(n=n)') == []


def test_only_the_names_of_kinds_are_said():
    source = 'register(Kind(label="ort", plural=_lazy("Orte"), words=("Platz",), without={"sitemap": "Nobody looks"}))'
    assert [one.text for one in marked_words.unmarked(source, "networks/kinds.py")] == ["ort"]


def test_what_else_is_called_like_the_translation():
    assert marked_words.shadowed('def f(pair):\n    _, b = pair\n    return _("Feld")') == [2]
    assert marked_words.shadowed("def f(pair):\n    _, b = pair\n    return b") == []


# --- When it is shown


def _ours() -> Iterator[type[models.Model]]:
    for config in apps.get_app_configs():
        if config.name in marked_words.PACKAGES:
            yield from config.get_models()


def _said_by_models() -> Iterator[tuple[str, object]]:
    for model in _ours():
        meta = model._meta
        if meta.verbose_name != camel_case_to_spaces(model.__name__):  # else nobody sees it
            yield f"{meta.label}: name", meta.verbose_name
            yield f"{meta.label}: names", meta.verbose_name_plural
        for field in (*meta.fields, *meta.many_to_many):
            if field.model is not model or field.auto_created or _is_unseen(field):
                continue
            where = f"{meta.label}.{field.name}"
            yield from ((f"{where}: {value}", label) for value, label in field.flatchoices if value not in ("", None))
            yield from (
                (f"{where}: {name}", text) for name in ("verbose_name", "help_text") if (text := getattr(field, name))
            )
        for rule in meta.constraints:
            if rule.violation_error_message != rule.default_violation_error_message:
                yield f"{meta.label}: {rule.name}", rule.violation_error_message


def _is_unseen(field: models.Field) -> bool:
    """It was given no name."""
    return field.verbose_name == field.name.replace("_", " ")


def _said_by_filters() -> Iterator[tuple[str, object]]:
    for filterset in _filtersets(RecordFilterSet):
        yield from ((f"{filterset.__name__}: {key}", sort.label) for key, sort in filterset.sorts.items())
        for param, one in {**filterset.base_filters, **filterset.desk}.items():
            where = f"{filterset.__name__}.{param}"
            yield where, one.label
            yield from (
                (f"{where}: {name}", text) for name in ("help_text", "none") if (text := getattr(one, name, ""))
            )
            yield from ((f"{where}: {value}", text) for value, text in getattr(one, "choices", {}).items())


def _filtersets(base: type[RecordFilterSet]) -> Iterator[type[RecordFilterSet]]:
    for one in base.__subclasses__():
        if one.__module__.partition(".")[0] in marked_words.PACKAGES:
            yield one
        yield from _filtersets(one)


def test_what_models_and_filters_say_is_translated_when_it_is_shown():
    with wrapped_words():
        frozen = [where for where, said in (*_said_by_models(), *_said_by_filters()) if "⟦" not in str(said)]
    assert not frozen


def _texts(value: object, depth: int = 4) -> Iterator[str]:
    """The plain strings in what a module keeps."""
    if isinstance(value, str):
        if type(value) is str or not isinstance(value, models.Choices):
            yield value
    elif depth and isinstance(value, Mapping):
        yield from chain.from_iterable(_texts(one, depth - 1) for one in value.values())
    elif depth and isinstance(value, list | tuple | set | frozenset):
        yield from chain.from_iterable(_texts(one, depth - 1) for one in value)
    elif depth and is_dataclass(value) and not isinstance(value, type) and type(value).__name__ != "Kind":
        yield from chain.from_iterable(_texts(getattr(value, one.name), depth - 1) for one in fields(value))


@pytest.mark.parametrize("package", marked_words.PACKAGES)
def test_what_modules_keep_is_translated_when_it_is_shown(package):
    """Whatever made it: no string with words is left among their constants."""
    forget()  # what other tests have made
    frozen = []
    for path in marked_words.sources(ROOT, package):
        place = str(path.relative_to(ROOT))
        if marked_words.key_of(place, "") or path.name == "kinds.py":
            continue
        module = import_module(place.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for name in assigned(ast.parse(path.read_text())):
            said = [text for text in _texts(getattr(module, name, None)) if marked_words.speaks(text)]
            said = [text for text in said if "<" not in text and text not in marked_words.PROPER_NAMES]
            if said and not marked_words.key_of(place, name):
                frozen.append(f"{place}: {name}: {said[0]!r:.80}")
    assert not frozen, "\n".join(frozen)


def assigned(module: ast.Module) -> Iterator[str]:
    """The names a module gives at its top; not what its functions keep there, which comes from the directory."""
    kept = set(chain.from_iterable(node.names for node in ast.walk(module) if isinstance(node, ast.Global)))
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (
            target.id for target in targets if isinstance(target, ast.Name) and target.id not in {"__all__", *kept}
        )


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/netzwerke/", ["Netzwerke", "Name", "Zuletzt genannt"]),
        ("/organisationen/", ["Organisationen"]),
        ("/veranstaltungen/", ["Termine"]),
        ("/orte/", ["Orte"]),
        ("/felder/", ["Felder", "In zwei Ebenen; ein Oberfeld zählt seine Unterfelder mit."]),
        ("/foerderprogramme/", ["Förderprogramme"]),
        ("/foerderkontakt/", ["Förderkontakt", "Worum geht es?", "Netzwerk gründen oder ausbauen"]),
        ("/passendes-netzwerk/", ["Welches Netzwerk passt zu mir?"]),
        ("/suche/?q=wasserstoff", ["Suche"]),
        ("/regionen/", ["Regionen"]),
        ("/fehler-melden/", ["Fehler melden", "Ein Kontakt ist falsch"]),
        ("/ueber/lizenzen/", ["Lizenzen", "Webframework"]),
        ("/merkliste/", ["Merkliste"]),
    ],
)
def test_page_says_it_in_the_language_of_its_visitor(client, path, words):
    forget()
    try:
        with override("fr"), wrapped_words():
            page = client.get(path).content.decode()
        missing = [word for word in words if f"⟦{word}⟧" not in page]
    finally:
        forget()
    assert not missing


def test_german_is_as_it_stands_in_the_source():
    """No library translates a word of ours into another German one, as its catalogue has the same in English."""
    said = {message for package in marked_words.PACKAGES for message in _marked(package)}
    with override("de"):
        changed = {word: gettext(word) for word in said if gettext(word) != word}
    assert not changed


def _marked(package: str) -> Iterator[str]:
    for path in marked_words.sources(ROOT, package):
        yield from marked_words.marked(path.read_text())
