"""What an address of the API asks: the parameters of the page, how many, from where on, and which keys."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from core.choice_facets import ChoiceFacet
from core.filters import MAX_QUERY
from documents.shape import ALWAYS, BESIDE, shape_of
from open_data.api.answers import Refused
from open_data.selection import OF_PAGES, PLACE, PublicList, Selection

ALL = "alles"
NUMBER, CURSOR, ONLY = "anzahl", "cursor", "nur"
USUAL, MOST = 20, 500
# What people type.
TYPED = ("q", PLACE)
_CURSOR = re.compile(r"(\d{1,9})-(\d{1,18})", re.ASCII)
WORDS_PATTERN, LONGEST = "[A-Za-z0-9ÄÖÜäöüß]", MAX_QUERY
CURSOR_PATTERN = r"^\d{1,9}-\d{1,18}$"


def check_names(query: QueryDict, known: Collection[str]) -> None:
    """A name that nobody knows would silently find more than was meant, and so would a value that is empty."""
    unknown = [name for name in query if name not in known]
    if unknown:
        names, offered = ", ".join(name[:40] for name in unknown), ", ".join(known)
        raise Refused(
            "unbekannter-parameter",
            f"Unbekannt: {names}. Bekannt: {offered}.",
            f"Unknown: {names}. Known: {offered}.",
            more={"parameter": [name[:40] for name in unknown], "bekannt": list(known)},
        )
    empty = [name for name, values in query.lists() if name not in OF_PAGES and "" in values]
    if empty:
        raise wrong(empty[0], "darf nicht leer sein", "must not be empty")
    for name in TYPED:
        if (text := query.get(name)) and (len(text) > LONGEST or not re.search(WORDS_PATTERN, text)):
            raise wrong(
                name, f"braucht ein Wort, höchstens {LONGEST} Zeichen", f"needs a word, at most {LONGEST} letters"
            )


def check_values(one: PublicList, selection: Selection) -> None:
    """What is not understood is refused. A choice that does not exist is a mistake of the asker (400); of places and
    records, whose names nobody can enumerate, it is not found (404)."""
    if not selection.unknown:
        return
    facets = one.filters.facets().values() if one.filters else ()
    listed = {str(facet.label) for facet in facets if type(facet).lookup is not None and is_choice(facet)}
    listed |= {"Sortierung"}
    words = ", ".join(map(str, selection.unknown))
    status = 400 if any(found.label in listed for found in selection.unknown) else 404
    more = {"unverstanden": [{"parameter": found.label, "wert": found.value} for found in selection.unknown]}
    raise Refused("unbekannter-wert", f"Das gibt es nicht: {words}.", f"No such thing: {words}.", status, more)


def is_choice(facet: object) -> bool:
    """Are its values known beforehand?"""
    return isinstance(facet, ChoiceFacet)


def wrong(name: str, words: str, words_en: str) -> Refused:
    return Refused(
        "falscher-wert",
        f"Der Parameter „{name}“ {words}.",
        f"Parameter “{name}” {words_en}.",
        more={"parameter": [name]},
    )


def number_of(query: QueryDict) -> int:
    text = _single(query, NUMBER)
    if text is None:
        return USUAL
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not 1 <= int(text) <= MOST:
        raise wrong(NUMBER, f"ist eine Zahl von 1 bis {MOST}", f"is a number from 1 to {MOST}")
    return int(text)


def only_of(query: QueryDict, one: PublicList, usual: Collection[str] | None = None) -> Collection[str] | None:
    """Which keys are wanted; None for all of them. `usual`: where nobody says it."""
    text = _single(query, ONLY)
    if text is None:
        return usual
    keys, known = text.split(","), {ALL, *keys_of(one)}
    if unknown := [key for key in keys if key not in known]:
        names = ", ".join(key[:40] for key in unknown)
        raise wrong(ONLY, f"kennt nicht: {names}", f"does not know: {names}")
    return None if ALL in keys else keys


def keys_of(one: PublicList) -> list[str]:
    return list(dict.fromkeys([*ALWAYS, *shape_of(one.model).entries, *BESIDE]))


def _single(query: QueryDict, name: str) -> str | None:
    values = query.getlist(name)
    if len(values) > 1:
        raise wrong(name, "darf nur einmal stehen", "must stand only once")
    return values[0] if values else None


@dataclass(frozen=True)
class Cursor:
    """Where to read on: the place of the last record that was read, and its key, as places shift."""

    place: int
    pk: int

    @classmethod
    def of(cls, query: QueryDict) -> "Cursor | None":
        text = _single(query, CURSOR)
        if text is None:
            return None
        found = _CURSOR.fullmatch(text)
        if not found:
            raise wrong(CURSOR, "kommt aus „weiter“ einer Antwort", "comes from “weiter” of an answer")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.place}-{self.pk}"

    def start(self, selection: Selection) -> int:
        """The place behind it; where the record is there no more, what took its place."""
        if selection.keys(self.place, 1) == [self.pk]:
            return self.place + 1
        place = selection.position(self.pk)
        return min(self.place, selection.count) if place is None else place + 1


def next_address(request: HttpRequest, cursor: Cursor) -> str:
    """The same question from there on."""
    asked = [(name, values) for name, values in request.GET.lists() if name != CURSOR]
    return urlencode([*asked, (CURSOR, [str(cursor)])], doseq=True, safe=",")
