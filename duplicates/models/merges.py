"""What was decided about entries that looked alike."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

UNDO_DAYS = 30


class NoDuplicate(models.Model):
    """Somebody looked at two entries: they are not the same. The pair is not proposed again."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="Art")
    first_id = models.PositiveBigIntegerField("kleinere Nummer")
    second_id = models.PositiveBigIntegerField("größere Nummer")
    label = models.CharField("Einträge", max_length=450)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="von")
    at = models.DateTimeField("am", default=timezone.now)

    class Meta:
        verbose_name = "Kein Doppel"
        verbose_name_plural = "Keine Doppel"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "first_id", "second_id"],
                name="no_duplicate_once",
                violation_error_message="Dieses Paar ist schon als „kein Doppel“ vermerkt.",
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")),
                name="no_duplicate_in_order",
                violation_error_message="Ein Paar besteht aus zwei Einträgen, der kleinere Schlüssel zuerst.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Merge(models.Model):
    """Two entries became one. Keeps what it takes to make two of it again: both as they were, and every moved row."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="Art")
    kept_id = models.PositiveBigIntegerField("behalten")
    dropped_id = models.PositiveBigIntegerField("aufgegangen")
    kept_label = models.CharField("Behalten", max_length=250)
    dropped_label = models.CharField("Darin aufgegangen", max_length=250)
    why = models.CharField("Grund", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="von")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vorgeschlagen von"
    )
    at = models.DateTimeField("am", default=timezone.now, db_index=True)
    before = models.JSONField("Beide vorher", default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField("Behaltener danach", default=dict, encoder=DjangoJSONEncoder)
    steps = models.JSONField("Was umgehängt wurde", default=list, encoder=DjangoJSONEncoder)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="aufgehoben von"
    )
    undone_at = models.DateTimeField("aufgehoben am", null=True)

    class Meta:
        verbose_name = "Zusammenführung"
        verbose_name_plural = "Zusammenführungen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"„{self.dropped_label}“ in „{self.kept_label}“"

    @property
    def author(self):
        """Who wanted it; `by` is who put it into effect."""
        return self.proposed_by or self.by

    @property
    def until(self):
        """The last moment at which it can be undone."""
        return self.at + timedelta(days=UNDO_DAYS)

    @property
    def is_over(self) -> bool:
        return timezone.now() > self.until

    @property
    def batch(self) -> str:
        """What the revisions of this merge have in common."""
        return f"merge-{self.pk}"
