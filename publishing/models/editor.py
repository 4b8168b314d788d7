from django.contrib.auth.models import AbstractUser
from django.db import models


class Editor(AbstractUser):
    """An account for /redaktion/. Its regions say which entries it may edit, with what lies inside them."""

    regions = models.ManyToManyField(
        "regions.Region",
        blank=True,
        related_name="editors",
        verbose_name="Regionen",
        help_text="Einträge dieser Regionen und alles, was darin liegt.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "Redaktionskonto"
        verbose_name_plural = "Redaktionskonten"
