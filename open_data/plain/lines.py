"""A record in a line of a plain list: what it is called, what and where it is, how to reach it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.kinds import Kind
from documents.build import documents_of
from open_data.downloads.cells import columns_of

# Of the columns of tables, those that a line has, as far as the kind does.
_FACTS = (
    "typ", "organisationsart", "programmart", "angebotsart", "terminart", "ortsart", "projektstand", "quellenart",
    "regionsart", "herausgeber", "beginn", "regionen", "region", "liegt_in",
)  # fmt: skip
_WAYS = ("website", "telefon", "e-mail")
_SUMMARIES = ("kurztext", "beschreibung", "worum")


class Line(NamedTuple):
    """`ways`: numbers and addresses as they are printed; `stand`: from when the sources are."""

    name: str
    url: str
    facts: list[str]
    summary: str
    ways: list[str]
    stand: str


def lines_of(kind: Kind, batches: Iterable[list[int]]) -> Iterator[list[Line]]:
    """Batch by batch, in order."""
    columns = {column.key: column for column in columns_of(kind)}
    known = [key for key in (*_FACTS, *_WAYS, *_SUMMARIES) if key in columns]
    for pks in batches:
        found = []
        for doc in documents_of(kind, pks, {columns[key].of for key in known}):
            said = {key: cell for key in known if (cell := columns[key].say(doc))}
            found.append(
                Line(
                    doc["name"],
                    doc.get("adresse", ""),
                    [said[key] for key in _FACTS if key in said],
                    next((said[key] for key in _SUMMARIES if key in said), ""),
                    [said[key] for key in _WAYS if key in said],
                    doc.get("stand", {}).get("text", ""),
                )
            )
        yield found
