from django.db import models

from core.words import _lazy
from publishing.models.record import Record


class Topic(Record):
    """An explainer written by the editors („Warum Netzwerke?“), in Markdown, with its sources as citations."""

    title = models.CharField(_lazy("Titel"), max_length=160)
    summary = models.CharField(_lazy("Kurztext"), max_length=250)
    body = models.TextField(_lazy("Text (Markdown)"))
    position = models.PositiveSmallIntegerField(_lazy("Reihenfolge"), default=0)

    url_prefix = "themen"
    needs_source = False

    class Meta(Record.Meta):
        verbose_name = _lazy("Thema")
        verbose_name_plural = _lazy("Themen")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def listed_by(self) -> str:
        return self.title
