from django.db import models
from taggit.managers import TaggableManager

from core.words import _lazy
from networks.enums import NetworkKind, StatedStatus
from networks.models.vocabulary import Field, Market
from publishing.enums import Risk
from publishing.models import Noted, Statement
from regions.models import Region


class Network(Noted):
    """A network, cluster, hub, initiative, consortium, platform or network office."""

    url_prefix = "netzwerke"
    region_paths = ("regions",)
    field_risks = {"stated_status": Risk.STATUS, "status_note": Risk.STATUS}

    name = models.CharField(_lazy("Name"), max_length=200)
    kind = models.CharField(_lazy("Typ"), max_length=16, choices=NetworkKind)
    legal_form = models.CharField(
        _lazy("Rechtsform"), max_length=60, blank=True, help_text=_lazy("Nur, wenn eine Quelle sie nennt.")
    )
    summary = models.CharField(_lazy("Kurztext"), max_length=160, help_text=_lazy("Ein Satz, höchstens 160 Zeichen."))
    description = models.TextField(_lazy("Worum geht es"), blank=True)
    audience = models.TextField(_lazy("Für wen"), blank=True)
    join_who = models.TextField(
        _lazy("Wer mitmachen kann"), blank=True, help_text=_lazy("Nur, was eine Quelle über das Mitmachen sagt.")
    )
    join_how = models.TextField(
        _lazy("Wie man mitmacht"), blank=True, help_text=_lazy("Zum Beispiel Antrag, Anruf, ein offenes Treffen.")
    )
    join_cost = models.CharField(
        _lazy("Was es kostet"), max_length=250, blank=True, help_text=_lazy("Beitrag mit Zeitraum, oder „kostenfrei“.")
    )
    seat = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="seated_networks", verbose_name=_lazy("Sitz")
    )
    regions = models.ManyToManyField(Region, related_name="networks", verbose_name=_lazy("Regionen"))
    fields = models.ManyToManyField(Field, blank=True, related_name="networks", verbose_name=_lazy("Felder"))
    touches = models.ManyToManyField(
        Field,
        blank=True,
        related_name="touched_by",
        verbose_name=_lazy("Berührt auch"),
        help_text=_lazy("Felder, in denen es nicht selbst arbeitet, die es laut Quelle aber unterstützt oder streift."),
    )
    markets = models.ManyToManyField(
        Market, through="NetworkMarket", blank=True, related_name="networks", verbose_name=_lazy("Zielmärkte")
    )
    stated_status = models.CharField(
        _lazy("Status laut Quellen"),
        max_length=24,
        choices=StatedStatus,
        default=StatedStatus.ACTIVE,
        help_text=_lazy("Ein abgelaufenes Förderende macht daraus auf der Seite „unklar“, bis jemand prüft."),
    )
    status_note = models.CharField(_lazy("Hinweis zum Status"), max_length=250, blank=True)

    tags = TaggableManager(_lazy("Schlagwörter"), blank=True)

    class Meta(Noted.Meta):
        verbose_name = _lazy("Netzwerk")
        verbose_name_plural = _lazy("Netzwerke")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.stated_status in (StatedStatus.ENDED, StatedStatus.CONVERTED)

    @property
    def icon(self) -> str:
        return NetworkKind(self.kind).icon if self.kind else "network"


class NetworkMarket(Statement):
    """A target market of a network, as stated."""

    note_is_content = False
    carriers = ("network",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="market_goals", verbose_name=_lazy("Netzwerk"))
    market = models.ForeignKey(Market, models.PROTECT, related_name="market_goals", verbose_name=_lazy("Zielmarkt"))

    class Meta:
        verbose_name = _lazy("Zielmarkt des Netzwerks")
        verbose_name_plural = _lazy("Zielmärkte des Netzwerks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "market", "source"],
                name="network_market_once_per_source",
                violation_error_message=_lazy("Dieser Zielmarkt ist mit dieser Quelle schon eingetragen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.market}"
