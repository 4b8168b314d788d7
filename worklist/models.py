from django.conf import settings
from django.db import models
from django.utils import timezone

from publishing.models import AboutRecord


class DigestSetting(models.Model):
    """Whether an account wants the weekly mail, and when it got the last one. Without a row it does."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_setting", verbose_name="Konto"
    )
    is_wanted = models.BooleanField("Erinnerungsmails", default=True)
    last_sent_on = models.DateField("zuletzt gesendet am", null=True, blank=True)

    class Meta:
        verbose_name = "Erinnerungsmail"
        verbose_name_plural = "Erinnerungsmails"

    def __str__(self) -> str:
        return f"Erinnerungsmails an {self.editor}: {'ja' if self.is_wanted else 'nein'}"


class Handover(AboutRecord):
    """Somebody said „nicht mehr zuständig“ by the link in a mail: a task for the administrators.

    `version` is that of the record which the link was made for; so each link works once.
    """

    label = models.CharField("Eintrag", max_length=250)
    version = models.CharField("Fassung", max_length=40, editable=False)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="handovers", verbose_name="Konto")
    note = models.CharField("Hinweis", max_length=300, blank=True)
    created_at = models.DateTimeField("gemeldet am", default=timezone.now)
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="erledigt von"
    )

    class Meta:
        verbose_name = "Abgabe einer Zuständigkeit"
        verbose_name_plural = "Abgaben von Zuständigkeiten"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["done_at"], name="handover_done")]
        constraints = [
            models.UniqueConstraint(
                fields=["editor", "content_type", "object_id", "version"],
                name="handover_once",
                violation_error_message="Das ist schon gemeldet.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.editor} ist nicht mehr zuständig für „{self.label}“"
