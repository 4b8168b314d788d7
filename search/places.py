"""Places in a query: whoever names a town also asks for what works in its Kreis, near by, in its Land and the whole
country."""

from functools import reduce
from operator import or_

from rapidfuzz.distance import OSA

from core.text import fold
from language.stopwords import BEFORE_PLACES
from language.text import normalise, parts, squash
from regions.enums import RegionKind
from regions.in_text import laender_in, place_in
from regions.models import Region
from regions.names import PlaceNames, place_names
from regions.resolve import called
from regions.tree import RegionTree
from search.documents import IN_REGION
from search.engine.rank import Unit
from search.engine.understand import LONG, Understood, flags
from search.engine.words import BEGINNING, ENDING, EXACT, JOINED, SAME_STEM, WEAK, Levels, merged, together, union
from search.engine.write import KEY_TIER
from search.trade_table import trade_table

# How well an entry fits that works there, near by, in the whole Land, near by in another one, in the whole country; of
# 100 for the word itself.
THERE, NEARBY, AROUND, BEYOND, NATIONWIDE = 55, 48, 40, 35, 25
ITSELF = 65  # in a landscape of that name
_OTHERS = (SAME_STEM, ENDING, BEGINNING, *WEAK)  # readings as another word
_LIVELY = (THERE, NEARBY, BEYOND)
NETWORK, REGION = "netzwerk", "region"
Typed = list[tuple[str, Unit | None]]
_kept: tuple = (None, None, None)


def add_places(understood: Understood, *, slips: bool = True) -> list[Unit]:
    """Let the entries that work at a place beside other words count as having its name; returns the unit that names it,
    which all words of the name become one; two queries at most, a third one to choose among slips.

    Of several places only one counts, else „Wetter Mannheim“ would find whatever works in the whole country.
    `slips`: a word that is nothing else may be a place with one slip.
    A word alone that entries have and that is the name of a mere village is theirs.
    """
    names, tree = _known_at(understood.known.version)
    typed = understood.typed
    meant: dict[str, list[str]] = {}
    found = _place_in(typed, meant, names)
    if not found and slips and (meant := _slips(understood, names, tree)):
        found = _place_in(typed, meant, names)
    if not found or any(region.pk not in tree.regions for region in found[2]):
        return []
    start, length, regions = found
    if _is_rather_trade(typed, start, length, names):
        return []
    understood.place = regions[0].slug if len(regions) == 1 else ""
    before = typed[start - 1][1] if start else None
    if before and before.text.endswith("stadt") and not names.called(fold(before.text)):  # „Lutherstadt Wittenberg“
        start, length, before.levels = start - 1, length + 1, {}
    stretch = [unit for _, unit in typed[start : start + length] if unit]
    understood.misspelt += [(unit.text, meant[unit.text][0]) for unit in stretch if unit.text in meant]
    understood.also_meant = [(unit.text, other) for unit in stretch for other in meant.get(unit.text, ())[1:]]
    mistaken = {word for word, _ in understood.corrected} | set(meant)
    if len(stretch) == len(understood.units):
        # A postcode is likelier than a Kreis of that official key or a part of somebody's telephone number.
        mistaken |= {unit.text for unit in stretch if unit.text.isdigit()}
        text = " ".join(text for text, _ in typed[start : start + length])
        is_known = all(unit.levels and unit.text not in mistaken for unit in stretch)
        if is_known and not _names_region(text, understood, names):
            return []
    # A municipality of that name is likelier than a slip in the name of another place.
    read = [unit.levels for unit in stretch if unit.text not in mistaken and unit.levels and not unit.text.isdigit()]
    own: Levels = read[0] if len(read) == 1 and typed[start][1] else {}  # „Weil am Rhein“ is not the Rhein
    if len(read) > 1:  # of a name of several words only that, not wherever they stand
        own = {level: bits for level, bits in together(read, JOINED).items() if level[1] >= KEY_TIER}
    around = _flagged(regions, tree)
    works = flags(understood.known, [REGION, *around])
    places, is_town = works.pop(REGION), regions[0].kind == RegionKind.DISTRICT
    if len(regions) == 1 and is_town:  # „Frankfurt (Oder)“ is no other Frankfurt, „Leipzig“ no Landkreis
        here = reduce(or_, (bits for name, bits in works.items() if around[name] not in (NEARBY, BEYOND)), 0)
        own = {level: bits & ~(places & ~here) for level, bits in own.items()}
    if len(understood.units) == 1:  # „Werder“ is no „werden“
        own = {level: bits & (places if level[0] in _OTHERS else -1) for level, bits in own.items()}
    place = Unit(" ".join(text for text, _ in typed[start : start + length]), own)
    itself = {IN_REGION + region.slug for region in regions}
    for name, bits in works.items():  # whoever looks near by, or in a Land, looks for no other place
        is_other = around[name] in (NEARBY, BEYOND) or not (is_town or name in itself)
        found_there = bits & ~places if is_other else bits
        place.levels = merged(place.levels, {(around[name], KEY_TIER): found_there})
    _become_one(understood, stretch, place)
    return [place]


