"""„Welches Netzwerk passt zu mir?“: which networks fit five answers, how well, and why, in words.

Region and field must fit, the other answers order what fits. A network of the field above the one asked for says
nothing of that one and fits in part; a field that it only touches is none of its own. Points come from what the records
state and from nothing else; equals stand in the order of lists (`directory.order`). Ended and converted networks are
left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import or_
from typing import NamedTuple

from directory.facets import NetworkIndex, network_index
from directory.folding import Folded, fold_networks
from fit.needs import SIZED, Evidence, audience_named, evidence
from memory.kept import remembered
from memory.scores import BitScores
from networks.enums import Body, Need, Status
from networks.models import Field, Market, Network

ANY = "egal"
REGION, FIELD, NEED, BODY, MARKET = PARAMS = ("region", "feld", "bedarf", "rolle", "zielmarkt")
HARD = (REGION, FIELD)
# By how well an answer is met, a region in the steps of lists.
POINTS = {REGION: (6, 5, 4, 3, 2), FIELD: (5, 2), NEED: (2, 1), BODY: (2, 1), MARKET: (2, 1)}
ORDER = "kontakt"  # of equals, as in lists
LEFT_OUT = (Status.ENDED, Status.CONVERTED)

Answers = dict[str, list[str]]


@dataclass(frozen=True)
class Match:
    """The networks that meet one value of an answer wholly, and those that meet it less and less."""

    whole: int = 0
    less: tuple[int, ...] = ()

    @property
    def bits(self) -> int:
        return reduce(or_, self.less, self.whole)


@dataclass
class FitIndex:
    """What the networks' own index does not know: needs, audiences, and terms without those below them."""

    networks: NetworkIndex
    open: int
    left_out: int
    matches: dict[str, dict[str, Match]]
    above: dict[str, dict[str, str]]  # of fields and markets: slug → slug of the term above


def fit_index() -> FitIndex:
    """The current index of this process."""
    return remembered("fit", _build, daily=True)


def _build() -> FitIndex:
    index = network_index()
    by_status = index.bits["status"]
    left_out = 0
    for status in LEFT_OUT:
        left_out |= by_status.get(status, 0)
    rows = Network.objects.published().order_by().values_list("pk", "audience").iterator()
    fields, fields_above = _terms(index, Field, Network.fields.through, "field_id")
    markets, markets_above = _terms(index, Market, Network.markets.through, "market_id")
    return FitIndex(
        networks=index,
        open=index.everything & ~left_out,
        left_out=left_out,
        matches={NEED: _needs(index), BODY: _bodies(index, rows), FIELD: fields, MARKET: markets},
        above={FIELD: fields_above, MARKET: markets_above},
    )


def _needs(index: NetworkIndex) -> dict[str, Match]:
    does: dict[Need, set[int]] = defaultdict(set)
    aims: dict[Need, set[int]] = defaultdict(set)
    for row in evidence():
        for need in row.needs:
            (aims if row.is_aim else does)[need].add(row.network)
    return {need: Match(index.bits_of(does[need]), (index.bits_of(aims[need] - does[need]),)) for need in Need}


def _bodies(index: NetworkIndex, rows: Iterable[tuple]) -> dict[str, Match]:
    named, companies = defaultdict(list), []
    for pk, text in rows:
        audience = audience_named(text)
        for body in audience.bodies:
            named[body].append(pk)
        if audience.companies:
            companies.append(pk)
    unsized = index.bits_of(companies)
    return {body: Match(index.bits_of(named[body]), (unsized,) if body in SIZED else ()) for body in Body}


def _terms(index: NetworkIndex, model, through, column: str) -> tuple[dict[str, Match], dict[str, str]]:
    """A term counts wholly with those below it, by half with the term above it; and which term is above which."""
    direct = defaultdict(list)
    for term, network in through.objects.values_list(column, "network_id").iterator():
        direct[term].append(network)
    bits = {term: index.bits_of(networks) for term, networks in direct.items()}
    rows = list(model.objects.published().order_by().values_list("pk", "slug", "parent_id"))
    slugs = {pk: slug for pk, slug, _ in rows}
    whole = {pk: bits.get(pk, 0) for pk in slugs}
    for pk, _, parent in rows:
        if parent in slugs:
            whole[parent] |= bits.get(pk, 0)
    matches = {
        slug: Match(whole[pk], (bits.get(parent, 0) & ~whole[pk],) if parent in slugs else ())
        for pk, slug, parent in rows
    }
    return matches, {slug: slugs[parent] for _, slug, parent in rows if parent in slugs}


