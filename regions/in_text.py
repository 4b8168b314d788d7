"""Where a text of several words names a place: „Maschinenbau Halle (Westf.)“, „wer hilft in 69469 Weinheim“."""

from core.text import fold
from regions.enums import RegionKind
from regions.models import Region
from regions.names import PlaceNames
from regions.resolve import called, resolve

MAX_WORDS = 6  # „Landkreis Neustadt an der Aisch-Bad Windsheim“
MAX_SHARED = 3  # places of one name; of more, nobody means all
_LARGE = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)
Words = list[tuple[str, bool]]  # in order, each with whether it says something („in“, „oder“ do not)


def place_in(typed: Words, names: PlaceNames) -> tuple[int, int, list[Region]] | None:
    """The longest stretch of words that names one place below a Land; of equally long ones a Kreis before a
    municipality; and any before a name that a few places share."""
    second = third = None
    may_begin = [names.may_begin(text) for text, _ in typed]
    for length in range(min(MAX_WORDS, len(typed)), 0, -1):
        for start in range(len(typed) - length + 1):
            if not may_begin[start] and length > 1 and not typed[start][0].isdigit():
                continue
            if not _is_stretch(typed, start, length, names):
                continue
            kreise, municipalities = _called(typed[start : start + length], names)
            if len(kreise) == 1:
                return start, length, kreise
            if not kreise and len(municipalities) == 1:
                second = second or (start, length, municipalities)
            elif 1 < len(kreise) + len(municipalities) <= MAX_SHARED:
                third = third or (start, length, [*kreise, *municipalities])
        if second:
            return second
    return third


def laender_in(words: list[str], names: PlaceNames) -> list[tuple[int, int, Region]]:
    """Where words name a Land, those of two words first („sachsen anhalt“): start, length and the Land."""
    found: list[tuple[int, int, Region]] = []
    for length in (2, 1):
        for start in range(len(words) - length + 1):
            places = names.called(fold(" ".join(words[start : start + length])))
            land = next((place.region for place in places if place.region.kind == RegionKind.LAND), None)
            if land and not any(start < at + long and at < start + length for at, long, _ in found):
                found.append((start, length, land))
    return found


def _is_stretch(typed: Words, start: int, length: int, names: PlaceNames) -> bool:
    """Whether some words may be one name: one of them says something, and no „oder“ stands before another place."""
    says = [says for _, says in typed[start : start + length]]
    after = typed[start + length : start + length + 1]
    return any(says) and not (after and not says[-1] and any(_called(after, names)))


def _called(typed: Words, names: PlaceNames) -> tuple[list[Region], list[Region]]:
    """The regions below a Land of that name, and those of the municipalities of that name."""
    numbers = [text for text, _ in typed if text.isdigit()]
    if numbers:
        region = _by_postcode(numbers[0], " ".join(text for text, _ in typed if text not in numbers), names)
        return ([region] if region and len(numbers) == 1 else []), []
    places = called(" ".join(text for text, _ in typed), names)
    if any(place.region.kind in _LARGE and not place.is_municipality for place in places):
        return [], []
    kreise = {place.region.pk: place.region for place in places if not place.is_municipality}
    municipalities = {place.region.pk: place.region for place in places if place.is_municipality}
    return list(kreise.values()), list(municipalities.values())


def _by_postcode(number: str, place: str, names: PlaceNames) -> Region | None:
    """The Kreis or Land of a postcode, alone or beside the name of its place."""
    if len(number) != 5:
        return None
    region = resolve(number).region
    called = {found.region.pk for found in names.called(fold(place))} if place else None
    return region if region and (called is None or region.pk in called) else None
