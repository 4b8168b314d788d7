"""Which responsibilities fit somebody's answers, and in which order. Pure: no database, no clock.

The most specific rule wins: first by region, then by field, then by role, then by the editors' rank; what is
still equal keeps its order. Offices that catch what is left come after every rule for the concern.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from core.words import _

OTHER = -1  # „ein anderes Feld“: none of those that rules name

# How exact a field or a role fits: named itself, by its wider field, the rule names none, the asker names none.
NAMED, BY_PARENT, OPEN, UNSTATED = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A responsibility as the matching needs it."""

    pk: int
    concern: str = ""
    regions: frozenset[int] = frozenset()  # empty: everywhere
    fields: frozenset[int] = frozenset()  # empty: every field
    role: str = ""
    priority: int = 0
    person: int | None = None
    office: int | None = None
    behind: int | None = None  # the organisation of the person that can be reached in the person's place
    is_reachable: bool = True  # by a channel of their own
    is_confirmed: bool = False
    is_stated: bool = True  # a source says so itself
    is_fallback: bool = False
    start: date | None = None
    end: date | None = None

    def answers(self, concern: str) -> bool:
        """Is it for a concern? An office that catches what is left catches everything where it names none."""
        return self.concern == concern or self.is_fallback and not self.concern


@dataclass(frozen=True)
class Inquiry:
    """What somebody asks. None: not known or not important."""

    concern: str = ""
    region: int | None = None
    field: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Verdict:
    """What became of a rule: why it does not fit, or how exactly it does."""

    rule: Rule
    refusal: str = ""
    region: int | None = None  # the region by which the rule fits; None: everywhere
    exactness: tuple[int, int, int] = (0, 0, 0)  # region, field, role: more is more specific

    @property
    def fits(self) -> bool:
        return not self.refusal

    @property
    def order(self) -> tuple:
        return (self.rule.is_fallback, *(-exact for exact in self.exactness), self.rule.priority, self.rule.pk)


@dataclass(frozen=True)
class Stop:
    """Somebody who can be reached: a person, an office, or the office behind people without a channel."""

    verdict: Verdict
    person: int | None = None
    office: int | None = None
    named: tuple[Verdict, ...] = ()  # who is responsible, but has no channel of their own
    is_near: bool = False  # responsible next door, not where it is asked

    @property
    def is_possible(self) -> bool:
        """No source says that they are responsible for this."""
        return self.verdict.rule.is_fallback or not self.verdict.rule.is_stated

    @property
    def key(self) -> tuple:
        return (self.person, self.office)


@dataclass(frozen=True)
class Route:
    """Whom to ask, in order. `unreached`: responsible before the first stop, but without any channel."""

    lead: Stop | None = None
    alternatives: tuple[Stop, ...] = ()
    unreached: tuple[Verdict, ...] = ()

    @property
    def signature(self) -> tuple:
        """Two routes with the same signature give the same answer."""
        unreached = tuple(verdict.rule.pk for verdict in self.unreached)
        stops = (*((self.lead,) if self.lead else ()), *self.alternatives)
        return tuple((*stop.key, tuple(verdict.rule.pk for verdict in stop.named)) for stop in stops), unreached


@dataclass(frozen=True)
class Ground:
    """Regions and fields around the answers. `level(asked, rule's)`: how specific a region is for another one,
    None when it does not contain it."""

    level: Callable[[int, int], int | None]
    parents: dict[int, int] = field(default_factory=dict)  # field → wider field


MAX_ALTERNATIVES = 2


def judge(rule: Rule, inquiry: Inquiry, ground: Ground, today: date) -> Verdict:
    """Does a rule fit? The first thing that speaks against it is said."""
    if not rule.answers(inquiry.concern):
        return Verdict(rule, _("anderes Anliegen"))
    if rule.start and rule.start > today:
        return Verdict(rule, _("gilt noch nicht"))
    if rule.end and rule.end < today:
        return Verdict(rule, _("gilt nicht mehr"))
    level, region = _region(rule, inquiry, ground)
    if level is None:
        return Verdict(rule, _("andere Region"))
    exact_field = _field(rule, inquiry, ground)
    if exact_field is None:
        return Verdict(rule, _("anderes Feld"))
    exact_role = _role(rule, inquiry)
    if exact_role is None:
        return Verdict(rule, _("für andere Fragende"))
    return Verdict(rule, "", region, (level, exact_field, exact_role))


