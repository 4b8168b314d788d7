from django.db import models

from publishing.models.record import Record


class Topic(Record):
    """An explainer written by the editors („Warum Netzwerke?“), in Markdown, with its sources as citations."""

    title = models.CharField("Titel", max_length=160)
    summary = models.CharField("Kurztext", max_length=250)
    body = models.TextField("Text (Markdown)")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    url_prefix = "themen"

    class Meta(Record.Meta):
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def listed_by(self) -> str:
        return self.title
