"""What a network helps with, read from what sources state about it, and the statement that shows it.

Nothing is graded by hand: a need is met when an offer, a format, a place, a project, a target market, a task of a
contact person or a field says so, and the page quotes that statement. Plans and results do not count, what networks
aim at counts less than what they do, and being funded is no offer of funding.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import BigIntegerField, CharField, F, Q, QuerySet
from django.db.models import Value as Literal

from contacts.models import Responsibility
from core.text import fold
from core.words import _
from networks.activity_lines import UNKNOWN, standings
from networks.activity_times import RECURRING, with_time
from networks.enums import Body, EventKind, Need, OfferKind, PlaceKind, ProjectState
from networks.models import Event, Network, NetworkMarket, Offer, Place, Project
from publishing.enums import Certainty, State

# Looked for in folded text: lower case, umlauts spelled out, nothing but words.
WORDS = {
    Need.PARTNERS: r"matching|matchmaking|kooperation|vernetz|zusammenarbeit|zusammenbring|zusammengebracht|kontakte\b"
    r"|passende\w{0,2} (partner|unternehmen)|partner finden|\bverbind(en|et|ung)\b|geschaeftstreffen|netzwerken\b",
    Need.PROJECTS: r"innovationsprojekt|gemeinsame\w{0,2} (projekt|entwickl)|projekte\b|\breal labor",
    Need.FUNDING: r"foerdermittel|foerderberatung|foerderprogramm|finanzierung|\bkapital\b|\binvest(or|ier)",
    Need.SKILLS: r"fachkraeft|nachwuchs|\btalent|qualifizier|ausbildung|weiterbildung",
    Need.ABROAD: r"\bausland|international|\bmesse(n|auftritt\w{0,2}|stand|staende)?\b|delegation|expansion|\bexport",
    Need.EXCHANGE: r"austausch|webinar|\btreffen\b|\bfor(um|en)\b|netzwerkforen|vortrag|communit|erfahrung|\btransfer"
    r"|einblicke",
    Need.START_UP: r"gruendung|gruendende|gruenderinnen|start ?ups?\b|accelerator|entrepreneur",
    Need.SPACES: r"campus|demonstrator|\blabore?\b|\breal labor|gebaeude|raeume\b|testfeld|technologiezentrum",
}
# The finder's concerns, stored with a task; their names live in a package above this one.
CONCERNS = {
    "partner-finden": Need.PARTNERS,
    "ausland": Need.ABROAD,
    "unternehmen-gruenden": Need.START_UP,
    "vorhaben-foerdern": Need.FUNDING,
}
BODIES = {
    Body.SMALL: r"kleine\w{0,2} (und|oder) (mittlere|grosse)|mittelstand|\bkmu\b|jeder groesse",
    Body.START_UP: r"start ?ups?\b|gruend|entrepreneur",
    Body.LARGE: r"grosse\w{0,2} (unternehmen|betrieb)|grossunternehmen|konzern|jeder groesse|praegende unternehmen",
    Body.CRAFT: r"handwerk|manufaktur|werkstaett",
    Body.RESEARCH: r"hochschul|universit|forschung|wissenschaft|\binstitut",
    Body.MUNICIPALITY: r"\bkommun|\bstaedte\b|\bstadt\b|\bgemeinden?\b|verwaltung|landkreis",
    Body.SOCIAL: r"sozialunternehmen|social entrepreneur|wohlfahrt",
}
COMPANIES = r"unternehmen|betrieb|firmen|hersteller|zulieferer|dienstleister|anbieter|industrie\b"
SIZED = (Body.SMALL, Body.LARGE)
_NEEDS = {need: re.compile(pattern) for need, pattern in WORDS.items()}
_BODIES = {body: re.compile(pattern) for body, pattern in BODIES.items()}
_COMPANIES = re.compile(COMPANIES)

OFFERED = (OfferKind.SERVICE, OfferKind.TOPIC, OfferKind.GOAL)
# What stands in lists with its state, and so does here.
_DATED: dict[str, type] = {"events": Event, "places": Place, "projects": Project}
ROOMS = (PlaceKind.CAMPUS, PlaceKind.BUILDING, PlaceKind.CENTRE, PlaceKind.FACILITY)


@dataclass(frozen=True)
class Evidence:
    """A statement that a network meets needs: what kind of statement, its words, how sure.

    `is_aim`: it says what the network is about or wants, not what it does.
    """

    network: int
    needs: frozenset[Need]
    label: str
    text: str
    certainty: str
    is_aim: bool


@lru_cache(maxsize=100_000)
def needs_named(text: str) -> frozenset[Need]:
    """The needs that a text speaks of."""
    folded = fold(text)
    return frozenset(need for need, pattern in _NEEDS.items() if pattern.search(folded))


@dataclass(frozen=True)
class Audience:
    """Whom a text says a network is for. `companies`: companies, without a word about their size."""

    bodies: frozenset[Body]
    companies: bool


@lru_cache(maxsize=100_000)
def audience_named(text: str) -> Audience:
    folded = fold(text)
    bodies = frozenset(body for body, pattern in _BODIES.items() if pattern.search(folded))
    return Audience(bodies, bool(_COMPANIES.search(folded)) and bodies.isdisjoint(SIZED))


def evidence(pks: Iterable[int] | None = None) -> Iterator[Evidence]:
    """All statements that show a need met, of some networks or of all public ones. One query."""
    wanted = None if pks is None else list(pks)
    parts = [_row(wanted, *part) for part in _parts(date.today())]
    for pk, relation, other, kind, text, detail, certainty in parts[0].union(*parts[1:], all=True).iterator():
        found, label = _READ[relation](kind, text)
        if found:
            state = standings(_DATED[relation]).get(other, UNKNOWN).words if relation in _DATED else ""
            more = "; ".join(filter(None, (detail if relation == "events" else "", state)))
            words = f"{text} ({more})" if more else text
            yield Evidence(pk, found, label, words, certainty or Certainty.STATED, _is_aim(relation, kind, detail))


def _is_aim(relation: str, kind: str, detail: str) -> bool:
    if relation == "projects":
        return not detail  # it runs, but nobody says since when
    return relation in ("fields", "markets") or kind in (OfferKind.TOPIC, OfferKind.GOAL)


def _row(pks: list[int] | None, relation: str, rows: QuerySet, kind: str, text: str, detail: str, certainty: str):
    def column(name: str):
        return F(name) if name else Literal("", output_field=CharField())

    network = "pk" if rows.model is Network else "network_id"
    if pks is not None:
        rows = rows.filter(**{f"{network}__in": pks})
    return (
        rows.order_by()
        .annotate(
            _relation=Literal(relation, output_field=CharField()),
            _other=F(f"{relation}__pk") if relation in _DATED else Literal(0, output_field=BigIntegerField()),
            _kind=column(kind),
            _text=column(text),
            _detail=column(detail),
            _certainty=column(certainty),
        )
        .values_list(network, "_relation", "_other", "_kind", "_text", "_detail", "_certainty")
    )


def _parts(today: date) -> list[tuple]:
    """Relation, which of its rows count, and the columns for kind, words, detail and certainty."""

    def public(name: str, condition: Q = Q()) -> QuerySet:
        """Public networks with public records of a many-to-many relation."""
        return Network.objects.published().filter(condition, **{f"{name}__state": State.PUBLISHED})

    def going_on(prefix: str = "") -> Q:
        return Q(**{f"{prefix}end_latest": None}) | Q(**{f"{prefix}end_latest__gte": today})

    tasks = Responsibility.objects.public()

    recurring = with_time(Event.objects.published()).filter(time=RECURRING).order_by().values("pk")
    running = Q(projects__project_state=ProjectState.RUNNING)
    standing = Q(places__kind__in=ROOMS, places__is_planned=False)
    return [
        ("offers", Offer.objects.public().filter(kind__in=OFFERED), "kind", "text", "", "certainty"),
        (
            "events", public("events", Q(events__in=recurring)),
            "events__kind", "events__name", "events__frequency", "",
        ),
        ("places", public("places", standing & going_on("places__")), "places__kind", "places__name", "", ""),
        (
            "projects", public("projects", running & going_on("projects__")),
            "projects__project_state", "projects__name", "projects__start", "",
        ),
        ("markets", NetworkMarket.objects.public(), "", "market__name", "", "certainty"),
        (
            "tasks", tasks.filter(going_on(), network__isnull=False, person__isnull=False),
            "concern", "task", "", "certainty",
        ),
        ("help", public("support_offers"), "support_offers__kind", "support_offers__name", "", ""),
        ("fields", public("fields"), "", "fields__name", "", ""),
    ]  # fmt: skip


def _offer(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return needs_named(text), str(OfferKind(kind).label)


def _event(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return needs_named(text) | {Need.EXCHANGE}, str(EventKind(kind).label)


def _place(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return frozenset({Need.SPACES}), str(PlaceKind(kind).label)


def _project(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return frozenset({Need.PROJECTS}), _("Projekt")


def _market(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return frozenset({Need.ABROAD}), _("Zielmarkt")


def _task(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return needs_named(text) | ({CONCERNS[kind]} if kind in CONCERNS else set()), _("Aufgabe der Ansprechperson")


def _help(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return needs_named(f"{text} {kind}"), _("Unterstützungsangebot")


def _field(kind: str, text: str) -> tuple[frozenset[Need], str]:
    return needs_named(text), _("Feld, Einordnung der Redaktion")


_READ = {
    "offers": _offer,
    "events": _event,
    "places": _place,
    "projects": _project,
    "markets": _market,
    "tasks": _task,
    "help": _help,
    "fields": _field,
}
