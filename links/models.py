from django.db import models
from django.utils import timezone

from core.fields import WebAddressField
from publishing.enums import LinkCheck


class LinkResult(models.Model):
    """What an address answered on a day. The latest two decide what is said about its links."""

    url = WebAddressField("Adresse", max_length=500)
    day = models.DateField("Tag", default=timezone.localdate)
    at = models.DateTimeField("geprüft am", default=timezone.now)
    outcome = models.CharField("Ergebnis", max_length=12, choices=LinkCheck)
    status = models.PositiveSmallIntegerField("Antwort", null=True, blank=True)
    final_url = models.CharField("Ziel nach Umleitungen", max_length=1000, blank=True)
    suggestion = models.CharField("Vorschlag", max_length=500, blank=True)
    error = models.CharField("Fehler", max_length=250, blank=True)

    class Meta:
        verbose_name = "Linkprüfung"
        verbose_name_plural = "Linkprüfungen"
        ordering = ["-day", "url"]
        indexes = [models.Index(fields=["url", "-day"], name="link_result_url")]
        constraints = [
            models.UniqueConstraint(
                fields=["url", "day"],
                name="link_result_once_a_day",
                violation_error_message="Diese Adresse ist heute schon geprüft.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.words}"

    @property
    def words(self) -> str:
        """„erreichbar“, „404: Seite nicht gefunden“, „leitet um auf https://…“."""
        if self.error:
            return self.error
        if self.final_url and self.outcome == LinkCheck.REDIRECT:
            return f"leitet um auf {self.final_url}"
        return self.get_outcome_display()
