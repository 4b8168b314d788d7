"""What networks offer, organise, run and where: offers, events and formats, projects, places."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core import fuzzy_dates
from core.fields import DayBound, FuzzyDateField, wording_of
from core.words import _, _lazy
from networks.enums import Attendance, EventKind, OfferKind, PlaceKind, ProjectState
from networks.models.network import Network
from networks.models.organisation import Organisation
from networks.models.vocabulary import Field, Market
from publishing.models import Noted, Statement
from regions.models import Region


def when_line(first: str, start: str, end: str, is_recurring: bool = False) -> str:
    """„dreimal im Jahr · ab Juli 2023“, „04.10.2021 bis 10.10.2021“; `first`: a frequency or an address."""
    period = _("{start} bis {end}").format(start=start, end=end) if end else start
    if is_recurring and period and not end and not period[0].islower():
        period = _("ab {period}").format(period=period)
    return " · ".join(filter(None, (first, period)))


# The paths to what an event is part of, from near to far: the talk of a day of a week of a year of events.
WHOLES = tuple("__".join(["part_of"] * level) for level in range(1, 4))


def last_day(kind: str | None, start_latest: date | None, end_latest: date | None) -> date | None:
    """The end, or for a single event its start; a recurring format goes on unless an end is stated."""
    return end_latest or (start_latest if kind == EventKind.SINGLE else None)


class Offer(Statement):
    """A service, focus, goal, plan or result of a network, one line each."""

    carriers = ("network",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="offers", verbose_name=_lazy("Netzwerk"))
    kind = models.CharField(_lazy("Art"), max_length=12, choices=OfferKind, default=OfferKind.SERVICE)
    text = models.CharField(_lazy("Was"), max_length=300)
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _lazy("Angebot oder Ziel")
        verbose_name_plural = _lazy("Angebote und Ziele")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Activity(Noted):
    """What events, projects and places share."""

    region_paths = ("region", "networks__regions")

    name = models.CharField(_lazy("Name"), max_length=200)
    summary = models.CharField(_lazy("Kurztext"), max_length=300, blank=True)
    networks = models.ManyToManyField(Network, blank=True, related_name="%(class)ss", verbose_name=_lazy("Netzwerke"))
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="%(class)ss", verbose_name=_lazy("Organisationen")
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="%(class)ss", verbose_name=_lazy("Felder"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_lazy("Region")
    )
    start = FuzzyDateField(_lazy("Beginn"))
    start_wording = wording_of(_lazy("Beginn"))
    start_earliest = DayBound(date_field="start", bound="earliest", db_index=True)
    start_latest = DayBound(date_field="start", bound="latest")
    end = FuzzyDateField(_lazy("Ende"))
    end_wording = wording_of(_lazy("Ende"))
    end_latest = DayBound(date_field="end", bound="latest")

    class Meta(Noted.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return bool(self.end_latest and self.end_latest < date.today())

    @property
    def start_display(self) -> str:
        return fuzzy_dates.display(self.start, self.start_wording)

    @property
    def end_display(self) -> str:
        return fuzzy_dates.display(self.end, self.end_wording)


class Place(Activity):
    """A campus, building, centre or facility. `start`: opened or built, `end`: closed."""

    url_prefix = "orte"

    kind = models.CharField(_lazy("Art"), max_length=18, choices=PlaceKind)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_lazy("Teil von")
    )
    address = models.CharField(_lazy("Anschrift wie angegeben"), max_length=200, blank=True)
    is_planned = models.BooleanField(_lazy("laut Quelle geplant"), default=False)

    class Meta(Activity.Meta):
        verbose_name = _lazy("Ort")
        verbose_name_plural = _lazy("Orte")


class Event(Activity):
    """A single event with its dates, or a recurring format with its frequency as worded."""

    url_prefix = "veranstaltungen"

    kind = models.CharField(_lazy("Art"), max_length=14, choices=EventKind, default=EventKind.SINGLE)
    frequency = models.CharField(
        _lazy("Wie oft"), max_length=120, blank=True, help_text=_lazy("Zum Beispiel „dreimal im Jahr“.")
    )
    attendance = models.CharField(_lazy("Teilnahme"), max_length=8, choices=Attendance, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_lazy("Ort")
    )
    is_planned = models.BooleanField(_lazy("laut Quelle geplant"), default=False)
    location = models.CharField(_lazy("Ort wie angegeben"), max_length=160, blank=True)
    organiser = models.CharField(_lazy("Veranstaltet von"), max_length=250, blank=True)
    market = models.ForeignKey(
        Market, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_lazy("Zielmarkt")
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_lazy("Teil von")
    )

    class Meta(Activity.Meta):
        verbose_name = _lazy("Veranstaltung")
        verbose_name_plural = _lazy("Veranstaltungen")
        ordering = [F("start_earliest").desc(nulls_last=True), "name"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end_latest=None) | Q(start_earliest=None) | Q(end_latest__gte=F("start_earliest")),
                name="event_ends_after_start",
                violation_error_message=_lazy("Die Veranstaltung endet, bevor sie beginnt."),
            ),
        ]

    @property
    def is_recurring(self) -> bool:
        return self.kind != EventKind.SINGLE

    @property
    def is_over(self) -> bool:
        return bool(self.last_day and self.last_day < date.today())

    @property
    def last_day(self) -> date | None:
        """The last possible day; of a part without one of its own that of the nearest whole with one (`WHOLES`)."""
        event: Event | None = self
        for _step in range(1 + len(WHOLES)):
            if event and (day := last_day(event.kind, event.start_latest, event.end_latest)):
                return day
            event = event and event.part_of
        return None

    @property
    def when_line(self) -> str:
        return when_line(self.frequency, self.start_display, self.end_display, self.is_recurring)


class Project(Activity):
    """A project of a network: an idea, a plan, something running or done."""

    url_prefix = "projekte"

    project_state = models.CharField(_lazy("Stand des Projekts"), max_length=14, choices=ProjectState)

    class Meta(Activity.Meta):
        verbose_name = _lazy("Projekt")
        verbose_name_plural = _lazy("Projekte")

    @property
    def is_over(self) -> bool:
        return self.project_state == ProjectState.DONE or super().is_over