def _names_region(text: str, understood: Understood, names: PlaceNames) -> bool:
    """Whether a query is the name of a Kreis, or all that has its word are regions of longer names: „Teltow“ is more
    than Landkreis Teltow-Fläming."""
    units = understood.units
    places = called(text, names)
    if not all(place.is_municipality for place in places) or places and " " in text:
        return True
    if len(units) > 1 or understood.names:
        return False
    return not _as_typed(units[0]) & ~flags(understood.known, [REGION])[REGION]


def _as_typed(unit: Unit) -> int:
    """The entries that have a word as it stands, not only another one like it."""
    return union({level: bits for level, bits in unit.levels.items() if level[0] not in _OTHERS})


def _is_rather_trade(typed: Typed, start: int, length: int, names: PlaceNames) -> bool:
    """„Winzer“ is a village, too: rather the trade, unless the query says „in“ or names another trade."""
    text, unit = typed[start]
    if length > 1 or not unit or not all(place.is_municipality for place in names.called(fold(text))):
        return False
    before = normalise(typed[start - 1][0]) if start else ""
    others = ("".join(parts(other)) for at, (other, says) in enumerate(typed) if says and at != start)
    table = trade_table()
    return "".join(parts(text)) in table.names and before not in BEFORE_PLACES and not any(map(table.whole, others))


def _place_in(typed: Typed, meant: dict[str, list[str]], names: PlaceNames) -> tuple[int, int, list[Region]] | None:
    return place_in([(meant.get(text, [text])[0], unit is not None) for text, unit in typed], names)


def _become_one(understood: Understood, stretch: list[Unit], place: Unit) -> None:
    """All words of the name of a place say one thing: either all count or none."""
    texts = {unit.text for unit in stretch}
    at = next(at for at, unit in enumerate(understood.units) if unit is stretch[0])
    rest = [unit for unit in understood.units if not any(unit is other for other in stretch)]
    understood.units = [*rest[:at], place, *rest[at:]]
    if place.levels:
        understood.unknown = [text for text in understood.unknown if text not in texts]
        understood.corrected = [(word, form) for word, form in understood.corrected if word not in texts]


def _flagged(regions: list[Region], tree: RegionTree) -> dict[str, int]:
    """What marks the entries around some places, each with how well they fit."""
    quality: dict[int, int] = {}
    for region in regions:
        for step, worth in zip(tree.steps(region.pk), (THERE, NEARBY, AROUND, BEYOND, NATIONWIDE), strict=True):
            if region.kind != RegionKind.LAND or worth not in (
                NEARBY,
                BEYOND,
            ):  # what lies near a whole Land is far away
                quality |= {pk: max(worth, quality.get(pk, 0)) for pk in step}
        if region.kind == RegionKind.FUNCTIONAL:
            quality[region.pk] = ITSELF
    return {IN_REGION + tree.regions[pk].slug: worth for pk, worth in quality.items()}


def widen(understood: Understood) -> bool:
    """Let what works in the whole country count as having the name of a Land, and not the Kreise in it; is there
    another reading now? For queries that nothing in that Land fits."""
    _, tree = _known_at(understood.known.version)
    units = laender(understood)
    country = [IN_REGION + tree.regions[pk].slug for pk in tree.countries]
    found = flags(understood.known, [REGION, *country]) if units else {}
    inside = found.pop(REGION, 0)
    for unit in units:
        unit.levels = {level: bits if level[1] > KEY_TIER else bits & ~inside for level, bits in unit.levels.items()}
        for bits in found.values():
            unit.levels = merged(unit.levels, {(NATIONWIDE, KEY_TIER): bits})
    return bool(units)


