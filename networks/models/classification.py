"""What a firms database sorts bodies by, besides fields: the official branches and umbrella brands."""

from django.db import models

from core.addresses import Addressed
from core.words import _lazy
from networks.enums import WzEdition
from publishing.enums import State


class Branch(models.Model):
    """A position of the German classification of economic activities (WZ).

    A code means nothing without its edition: WZ 2025 gives many codes of WZ 2008 another meaning, and bodies
    move over one by one. Loaded whole from fixtures/wz-*.csv; editors choose and add only the everyday names.
    """

    edition = models.CharField(_lazy("Fassung"), max_length=4, choices=WzEdition)
    code = models.CharField(_lazy("Code"), max_length=7)
    title = models.CharField(_lazy("Titel"), max_length=300)
    level = models.PositiveSmallIntegerField(
        _lazy("Ebene"), help_text=_lazy("1 Abschnitt, 2 Abteilung, 3 Gruppe, 4, 5 Klassen.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_lazy("gehört zu")
    )
    slug = models.SlugField(_lazy("Kurzadresse"), max_length=20, unique=True)
    synonyms = models.TextField(
        _lazy("Namen im Alltag"),
        blank=True,
        help_text=_lazy("Eine Zeile je Wort, wie sich Betriebe dieser Branche nennen und der Titel es nicht sagt."),
    )

    class Meta:
        verbose_name = _lazy("Branche (WZ)")
        verbose_name_plural = _lazy("Branchen (WZ)")
        ordering = ["edition", "code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="branch_code_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.title} ({self.get_edition_display()})"

    @staticmethod
    def slug_of(edition: str, code: str) -> str:
        """("2025", "62.10.9") → wz2025-62-10-9"""
        return f"wz{edition}-{code.lower().replace('.', '-')}"


class BrandQuerySet(models.QuerySet):
    def with_page(self):
        """Those that something public bears: of the others nobody hears before that is released."""
        return self.filter(organisations__state=State.PUBLISHED).distinct()


class Brand(Addressed):
    """An umbrella brand (Dachmarke) under which bodies of a region or trade appear together."""

    name = models.CharField(_lazy("Name"), max_length=120, unique=True)
    slug = models.SlugField(
        _lazy("Kurzadresse"), max_length=120, unique=True, help_text=_lazy("Teil der Internetadresse.")
    )
    note = models.TextField(_lazy("Öffentlicher Hinweis"), blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("Dachmarke")
        verbose_name_plural = _lazy("Dachmarken")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/organisationen/?dachmarke={self.slug}"
