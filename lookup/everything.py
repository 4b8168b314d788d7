"""One search over all that the desk keeps, drafts and the archive too, by anything that names it.

What rows below entries say is asked once each, then each kind once; a list of one kind asks only for that.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from accounts.models import Editor
from cases.models import Case
from contacts.models import Person, Responsibility
from core.addresses import former_addresses
from core.database import among
from core.kinds import kinds, side_by_side
from core.text import sort_key
from desk.offered import best_first, is_sorted
from desk.pages import entry_url
from lookup.said import Key, contains, said
from lookup.typed import Typed
from networks.models import Place
from publishing.models import Record
from reports.models import Report
from search.query import search as public_search

SHOWN = 8  # of each kind
PAGE = 50  # of one kind
FURTHER = 40  # that only the public search finds, as it knows other forms of a word
_ALSO_IN: dict[type[Model], tuple[str, ...]] = {Place: ("address",)}


@dataclass(frozen=True)
class Hit:
    """`about`: what tells it from others of its name; `why`: by what it was found, where that is not its name."""

    label: str
    url: str
    state: str = ""
    about: str = ""
    why: str = ""


@dataclass(frozen=True)
class Group:
    """The hits of a kind. `key`: its name in addresses; `number`: how many there are."""

    key: str
    title: str
    hits: list[Hit]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.hits)


def look_up(request: Any, typed: Typed, only: str = "", page: int = 1) -> list[Group]:
    """All that the text finds, by kind; `only`: a page of one kind."""
    if not typed.text:
        return []
    window = slice((page - 1) * PAGE, page * PAGE) if only else slice(0, SHOWN)
    rows, forms = said(typed), _by_other_forms(typed)
    found = []
    for model, title, make in _kinds():
        key = model._meta.label_lower
        if only in ("", key) and (asked := make(request, model, typed, rows, forms)):
            records, hit = asked
            shown = [hit(record) for record in records[window]]
            number = records.count() if only or len(shown) == SHOWN else len(shown)
            found.append(Group(key, title, shown, number))
    return [group for group in found if group.number]


Made = tuple[QuerySet, Callable[[Any], Hit]]


def _kinds() -> Iterator[tuple[type[Model], str, Callable[..., Made | None]]]:
    for kind in side_by_side(kinds()):
        if admin.site.is_registered(kind.model):
            yield kind.model, kind.titles, _entries
    yield Responsibility, "Zuständigkeiten", _rows
    yield Case, "Vorgänge", _cases
    yield Report, "Meldungen", _rows
    yield Editor, "Konten", _rows


def _by_other_forms(typed: Typed) -> dict[str, list[int]]:
    """What visitors would find: inflected words and slips of the pen, by the key of the kind."""
    if typed.digits or typed.address:
        return {}
    found = public_search(typed.text)
    forms: dict[str, list[int]] = {}
    for hit in [] if found.dropped else found.page(0, FURTHER):
        forms.setdefault(hit.kind, []).append(hit.object_id)
    return forms


def _entries(request: Any, model: Any, typed: Typed, rows: dict[Key, str], forms: dict) -> Made | None:
    page: Any = admin.site.get_model_admin(model)
    if not page.has_view_permission(request):
        return None
    key = next(kind.key for kind in kinds() if kind.model is model)
    matching = _matching(model, page.search_fields, typed, rows)
    found = page.get_queryset(request).filter(matching | Q(pk__in=among(forms.get(key, ()))))
    if model is Person:
        found = found.select_related("organisation")

    def hit(row: Any) -> Hit:
        why = rows.get((model, row.pk), "")
        if not isinstance(row, Record):
            return Hit(str(row), _form(row), why=why)
        return Hit(str(row), entry_url(row), str(page.state_column(row)), _about(row), why)

    return best_first(found.distinct(), typed.text, key=typed.key), hit


def of_kind(model: Any, columns: Iterable[str], text: str) -> Q:
    """What the list of one kind finds: as the search over everything, but for other forms of its words."""
    typed = Typed.of(text)
    return _matching(model, columns, typed, said(typed, model))


def _matching(model: Any, columns: Iterable[str], typed: Typed, rows: dict[Key, str]) -> Q:
    return _named(model, columns, typed) | Q(pk__in=among([pk for kind, pk in rows if kind is model]))


def _about(row: Any) -> str:
    return ", ".join(str(one) for one in (row.function, row.organisation) if one) if isinstance(row, Person) else ""


def _form(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _named(model: Any, columns: Any, typed: Typed) -> Q:
    """By its names and what else its list is searched by, its number, its address now or formerly."""
    columns, has_key, named = [*columns, *_ALSO_IN.get(model, ())], is_sorted(model), Q()
    for word in typed.words:
        key = sort_key(word) if has_key else ""
        named &= contains(columns, word) | (Q(sort_name__contains=key) if key else Q(pk__in=[]))
    if typed.key:
        named |= Q(pk=typed.key)
    if typed.desk_page[0] == model._meta.label_lower:
        named |= Q(pk=typed.desk_page[1])
    prefix, slug = typed.own_page
    addresses = {typed.text.lower()} | ({slug} if prefix and prefix == getattr(model, "url_prefix", "") else set())
    if issubclass(model, Record):
        former = former_addresses(model).filter(slug__in=addresses).order_by()
        named |= Q(slug__in=addresses) | Q(pk__in=former.values("object_id"))
    return named


def _rows(request: Any, model: Any, typed: Typed, *_others) -> Made | None:
    """Of a list of the admin, as that list searches itself; reports also by their number."""
    page: Any = admin.site.get_model_admin(model)
    if not page.has_view_permission(request):
        return None
    rows = page.get_queryset(request)
    found, _ = page.get_search_results(request, rows, typed.text)
    if model is Report and (number := typed.numbered("FM", "Meldung")):
        found = found | rows.filter(pk=number)

    def hit(row: Any) -> Hit:
        state = row.get_state_display() if isinstance(row, Report) else ""
        about = row.text[:100] if isinstance(row, Report) else row.username if isinstance(row, Editor) else ""
        return Hit(str(row), _form(row), str(state), about)

    return found.order_by(*page.get_ordering(request), "pk"), hit


def _cases(request: Any, model: Any, typed: Typed, *_others) -> Made:
    """Everybody on the desk sees every case."""
    named = Q()
    for word in typed.words:
        named &= contains(["title", "why", "reference"], word)
    if number := typed.numbered("Vorgang"):
        named |= Q(pk=number)
    found = Case.objects.filter(named).order_by("-changed_at", "-pk")
    return found, lambda case: Hit(case.title, case.get_absolute_url(), case.get_state_display(), case.why)
