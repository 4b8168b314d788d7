"""The regions that a cell names: as our exports write them, else as the pages understand what people type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.text import fold
from regions.resolve import Resolution, completed, four_digits, resolve
from regions.words import is_kind
from tables.names import CellError, Names

_CODE = re.compile(r"\d{4,5}", re.ASCII)
_BETWEEN = re.compile(r"[,/+&]|\bund\b|\bu\.(?=\s)")
_PARTED = re.compile(r"[,/+&]")
_DASH = re.compile(r"[-–—]")
_KINDS = re.compile(r"(\w{1,30}) und (\w{1,30}) (.+)")
_SHOWN = 5
Codes = Mapping[str, list[int]]  # as regions.resolve has them


@dataclass(frozen=True)
class Named:
    """`note`: how it was read, where that is not sure."""

    regions: frozenset[int]
    note: str = ""


def regions_named(names: Names, text: str, several: bool, codes: Codes = MappingProxyType({})) -> Named:
    """`several`: a cell may also list them, as in „Sachsen und Thüringen“. Raises CellError."""
    try:
        return _one(names, text, codes)
    except CellError as error:
        if "/" in text and (inside := resolve(text.replace("/", ", ", 1)).region):  # „Mannheim/BW“
            return _named(inside.pk)
        parts = _parts(text)
        if not several or len(parts) < 2:
            raise
        refused = error
    try:
        found = [_one(names, part, codes) for part in parts]
    except CellError as error:
        raise (error if _PARTED.search(text) else refused) from error
    return Named(frozenset().union(*(one.regions for one in found)), " ".join(one.note for one in found if one.note))


def _parts(text: str) -> list[str]:
    """„Sachsen und Thüringen“, „Köln/Bonn“, „Köln-Bonn“, „Stadt und Landkreis Kassel“."""
    if (found := _KINDS.fullmatch(text)) and is_kind(fold(found[1])) and is_kind(fold(found[2])):
        return [f"{kind} {found[3]}" for kind in (found[1], found[2])]
    pieces = _BETWEEN.split(text)
    return [part for piece in (pieces if len(pieces) > 1 else _DASH.split(text)) if (part := piece.strip())]


def _one(names: Names, text: str, codes: Codes) -> Named:
    if text in names.by_slug:
        return _named(names.by_slug[text])
    if _CODE.fullmatch(text):
        return _by_number(names, text, codes)
    exact = names.by_name.get(fold(text)) or names.others.get(fold(text)) or set()
    if len(exact) == 1:
        return Named(frozenset(exact))
    answer = resolve(text, codes)
    if answer.region:
        return _named(answer.region.pk)
    if exact:
        names.find(text)  # says by which addresses they are told apart
    if completed := _completed(answer, codes):
        return completed
    raise CellError(_unknown(names, answer))


def _named(pk: int, note: str = "") -> Named:
    return Named(frozenset({pk}), note)


def _by_number(names: Names, text: str, codes: Codes) -> Named:
    """A postcode or an official code, either perhaps without its first zero."""
    whole = text.zfill(5)
    by_code = names.others.get(whole, set()) if len(names.others.get(whole, ())) == 1 else set()
    answer = resolve(whole, codes)
    by_post = {answer.region.pk} if answer.region else set()
    both: set[int] = by_code | by_post
    if len(both) > 1:
        called = " oder ".join(f"„{names.labels[pk]}“" for pk in sorted(both))
        raise CellError(
            f"„{text}“ kann ein Kreisschlüssel oder eine Postleitzahl sein: {called}. Bitte den Namen schreiben."
        )
    if not both:
        raise CellError(_unknown(names, answer))
    return Named(frozenset(both), f"Die Zahl {text} ist als {whole} gelesen." if text != whole else "")


def _completed(answer: Resolution, codes: Codes) -> Named | None:
    """„1067 Dresden“: the first zero is lost."""
    code, _, place = answer.text.partition(" ")
    if len(code) != 4 or not code.isdecimal() or not place:
        return None
    if not (whole := completed(code, place, codes)):
        raise CellError(four_digits(code))
    region = resolve(f"{whole} {place}", codes).region
    return _named(region.pk, f"Die Zahl {code} ist als {whole} gelesen.") if region else None


def _unknown(names: Names, answer: Resolution) -> str:
    if answer.choices:
        offered = "; ".join(label for label, _region in answer.choices[:_SHOWN])
        more = " …" if len(answer.choices) > _SHOWN else ""
        return f"„{answer.text[:80]}“ kann mehreres meinen: {offered}{more}. Bitte genauer schreiben."
    meant = f" Meinten Sie „{answer.similar[0]}“?" if answer.similar else ""
    return f"{names.kind} „{answer.text[:80]}“ gibt es im Verzeichnis nicht.{meant}"
