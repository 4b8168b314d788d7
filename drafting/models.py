from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from publishing.models import Record


class DraftRun(models.Model):
    """What was made of one pasted text. Keeps the records it led to, never the text itself.

    Its token is spent with it: the same form sent twice creates nothing a second time.
    """

    token = models.CharField("Kennung", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("Angelegt am", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="von"
    )
    source = models.ForeignKey(
        "publishing.SourceDocument",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="Quelle",
    )
    records = models.JSONField("Angelegte Einträge", default=list, editable=False)
    statements = models.PositiveIntegerField("Angelegte Aussagen", default=0, editable=False)

    class Meta:
        verbose_name = "Text zu Entwurf"
        verbose_name_plural = "Texte zu Entwürfen"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.created_at):%d.%m.%Y %H:%M}: {len(self.records)} Einträge"

    def record_rows(self) -> list[Record]:
        """The records that still exist, in the order in which they were created."""
        found: list[Record] = []
        by_label: dict[str, list[int]] = {}
        for label, pk in self.records:
            by_label.setdefault(label, []).append(pk)
        for label, pks in by_label.items():
            rows = apps.get_model(label).objects.in_bulk(pks)
            found += [rows[pk] for pk in pks if pk in rows]
        return found
