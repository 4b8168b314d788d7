"""What the database checks only at the end of a transaction, asked while it can still be told in words."""

from django.db import connection


def check_constraints() -> None:
    """Raises IntegrityError where a row points to what is gone.

    Only where others write at the same time can that be news; on SQLite, where nobody does, it would read all tables.
    """
    if connection.features.has_select_for_update:
        connection.check_constraints()
