from django.db import connection, models
from django.db.models import F


class ContentStamp(models.Model):
    """How often the content changed: one row, raised in the transaction of every change.

    Structures that a process keeps in memory (facets) compare it on each request, so they are never stale,
    whichever process wrote.
    """

    SINGLE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLE)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def raise_version(cls) -> None:
        if not cls.objects.filter(pk=cls.SINGLE).update(version=F("version") + 1):
            cls.objects.create()

    @classmethod
    def current(cls) -> int:
        """Asked by every page, hence without the ORM's building of a query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT version FROM publishing_contentstamp WHERE id = %s", [cls.SINGLE])
            row = cursor.fetchone()
        return row[0] if row else 0
