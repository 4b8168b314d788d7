"""Whom somebody can reach about a network: every way, the surest first. The one rule for lists and pages."""

from collections.abc import Callable, Iterable, Iterator

from core.words import _, ngettext
from reach.offices import RegionOffices
from reach.rungs import NOT_REACHABLE, Reach, Rung, Way, distinct
from reach.ties import CARRIER, INITIATOR, PART, SUCCESSOR, TOGETHER, Ties

# In this order: who carries a network is nearer to it than who works with it.
NEAR = {CARRIER: "carrier", INITIATOR: "initiator", PART: "part", SUCCESSOR: "successor", TOGETHER: "together"}
DEEPEST = 4  # parts of parts


def ways(ties: Ties, offices: RegionOffices, network: int, regions: Iterable[int]) -> list[Way]:
    """All ways, each person, office and network once; empty only where nobody is known for any region."""
    return distinct(_ways(ties, offices, network, regions))


def _ways(ties: Ties, offices: RegionOffices, network: int, regions: Iterable[int]) -> Iterator[Way]:
    """The first is the best."""
    yield from own_ways(ties, network)
    yield from near_ways(ties, network)
    yield from (Way(Rung.REGION, "office", office, "region") for office in offices.of(regions))


def own_ways(ties: Ties, network: int) -> Iterator[Way]:
    yield from (Way(Rung.PERSON, "person", person, "task") for (person,) in ties.people.of(network))
    yield from (Way(Rung.BEHIND, "office", office, "behind") for (office,) in ties.behind.of(network))
    yield from (Way(Rung.OWN, "office", office, "duty") for (office,) in ties.offices.of(network))
    yield from (Way(Rung.OWN, "website", link, "website") for (link,) in ties.websites.of(network))


def near_ways(ties: Ties, network: int) -> Iterator[Way]:
    others = [Way(Rung.NEAR, "network", pk, NEAR[how]) for pk, how in ties.near.of(network) if leads_on(ties, pk, how)]
    yield from (Way(Rung.NEAR, "office", office, NEAR[how]) for office, how in ties.carriers.of(network))
    yield from (way for way in others if way.why != NEAR[TOGETHER])
    yield from (Way(Rung.NEAR, "person", person, "named") for (person,) in ties.named.of(network))
    yield from (way for way in others if way.why == NEAR[TOGETHER])


def leads_on(ties: Ties, network: int, how: int = PART, depth: int = 0) -> bool:
    """Whether somebody answers at another network: for what it is part of or became also who carries that."""
    if any(True for _way in own_ways(ties, network)):
        return True
    if how == TOGETHER:
        return False
    if ties.carriers.of(network) or ties.named.of(network):
        return True
    further = ((pk, next_how) for pk, next_how in ties.near.of(network) if next_how == PART)
    return depth < DEEPEST and any(leads_on(ties, pk, next_how, depth + 1) for pk, next_how in further)


class Reaches:
    """The reach of network after network; the same words are the same string."""

    def __init__(self, ties: Ties, offices: RegionOffices, name_of: Callable[[int], str]):
        self.ties, self.offices, self.name_of = ties, offices, name_of
        tables = (ties.people, ties.behind, ties.offices, ties.websites, ties.carriers, ties.near, ties.named)
        self._tied = set[int]().union(*(table.column(0) for table in tables))
        self._known: dict[object, Reach] = {}

    def of(self, network: int, regions: tuple[int, ...]) -> Reach:
        if network not in self._tied:
            return self._kept(regions, lambda: self._of_region(regions))
        first = next(_ways(self.ties, self.offices, network, regions), None)
        if first is None:
            return NOT_REACHABLE
        if first.rung == Rung.PERSON:
            people = len(self.ties.people.of(network))
            return self._kept(people, lambda: Reach(Rung.PERSON, people_label(people)))
        return self._kept(first, lambda: Reach(first.rung, self._label(first)))

    def _kept(self, key: object, make: Callable[[], Reach]) -> Reach:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _of_region(self, regions: tuple[int, ...]) -> Reach:
        return Reach(Rung.REGION, nobody_label()) if self.offices.of(regions) else NOT_REACHABLE

    def _label(self, way: Way) -> str:
        if way.rung == Rung.REGION:
            return nobody_label()
        return _("Website") if way.kind == "website" else self._through(way.kind, way.key)

    def _through(self, kind: str, key: int) -> str:
        if kind == "network":
            name = self.name_of(key)
        else:
            name = (self.ties.office_names if kind == "office" else self.ties.people_names)[key].name
        return _("über {name}").format(name=name)


def nobody_label() -> str:
    """Where only the office for whatever is asked in a region is known, which is no way to the network."""
    return _("kein Kontakt bekannt")


def people_label(count: int) -> str:
    """„2 Ansprechpersonen“"""
    return ngettext("{count} Ansprechperson", "{count} Ansprechpersonen", count).format(count=count)
