from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.fields import WebAddressOrPathField
from core.words import _lazy


class SlugHistory(models.Model):
    """An address that a record once had; it redirects permanently."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    slug = models.SlugField(_lazy("Frühere Kurzadresse"), max_length=120)
    since = models.DateTimeField(_lazy("Umgezogen am"), auto_now_add=True)

    class Meta:
        verbose_name = _lazy("Frühere Adresse")
        verbose_name_plural = _lazy("Frühere Adressen")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "slug"],
                name="slug_history_once",
                violation_error_message=_lazy("Diese frühere Adresse führt schon zu einem Eintrag."),
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def of(cls, kind: models.Model | type[models.Model]) -> models.QuerySet:
        """The former addresses of all records of a kind."""
        return cls.objects.filter(content_type=ContentType.objects.get_for_model(kind))


class RemovedPage(models.Model):
    """An address whose record was deleted after publication; it answers 410 with a reason."""

    path = models.CharField(_lazy("Adresse"), max_length=300, unique=True)
    reason = models.CharField(_lazy("Grund"), max_length=250, default="Der Eintrag wurde gelöscht.")
    successor = WebAddressOrPathField(_lazy("Nachfolgende Adresse"), max_length=300, blank=True)
    removed_at = models.DateTimeField(_lazy("Gelöscht am"), auto_now_add=True)

    class Meta:
        verbose_name = _lazy("Entfernte Seite")
        verbose_name_plural = _lazy("Entfernte Seiten")

    def __str__(self) -> str:
        return self.path
