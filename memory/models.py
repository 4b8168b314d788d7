from django.db import models


class TableStamp(models.Model):
    """The last change of one table: a token that no other change ever has, written in the transaction that changes
    the table (`memory.backends`). A table without a row was never written.
    """

    table = models.CharField(primary_key=True, max_length=100)
    version = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.table}: {self.version}"
