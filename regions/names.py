"""Every name of a place that the portal knows, for looking up what people type; kept in memory."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, partial
from sys import intern

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.text import fold, sort_key
from memory.kept import remembered
from regions.enums import RegionKind
from regions.models import Region
from regions.official import DATA, region_key
from regions.tree import RegionTree
from regions.words import (
    NOT_ALONE,
    OTHER_WORDS,
    is_cut,
    is_kind,
    is_other_name,
    is_slip_of_fingers,
    loose,
    short_name,
    without_kind,
)

MAX_SIMILAR = 5
SHORTEST_SLIP = 5  # letters; nearly every shorter name is one slip off another
TOWNS = ("Kreisfreie Stadt", "Stadtkreis")
_TOWN_LAENDER = ("02", "04", "11")


@dataclass(frozen=True)
class Place:
    """A name and the region it leads to: its own, or for a municipality its Kreis."""

    name: str
    region: Region
    is_municipality: bool = False

    def is_a(self, said: str) -> bool:
        """Whether it is what somebody calls it: „kreis“, „stadt“ or „land“."""
        if said == "land":
            return not self.is_municipality and self.region.kind == RegionKind.LAND
        is_kreis = self.region.kind == RegionKind.DISTRICT and self.region.designation not in TOWNS
        return is_kreis and not self.is_municipality if said == "kreis" else self.is_municipality or not is_kreis


@dataclass(frozen=True, slots=True)
class _Municipality:
    name: str
    kreis: str


@cache
def _parts() -> list[tuple[str, str]]:
    """(official key or address of a region, name) of quarters and landscapes that lie in it and are no regions."""
    with (DATA / "gebietsteile.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["region"], row["namen"]) for row in csv.DictReader(file, delimiter=";")]
    return [(region, name) for region, names in rows for name in names.split("|")]


@cache
def _municipalities() -> tuple[dict[str, tuple[_Municipality, ...]], ...]:
    """By the whole name and by its short form, folded."""
    exact, short = defaultdict(list), defaultdict(list)
    with (DATA / "gemeinden.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            for name in row["namen"].split("|"):
                entry = _Municipality(name, intern(region_key(row["kreis"])))
                exact[fold(name)].append(entry)
                if (shorter := short_name(name)) != name:
                    short[fold(shorter)].append(entry)
    return tuple({key: tuple(found) for key, found in names.items()} for names in (exact, short))


def place_names() -> "PlaceNames":
    """The names at the current state of the content; one query when the process has them."""
    return remembered("place names", PlaceNames)


class PlaceNames:
    def __init__(self):
        self.regions: dict[int, Region] = RegionTree.current().regions
        self.by_ags = {region.ags: region for region in self.regions.values() if region.ags}
        self.by_nuts = {code: region for code, region in RegionTree.current().by_code.items() if not code.isdecimal()}
        self.municipalities, self.short_municipalities = _municipalities()
        self.exact: dict[str, list[Region]] = defaultdict(list)
        self.short: dict[str, list[Region]] = defaultdict(list)
        for region in sorted(self.regions.values(), key=lambda region: sort_key(region.name)):
            self._add(region)
        self.parts: dict[str, list[Place]] = defaultdict(list)
        self._add_parts()

    def _add(self, region: Region) -> None:
        keys = {fold(name) for name in (region.name, *region.also_called.splitlines())}
        keys |= {fold(word) for word in OTHER_WORDS.get(region.ags, ())}
        for key in sorted(keys - {""}):
            self.exact[key].append(region)
        bare, _ = without_kind(fold(region.name))
        shorter = {bare, fold(short_name(region.name)), without_kind(fold(short_name(region.name)))[0]}
        if region.kind == RegionKind.DISTRICT:
            shorter |= {key.removesuffix("kreis").strip() for key in keys if key.endswith("kreis")}
        for key in sorted(shorter - keys - {""}):
            self.short[key].append(region)

    def _add_parts(self) -> None:
        """Quarters and landscapes: alone where nothing else is called so, and beside the name of what they lie in."""
        by_slug = {region.slug: region for region in self.regions.values()}
        for key, name in _parts():
            if not (region := self.by_ags.get(key) or by_slug.get(key)):
                continue
            place, part, whole = Place(name, region, is_municipality=True), fold(name), fold(short_name(region.name))
            for spelling in {part, f"{whole} {part}", f"{part} {whole}"}:
                self.parts[spelling].append(place)

    def _part(self, wanted: str) -> list[Place]:
        """Several are called „Altstadt“: whoever says only that means none of them."""
        found = self.parts.get(wanted, [])
        return found if len(found) == 1 and wanted not in NOT_ALONE else []

    def called(self, wanted: str, also_kreise: bool = False) -> list[Place]:
        """The places of a folded name. A Land or the country wins over what is called alike; a region over
        places whose name is only longer; otherwise „Neustadt“ is also „Neustadt an der Weinstraße“."""
        regions = self.exact.get(wanted, [])
        if whole := [region for region in regions if region.kind in (RegionKind.LAND, RegionKind.COUNTRY)]:
            if not also_kreise:
                return [Place(region.name, region) for region in whole]
        found = [Place(region.name, region) for region in regions]
        found += self._of(self.municipalities.get(wanted, ()))
        if regions and not also_kreise:
            return found
        longer = [Place(region.name, region) for region in self.short.get(wanted, ())]
        longer += self._of(self.short_municipalities.get(wanted, ()))
        found += sorted(longer, key=lambda place: (place.is_a("kreis"), place.is_municipality, sort_key(place.name)))
        if not found and (part := self._part(wanted)):
            return part
        if not found and (key := self._spelt_without_umlauts.get(wanted)) and key != wanted:
            return self.called(key)
        if not found and (key := self._joined_loosely(wanted)) and key != wanted:
            return self.called(key)
        return found

    def town(self, wanted: str) -> list[Place]:
        """The town of a folded name that is a Kreis or a Land of its own, so that its quarters lie in it."""
        return [place for place in self.called(wanted) if not place.is_municipality and self._is_town(place.region)]

    @staticmethod
    def _is_town(region: Region) -> bool:
        return region.designation in TOWNS or region.kind == RegionKind.LAND and region.ags in _TOWN_LAENDER

    def _of(self, entries) -> list[Place]:
        return [
            Place(entry.name, self.by_ags[entry.kreis], is_municipality=True)
            for entry in entries
            if entry.kreis in self.by_ags
        ]

    def with_wholes(self, region: Region) -> list[Region]:
        """A region and what it lies in, without the country above it."""
        chain = [region]
        while (parent := self.regions.get(chain[-1].parent_id or 0)) and parent.kind != RegionKind.COUNTRY:
            if parent in chain:
                break
            chain.append(parent)
        return chain

    def land_of(self, region: Region) -> Region | None:
        return next((one for one in self.with_wholes(region) if one.kind == RegionKind.LAND), None)

    def around(self, place: Place) -> set[str]:
        """Folded names of what a place lies in, to tell it from others."""
        names = set()
        for region in self.with_wholes(place.region):
            names |= {fold(region.name), without_kind(fold(region.name))[0]}
            names |= {fold(word) for word in OTHER_WORDS.get(region.ags, ())}
        return names

    def labelled(self, places: list[Place]) -> list[tuple[str, Region]]:
        """Labels that tell places apart: with the Land, and the Kreis where that is not enough."""
        labels = [self._label(place, with_kreis=False) for place in places]
        labels = [
            label if labels.count(label) == 1 else self._label(place, with_kreis=True)
            for label, place in zip(labels, places, strict=True)
        ]
        return list(zip(labels, (place.region for place in places), strict=True))

    def _label(self, place: Place, with_kreis: bool) -> str:
        land = self.land_of(place.region)
        hints = [place.region.name] if with_kreis and place.is_municipality else []
        hints += [land.name] if land and land != place.region else []
        if not hints and place.region.kind not in (RegionKind.COUNTRY, RegionKind.FUNCTIONAL):
            hints = [place.region.get_kind_display()]
        hints = [hint for hint in hints if f"({hint})" not in place.name]
        if not hints:
            return place.name
        return f"{place.name}, {', '.join(hints)}" if "(" in place.name else f"{place.name} ({', '.join(hints)})"

    def similar(self, wanted: str) -> list[str]:
        """Names that begin alike or are spelt alike, the likeliest first."""
        shown = self._names
        limit = 1 if len(wanted) < 6 else 2
        found = process.extract(wanted, shown.keys(), scorer=OSA.distance, score_cutoff=limit, limit=3 * MAX_SIMILAR)
        keys = [key for key, *_ in sorted(found, key=lambda row: (row[1], *self._unlikely(wanted, row[0])))]
        if len(wanted) >= 3:
            keys += sorted((key for key in shown if key.startswith(wanted)), key=lambda key: (len(key), key))
        return list(dict.fromkeys(shown[key] for key in keys))[:MAX_SIMILAR]

    def misspelt(self, wanted: str) -> list[str]:
        """The names that a folded one of five letters and more is a slip of, the likeliest first."""
        if len(wanted) < SHORTEST_SLIP:
            return []
        shown = self._spelt.get(wanted[0], {})
        found = process.extract(wanted, shown.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
        near = (key for key, off, _ in found if off)
        keys = (key for key in near if key in self.exact or not is_other_name(wanted, key))
        return [shown[key] for key in sorted(keys, key=partial(self._unlikely, wanted))]

    @cached_property
    def _spelt(self) -> dict[str, dict[str, str]]:
        """First letter → folded name → how it is shown; also short names, and the long words in names of several."""
        longer = (name for key, name in self._names.items() if " " in key)
        shown = {fold(word): word for name in longer for word in name.split() if len(word) > 6 and word.isalpha()}
        shown |= {key: short_name(regions[0].name) for key, regions in self.short.items() if len(regions) == 1}
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for key, name in (shown | self._names).items():
            found[key[:1]][key] = name
        return dict(found)

    def is_region(self, name: str) -> bool:
        """Whether it is the name of a region, which is meant more often than a municipality."""
        return fold(name) in self.exact

    def _unlikely(self, wanted: str, key: str) -> tuple:
        """Few slips change the first letter; regions are meant more often than municipalities."""
        is_region = key in self.exact
        by_fingers = is_slip_of_fingers(wanted, key)
        return key[:1] != wanted[:1], not by_fingers and not is_region, not is_region, not by_fingers, key

    def _joined_loosely(self, wanted: str) -> str:
        """„frankfurt main“, „frankfurt a m“ → „frankfurt am main“; empty where several may be meant."""
        short = loose(wanted)
        if short in self._names:
            return short
        if short not in self._loosely and is_cut(wanted):
            return self._begun(short)
        return self._loosely.get(short, "")

    def _begun(self, short: str) -> str:
        """The only name that goes on like that: „freiburg br“ → „freiburg im breisgau“."""
        spellings = {**{key: key for key in self._names}, **self._loosely} if " " in short else {}
        begun = {key for other, key in spellings.items() if other.startswith(short)} - {""}
        return begun.pop() if len(begun) == 1 else ""

    def abbreviated(self, wanted: str) -> list[Place]:
        """The places of a folded name whose last word is only begun, as a dot says."""
        key = self._begun(loose(wanted))
        return self.called(key) if key else []

    @cached_property
    def _loosely(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key in self._names:
            if (short := loose(key)) != key:
                found[short] = "" if short in found else key
        return found

    def may_begin(self, text: str) -> bool:
        """Whether a name of several words, or what stands before a name, begins with this one."""
        first = loose(fold(text)).partition(" ")[0]
        return first in self._first_words or is_kind(first)

    @cached_property
    def _first_words(self) -> set[str]:
        tables = (self.exact, self.short, self.municipalities, self.short_municipalities, self.parts)
        return {loose(key).partition(" ")[0] for table in tables for key in table if " " in key}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Folded name → how it is shown; regions over municipalities."""
        shown = {
            key: entries[0].name for key, entries in self.municipalities.items() if entries[0].kreis in self.by_ags
        }
        shown |= {
            key: places[0].name
            for key, places in self.parts.items()
            if self._part(key) and key == fold(places[0].name) and key not in shown
        }
        return shown | {fold(region.name): region.name for region in self.regions.values()}

    @cached_property
    def _spelt_without_umlauts(self) -> dict[str, str]:
        """„munchen“ → „muenchen“."""
        return {sort_key(name): key for key, name in self._names.items()}
