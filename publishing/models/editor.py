from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


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
        constraints = [
            # One can sign in and ask for a new password with it.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="editor_email_once",
                violation_error_message="Mit dieser E-Mail-Adresse gibt es schon ein Konto.",
            )
        ]

    def save(self, *args, **kwargs):
        # Looked up in lower case.
        self.email = (self.email or "").lower()
        super().save(*args, **kwargs)
