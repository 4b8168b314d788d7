"""A document as a row of a table: each of its keys a column, in words."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.kinds import Kind
from documents.build import Doc, documents_of
from documents.shape import ALWAYS, BESIDE, shape_of

BETWEEN = " | "
WITHIN = " · "
PROOF = "_belege"
BATCH = 500
# Rows of which each kind is a column of its own, and what stands in it: a number, an address to call or to open.
SPREAD = {"kontaktwege": "wert", "links": "url"}
# What no cell repeats: where a row is from, and a number beside the words for it.
_NOT_IN_CELLS = {"belege", "genauigkeit", "zahl", "zahl_bis", "einheit"}

Say = Callable[[Doc], str]


@dataclass(frozen=True)
class Column:
    """`say`: its cell of a document; `of`: the key that it reads."""

    key: str
    label: str
    of: str
    say: Say


def columns_of(kind: Kind, only: Collection[str] | None = None, *, with_proofs: bool = False) -> list[Column]:
    """All that documents of the kind have, or `only` these. `with_proofs`: beside each where its value is from."""
    found: list[Column] = []
    for column in _chosen(list(_columns(kind)), only):
        found.append(column)
        if with_proofs and column.of not in (*ALWAYS, *BESIDE):
            found.append(Column(f"{column.key}{PROOF}", f"{column.label}: Belege", column.of, _proofs(column.of)))
    return found


def rows(columns: list[Column], docs: Iterable[Doc]) -> Iterator[list[str]]:
    """The keys, then the cells of each document."""
    yield [column.key for column in columns]
    says = [column.say for column in columns]
    for doc in docs:
        yield [say(doc) for say in says]


def documents(kind: Kind, batches: Iterable[list[int]], only: Collection[str] | None) -> Iterator[Doc]:
    """Batch by batch. `only`: reads no other keys."""
    for pks in batches:
        yield from documents_of(kind, pks, only)


def keys_of(kind: Kind) -> set[str]:
    """What columns can be chosen by: their own keys, and those of documents, also where these are several columns."""
    return {key for column in _columns(kind) for key in (column.key, column.of)}


def _chosen(columns: list[Column], only: Collection[str] | None) -> list[Column]:
    """In the order in which they are asked for."""
    if only is None:
        return columns
    return [column for key in dict.fromkeys(only) for column in columns if key in (column.key, column.of)]


def _columns(kind: Kind) -> Iterator[Column]:
    shape = shape_of(kind.model)
    for key in ("id", "name", "adresse"):
        yield Column(key, str(ALWAYS[key]), key, _plain(key))
    for entry in shape.entries.values():
        if entry.key in SPREAD:
            row: Any = kind.model._meta.get_field(entry.name).related_model
            for code, label in row._meta.get_field("kind").flatchoices:
                yield Column(code, str(label), entry.key, _of_kind(entry.key, code))
        else:
            yield Column(entry.key, entry.label, entry.key, _plain(entry.key))
    for key in ("stand", "geprueft", "geaendert"):
        yield Column(key, str(BESIDE[key]), key, _plain(key))
    if shape.is_proved:
        yield Column("quellen", str(BESIDE["quellen"]), "quellen", _sources)


def _plain(key: str) -> Say:
    """Of forty columns most are empty: asked for first, as it is a tenth of the time of a file."""
    return lambda doc: said(doc[key]) if key in doc else ""


def _of_kind(key: str, code: str) -> Say:
    column = SPREAD[key]

    def say(doc: Doc) -> str:
        rows = [row for row in doc.get(key, ()) if row.get("art", {}).get("wert") == code]
        return BETWEEN.join(f"{row[column]} (fehlerhaft)" if row.get("fehlerhaft") else row[column] for row in rows)

    return say


def _sources(doc: Doc) -> str:
    return BETWEEN.join(_source(one) for one in doc.get("quellen", ()))


def _source(one: Doc) -> str:
    stand = f" (Stand {one['stand']['text']})" if "stand" in one else ""
    return f"{one['name']}{stand}"


def _proofs(key: str) -> Say:
    """„Titel der Quelle, ‚Fundstelle‘ (angedeutet)“"""

    def say(doc: Doc) -> str:
        names = {one["id"]: _source(one) for one in doc.get("quellen", ())}
        own = doc.get("belege", {}).get(key, [])
        value = doc.get(key)
        parts = [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
        in_rows = [one for part in parts for one in part.get("belege", ())]
        return BETWEEN.join(dict.fromkeys(_proof(one, names) for one in [*own, *in_rows]))

    return say


def _proof(one: Doc, names: dict[int, str]) -> str:
    place = f", „{one['fundstelle']}“" if "fundstelle" in one else ""
    sure = "" if one["sicherheit"] == "genannt" else f" ({one['sicherheit']})"
    return f"{names[one['quelle']]}{place}{sure}" if "quelle" in one else one["sicherheit"]


def said(value: Any) -> str:
    """A value in words; several stand beside each other."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "ja" if value else "nein"
        case list():
            return BETWEEN.join(dict.fromkeys(filter(None, map(said, value))))
        case dict():
            return _said_of(value)
    return str(value)


def _said_of(value: Doc) -> str:
    """Another record by its name, a choice or a time in words, a row by all that it says."""
    if "id" in value:
        return value["name"]
    if "wert" in value and "text" in value:
        return value["text"]
    words = [
        key.replace("_", " ") if one is True else said(one)
        for key, one in value.items()
        if key not in _NOT_IN_CELLS and one is not False
    ]
    return WITHIN.join(filter(None, words))