class Relaxation(NamedTuple):
    """An answer that may be dropped, and how many networks then fit."""

    param: str
    fitting: int


class Fit:
    """The networks ordered by some answers (param → values; left out or `egal`: not asked)."""

    def __init__(self, index: FitIndex, answers: Answers, within: int | None = None):
        """`within`: other networks than those that are asked about, which are all that are not ended or converted."""
        self.index, self.within = index, index.open if within is None else within
        self.answers = {param: values for param, values in answers.items() if values and values != [ANY]}
        self.matches = {
            param: [(value, self.match(param, value)) for value in values] for param, values in self.answers.items()
        }
        self.fitting = self._fitting()

    def match(self, param: str, value: str) -> Match:
        if param == REGION:
            return self._region(value)
        return self.index.matches[param].get(value, Match())

    def _region(self, slug: str) -> Match:
        """Wholly: what lies inside or shares ground; then as `RegionTree.steps` has it."""
        steps = self.index.networks.steps(REGION, [slug])
        return Match(steps[0], tuple(steps[1:])) if steps else Match()

    def _met(self, param: str) -> int:
        bits = 0
        for _, match in self.matches[param]:
            bits |= match.bits
        return bits

    def _claimed(self, param: str) -> int:
        """What may be said to fit: a wider field than the one asked for does not."""
        if param != FIELD:
            return self._met(param)
        return reduce(or_, (match.whole for _, match in self.matches[param]), 0)

    def _fitting(self) -> int:
        """Region and field have to fit; where neither was asked, any answer."""
        hard = [param for param in HARD if param in self.matches]
        bits = self.within
        for param in hard:
            bits &= self._claimed(param)
        if not hard and self.matches:
            bits &= self.met_by_any()
        return bits

    def met_by_any(self) -> int:
        bits = 0
        for param in self.matches:
            bits |= self._met(param)
        return bits

    def count(self) -> int:
        return self.fitting.bit_count()

    def left_out(self) -> int:
        """How many ended or converted networks would have met the region and the field."""
        bits = self.index.left_out
        for param in self.matches:
            if param in HARD:
                bits &= self._claimed(param)
        return bits.bit_count()

    def best(self, count: int, without: int = 0) -> list[int]:
        """Primary keys of the networks that fit, best first."""
        return self._ranked(self.fitting & ~without, count)

    @property
    def partly(self) -> int:
        """The bit set of the networks that meet a part of the answers only."""
        return self.index.open & self.met_by_any() & ~self.fitting

    def nearest(self, count: int, without: int = 0) -> list[int]:
        """Primary keys of the networks that meet a part of the answers only, best first."""
        return self._ranked(self.partly & ~without, count)

    def folded(self, within: int) -> Folded:
        """What of some networks lies under others of them; a part that fits better than its whole does not."""
        if not self.matches:
            return Folded(0, {})
        points = cache(self.scores.of)
        places = self.answers.get(REGION, [])
        return fold_networks(self.index.networks, within, places, lambda part, whole: points(part) > points(whole))

    def _ranked(self, within: int, count: int) -> list[int]:
        index = self.index.networks
        return [index.pks[position] for position in self.scores.best(within, count, index.orders[ORDER])]

    @cached_property
    def scores(self) -> BitScores:
        scores = BitScores()
        for param, matches in self.matches.items():
            for _, match in matches:
                for bits_of_level, points in zip((match.whole, *match.less), POINTS[param], strict=False):
                    scores.add(bits_of_level, points)
        return scores

    def meets(self, pk: int, bits: int) -> bool:
        return bool(bits >> self.index.networks.position[pk] & 1)

    def relaxations(self) -> list[Relaxation]:
        """Answers whose dropping brings networks, most first."""
        found = []
        for param in self.answers:
            rest = {other: values for other, values in self.answers.items() if other != param}
            if count := Fit(self.index, rest).count():
                found.append(Relaxation(param, count))
        return sorted(found, key=lambda one: -one.fitting)


def evidence_of(pks: list[int]) -> dict[int, list[Evidence]]:
    """What shows that networks meet needs: what they do before what they aim at."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in sorted(evidence(pks), key=lambda row: (row.is_aim, row.label, row.text)) if pks else ():
        if row not in found[row.network]:
            found[row.network].append(row)
    return found
