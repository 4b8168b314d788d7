"""The forms in which a list can be taken along. Each is written while its records are read, of any number."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from core.filters import Unknown
from core.kinds import Kind
from core.words import Words, _, _lazy
from documents.build import Doc
from documents.encoded import encoded
from open_data.api.parameters import ONLY
from open_data.downloads.cells import BATCH, Column, columns_of, documents, keys_of, rows
from open_data.downloads.places import PLACES, as_geojson, has_places
from open_data.selection import PublicList, Selection
from open_data.streaming import Piece
from sheets.writing import as_csv
from sheets.writing_xlsx import MIME, as_xlsx

_AT_ONCE = 1 << 16  # bytes


@dataclass(frozen=True)
class Option:
    """What can be asked of a form besides. `values`: the usual one first."""

    param: str
    label: Words
    values: tuple[str, ...]

    def of(self, query: QueryDict) -> str:
        asked = query.get(self.param, "")
        return asked if asked in self.values else self.values[0]

    def unknown(self, query: QueryDict) -> list[Unknown]:
        asked = query.get(self.param, "")
        return [Unknown.of(self.label, asked)] if asked and asked not in self.values else []


DELIMITER = Option("trennzeichen", _lazy("Trennzeichen"), ("semikolon", "komma"))
MARK = Option("bom", _lazy("Byte Order Mark"), ("ja", "nein"))
PROOFS = Option("belege", _lazy("Belege je Angabe"), ("nein", "ja"))
GEOMETRY = Option("geometrie", _lazy("Geometrie"), ("mitte", "umriss"))


@dataclass(frozen=True)
class Form:
    """`file`: the end of the address; `write`: title, columns, documents and the query string → the pieces of a file.
    `is_whole`: tells the documents as they are, else what the columns say."""

    key: str
    label: Words
    file: str
    media_type: str
    write: Callable[[str, list[Column], Iterable[Doc], QueryDict], Iterator[Piece]]
    options: tuple[Option, ...] = ()
    is_whole: bool = False

    def pieces(self, selection: Selection, query: QueryDict) -> Iterator[Piece]:
        kind, only = selection.of.kind, _only(query)
        columns = columns_of(kind, only, with_proofs=PROOFS in self.options and PROOFS.of(query) == "ja")
        placed = PLACES if GEOMETRY in self.options else ()
        wanted = None if self.is_whole and only is None else {*placed, *(column.of for column in columns)}
        return self.write(kind.titles, columns, documents(kind, selection.batches(BATCH), wanted), query)

    @property
    def params(self) -> list[str]:
        """What can be asked besides what the list can."""
        return [ONLY, *(option.param for option in self.options)]

    def unknown(self, query: QueryDict, kind: Kind) -> list[Unknown]:
        known = keys_of(kind)
        columns = [Unknown.of(_("Spalte"), key) for key in _only(query) or () if key not in known]
        return [*columns, *(one for option in self.options for one in option.unknown(query))]


def _only(query: QueryDict) -> list[str] | None:
    """The columns that are asked for, as the API is asked for keys."""
    asked = query.get(ONLY, "")
    return asked.split(",") if asked else None


def _csv(_title: str, columns: list[Column], docs: Iterable[Doc], query: QueryDict) -> Iterator[Piece]:
    delimiter = "," if DELIMITER.of(query) == "komma" else ";"
    mark = "\N{BYTE ORDER MARK}" if MARK.of(query) == "ja" else ""
    return as_csv(rows(columns, docs), delimiter, mark, quoted=True)


def _xlsx(title: str, columns: list[Column], docs: Iterable[Doc], _query: QueryDict) -> Iterator[Piece]:
    return as_xlsx(rows(columns, docs), title)


def _jsonl(_title: str, _columns: list[Column], docs: Iterable[Doc], _query: QueryDict) -> Iterator[Piece]:
    pieces, length = [], 0
    for doc in docs:
        pieces.append(encoded(doc))
        length += len(pieces[-1])
        if length >= _AT_ONCE:
            yield b"\n".join([*pieces, b""])
            pieces, length = [], 0
    yield b"\n".join([*pieces, b""]) if pieces else b""


def _geojson(title: str, columns: list[Column], docs: Iterable[Doc], query: QueryDict) -> Iterator[Piece]:
    return as_geojson(title, columns, docs, outlines=GEOMETRY.of(query) == "umriss")


FORMS = {
    form.key: form
    for form in (
        Form("csv", _lazy("Tabelle (CSV)"), "liste.csv", "text/csv; charset=utf-8", _csv, (DELIMITER, MARK, PROOFS)),
        Form("xlsx", _lazy("Tabelle (Excel)"), "liste.xlsx", MIME, _xlsx, (PROOFS,)),
        Form("jsonl", _lazy("JSON"), "liste.jsonl", "application/jsonl; charset=utf-8", _jsonl, is_whole=True),
        Form("geojson", _lazy("Karte (GeoJSON)"), "karte.geojson", "application/geo+json", _geojson, (GEOMETRY,)),
    )
}


def forms_of(of: PublicList) -> list[Form]:
    """What lies nowhere is on no map."""
    placed = has_places(columns_of(of.kind), of.model)
    return [form for form in FORMS.values() if placed or form.write is not _geojson]
