"""Places: a tree (Staat, Land, Kreis, Gemeinde) and functional regions that cover several of its nodes."""

from django.db import models
from django.db.models import Q

from core.addresses import Addressed
from regions.enums import RegionKind


class Region(Addressed):
    """A place where networks work. Official codes are strings: leading zeros matter.

    AGS: Amtlicher Gemeindeschlüssel (2, 5 or 8 digits); NUTS always with the year of its classification.
    """

    name = models.CharField("Name", max_length=120)
    slug = models.SlugField("Kurzadresse", max_length=120, unique=True, help_text="Teil der Internetadresse.")
    kind = models.CharField("Art", max_length=12, choices=RegionKind)
    designation = models.CharField(
        "Bezeichnung", max_length=30, blank=True, help_text="Amtlich, zum Beispiel Landkreis oder Kreisfreie Stadt."
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="liegt in"
    )
    covers = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="covered_by",
        verbose_name="umfasst",
        help_text="Nur für funktionale Regionen: die Länder, Kreise oder Städte, die ganz dazugehören.",
    )
    touches = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="touched_by",
        verbose_name="reicht hinein in",
        help_text="Nur für funktionale Regionen: Länder und Kreise, von denen nur ein Teil dazugehört.",
    )
    ags = models.CharField("AGS", max_length=8, blank=True, help_text="Amtlicher Gemeindeschlüssel mit führender Null.")
    nuts = models.CharField("NUTS", max_length=5, blank=True)
    nuts_version = models.CharField("NUTS-Fassung", max_length=4, blank=True, help_text="Jahr, zum Beispiel 2024.")
    also_called = models.TextField("Suchwörter", blank=True, help_text="Weitere Namen, eine Zeile je Name.")
    note = models.TextField("Öffentlicher Hinweis", blank=True)

    class Meta:
        verbose_name = "Region"
        verbose_name_plural = "Regionen"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nuts="") | ~Q(nuts_version=""),
                name="region_nuts_has_version",
                violation_error_message="Ein NUTS-Code braucht seine Fassung, zum Beispiel 2024.",
            ),
            models.UniqueConstraint(
                fields=["ags"],
                condition=~Q(ags=""),
                name="region_ags_unique",
                violation_error_message="Diesen AGS trägt schon eine andere Region.",
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

    code = models.CharField("Postleitzahl", max_length=5)
    region = models.ForeignKey(Region, models.CASCADE, related_name="postcodes", verbose_name="Region")

    class Meta:
        verbose_name = "Postleitzahl"
        verbose_name_plural = "Postleitzahlen"
        ordering = ["code", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region"],
                name="postcode_once_per_region",
                violation_error_message="Diese Postleitzahl ist für die Region schon eingetragen.",
            )
        ]

    def __str__(self) -> str:
        return self.code
