"""What there is to do with a record, as conditions for the database.

The cards count by them and the lists filter by them, so that both always agree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Left, Lower, Replace, StrIndex
from django.utils import timezone

from contacts.filters import without_channel
from contacts.models import Person, Responsibility
from core.kinds import Kind, kind_of, kinds, side_by_side
from networks.enums import StatedStatus
from networks.models import Network
from networks.status import is_lapsed
from pages.alive import is_asked_about
from pages.conflicts import ONCE, SINGLE
from programmes.models import Funding, Programme
from publishing.enums import LinkCheck, State
from publishing.models import Citation, Figure, Link, Milestone, Name, Record, Release
from releasing.due import due_before
from reports.attempts import missed_since

SOON = timedelta(days=30)  # how long before its day a check is announced
HALF_A_YEAR = timedelta(days=183)

# What was never checked first, then what was longest ago; databases do not agree on where nothing stands.
BY_AGE = (F("checked_on").asc(nulls_first=True), "pk")

CHECK, NEVER, CHECKED, SOON_DUE, MISSED = "pruefung", "nie", "geprueft", "bald", "nicht-erreicht"


def _in_order() -> list[Kind]:
    records = [kind for kind in side_by_side(kinds()) if kind.is_record]
    return sorted(records, key=lambda kind: -kind.model.risk)


# All kinds of records in the order in which they are shown: first where a mistake harms somebody, contacts.
EVERY: tuple[type[Record], ...] = tuple(kind.model for kind in _in_order())


@dataclass(frozen=True)
class Ground:
    """What conditions depend on besides the rows. `own_intervals`: see `due_before`; None: not known."""

    today: date = field(default_factory=timezone.localdate)
    own_intervals: dict[type[Record], set[int]] | None = None

    def due(self, model: type[Record], day: date) -> Q:
        known = None if self.own_intervals is None else self.own_intervals.get(model, set())
        return due_before(model, day, known)


@dataclass(frozen=True)
class Task:
    """`models`: the kinds it concerns, in the order of the card. `statements`: those that make it, if some do: a kind
    that none of them is about need not be counted. `looks_elsewhere`: the condition depends on other tables; then it is
    counted by itself, and the database can join them once instead of looking for each row."""

    key: str
    title: str
    hint: str
    models: tuple[type[Record], ...]
    condition: Callable[[type[Record], Ground], Q]
    statements: Callable[[], QuerySet | list[QuerySet]] | None = None
    looks_elsewhere: bool = False


def _public(model: type[Record]) -> Q:
    """What has a page that somebody could rely on; people who are only named have none."""
    public = Q(state=State.PUBLISHED)
    if model is Person:
        public &= Q(pk__in=Responsibility.objects.order_by().values("person"))
    return public


def _in_use() -> Q:
    return ~Q(state=State.ARCHIVED)


def _about(model: type[Record], statements) -> Q:
    """Records of a kind that one of these attached statements is about."""
    rows = statements.filter(content_type=ContentType.objects.get_for_model(model)).order_by()
    return Q(pk__in=rows.values("object_id"))


def _overdue(model: type[Record], ground: Ground) -> Q:
    return _public(model) & ground.due(model, ground.today)


def _soon_due(model: type[Record], ground: Ground) -> Q:
    """What was never checked has no day that it could be announced for: it comes when its turn has come."""
    soon = ground.due(model, ground.today + SOON) & ~ground.due(model, ground.today)
    return _public(model) & Q(checked_on__isnull=False) & soon


def _checked(model: type[Record], ground: Ground) -> Q:
    return _public(model) & Q(checked_on__isnull=False) & ~ground.due(model, ground.today)


def _never(model: type[Record], ground: Ground) -> Q:
    return _public(model) & Q(checked_on=None)


def _without_source(model: type[Record], ground: Ground) -> Q:
    cited = Citation.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=OuterRef("pk"))
    return _in_use() & ~Exists(cited.filter(source__isnull=False))


_SAME_PLACE = {"source": OuterRef("source"), "locator": OuterRef("locator")}


def _contradictions() -> QuerySet:
    """Figures that sources state differently for the same thing at the same time: what pages show side by side."""
    same_time = Q(as_of=OuterRef("as_of")) & (
        ~Q(as_of="")
        | Q(source__as_of=OuterRef("source__as_of"), source__as_of_wording=OuterRef("source__as_of_wording"))
    )
    other_amount = (
        ~Q(number=OuterRef("number"))
        | ~Q(qualifier=OuterRef("qualifier"))
        | ~Q(unit=OuterRef("unit"))
        | Q(number_to__lt=OuterRef("number_to"))
        | Q(number_to__gt=OuterRef("number_to"))
    )
    other = Figure.objects.filter(
        same_time,
        other_amount,
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        about=OuterRef("about"),
        counted=OuterRef("counted"),
    )
    return Figure.objects.filter(Exists(other.exclude(**_SAME_PLACE)))


def _all_contradictions() -> list[QuerySet]:
    """Figures, dates, names, links and fields that contradict each other: as `pages.conflicts` tells them."""
    dates, names, links = (model.objects.order_by() for model in (Milestone, Name, Link))
    without = Replace(Replace(Replace("url", Value("https://")), Value("http://")), Value("www."))
    links = links.annotate(host=Lower(Left(without, StrIndex(Concat(without, Value("/")), Value("/")) - 1)))
    apart = Q(date_earliest__gt=OuterRef("date_latest")) | Q(date_latest__lt=OuterRef("date_earliest"))
    return [
        _contradictions(),
        dates.filter(Exists(_elsewhere(dates.filter(apart), "kind")), kind__in=ONCE),
        names.filter(Exists(_elsewhere(names.exclude(name=OuterRef("name")), "kind")), kind__in=SINGLE),
        links.filter(Exists(_elsewhere(links.exclude(host=OuterRef("host")), "kind", "label"))),
        Citation.objects.exclude(value=""),
    ]


def _elsewhere(rows: QuerySet, *same: str) -> QuerySet:
    """What another source, or another place, says of the same entry and the same question, for a subquery."""
    asked = {name: OuterRef(name) for name in ("content_type", "object_id", *same)}
    return rows.filter(**asked).exclude(**_SAME_PLACE)


def _contradicting(model: type[Record], ground: Ground) -> Q:
    return _in_use() & reduce(or_, (_about(model, rows) for rows in _all_contradictions()))


def _without_channel(model: type[Record], ground: Ground) -> Q:
    contact = Exists(Responsibility.objects.filter(person=OuterRef("pk")))
    return _in_use() & Q(contact) & without_channel()


def _broken() -> QuerySet:
    return Link.objects.filter(check_result=LinkCheck.BROKEN)


def _broken_links(model: type[Record], ground: Ground) -> Q:
    return _in_use() & _about(model, _broken())


def _funding_ended(model: type[Record], ground: Ground) -> Q:
    """Active by its sources, all known ends have passed, nobody has checked since (networks.status)."""
    lapsed = is_lapsed(Funding.objects.all(), ground.today)
    return _in_use() & Q(stated_status=StatedStatus.ACTIVE) & lapsed


def _missed(model: type[Record], ground: Ground) -> Q:
    """Visitors of this month or the last reached nobody, and nobody has checked since that month began."""
    lately = missed_since(ground.today, model).filter(object_id=OuterRef("pk"))
    unchecked = Q(checked_on=None) & Exists(lately)
    return _public(model) & (unchecked | Exists(lately.filter(month__gt=OuterRef("checked_on"))))


def _missing() -> QuerySet:
    return missed_since(timezone.localdate()).order_by()


def _ends_soon(model: type[Record], ground: Ground) -> Q:
    """A funding of the network, or the time in which a programme takes applications."""
    until = ground.today + HALF_A_YEAR
    if model is Programme:
        return _in_use() & Q(deadline_latest__gte=ground.today, deadline_latest__lte=until)
    return _in_use() & _funded(end_latest__gte=ground.today, end_latest__lte=until)


def _releases_ending() -> QuerySet:
    """The latest Freigabevermerk of each record, where it holds for a short time only."""
    today = timezone.localdate()
    newer = Release.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), pk__gt=OuterRef("pk")
    )
    return Release.objects.filter(~Exists(newer), valid_until__gte=today, valid_until__lte=today + SOON)


def _release_ends(model: type[Record], ground: Ground) -> Q:
    return _public(model) & _about(model, _releases_ending())


def _funded(**ends) -> Q:
    """Networks with a funding that ends so; one list for all of them, not a look at each network's fundings."""
    return Q(pk__in=Funding.objects.filter(**ends).order_by().values("network"))


