"""From what people type — a place, a region, a postcode — to regions.

    from regions.resolve import resolve

    answer = resolve("Neustadt")
    if answer.region:                       # one place is meant: redirect to ?region=<answer.region.slug>
        ...
    elif answer.choices:                    # several: offer links or radio buttons (label, region)
        ...
    else:                                   # unknown: answer.message says so, answer.similar are names to offer
        ...

The three cases exclude each other, except for empty text: then everything is empty. `message` is a German
sentence for every case but the first; it may be shown as it is (the template escapes it).

What is understood: Länder with their abbreviations, adjectives and English names; Kreise with and without
„Landkreis“ or „Stadt“; functional regions and every other region of the database by its names; the municipalities
of 2016 (data/gemeinden.csv), which lead to their Kreis; postcodes, alone or before a place; NUTS codes of regions; a
Land or Kreis after a comma or in brackets to tell places apart; „in der Nähe von“ and the like before a place; a
quarter after its town („Berlin-Köpenick“); quarters and landscapes (data/gebietsteile.csv), which lead to what they
lie in. Municipalities that merged since 2016 are not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.text import fold
from core.words import _
from inputs.text import one_line
from regions.models import Postcode, Region
from regions.names import Place, PlaceNames, place_names
from regions.words import is_title, spelt_out, without_kind, without_surroundings

_TOWN = "stadt"  # as it may stand before a name
MAX_TEXT = 100
MAX_CHOICES = 30
DIGITS = 5  # of a postcode
_POSTCODE = re.compile(r"(?:D|DE|PLZ|Postleitzahl)?[\s:-]*(\d+)(\D*)", re.IGNORECASE)
_CODE_ALONE = re.compile(r"(?:D|DE)?[ -]{0,3}(\d{4,5})", re.ASCII | re.IGNORECASE)
_CODES = re.compile(r"(?<!\d)\d{4,5}(?!\d)", re.ASCII)


@dataclass(frozen=True)
class Resolution:
    """What a text means as a place.

    `regions`: when one place is meant, that place and then what it lies in, most specific first (Heidelberg,
    Baden-Württemberg); without the country, unless the country is meant. Otherwise empty.
    `choices`: when several may be meant, a label that tells them apart and the region of each.
    `similar`: when nothing is meant, up to five names to try instead; each resolves.
    `message`: what to tell the person, in German; empty when one place is meant or nothing was asked.

    The regions are shared between requests: read them, do not change them.
    """

    text: str
    regions: list[Region] = field(default_factory=list)
    choices: list[tuple[str, Region]] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    message: str = ""

    @property
    def region(self) -> Region | None:
        """The one place that is meant, if it is one."""
        return self.regions[0] if self.regions else None


def regions_of_codes(texts: Iterable[str]) -> dict[str, list[int]]:
    """The regions of every postcode in some texts, also of one that lost its first zero; one query."""
    codes = {found.zfill(DIGITS) for text in texts for found in _CODES.findall(text)}
    found: dict[str, list[int]] = {code: [] for code in codes}
    for start in range(0, len(codes), 500):
        rows = Postcode.objects.filter(code__in=sorted(codes)[start : start + 500]).order_by("region__name")
        for code, region in rows.values_list("code", "region_id"):
            found[code].append(region)
    return found


def resolve(text: str, codes: Mapping[str, list[int]] | None = None) -> Resolution:
    """What a text means as a place. Any string is safe to pass. `codes`: of `regions_of_codes`, not asked for again.

    At most three queries, one or two when the process knows the regions; no network.
    """
    text = one_line(text)[:MAX_TEXT]
    if not fold(text):
        return Resolution(text)
    names = place_names()
    if region := names.by_nuts.get(text.upper()):
        return Resolution(text, regions=names.with_wholes(region))
    if any(char.isdigit() for char in text):
        return _by_postcode(text, names, codes or {})
    places = called(text, names)
    if places:
        return _answer(
            text, places, names, _("„{text}“ kann mehrere Orte meinen. Welchen meinen Sie?").format(text=text)
        )
    return Resolution(
        text, similar=_similar(text, names), message=_("„{text}“ kennen wir nicht als Ort.").format(text=text)
    )


def _similar(text: str, names: PlaceNames) -> list[str]:
    """Also the place without what was said to tell it apart, as in „Weinheim, Rheinland-Pfalz“, and for a slip."""
    place, wide = _narrowed(text)
    if place and called(place, names):
        return [place]
    near = _near(place, names) if place else []
    return [inside for one in near if called(inside := f"{one}, {wide}", names)] or near or _near(text, names)


def _near(text: str, names: PlaceNames) -> list[str]:
    wanted = fold(text)
    return names.similar(wanted) or names.misspelt(wanted)


def _narrowed(text: str) -> tuple[str, str]:
    """„Weinheim, Hessen“ and „Weinheim (Hessen)“ → the place and what it lies in; empty where that is not said."""
    at = max(text.rfind(","), text.rfind("("))
    place, wide = text[: max(at, 0)].strip(), text[at + 1 :].removesuffix(")").strip()
    return (place, wide) if place and wide and ")" not in wide else ("", "")


def _answer(text: str, places: list[Place], names: PlaceNames, message: str) -> Resolution:
    by_region: dict[int, Place] = {}
    for place in places:
        by_region.setdefault(place.region.pk, place)
    if len(by_region) == 1:
        (place,) = by_region.values()
        return Resolution(text, regions=names.with_wholes(place.region))
    return Resolution(text, choices=names.labelled(list(by_region.values())[:MAX_CHOICES]), message=message)


def called(text: str, names: PlaceNames) -> list[Place]:
    """All places that a name without a postcode may mean, in any of the spellings above; no slips."""
    wanted = fold(spelt_out(text))
    if found := names.called(wanted):
        return found
    if text.rstrip(" )").endswith(".") and (found := names.abbreviated(wanted)):
        return found
    if (bare := without_surroundings(wanted)) != wanted and (found := names.called(bare)):
        return found
    place, wide = _narrowed(text)
    if place:
        inside = [one for one in called(place, names) if fold(wide) in names.around(one)]
        if inside:
            return inside
        if is_title(fold(wide)) and not names.called(fold(wide)):
            return called(f"{_TOWN} {place}", names)
    town, hyphen, quarter = text.partition("-")
    if hyphen and (found := names.town(fold(town))) and not names.town(fold(quarter)):  # „Köln-Bonn“ is no quarter
        return found
    bare, said = without_kind(wanted)
    if not said:
        return []
    found = [place for place in names.called(bare, also_kreise=True) if place.is_a(said)]
    return found or (names.called(bare) if said == "stadt" else [])


def _by_postcode(text: str, names: PlaceNames, codes: Mapping[str, list[int]]) -> Resolution:
    match = _POSTCODE.fullmatch(_code_first(text))
    if not match:
        if places := called(text, names):
            return _answer(
                text, places, names, _("„{text}“ kann mehrere Orte meinen. Welchen meinen Sie?").format(text=text)
            )
        message = _("Bitte geben Sie entweder einen Ort oder eine Postleitzahl aus fünf Ziffern an.")
        return Resolution(text, message=message)
    code, place = match[1], match[2].strip()
    found = _regions_of(code if len(code) == DIGITS else "", names, codes)
    if len(code) != DIGITS:
        whole = completed(code, place, codes)
        return Resolution(
            text,
            similar=[whole] if whole else [],
            message=_("„{code}“ ist keine vollständige Postleitzahl: Sie hat fünf Ziffern.").format(code=code),
        )
    named = called(place, names) if place else []
    if found:
        both = [place for place in named if place.region in found]
        places = both or [Place(region.name, region) for region in found]
        return _answer(
            text,
            places,
            names,
            _("Die Postleitzahl {code} liegt in mehreren Kreisen. Welchen meinen Sie?").format(code=code),
        )
    if named:
        return _answer(
            text, named, names, _("Die Postleitzahl {code} kennen wir nicht. Welchen Ort meinen Sie?").format(code=code)
        )
    return _unknown_postcode(text, code, names)


def completed(code: str, place: str, codes: Mapping[str, list[int]] | None = None) -> str:
    """A postcode of four digits with the zero that a spreadsheet took from it, where that is at the place beside it or
    stands alone; else empty: „6816 Weinheim“ lacks another digit.
    """
    names = place_names()
    there = _regions_of(f"0{code}", names, codes or {}) if len(code) == DIGITS - 1 and code.isdecimal() else []
    if place and not any(one.region in there for one in (called(place, names) or _slips(place, names))):
        return ""
    return f"0{code}" if there else ""


def _slips(town: str, names: PlaceNames) -> list[Place]:
    """What a name nearly is."""
    return [place for name in _near(town, names)[:MAX_CHOICES] for place in called(name, names)]


@dataclass(frozen=True)
class Stated:
    """Postcode and town of an address as they are meant. `note`: what was put right; `fault`: what is wrong with the
    postcode, which is left out then.
    """

    code: str
    town: str
    region: Region | None
    note: str = ""
    fault: str = ""


def in_address(code: str, town: str, codes: Mapping[str, list[int]] | None = None) -> Stated:
    """A slip in the name of a town is put right where the postcode lies there."""
    names, codes = place_names(), codes or {}
    match = _CODE_ALONE.fullmatch(code)
    if not match or len(town) > MAX_TEXT:
        return Stated(code, town, resolve(f"{code} {town}", codes).region)
    digits, notes = match[1], []
    known = called(town, names) if town else []
    if len(digits) < DIGITS:
        if whole := completed(digits, town, codes):
            notes.append(_("Die Zahl {code} ist als {whole} gelesen.").format(code=digits, whole=whole))
            code = digits = whole
        elif known or not town:
            return Stated("", town, resolve(town, codes).region, fault=four_digits(digits))
        else:
            return Stated(code, town, None)  # abroad
    there = _regions_of(digits, names, codes)
    if town.isupper() and (meant := next((one.name for one in known if fold(one.name) == fold(town)), "")):
        town = meant
    if town and not known and (meant := _meant(town, there, names)):
        said = _("„{town}“ ist als „{meant}“ gelesen: Dort liegt {code}.")
        notes.append(said.format(town=town[:80], meant=meant, code=digits))
        town = meant
    elif there and known and not any(place.region in there for place in known):
        notes.append(_("{code} liegt nicht in „{town}“.").format(code=digits, town=town[:80]))
    return Stated(code, town, resolve(f"{digits} {town}", codes).region, " ".join(notes))


def four_digits(code: str) -> str:
    return _("Die Postleitzahl „{code}“ hat vier Ziffern.").format(code=code)


def _meant(town: str, there: list[Region], names: PlaceNames) -> str:
    """The town of a postcode that a name is a slip of; not what it only begins like."""
    wanted = fold(town)
    near = [name for name in _near(town, names) if not fold(name).startswith(wanted)]
    return next((name for name in near if any(place.region in there for place in called(name, names))), "")


def _code_first(text: str) -> str:
    """„Weinheim (69469)“ → „69469 Weinheim“; other texts as they are."""
    *place, last = text.replace(",", " ").replace("(", " ").split() or [""]
    code = last.removesuffix(")")
    return f"{code} {' '.join(place)}" if place and len(code) == DIGITS and code.isdecimal() else text


def _regions_of(code: str, names: PlaceNames, codes: Mapping[str, list[int]]) -> list[Region]:
    if not code:
        return []
    pks = codes[code] if code in codes else regions_of_codes([code])[code]
    return [names.regions[pk] for pk in pks if pk in names.regions]


def _unknown_postcode(text: str, code: str, names: PlaceNames) -> Resolution:
    """No such postcode, but the Länder in which those with the same beginning lie."""
    message = _("Die Postleitzahl {code} kennen wir nicht.").format(code=code)
    rows = Postcode.objects.filter(code__startswith=code[:2]).order_by().values_list("code", "region_id").distinct()
    near = [(other, pk) for other, pk in rows if pk in names.regions]
    for length in (4, 3, 2):
        found = (names.land_of(names.regions[pk]) for other, pk in near if other[:length] == code[:length])
        laender = {land for land in found if land}
        if laender:
            choices = sorted(((land.name, land) for land in laender), key=lambda choice: choice[0])
            return Resolution(
                text,
                choices=choices,
                message=_("{message} Postleitzahlen mit {code} liegen in:").format(message=message, code=code[:length]),
            )
    return Resolution(text, message=message)
