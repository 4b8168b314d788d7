"""The state of what some tables hold, to compare before and after."""

from django.db import models

from memory import stamps


def stamps_of(*kinds: type[models.Model]) -> dict[str, int | None]:
    """As the connection sees it, with what it has written itself."""
    versions = stamps.current()
    return {kind._meta.db_table: versions.get(kind._meta.db_table) for kind in kinds}