def _all_tasks() -> Iterable[Task]:
    every, cited = EVERY, tuple(model for model in EVERY if kind_of(model).is_cited)
    networks, people = (Network,), (Person,)
    asked = tuple(model for model in EVERY if is_asked_about(kind_of(model)))
    check = "Die letzte Prüfung ist länger her, als für diese Art von Eintrag gilt, oder es gab noch keine."
    yield Task(CHECK, "Prüfung überfällig", check, every, _overdue)
    missed = "Besucherinnen und Besucher haben in den letzten Wochen versucht, dort jemanden zu erreichen."
    yield Task(MISSED, "Nicht erreicht", missed, asked, _missed, _missing, looks_elsewhere=True)
    no_source = "Kein Beleg für den Eintrag oder ein Feld."
    yield Task("ohne-quelle", "Ohne Quelle", no_source, cited, _without_source, looks_elsewhere=True)
    contradiction = "Quellen nennen für dieselbe Sache Verschiedenes: Zahlen, Daten, Namen, Links, Angaben."
    yield Task("widerspruch", "Widersprüche", contradiction, every, _contradicting, _all_contradictions)
    no_channel = "Zuständig, aber weder selbst noch über die Organisation zu erreichen."
    yield Task("ohne-kontaktweg", "Kontakt ohne Kanal", no_channel, people, _without_channel, looks_elsewhere=True)
    yield Task(
        "defekte-links", "Defekte Links", "Die letzte Prüfung hat nichts erreicht.", every, _broken_links, _broken
    )
    ended = "Laut Quellen aktiv, die Förderung ist vorbei, seither hat niemand geprüft."
    yield Task("foerderende", "Förderende überschritten", ended, networks, _funding_ended, looks_elsewhere=True)
    soon = "Eine Förderung oder eine Antragsfrist endet in den nächsten sechs Monaten."
    yield Task("laeuft-aus", "Läuft bald aus", soon, (Network, Programme), _ends_soon, looks_elsewhere=True)
    # Not six months: a release holds for one check period, and that is often no longer.
    release = "Die Freigabe gilt laut Vermerk nur noch dreißig Tage oder kürzer."
    yield Task("freigabe-endet", "Freigabe läuft aus", release, every, _release_ends, _releases_ending)
    yield Task(SOON_DUE, "Prüfung in 30 Tagen fällig", "", every, _soon_due)
    yield Task(CHECKED, "Geprüft und aktuell", "", every, _checked)
    yield Task(NEVER, "Nie geprüft", "", every, _never)


TASKS: dict[str, Task] = {task.key: task for task in _all_tasks()}
# The rest is for the table of freshness and the list of checks.
CARDS = tuple(
    TASKS[key]
    for key in (
        CHECK,
        MISSED,
        "ohne-quelle",
        "widerspruch",
        "ohne-kontaktweg",
        "defekte-links",
        "foerderende",
        "laeuft-aus",
        "freigabe-endet",
    )
)
