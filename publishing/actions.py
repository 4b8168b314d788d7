"""What editors do to records. Each returns how many records it changed.

Records are saved one by one, so the content stamp, the search index and whatever else listens to a save
follow in the same transaction.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from publishing.enums import State
from publishing.models import Editor, Record
from publishing.permissions import check_change


@transaction.atomic
def mark_checked(*, records: Iterable[Record], by: Editor, on: date | None = None) -> int:
    """Somebody compared the records with reality: they are fresh from this day."""
    changed = 0
    for record in records:
        changed += _change(record, by, checked_on=on or timezone.localdate(), checked_by=by)
    return changed


@transaction.atomic
def publish(*, records: Iterable[Record], by: Editor) -> int:
    """Visible from now on, also what was archived before."""
    return sum(_change(record, by, state=State.PUBLISHED, archive_reason="") for record in records)


@transaction.atomic
def withdraw(*, records: Iterable[Record], by: Editor) -> int:
    """Back to draft: the page answers 404 until the record is published again."""
    return sum(_change(record, by, state=State.DRAFT) for record in records)


@transaction.atomic
def archive(*, records: Iterable[Record], reason: str, by: Editor) -> int:
    """Out of the directory for good; the page says why."""
    if not reason.strip():
        raise ValidationError("Ein archivierter Eintrag braucht einen Grund.", code="reason")
    return sum(_change(record, by, state=State.ARCHIVED, archive_reason=reason.strip()) for record in records)


def _change(record: Record, by: Editor, **values) -> bool:
    """Saves only these fields, so nobody's other changes are overwritten; nothing if they are set already."""
    check_change(by, type(record))
    if all(getattr(record, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=[*values, "changed_at"])
    return True
