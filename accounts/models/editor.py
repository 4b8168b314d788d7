from collections.abc import Callable

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from regions.tree import RegionTree


class EditorManager(UserManager):
    def create_superuser(self, username, email=None, password=None, **extra_fields):
        """Raises ValidationError for an address in use: `createsuperuser` shows that, and a traceback otherwise."""
        if email and self.filter(email=email.lower()).exists():
            raise ValidationError("Mit dieser E-Mail-Adresse gibt es schon ein Konto.")
        return super().create_superuser(username, email, password, **extra_fields)


class Editor(AbstractUser):
    """An account for /redaktion/. Regions (with what lies inside) and packages say which entries it may edit."""

    regions = models.ManyToManyField(
        "regions.Region",
        blank=True,
        related_name="editors",
        verbose_name="Regionen",
        help_text="Einträge dieser Regionen und alles, was darin liegt.",
    )
    all_regions = models.BooleanField(
        "alle Regionen",
        default=False,
        help_text="Ohne Grenze; nur solche Konten bearbeiten auch Einträge, die zu keiner Region gehören.",
    )
    packages = models.JSONField(
        "Bereiche",
        default=list,
        blank=True,
        help_text="Welche Arten von Einträgen; nichts gewählt heißt: alle.",
    )
    office = models.CharField(
        "Stelle", max_length=200, blank=True, help_text="Steht im Freigabevermerk auf den Seiten."
    )
    public_name = models.CharField(
        "Name im Freigabevermerk", max_length=160, blank=True, help_text="Leer: Der Vermerk nennt nur die Stelle."
    )

    objects = EditorManager()

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

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def regions_inside(self) -> set[int]:
        """Keys of its regions and of everything inside them."""
        return self._regions(RegionTree.inside)

    @cached_property
    def regions_meant(self) -> set[int]:
        """Those, and what has ground in them or contains them: what works there also works in its own."""
        return self._regions(RegionTree.meant_by)

    @cached_property
    def region_keys(self) -> list[int]:
        return list(self.regions.values_list("pk", flat=True))

    def _regions(self, which: Callable[[RegionTree, int], set[int]]) -> set[int]:
        tree = RegionTree.current() if self.region_keys else None
        return set().union(*(which(tree, pk) for pk in self.region_keys)) if tree else set()

    def save(self, *args, **kwargs):
        # Looked up in lower case.
        self.email = (self.email or "").lower()
        super().save(*args, **kwargs)
