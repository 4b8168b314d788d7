from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from core import fuzzy_dates
from core.fields import DayBound, FuzzyDateField, wording_of
from core.words import _, _lazy
from networks.models import Field, Network, Organisation
from networks.models.relation import Dated
from programmes.enums import Application, FinancingRole, FundedAs, ProgrammeKind
from publishing.enums import Certainty, Risk
from publishing.models import Noted, Statement
from regions.models import Region


class Programme(Noted):
    """A funding programme, one of its lines, or a fund that finances programmes."""

    default_check_interval = 6
    url_prefix = "foerderprogramme"
    region_paths = ("regions",)
    field_risks = {"application": Risk.STATUS, "opens": Risk.STATUS, "deadline": Risk.STATUS}

    name = models.CharField(_lazy("Name"), max_length=200)
    abbreviation = models.CharField(_lazy("Abkürzung"), max_length=20, blank=True)
    kind = models.CharField(_lazy("Art"), max_length=18, choices=ProgrammeKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_lazy("Teil von")
    )
    summary = models.TextField(_lazy("Kurz gesagt"), help_text=_lazy("Höchstens 60 Wörter."))
    what = models.TextField(_lazy("Was wird gefördert"), blank=True)
    who = models.TextField(_lazy("Wer kann gefördert werden"), blank=True)
    how_much = models.TextField(_lazy("Wie viel"), blank=True)
    how = models.TextField(_lazy("Wie läuft es ab"), blank=True)
    application = models.CharField(
        _lazy("Antrag derzeit möglich"), max_length=6, choices=Application, default=Application.UNCLEAR
    )
    opens = FuzzyDateField(_lazy("Ab wann"))
    opens_wording = wording_of(_lazy("Ab wann"))
    opens_earliest = DayBound(date_field="opens", bound="earliest")
    deadline = FuzzyDateField(_lazy("Bis wann"))
    deadline_wording = wording_of(_lazy("Bis wann"))
    deadline_latest = DayBound(date_field="deadline", bound="latest")
    regions = models.ManyToManyField(Region, blank=True, related_name="programmes", verbose_name=_lazy("gilt in"))
    fields = models.ManyToManyField(Field, blank=True, related_name="programmes", verbose_name=_lazy("Felder"))

    class Meta(Noted.Meta):
        verbose_name = _lazy("Förderprogramm")
        verbose_name_plural = _lazy("Förderprogramme")
        ordering = ["name"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="programme_not_its_own_parent",
                violation_error_message=_lazy("Ein Programm kann nicht Teil von sich selbst sein."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def areas(self) -> list[Region]:
        """Where it holds: its own regions, and those of its lines; for rows prefetched with both."""
        lines = [line for line in self.lines.all() if line.is_published]
        return list(dict.fromkeys(region for one in (self, *lines) for region in one.regions.all()))

    @property
    def deadline_display(self) -> str:
        return fuzzy_dates.display(self.deadline, self.deadline_wording)

    @property
    def opens_display(self) -> str:
        return fuzzy_dates.display(self.opens, self.opens_wording)

    @property
    def is_ahead(self) -> bool:
        """Applications are possible from a day on that is still to come."""
        return bool(self.opens_earliest and self.opens_earliest > date.today())

    @property
    def is_closed(self) -> bool:
        """The last possible day for applications has passed, whatever was said while it had not."""
        return bool(self.deadline_latest and self.deadline_latest < date.today())

    @property
    def application_words(self) -> str:
        """The answer to „Antrag derzeit möglich“ as of today."""
        if not self.is_closed:
            if self.is_ahead and self.application != Application.NO:
                return _("noch nicht, ab {day}").format(day=self.opens_display)
            return self.get_application_display()
        if fuzzy_dates.bounds(self.deadline)[0] == self.deadline_latest:
            return _("nein, Frist abgelaufen am {day:%d.%m.%Y}").format(day=self.deadline_latest)
        return _("nein, Frist abgelaufen ({deadline})").format(deadline=self.deadline_display)

    @staticmethod
    def application_today(columns: Mapping[str, Any]) -> str:
        """The stored answer as of today: for tables, which have no words for the reason."""
        first, last = (fuzzy_dates.bounds(columns.get(name, ""))[end] for end, name in enumerate(("opens", "deadline")))
        is_outside = first and first > date.today() or last and last < date.today()
        return Application.NO.value if is_outside else columns.get("application", "")


def holding_in(regions: Iterable[int]) -> QuerySet[Programme]:
    """Public programmes that hold in one of some regions: by what is said of them, or of one of their lines."""
    public = Programme.objects.published()
    lines = public.filter(regions__in=regions, parent__isnull=False).order_by().values("parent")
    return public.filter(Q(regions__in=regions) | Q(pk__in=lines)).distinct()


class Financing(Statement):
    """Who pays for or grants a programme: an organisation, a fund, or a body that is only named in general."""

    carriers = ("programme",)

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="financings", verbose_name=_lazy("Programm"))
    role = models.CharField(_lazy("Rolle"), max_length=12, choices=FinancingRole)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="financings",
        verbose_name=_lazy("Organisation"),
    )
    fund = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="financed", verbose_name=_lazy("Fonds")
    )
    body = models.CharField(
        _lazy("Allgemein genannt"), max_length=120, blank=True, help_text=_lazy("Zum Beispiel „Bund“.")
    )
    share = models.CharField(_lazy("Anteil laut Quelle"), max_length=120, blank=True)

    class Meta:
        verbose_name = _lazy("Finanzierung")
        verbose_name_plural = _lazy("Finanzierung")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, fund=None, body="")
                    | Q(organisation=None, fund__isnull=False, body="")
                    | Q(organisation=None, fund=None) & ~Q(body="")
                ),
                name="financing_names_one_body",
                violation_error_message=_lazy("Bitte genau eines angeben: Organisation, Fonds oder Bezeichnung."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.financed_by} {self.get_role_display()}"

    @property
    def financed_by(self) -> str:
        return str(self.organisation or self.fund or self.body)


