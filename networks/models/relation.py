from datetime import date
from functools import cache

from django.db import models
from django.db.models import F, Q

from core import fuzzy_dates
from core.fields import DayBound, FuzzyDateField, wording_of
from core.words import _, _lazy
from networks.enums import ParticipationRole, RelationKind
from networks.models.network import Network
from networks.models.organisation import Organisation
from pages.conflicts import apart
from publishing.models import Statement


@cache
def _asked(model: type["Dated"]) -> tuple[str, ...]:
    """The columns that say of whom and what a row speaks."""
    whose = [one.attname for one in model._meta.concrete_fields if one.many_to_one and one.name != "source"]
    known = {one.name for one in model._meta.concrete_fields}
    return (*whose, *(name for name in ("kind", "role", "task", "concern") if name in known))


class Dated(Statement):
    """A statement that holds from … until …"""

    start = FuzzyDateField(_lazy("Seit"))
    start_wording = wording_of(_lazy("Seit"))
    start_earliest = DayBound(date_field="start", bound="earliest")
    end = FuzzyDateField(_lazy("Bis"))
    end_wording = wording_of(_lazy("Bis"))
    end_latest = DayBound(date_field="end", bound="latest")

    class Meta:
        abstract = True

    @property
    def question(self) -> tuple:
        """What the row answers: since when and until when this holds of these."""
        return tuple(getattr(self, name) for name in _asked(type(self)))

    def contradicts(self, other: "Dated") -> bool:
        """Another begin or end of the same; what was over before the other began is another time."""
        if apart(self.start_earliest, self.end_latest, other.start_earliest, other.end_latest):
            return False
        spans = [(self.start, other.start), (self.end, other.end)]
        return any(
            apart(*fuzzy_dates.bounds(mine), *fuzzy_dates.bounds(theirs)) for mine, theirs in spans if mine and theirs
        )

    @property
    def is_current(self) -> bool:
        """Neither over nor yet to begin."""
        today = date.today()
        begun = self.start_earliest is None or self.start_earliest <= today
        return begun and (self.end_latest is None or self.end_latest >= today)

    @classmethod
    def is_current_today(cls) -> Q:
        """The same as a condition of a query."""
        today = date.today()
        begun = Q(start_earliest=None) | Q(start_earliest__lte=today)
        return begun & (Q(end_latest=None) | Q(end_latest__gte=today))

    @property
    def period_display(self) -> str:
        """„seit Juni 2020“, „bis Juli 2022“, „Juni 2020 bis Juli 2022“."""
        start = fuzzy_dates.display(self.start, self.start_wording)
        end = fuzzy_dates.display(self.end, self.end_wording)
        if start and end:
            return _("{start} bis {end}").format(start=start, end=end.removeprefix("bis "))
        if start:
            return start if start.casefold().startswith(("seit", "ab ")) else _("seit {start}").format(start=start)
        return _("bis {end}").format(end=end.removeprefix("bis ")) if end else ""


class Participation(Dated):
    """An organisation's role in a network."""

    carriers = ("network",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="participations", verbose_name=_lazy("Netzwerk"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name=_lazy("Organisation")
    )
    role = models.CharField(_lazy("Rolle"), max_length=20, choices=ParticipationRole)
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _lazy("Beteiligung")
        verbose_name_plural = _lazy("Beteiligungen")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["network", "role", "position", "id"], name="participation_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "role", "source"],
                name="participation_once_per_role_and_source",
                violation_error_message=_lazy("Diese Beteiligung ist mit dieser Quelle schon eingetragen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_role_display()} – {self.network}"

    @property
    def answer(self) -> str:
        """In few words, where sources contradict each other."""
        return ", ".join(filter(None, (self.organisation.name, self.period_display)))


class Relation(Dated):
    """A directed relation between two networks: „from_network ist Teil von to_network“."""

    carriers = ("from_network",)

    from_network = models.ForeignKey(
        Network, models.CASCADE, related_name="relations_out", verbose_name=_lazy("Netzwerk")
    )
    to_network = models.ForeignKey(
        Network, models.CASCADE, related_name="relations_in", verbose_name=_lazy("zu Netzwerk")
    )
    kind = models.CharField(_lazy("Beziehung"), max_length=16, choices=RelationKind)
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _lazy("Beziehung")
        verbose_name_plural = _lazy("Beziehungen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_network", "to_network", "kind", "source"],
                name="relation_once_per_kind_and_source",
                violation_error_message=_lazy("Diese Beziehung ist mit dieser Quelle schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=~Q(from_network=F("to_network")),
                name="relation_not_to_itself",
                violation_error_message=_lazy("Ein Netzwerk kann keine Beziehung zu sich selbst haben."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_network} {self.get_kind_display()} {self.to_network}"
