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
    def raise_version(cls, *tables: str) -> None:
        """Something in these tables changed; without tables, anything may have."""
        if not cls.objects.filter(pk=cls.SINGLE).update(version=F("version") + 1):
            cls.objects.create()
        # The row above is locked until the transaction ends, so two cannot create the same row here.
        for table in tables or (TableStamp.ANY,):
            if not TableStamp.objects.filter(table=table).update(version=F("version") + 1):
                TableStamp.objects.create(table=table)

    @classmethod
    def current(cls) -> int:
        """Asked by every page, hence without the ORM's building of a query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT version FROM publishing_contentstamp WHERE id = %s", [cls.SINGLE])
            row = cursor.fetchone()
        return row[0] if row else 0


class TableStamp(models.Model):
    """How often one table's rows changed, so that an edit makes a process read anew only what it touched."""

    ANY = ""  # counts changes that may have touched every table

    table = models.CharField(primary_key=True, max_length=100)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.table}: {self.version}"

    @classmethod
    def versions(cls) -> dict[str, int]:
        return dict(cls.objects.values_list("table", "version"))