class Funding(Dated):
    """A programme funds a network, from … until …, stated by a source or only implied."""

    carriers = ("network",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="fundings", verbose_name=_lazy("Netzwerk"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="fundings", verbose_name=_lazy("Programm"))
    end_is_provisional = models.BooleanField(_lazy("Ende vorläufig"), default=False)

    class Meta:
        verbose_name = _lazy("Förderung")
        verbose_name_plural = _lazy("Förderungen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "programme", "source"],
                name="funding_once_per_source",
                violation_error_message=_lazy("Diese Förderung ist mit dieser Quelle schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(end_latest=None) | Q(start_earliest=None) | Q(end_latest__gte=F("start_earliest")),
                name="funding_ends_after_start",
                violation_error_message=_lazy("Die Förderung endet, bevor sie beginnt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} → {self.network}"

    @property
    def is_over(self) -> bool:
        return bool(self.end_latest and self.end_latest < date.today())

    @property
    def funded_as(self) -> FundedAs:
        """Funded is only what a source says of this very network and programme."""
        if self.certainty == Certainty.STATED:
            return FundedAs.FORMERLY if self.is_over else FundedAs.FUNDED
        if self.certainty == Certainty.IMPLIED:
            return FundedAs.UNNAMED_FORMERLY if self.is_over else FundedAs.UNNAMED
        return FundedAs.BESIDE

    @classmethod
    def grouped(cls, fundings: Iterable["Funding"]) -> list[tuple[FundedAs, list["Funding"]]]:
        """By what is said of them, in the order of `FundedAs`."""
        rows = list(fundings)
        groups = ((said, [row for row in rows if row.funded_as == said]) for said in FundedAs)
        return [(said, same) for said, same in groups if same]
