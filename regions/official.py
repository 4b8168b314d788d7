"""The official list: 16 Länder and 400 Kreise with their codes, as data/regionen.csv has it.

Berlin and Hamburg are Land and Kreis at once. They are one region here, of kind Land; the list has a second
row with the codes they carry as a Kreis, so that these lead to the same region.
"""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import transaction

from core.addresses import Taken
from regions.enums import RegionKind
from regions.models import Region

DATA = Path(__file__).resolve().parent / "data"
NUTS_VERSION = "2024"
COUNTRY = "DE"
_FILLED_IN = ("designation", "nuts", "nuts_version", "parent")


@dataclass(frozen=True)
class OfficialRow:
    ags: str
    slug: str
    name: str
    kind: str
    nuts: str
    designation: str


@cache
def official_rows() -> tuple[OfficialRow, ...]:
    with (DATA / "regionen.csv").open(encoding="utf-8", newline="") as file:
        return tuple(OfficialRow(**row) for row in csv.DictReader(file, delimiter=";"))


@cache
def _city_states() -> dict[str, str]:
    return {row.ags: row.ags[:2] for row in official_rows() if not row.slug}


def region_key(ags: str) -> str:
    """The AGS of the region that a code of a Land, Kreis or Gemeinde leads to: 11000 → 11, 08222000 → 08222."""
    return _city_states().get(ags[:5], ags[:5])


def codes_as_kreis(region: Region) -> OfficialRow | None:
    """The codes that Berlin and Hamburg carry as a Kreis besides those of the Land."""
    return next((row for row in official_rows() if not row.slug and row.ags[:2] == region.ags), None)


@dataclass
class Loaded:
    """What loading did, and the regions by the list's slugs, whatever theirs are."""

    created: list[Region] = field(default_factory=list)
    completed: list[Region] = field(default_factory=list)
    by_slug: dict[str, Region] = field(default_factory=dict)


@transaction.atomic
def load_official() -> Loaded:
    """Create the regions of the list that are missing, in a few queries.

    Those that carry a code of the list already keep their address, names and relations; only what is empty is
    filled in. Doing it again changes nothing. The caller rebuilds the search index.
    """
    loaded = Loaded()
    known = {region.ags: region for region in Region.objects.exclude(ags="")}
    slugs = Taken(Region).slugs
    country = Region.objects.filter(kind=RegionKind.COUNTRY, nuts=COUNTRY).first()
    if country is None:
        values = {"name": "Deutschland", "kind": RegionKind.COUNTRY, "nuts": COUNTRY, "nuts_version": NUTS_VERSION}
        country = Region(slug=_free("deutschland", COUNTRY.lower(), slugs), **values)
        loaded.created += Region.objects.bulk_create([country])
    loaded.by_slug["deutschland"] = country
    for kind in (RegionKind.LAND, RegionKind.DISTRICT):
        rows = [row for row in official_rows() if row.kind == kind and row.slug]
        wanted = {row.ags: _region(row, known.get(row.ags[:2]) or country) for row in rows}
        missing = [wanted[row.ags] for row in rows if row.ags not in known]
        for region in missing:
            region.slug = _free(region.slug, region.ags, slugs)
        loaded.created += Region.objects.bulk_create(missing)
        loaded.completed += [region for ags, region in known.items() if ags in wanted and _fill(region, wanted[ags])]
        known |= {region.ags: region for region in missing}
        loaded.by_slug |= {row.slug: known[row.ags] for row in rows}
    Region.objects.bulk_update(loaded.completed, _FILLED_IN)
    return loaded


def _region(row: OfficialRow, parent: Region) -> Region:
    return Region(
        ags=row.ags, slug=row.slug, name=row.name, kind=row.kind, designation=row.designation, nuts=row.nuts,
        nuts_version=NUTS_VERSION, parent=parent,
    )  # fmt: skip


def _free(slug: str, code: str, taken: set[str]) -> str:
    free = f"{slug}-{code}" if slug in taken else slug
    taken.add(free)
    return free


def _fill(region: Region, wanted: Region) -> bool:
    """Whether something was empty. The version of a NUTS code goes with the code."""
    changed = False
    for name in _FILLED_IN:
        if not getattr(region, name) and getattr(wanted, name) and not (name == "nuts_version" and not changed):
            setattr(region, name, getattr(wanted, name))
            changed = True
    return changed
