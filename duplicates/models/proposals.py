"""A merge that waits for a second account."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from duplicates.enums import MergeState
from duplicates.models.merges import Merge


class MergeProposal(models.Model):
    """Somebody wants to make one of two entries; until another account confirms it, nothing has changed.

    `choices`: by name of a field, whose value is to hold. `seen`: fingerprint of both entries at that time.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="Art")
    keep_id = models.PositiveBigIntegerField("bleibt")
    drop_id = models.PositiveBigIntegerField("geht darin auf")
    keep_label = models.CharField("Bleibt", max_length=250)
    drop_label = models.CharField("Geht darin auf", max_length=250)
    choices = models.JSONField("Auswahl je Feld", default=dict)
    seen = models.CharField("Prüfsumme beider Einträge", max_length=64)
    why = models.CharField("Grund", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="von")
    at = models.DateTimeField("am", default=timezone.now)
    state = models.CharField("Stand", max_length=16, choices=MergeState, default=MergeState.OPEN)
    comment = models.CharField("Kommentar", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="entschieden von"
    )
    decided_at = models.DateTimeField("entschieden am", null=True, db_index=True)
    merge = models.OneToOneField(
        Merge, models.SET_NULL, null=True, related_name="proposal", verbose_name="Zusammenführung"
    )

    class Meta:
        verbose_name = "Vorschlag zur Zusammenführung"
        verbose_name_plural = "Vorschläge zur Zusammenführung"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "keep_id", "drop_id"],
                condition=Q(state=MergeState.OPEN),
                name="merge_proposal_one_open",
                violation_error_message="Das ist schon vorgeschlagen und wartet auf Bestätigung.",
            )
        ]

    def __str__(self) -> str:
        return f"„{self.drop_label}“ in „{self.keep_label}“"

    @property
    def is_open(self) -> bool:
        return self.state == MergeState.OPEN

    @property
    def model(self):
        return ContentType.objects.get_for_id(self.content_type_id).model_class()
