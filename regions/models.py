"""Places: a tree (Staat, Land, Kreis, Gemeinde) and functional regions that cover several of its nodes."""

from django.db import models
from django.db.models import Q

from core.addresses import Addressed
from core.words import _lazy
from regions.enums import RegionKind


class Region(Addressed):
    """A place where networks work. Official codes are strings: leading zeros matter.

    AGS: Amtlicher Gemeindeschlüssel (2, 5 or 8 digits); NUTS always with the year of its classification.
    """

    name = models.CharField(_lazy("Name"), max_length=120)
    slug = models.SlugField(
        _lazy("Kurzadresse"), max_length=120, unique=True, help_text=_lazy("Teil der Internetadresse.")
    )
    kind = models.CharField(_lazy("Art"), max_length=12, choices=RegionKind)
    designation = models.CharField(
        _lazy("Bezeichnung"),
        max_length=30,
        blank=True,
        help_text=_lazy("Amtlich, zum Beispiel Landkreis oder Kreisfreie Stadt."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_lazy("liegt in")
    )
    covers = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="covered_by",
        verbose_name=_lazy("umfasst"),
        help_text=_lazy("Nur für funktionale Regionen: die Länder, Kreise oder Städte, die ganz dazugehören."),
    )
    touches = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="touched_by",
        verbose_name=_lazy("reicht hinein in"),
        help_text=_lazy("Nur für funktionale Regionen: Länder und Kreise, von denen nur ein Teil dazugehört."),
    )
    ags = models.CharField(
        _lazy("AGS"), max_length=8, blank=True, help_text=_lazy("Amtlicher Gemeindeschlüssel mit führender Null.")
    )
    nuts = models.CharField(_lazy("NUTS"), max_length=5, blank=True)
    nuts_version = models.CharField(
        _lazy("NUTS-Fassung"), max_length=4, blank=True, help_text=_lazy("Jahr, zum Beispiel 2024.")
    )
    also_called = models.TextField(
        _lazy("Suchwörter"), blank=True, help_text=_lazy("Weitere Namen, eine Zeile je Name.")
    )
    note = models.TextField(_lazy("Öffentlicher Hinweis"), blank=True)

    class Meta:
        verbose_name = _lazy("Region")
        verbose_name_plural = _lazy("Regionen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nuts="") | ~Q(nuts_version=""),
                name="region_nuts_has_version",
                violation_error_message=_lazy("Ein NUTS-Code braucht seine Fassung, zum Beispiel 2024."),
            ),
            models.UniqueConstraint(
                fields=["ags"],
                condition=~Q(ags=""),
                name="region_ags_unique",
                violation_error_message=_lazy("Diesen AGS trägt schon eine andere Region."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/regionen/{self.slug}/"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def sort_name(self) -> str:
        """The name without „Landkreis“ and „Kreis“, by which people look for it in a list."""
        prefix = f"{self.designation} "
        return self.name.removeprefix(prefix) if self.designation else self.name


class Postcode(models.Model):
    """A postcode and a Kreis it lies in; the Land where the table does not say which Kreis."""

    code = models.CharField(_lazy("Postleitzahl"), max_length=5)
    region = models.ForeignKey(Region, models.CASCADE, related_name="postcodes", verbose_name=_lazy("Region"))

    class Meta:
        verbose_name = _lazy("Postleitzahl")
        verbose_name_plural = _lazy("Postleitzahlen")
        ordering = ["code", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region"],
                name="postcode_once_per_region",
                violation_error_message=_lazy("Diese Postleitzahl ist für die Region schon eingetragen."),
            )
        ]

    def __str__(self) -> str:
        return self.code
