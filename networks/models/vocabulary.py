from django.core.exceptions import ValidationError
from django.db import models

from core.words import _, _lazy
from networks.models.classification import Branch
from publishing.models import Record


class Term(Record):
    """A term of a controlled vocabulary with two levels."""

    name = models.CharField(_lazy("Name"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_lazy("gehört zu")
    )
    definition = models.TextField(_lazy("Beschreibung"), blank=True)
    synonyms = models.TextField(
        _lazy("Synonyme"),
        blank=True,
        help_text=_lazy("Eine Zeile je Wort; die Suche findet den Eintrag auch darunter."),
    )

    class Meta(Record.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def synonym_list(self) -> list[str]:
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    def clean(self):
        super().clean()
        has_children = self.pk and self.children.exists()
        if self.parent and (self.parent.parent_id or has_children):
            raise ValidationError({"parent": _("Das Vokabular hat zwei Ebenen: Oberbegriff und Unterbegriff.")})


class Field(Term):
    """A field of innovation or industry (German: Feld)."""

    url_prefix = "felder"

    branches = models.ManyToManyField(
        Branch,
        blank=True,
        related_name="fields",
        verbose_name=_lazy("Branchen (WZ)"),
        help_text=_lazy(
            "Welchen Branchen das Feld dient, auf jeder Ebene; was unter einer genannten liegt, gehört dazu. "
            "Die Suche führt vom Gewerbe über die Branche hierher."
        ),
    )

    class Meta(Term.Meta):
        verbose_name = _lazy("Feld")
        verbose_name_plural = _lazy("Felder")


class Market(Term):
    """A country or place abroad that networks want to reach: a goal, not a location."""

    url_prefix = "zielmaerkte"

    class Meta(Term.Meta):
        verbose_name = _lazy("Zielmarkt")
        verbose_name_plural = _lazy("Zielmärkte")