def _region(rule: Rule, inquiry: Inquiry, ground: Ground) -> tuple[int | None, int | None]:
    if not rule.regions:
        return 0, None
    if inquiry.region is None:
        return None, None
    levels = [(level, pk) for pk in rule.regions if (level := ground.level(inquiry.region, pk)) is not None]
    return max(levels, key=lambda pair: (pair[0], -pair[1])) if levels else (None, None)


def _field(rule: Rule, inquiry: Inquiry, ground: Ground) -> int | None:
    if not rule.fields:
        return OPEN
    if inquiry.field is None:
        return UNSTATED
    if inquiry.field in rule.fields:
        return NAMED
    return BY_PARENT if ground.parents.get(inquiry.field) in rule.fields else None


def _role(rule: Rule, inquiry: Inquiry) -> int | None:
    if not rule.role:
        return OPEN
    if not inquiry.role:
        return UNSTATED
    return NAMED if rule.role == inquiry.role else None


def verdicts(rules: Iterable[Rule], inquiry: Inquiry, ground: Ground, today: date) -> list[Verdict]:
    """All rules: those that fit, best first, then the others as they came."""
    judged = [judge(rule, inquiry, ground, today) for rule in rules]
    fitting = sorted((verdict for verdict in judged if verdict.fits), key=lambda verdict: verdict.order)
    return fitting + [verdict for verdict in judged if not verdict.fits]


def decide(rules: Iterable[Rule], inquiry: Inquiry, ground: Ground, today: date) -> Route:
    return route([verdict for verdict in verdicts(rules, inquiry, ground, today) if verdict.fits])


def route(fitting: list[Verdict]) -> Route:
    """Who leads, and who stands beside: somebody without a channel never leads alone."""
    stops, unreached = _stops([verdict for verdict in fitting if not verdict.rule.is_fallback])
    catching, _ = _stops([verdict for verdict in fitting if verdict.rule.is_fallback])
    taken = {stop.key for stop in stops}
    catching = [stop for stop in catching if stop.key not in taken]
    lead = next(iter([*stops, *catching]), None)
    if lead is None:
        return Route(unreached=tuple(unreached))
    others = [stop for stop in stops if stop is not lead]
    spare = [stop for stop in catching if stop is not lead]
    # Beside a lead that nobody has confirmed stands an office that will be there.
    room = MAX_ALTERNATIVES - (1 if spare and not lead.verdict.rule.is_confirmed else 0)
    alternatives = (others[:room] + spare)[:MAX_ALTERNATIVES]
    earlier = tuple(verdict for verdict in unreached if verdict.order < lead.verdict.order)
    return Route(lead, tuple(alternatives), earlier)


def with_near(here: Route, near: list[Stop], leads: bool) -> Route:
    """A route for a place where nobody is known, with who is responsible next door.

    `leads`: they are worth more than an office for whatever is asked, as with networks; else they stand last.
    """
    taken = {stop.key for stop in (here.lead, *here.alternatives) if stop}
    near = [replace(stop, is_near=True) for stop in near if stop.key not in taken]
    offices = [stop for stop in (here.lead, *here.alternatives) if stop]
    if not near or here.lead and not leads:
        return replace(here, alternatives=(*here.alternatives, *near)[:MAX_ALTERNATIVES])
    others = [*near[1:MAX_ALTERNATIVES], *offices] if offices else near[1:]
    return replace(here, lead=near[0], alternatives=tuple(others[:MAX_ALTERNATIVES]))


def _stops(fitting: list[Verdict]) -> tuple[list[Stop], list[Verdict]]:
    """Each person and office once, in the order of the best rule. Besides, who cannot be reached at all."""
    stops: dict[tuple, Stop] = {}
    unreached: dict[tuple, Verdict] = {}
    for verdict in fitting:
        rule = verdict.rule
        if rule.is_reachable:
            stops.setdefault((rule.person, rule.office), Stop(verdict, rule.person, rule.office))
        elif rule.behind:
            key = (None, rule.behind)
            stop = stops.get(key) or Stop(verdict, None, rule.behind)
            if rule.person not in {known.rule.person for known in stop.named}:
                stop = Stop(stop.verdict, None, rule.behind, (*stop.named, verdict))
            stops[key] = stop
        else:
            unreached.setdefault((rule.person, rule.office), verdict)
    return list(stops.values()), list(unreached.values())