def same_land(understood: Understood) -> list[Unit]:
    """For a query whose place is left out: whatever works in its Land, as something that need not be."""
    _, tree = _known_at(understood.known.version)
    land = tree.land_of(asked) if (asked := asked_place(understood)) else None
    inside = [IN_REGION + tree.regions[pk].slug for pk in sorted(tree.inside(land.pk))] if land else []
    works: Levels = {}
    for bits in flags(understood.known, inside).values():
        works = merged(works, {(EXACT, KEY_TIER): bits})
    return [Unit("", works, required=False)]


def at_work(understood: Understood) -> list[str]:
    """The flags of the regions whose entries work at the place that a query names, else in the whole country."""
    _, tree = _known_at(understood.known.version)
    asked = asked_place(understood)
    regions = tree.meant_by(asked) if asked else tree.countries
    return [IN_REGION + tree.regions[pk].slug for pk in sorted(regions)]


def itself(understood: Understood) -> list[str]:
    """The flag of the region that a query names."""
    _, tree = _known_at(understood.known.version)
    asked = asked_place(understood)
    return [IN_REGION + tree.regions[asked].slug] if asked else []


def laender(understood: Understood) -> list[Unit]:
    """The words that name a Land."""
    return [unit for units, _ in _laender(understood) for unit in units]


def asked_place(understood: Understood) -> int | None:
    """The region that a query names; a Land as well."""
    _, tree = _known_at(understood.known.version)
    found = tree.by_slug(understood.place) if understood.place else None
    region = found or next((land for _, land in _laender(understood)), None)
    return region.pk if region and region.pk in tree.regions else None


def _laender(understood: Understood) -> list[tuple[list[Unit], Region]]:
    names, _ = _known_at(understood.known.version)
    found = laender_in([unit.text for unit in understood.units], names)
    return [(understood.units[start : start + length], land) for start, length, land in found]


def _slips(understood: Understood, names: PlaceNames, tree: RegionTree) -> dict[str, list[str]]:
    """The words that are rather a place with one slip than what the index took them for, each with the places that are
    equally likely.

    Alone a word may be anybody's name: only a long one, and only if the index knows no other or takes it for a place.
    """
    guesses, found = dict(understood.corrected), {}
    is_alone = len(understood.units) == 1
    nouns = any(unit.text[:1].isupper() for unit in understood.units)  # beside these, a name is written so, too
    for unit in understood.units:
        if nouns and unit.text.islower():
            continue
        if (_as_typed(unit) and unit.text not in guesses) or trade_table().whole("".join(parts(unit.text))):
            continue
        wanted, guess = fold(unit.text), guesses.get(unit.text, "")
        likely = names.misspelt(wanted)
        if unit.levels and not guess:  # known as something like it: only a region is likelier
            likely = [name for name in likely if names.is_region(name)]
        if is_alone and not guess and len(wanted) < LONG:  # of a short one only letters exchanged
            likely = [name for name in likely if sorted(fold(name)) == sorted(wanted)]
        if not likely:
            continue
        off = OSA.distance(normalise(unit.text), guess) if guess else 9
        if off > 1 or guess == squash(likely[0]) or is_alone and names.called(guess):
            found[unit.text] = _nearest(likely, understood, names, tree) if len(likely) > 1 else likely
    return found


def _nearest(likely: list[str], understood: Understood, names: PlaceNames, tree: RegionTree) -> list[str]:
    """Of some names those with entries in their Kreis or near by, the likeliest first; else the likeliest."""
    around = {name: _flagged([place.region for place in names.called(fold(name))], tree) for name in likely}
    near = {flag for some in around.values() for flag, worth in some.items() if worth in _LIVELY}
    read = flags(understood.known, [*sorted(near), NETWORK])
    networks = read.pop(NETWORK, 0)
    lively = [
        name
        for name in likely
        if any(around[name].get(flag) in _LIVELY and bits & networks for flag, bits in read.items())
    ]
    first, *others = lively or likely[:1]
    return [first, *(name for name in others if names.is_region(name) == names.is_region(first))]


def _known_at(version: int | None) -> tuple[PlaceNames, RegionTree]:
    """All names of places and the tree of regions, kept as long as the index: a change of a region changes it, too."""
    global _kept
    if _kept[0] != version or _kept[1] is None:
        _kept = (version, place_names(), RegionTree.current())
    return _kept[1:]
