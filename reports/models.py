from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.fields import PathField
from core.fuzzy_dates import MONTHS
from core.words import _, _lazy
from publishing.models import AboutRecord
from reports.enums import URGENT, Delivery, EnquiryOutcome, Reached, ReportKind, ReportState

ANSWER_DAYS = 30  # removal: DSGVO Art. 12 (3), one month; a barrier is answered no later


class Report(models.Model):
    """Somebody told the editors that something is wrong. Without account; the mail address goes when it is settled.

    `answer`: what they were told by mail; `fixed_at`: when a change that names the report was released.
    """

    kind = models.CharField(_lazy("Was stimmt nicht?"), max_length=16, choices=ReportKind)
    # Removal and barriers have a deadline by law, so they come first; kept as a column to sort by.
    is_urgent = models.BooleanField(_lazy("mit Frist"), default=False, editable=False)
    path = PathField(_lazy("Seite"), max_length=300, blank=True)
    text = models.TextField(_lazy("Beschreibung"), max_length=3000)
    evidence = models.CharField(_lazy("Beleg"), max_length=500, blank=True)
    email = models.EmailField(_lazy("E-Mail für die Antwort"), max_length=200, blank=True)
    content_type = models.ForeignKey(
        ContentType, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_lazy("Art")
    )
    object_id = models.PositiveBigIntegerField(_lazy("Eintrag"), null=True, editable=False)
    created_at = models.DateTimeField(_lazy("gemeldet am"), default=timezone.now, editable=False)
    state = models.CharField(_lazy("Stand"), max_length=10, choices=ReportState, default=ReportState.OPEN)
    outcome = models.CharField(_lazy("Was daraus wurde"), max_length=300, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_lazy("von"),
    )
    done_at = models.DateTimeField(_lazy("erledigt am"), null=True, editable=False)
    fixed_at = models.DateTimeField(_lazy("berichtigt am"), null=True, editable=False)
    answer = models.TextField(_lazy("Antwort"), blank=True, editable=False)
    answered_at = models.DateTimeField(_lazy("beantwortet am"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_lazy("beantwortet von"),
    )
    delivery = models.CharField(
        _lazy("Versand"), max_length=14, choices=Delivery, default=Delivery.NONE, blank=True, editable=False
    )

    class Meta:
        verbose_name = _lazy("Meldung")
        verbose_name_plural = _lazy("Meldungen")
        ordering = ["-is_urgent", "created_at", "pk"]
        indexes = [models.Index(fields=["state", "-is_urgent", "created_at"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        self.is_urgent = self.kind in URGENT
        super().save(*args, **kwargs)

    @property
    def number(self) -> str:
        """What the page of thanks and the editors call it."""
        return f"FM-{timezone.localdate(self.created_at):%Y}-{self.pk:04}"

    def get_absolute_url(self) -> str:
        """Where editors answer and settle it."""
        return reverse("answer_report", args=[self.pk])

    @property
    def record(self):
        """What it is about, where its page is that of an entry; None when that is gone."""
        model = self.content_type.model_class() if self.content_type else None
        return model._base_manager.filter(pk=self.object_id).first() if model else None

    @property
    def answer_by(self):
        """The day by which whoever reported it may expect an answer."""
        return timezone.localdate(self.created_at) + timedelta(days=ANSWER_DAYS)


class Attempts(AboutRecord):
    """How many visitors reached somebody about an entry, or did not, in a month: a number and nothing about anybody.

    No public page reads it, so an answer makes none anew.
    """

    month = models.DateField(_lazy("Monat"))  # its first day
    answer = models.CharField(_lazy("Antwort"), max_length=16, choices=Reached)
    number = models.PositiveIntegerField(_lazy("Anzahl"), default=0)

    class Meta:
        verbose_name = _lazy("Antworten auf „Lebt es noch?“")
        verbose_name_plural = _lazy("Antworten auf „Lebt es noch?“")
        ordering = ["-month", "answer"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "month", "answer"],
                name="attempts_once",
                violation_error_message=_lazy("Diese Zahl gibt es schon."),
            )
        ]

    def __str__(self) -> str:
        month = f"{MONTHS[self.month.month - 1]} {self.month.year}"
        answer = self.get_answer_display()
        return _("{number} {answer} im {month}").format(number=self.number, answer=answer, month=month)


class Enquiry(AboutRecord):
    """An editor asked by mail whether an entry still holds. The address goes with the answer.

    `shown`: tells the state that the network is asked about from any later one.
    """

    email = models.EmailField(_lazy("E-Mail-Adresse"), max_length=200, blank=True)
    shown = models.CharField(_lazy("Gezeigter Stand"), max_length=120, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_lazy("gefragt von")
    )
    sent_at = models.DateTimeField(_lazy("gefragt am"), default=timezone.now)
    outcome = models.CharField(_lazy("Ergebnis"), max_length=14, choices=EnquiryOutcome, default=EnquiryOutcome.WAITING)
    answered_at = models.DateTimeField(_lazy("beantwortet am"), null=True)

    class Meta:
        verbose_name = _lazy("Nachfrage per Mail")
        verbose_name_plural = _lazy("Nachfragen per Mail")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="enquiry_about")]

    def __str__(self) -> str:
        return _("Nachfrage vom {day:%d.%m.%Y}").format(day=timezone.localtime(self.sent_at))
