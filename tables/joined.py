"""What files have in several columns and entries in one, as addresses, and the other way round, as names of people."""

import re
from dataclasses import dataclass, field

from inputs.full_names import function, named, with_function, without_brackets
from regions.models import Region
from tables.cells import Cells
from tables.columns import POST, WHOLE_NAME, PartColumn, TableKind
from tables.values import Fault

_FUNCTION = "function"


def with_name(kind: TableKind, texts: dict[str, str]) -> dict[str, str]:
    """With the parts of the name of a person where the file has it as a whole, and what they are; what is not clear is
    left out."""
    if texts.get(_FUNCTION):
        texts = {**texts, _FUNCTION: function(texts[_FUNCTION])}
    if WHOLE_NAME not in texts:
        family, is_what = without_brackets(texts.get(kind.names[-1], ""))
        is_person = WHOLE_NAME in kind.by_key and is_what and not texts.get(_FUNCTION)
        return {**texts, kind.names[-1]: family, _FUNCTION: is_what} if is_person else texts
    rest = {key: text for key, text in texts.items() if key != WHOLE_NAME}
    stated, is_what = with_function(texts[WHOLE_NAME])
    if name := named(stated):
        parts = dict(zip(("title", *kind.names, _FUNCTION), (*name, is_what), strict=True))
        rest |= {key: text for key, text in parts.items() if text and not rest.get(key)}
    return rest


_CODE_IN_TOWN = re.compile(r"((?:D-? ?)?\d{4,5})[ ,]{1,3}([^\d ,][^\d]*)", re.ASCII | re.IGNORECASE)


@dataclass
class Address:
    """The texts of a row by column, with the address in the columns that entries have. `note`, `faults`: what was put
    right in it, and what is wrong with it.
    """

    texts: dict[str, str]
    note: str = ""
    faults: list[Fault] = field(default_factory=list)


def with_address(kind: TableKind, cells: Cells, texts: dict[str, str]) -> Address:
    """What the file says there itself goes first."""
    if not any(isinstance(column, PartColumn) and column.key in texts for column in kind.columns):
        return Address(texts)
    rest = {key: text for key, text in texts.items() if not isinstance(kind.by_key[key], PartColumn)}
    street = " ".join(filter(None, (texts.get("strasse"), texts.get("hausnummer"))))
    code, town, key = texts.get("plz", ""), texts.get("ort", ""), "plz"
    if not code and (both := _CODE_IN_TOWN.fullmatch(town)):
        code, town, key = both[1], both[2], "ort"
    place = cells.in_address(code, town)
    where = " ".join(filter(None, (place.code, place.town)))
    if address := ", ".join(filter(None, (street, where))):
        rest[POST] = rest.get(POST) or address
    if place.region and kind.place_target.related_model is Region:
        rest[kind.place] = rest.get(kind.place) or cells.names(Region).labels[place.region.pk]
    return Address(rest, place.note, [Fault(key, texts[key], place.fault)] if place.fault else [])
