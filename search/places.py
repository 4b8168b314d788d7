"""Places in a query: whoever names a town also asks for what works in its Kreis, near by, in its Land and the whole
country."""

from rapidfuzz.distance import OSA

from core.text import fold
from regions.enums import RegionKind
from regions.models import Region
from regions.names import PlaceNames, place_names
from regions.resolve import called, resolve
from regions.tree import RegionTree
from search.documents import IN_REGION
from search.engine.rank import Unit
from search.engine.text import normalise, parts, squash
from search.engine.understand import Understood, flags
from search.engine.words import merged
from search.engine.write import KEY_TIER
from search.trade_table import trade_table

# How well an entry fits that works there, near by, in the whole Land, in the whole country; of 100 for the word itself.
THERE, NEARBY, AROUND, NATIONWIDE = 55, 48, 40, 25
MAX_WORDS = 4
MAX_SHARED = 3  # places of one name; of more, nobody means all
_kept: tuple = (None, None, None)
_LARGE = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


def add_places(understood: Understood, *, slips: bool = True) -> None:
    """Let the entries that work at a place beside other words count as having its name; two queries at most.

    Of several places only one counts, else „Wetter Mannheim“ would find whatever works in the whole country.
    `slips`: beside others, a word that is nothing else may be a place with one slip.
    A place alone finds what is called so; everything around it only if nothing is, as for a village or a postcode.
    """
    names, tree = _known_at(understood.known.version)
    units, meant = understood.units, {}
    if not (found := _place_in(units, names)) and slips and (meant := _slips(understood, names)):
        found = _place_in([Unit(meant.get(unit.text, unit.text), unit.levels) for unit in units], names)
    if not found:
        return
    start, length, regions = found
    if any(region.pk not in tree.regions for region in regions):
        return
    understood.place = regions[0].slug if len(regions) == 1 else ""
    stretch = units[start : start + length]
    understood.misspelt_places = [(unit.text, meant[unit.text]) for unit in stretch if unit.text in meant]
    mistaken = {word for word, _ in understood.corrected} | set(meant)
    if length == len(units):
        # A postcode is likelier than a Kreis of that official key or a part of somebody's telephone number.
        mistaken |= {unit.text for unit in stretch if unit.text.isdigit()}
        if all(unit.levels and unit.text not in mistaken for unit in stretch):
            return
    quality: dict[int, int] = {}
    for region in regions:
        for step, worth in zip(tree.steps(region.pk), (THERE, NEARBY, AROUND, NATIONWIDE), strict=True):
            quality |= {pk: max(worth, quality.get(pk, 0)) for pk in step}
    flagged = {IN_REGION + tree.regions[pk].slug: worth for pk, worth in quality.items()}
    entries: dict[tuple[int, int], int] = {}
    for name, bits in flags(understood.known, list(flagged)).items():
        level = (flagged[name], KEY_TIER)
        entries[level] = entries.get(level, 0) | bits
    for unit in stretch:
        # A municipality of that name is likelier than a slip in the name of another place.
        unit.levels = entries if unit.text in mistaken else merged(unit.levels, entries)
    texts = {unit.text for unit in stretch if unit.levels}
    understood.unknown = [text for text in understood.unknown if text not in texts]
    understood.corrected = [(word, meant) for word, meant in understood.corrected if word not in texts]


def widen(understood: Understood) -> bool:
    """Let what works in the whole country count as having the name of a Land; is there another reading now?

    For queries that nothing in that Land fits.
    """
    names, tree = _known_at(understood.known.version)
    laender = [unit for unit in understood.units if _land(unit, names)]
    found = flags(understood.known, [IN_REGION + tree.regions[pk].slug for pk in tree.countries]) if laender else {}
    for unit in laender:
        for bits in found.values():
            unit.levels = merged(unit.levels, {(NATIONWIDE, KEY_TIER): bits})
    return bool(laender)


def _land(unit: Unit, names: PlaceNames) -> Region | None:
    places = names.called(fold(unit.text))
    return next((place.region for place in places if place.region.kind == RegionKind.LAND), None)


def asked_place(understood: Understood) -> int | None:
    """The region that a query names; a Land as well, by one word."""
    names, tree = _known_at(understood.known.version)
    found = _place_in(understood.units, names)
    laender = [land for unit in understood.units if (land := _land(unit, names))]
    region = found[2][0] if found and len(found[2]) == 1 else next(iter(laender), None)
    return region.pk if region and region.pk in tree.regions else None


def _slips(understood: Understood, names: PlaceNames) -> dict[str, str]:
    """The words that are rather a place with one slip than what the index took them for."""
    meant, found = dict(understood.corrected), {}
    for unit in understood.units if len(understood.units) > 1 else ():  # alone it may be anybody's name
        if (unit.levels and unit.text not in meant) or trade_table().whole("".join(parts(unit.text))):
            continue
        if not (name := names.misspelt(fold(unit.text))):
            continue
        form = meant.get(unit.text, "")
        if not form or form == squash(name) or OSA.distance(normalise(unit.text), form) > 1:
            found[unit.text] = name
    return found


def _known_at(version: int | None) -> tuple[PlaceNames, RegionTree]:
    """All names of places and the tree of regions, kept as long as the index: a change of a region changes it, too."""
    global _kept
    if _kept[0] != version or _kept[1] is None:
        _kept = (version, place_names(), RegionTree.current())
    return _kept[1:]


def _place_in(units: list[Unit], names: PlaceNames) -> tuple[int, int, list[Region]] | None:
    """The longest stretch of units that names one place below a Land; of equally long ones a Kreis before a
    municipality; and any before a name that a few places share."""
    second = third = None
    for length in range(min(MAX_WORDS, len(units)), 0, -1):
        for start in range(len(units) - length + 1):
            kreise, municipalities = _called(units[start : start + length], names)
            if len(kreise) == 1:
                return start, length, kreise
            if not kreise and len(municipalities) == 1:
                second = second or (start, length, municipalities)
            elif 1 < len(kreise) + len(municipalities) <= MAX_SHARED:
                third = third or (start, length, [*kreise, *municipalities])
        if second:
            return second
    return third


def _called(units: list[Unit], names: PlaceNames) -> tuple[list[Region], list[Region]]:
    """The regions below a Land of that name, and those of the municipalities of that name."""
    numbers = [unit for unit in units if unit.text.isdigit()]
    if numbers:
        region = _by_postcode(numbers[0], " ".join(unit.text for unit in units if unit not in numbers), names)
        return ([region] if region and len(numbers) == 1 else []), []
    text = " ".join(unit.text for unit in units)
    places = called(text, names)
    if any(place.region.kind in _LARGE for place in places):
        return [], []
    kreise = {place.region.pk: place.region for place in places if not place.is_municipality}
    municipalities = {place.region.pk: place.region for place in places if place.is_municipality}
    return list(kreise.values()), list(municipalities.values())


def _by_postcode(number: Unit, place: str, names: PlaceNames) -> Region | None:
    """The Kreis or Land of a postcode, alone or beside the name of its place."""
    if len(number.text) != 5:
        return None
    region = resolve(number.text).region
    called = {found.region.pk for found in names.called(fold(place))} if place else None
    return region if region and (called is None or region.pk in called) else None
