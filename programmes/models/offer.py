from django.db import models

from core import fuzzy_dates
from core.fields import DayBound, FuzzyDateField, wording_of
from core.words import _lazy
from networks.models import Field, Network, Organisation
from programmes.enums import Listed, OfferType
from publishing.models import Noted
from regions.models import Region


class SupportOffer(Noted):
    """Help other than money: consulting, accelerator, guide, database, portal, brochure."""

    url_prefix = "angebote"
    region_paths = ("regions",)

    name = models.CharField(_lazy("Name"), max_length=200)
    kind = models.CharField(_lazy("Art"), max_length=18, choices=OfferType)
    listed = models.CharField(
        _lazy("Verzeichnet"),
        max_length=11,
        choices=Listed,
        blank=True,
        help_text=_lazy("Was man dort nachschlagen kann; darauf verweisen Listen und Suche, die hier nichts finden."),
    )
    summary = models.TextField(_lazy("Kurz gesagt"))
    audience = models.CharField(_lazy("Für wen"), max_length=250, blank=True)
    cost = models.CharField(_lazy("Kosten"), max_length=120, blank=True)
    start = FuzzyDateField(_lazy("Seit"))
    start_wording = wording_of(_lazy("Seit"))
    start_earliest = DayBound(date_field="start", bound="earliest")
    providers = models.ManyToManyField(
        Organisation, blank=True, related_name="support_offers", verbose_name=_lazy("Anbieter")
    )
    networks = models.ManyToManyField(
        Network, blank=True, related_name="support_offers", verbose_name=_lazy("Netzwerke")
    )
    regions = models.ManyToManyField(Region, blank=True, related_name="support_offers", verbose_name=_lazy("Regionen"))
    fields = models.ManyToManyField(Field, blank=True, related_name="support_offers", verbose_name=_lazy("Felder"))

    class Meta(Noted.Meta):
        verbose_name = _lazy("Unterstützungsangebot")
        verbose_name_plural = _lazy("Unterstützungsangebote")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def start_display(self) -> str:
        return fuzzy_dates.display(self.start, self.start_wording)
