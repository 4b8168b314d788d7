"""A case („Vorgang“): changes of several records with one reason and one source, handed in and decided together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.enums import RUNNING, UNDECIDED, CaseState, EntryResult
from publishing.enums import Risk, Verb
from publishing.models import AboutRecord, Revision, SourceDocument

HAND = "hand"  # the origin of what somebody put together


class CaseQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(state__in=UNDECIDED)


class Case(models.Model):
    """`origin`: what began it: by hand, „import-12“, „job:…“. `reference`: the number of what it answers, as a report.

    `authors`: who had a hand in it; with those of its changes none of them releases it. `risk` and `submitted_at` are
    for the order of the queue. `run_…`: what goes on slice by slice, in whose name and why; `done_to`: the position up
    to which that is done.
    """

    title = models.CharField("Was", max_length=200)
    why = models.CharField("Grund", max_length=300, blank=True)
    source = models.ForeignKey(
        SourceDocument, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Quelle"
    )
    origin = models.CharField("Anlass", max_length=60, default=HAND)
    reference = models.CharField("Zeichen", max_length=60, blank=True)
    state = models.CharField("Stand", max_length=12, choices=CaseState, default=CaseState.OPEN)
    risk = models.PositiveSmallIntegerField("Gewicht", choices=Risk, default=Risk.TEXT)
    comment = models.CharField("Kommentar der Freigabe", max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="begonnen von"
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="geschrieben von")
    created_at = models.DateTimeField("begonnen am", default=timezone.now)
    changed_at = models.DateTimeField("zuletzt geändert am", auto_now=True)
    submitted_at = models.DateTimeField("zur Freigabe gegeben am", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="entschieden von",
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="geführt von",
    )
    run_verb = models.CharField("Schritt", max_length=16, choices=Verb, blank=True, editable=False)
    run_why = models.CharField("Begründung", max_length=500, blank=True, editable=False)
    done_to = models.IntegerField("erledigt bis", default=-1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorgang"
        verbose_name_plural = "Vorgänge"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-risk", "submitted_at"], name="case_queue")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.pk])

    @property
    def token(self) -> str:
        """What everything written in it has as `Revision.batch`."""
        return f"vorgang-{self.pk}"

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_put_together(self) -> bool:
        """Record by record, in a form; not written by a tool that may write thousands."""
        return self.origin == HAND or self.origin.startswith("job:")

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


class CaseEntry(AboutRecord):
    """A record in a case. `position`: what others need comes first. A record is in one undecided case at most.

    `revision`: what was handed in; `is_new`: visitors did not see the record before. `conflict`, `warning`: what who
    releases should know. `is_exception`: they ticked it out.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField("Reihenfolge", default=0)
    label = models.CharField("Eintrag", max_length=250)
    result = models.CharField("Ergebnis", max_length=16, choices=EntryResult, default=EntryResult.OPEN)
    note = models.CharField("Hinweis", max_length=300, blank=True)
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Änderung"
    )
    is_new = models.BooleanField("neu", default=False)
    is_exception = models.BooleanField("Ausnahme", default=False)
    conflict = models.CharField("Konflikt", max_length=300, blank=True)
    warning = models.CharField("Auffällig", max_length=300, blank=True)

    class Meta:
        verbose_name = "Eintrag eines Vorgangs"
        verbose_name_plural = "Einträge eines Vorgangs"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["case", "position"], name="case_entry_position")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(result=EntryResult.OPEN),
                name="case_entry_one_open",
                violation_error_message="Dieser Eintrag gehört schon zu einem Vorgang.",
            ),
            models.UniqueConstraint(
                fields=["case", "content_type", "object_id"],
                name="case_entry_once",
                violation_error_message="Dieser Eintrag gehört schon zu diesem Vorgang.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def form_url(self) -> str:
        return reverse(f"admin:{self.model._meta.label_lower.replace('.', '_')}_change", args=[self.object_id])
