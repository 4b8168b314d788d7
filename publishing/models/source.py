from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core import fuzzy_dates
from core.fields import DayBound, FuzzyDateField, wording_of
from core.words import _, _lazy
from publishing.enums import SourceKind
from publishing.models.record import Record


class SourceDocument(Record):
    """A document that statements are taken from, with its own release note where it prints one."""

    title = models.CharField(_lazy("Titel"), max_length=200)
    kind = models.CharField(_lazy("Art"), max_length=14, choices=SourceKind)
    publisher = models.CharField(
        _lazy("Herausgeber"), max_length=200, blank=True, help_text=_lazy("Leer, wenn nicht genannt.")
    )
    publisher_note = models.CharField(_lazy("Hinweis zum Herausgeber"), max_length=200, blank=True)
    author = models.CharField(_lazy("Autorin oder Autor"), max_length=120, blank=True)
    series = models.CharField(_lazy("Reihe oder Kategorie"), max_length=120, blank=True)
    short_title = models.CharField(
        _lazy("Kurztitel"), max_length=80, blank=True, help_text=_lazy("Steht in Quellenangaben; leer: wie der Titel.")
    )
    dated = FuzzyDateField(_lazy("Datum des Dokuments"), help_text=_lazy("Leer, wenn das Dokument kein Datum trägt."))
    dated_wording = wording_of(_lazy("Datum des Dokuments"))
    as_of = FuzzyDateField(_lazy("Stand des Inhalts"))
    as_of_wording = wording_of(_lazy("Stand des Inhalts"))
    as_of_earliest = DayBound(date_field="as_of", bound="earliest")
    as_of_latest = DayBound(date_field="as_of", bound="latest")
    as_of_reason = models.CharField(_lazy("Woraus der Stand folgt"), max_length=250, blank=True)
    is_supplement = models.BooleanField(
        _lazy("Ergänzung"),
        default=False,
        help_text=_lazy(
            "Kein Quelldokument: Die Redaktion hat danach gesucht, um Lücken zu schließen. Die Seiten sagen es."
        ),
    )
    taken_over_on = models.DateField(_lazy("Übernommen am"), null=True, blank=True)
    release_office = models.CharField(_lazy("Freigabevermerk: Stelle"), max_length=200, blank=True)
    release_date = models.DateField(_lazy("Freigabevermerk: Datum"), null=True, blank=True)
    licence = models.CharField(_lazy("Lizenz"), max_length=200, blank=True)
    summary = models.TextField(_lazy("Worum es geht"), blank=True)
    note = models.TextField(_lazy("Öffentlicher Hinweis"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _lazy("Quelle")
        verbose_name_plural = _lazy("Quellen")
        ordering = ["title"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(release_office="", release_date=None)
                | ~Q(release_office="") & Q(release_date__isnull=False),
                name="source_release_note_complete",
                violation_error_message=_lazy("Ein Freigabevermerk besteht aus Stelle und Datum."),
            ),
        ]

    url_prefix = "quellen"
    needs_source = False

    def __str__(self) -> str:
        return self.short_title or self.title

    @property
    def listed_by(self) -> str:
        return self.title

    @property
    def as_of_display(self) -> str:
        return fuzzy_dates.display(self.as_of, self.as_of_wording)

    @property
    def dated_display(self) -> str:
        return fuzzy_dates.display(self.dated, self.dated_wording) or _("ohne Datum")

    def clean(self):
        super().clean()
        self.short_title = self.short_title or self.title[:80]
        if not self.dated and self.as_of and not self.as_of_reason:
            raise ValidationError({"as_of_reason": _("Ohne Datum im Dokument braucht der Stand eine Begründung.")})
