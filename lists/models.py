"""What editors keep of lists: a title, and the address that says filters, columns and order."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.words import _lazy


class ViewQuerySet(models.QuerySet):
    def of(self, by: Any):
        """One's own, and those for all."""
        return self.filter(Q(owner=by) | Q(owner=None))


class SavedView(models.Model):
    """A list that somebody needs again. Without an owner it is for all; administrators keep those."""

    title = models.CharField(_lazy("Name der Ansicht"), max_length=80)
    kind = models.CharField(_lazy("Art der Einträge"), max_length=60)
    query = models.TextField(_lazy("Filter, Spalten und Reihenfolge"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_lazy("von")
    )

    objects = ViewQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("Ansicht")
        verbose_name_plural = _lazy("Ansichten")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"{reverse('lists:table', args=[self.kind])}?{self.query}"
