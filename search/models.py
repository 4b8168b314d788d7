from django.contrib.contenttypes.models import ContentType
from django.db import models


class Entry(models.Model):
    """One findable record: what a result shows, and the folded words it is found by."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=250)
    summary = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=200)
    names = models.TextField(help_text="Folded title and other names, for ranking.")
    words = models.TextField(help_text="Everything folded.")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="entry_once_per_record")]

    def __str__(self) -> str:
        return self.title
