"""The best entries for an understood query."""

from dataclasses import dataclass, field

from search.engine import bits
from search.engine.words import TIERS, Levels, union

# A name says more than a field, a region or a task, and these more than running text.
TIER_WEIGHT = dict(zip(TIERS, (10, 6, 3), strict=True))
MAX_RARITY = 12
WHOLE_NAME = 900


@dataclass
class Unit:
    """A word or phrase of the query and where it stands."""

    text: str
    levels: Levels
    required: bool = True

    @property
    def entries(self) -> int:
        return union(self.levels)


@dataclass
class Ranking:
    """All entries that match, and their scores."""

    matching: int
    planes: bits.Planes = field(default_factory=list)

    def best(self, count: int, within: int = -1) -> list[tuple[int, int]]:
        """(score, entry), best first."""
        return bits.top(self.planes, self.matching & within, count)


def rank(
    units: list[Unit], total: int, names: list[tuple[int, int]], boosts: list[tuple[int, int]], named: int = 0
) -> Ranking:
    """Entries in which every required unit stands, and those that are `named`.

    `total`: entries of the index. `names`: (percent of the query, entries whose whole name that part is).
    `boosts`: (points, entries).
    """
    matching = -1
    for unit in units:
        if unit.required:
            matching &= unit.entries
    matching |= named
    if matching <= 0:
        return Ranking(0)
    planes: bits.Planes = []
    for unit in units:
        rarity = _rarity(unit, total)
        scored = [(points(quality, tier, rarity), found) for (quality, tier), found in unit.levels.items()]
        planes = bits.add(planes, bits.best_of(scored, matching))
    whole = [(WHOLE_NAME * share // 100, found) for share, found in names]
    for extra in (whole, boosts):
        planes = bits.add(planes, bits.best_of(extra, matching))
    return Ranking(matching, planes)


def points(quality: int, tier: int, rarity: int) -> int:
    """At most 600."""
    return quality * TIER_WEIGHT[tier] * (6 + rarity) // 30


def _rarity(unit: Unit, total: int) -> int:
    """How much a word tells: 1 for one that stands everywhere, more for rare ones."""
    return min(MAX_RARITY, (total // max(1, unit.entries.bit_count())).bit_length())
