from django.db import models
from django.db.models import F, Q
from taggit.managers import TaggableManager

from core.words import _lazy
from networks.enums import OrganisationKind
from networks.models.classification import Branch, Brand
from networks.models.vocabulary import Field
from publishing.models import Noted
from regions.models import Region


class Organisation(Noted):
    """A body that takes part in networks or runs, funds or hosts them."""

    default_check_interval = 24
    url_prefix = "organisationen"
    region_paths = ("region",)

    name = models.CharField(_lazy("Name"), max_length=200)
    kind = models.CharField(_lazy("Art"), max_length=22, choices=OrganisationKind)
    legal_form = models.CharField(
        _lazy("Rechtsform"), max_length=60, blank=True, help_text=_lazy("Nur, wenn eine Quelle sie nennt.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_lazy("gehört zu")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_lazy("Sitz")
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="organisations", verbose_name=_lazy("Felder"))
    branches = models.ManyToManyField(
        Branch,
        blank=True,
        related_name="organisations",
        verbose_name=_lazy("Branchen (WZ)"),
        help_text=_lazy("Mit Fassung; die feinste Ebene, die sicher ist."),
    )
    # What an office or a firm calls what it does, in its own words.
    tags = TaggableManager(_lazy("Schlagwörter"), blank=True)
    brands = models.ManyToManyField(Brand, blank=True, related_name="organisations", verbose_name=_lazy("Dachmarken"))
    summary = models.CharField(_lazy("Kurztext"), max_length=250, blank=True)

    class Meta(Noted.Meta):
        verbose_name = _lazy("Organisation")
        verbose_name_plural = _lazy("Organisationen")
        ordering = ["name"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="organisation_not_its_own_parent",
                violation_error_message=_lazy("Eine Organisation kann nicht zu sich selbst gehören."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
