"""The one lock of the workflow: the row of the record.

Every action takes it first and only then reads what it decides upon: the stage, the open change, what the page showed.
So two actions on one record happen one after the other, and the later one sees what the earlier did.

Nobody waits in a circle, because locks are taken in one order: all records at once, by kind and key; then keys, which
deleting a row or giving it a new slug locks; right before the commit the stamps of tables (memory.backends). Whoever
holds a record and only then learns of another one takes it with `wait=False` and is refused instead of waiting.

On SQLite a transaction has the whole database for itself from its first moment; there only the reading anew counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils.timezone import localtime

from core.words import _
from publishing import history
from publishing.enums import Verb
from publishing.models import Record, Transition
from publishing.references import Keys, around

_CHUNK = 500
_NOT_AVAILABLE = "55P03"  # what PostgreSQL answers who will not wait


class Gone(ValidationError):
    """Records, or the names of such, that were deleted or have become part of another since the caller read them."""

    def __init__(self, records: Sequence[Record | str]):
        named = ", ".join(f"„{record}“" for record in records)
        words = _("Das gibt es nicht mehr, es ist gelöscht oder mit einem anderen Eintrag zusammengeführt: {named}.")
        super().__init__(words.format(named=named), code="gone")


class Busy(ValidationError):
    """Somebody writes at another record that this concerns, at this very moment."""

    def __init__(self):
        super().__init__(
            _("An einem Eintrag, den das betrifft, sichert gerade jemand anderes. Bitte gleich noch einmal versuchen."),
            code="busy",
        )


class Stale(ValidationError):
    """The page showed another state of the record than the one it has now."""

    def __init__(self, record: Record, seen: str):
        super().__init__(_("{what} Bitte noch einmal ansehen.").format(what=what_happened(record, seen)), code="stale")


def locked(*records: Record, wait: bool = True) -> None:
    """Lock the records until the transaction ends and read them anew, in place.

    What the caller had written to the instances and not saved is lost. Not `wait`: for records that become known
    while others are locked. Raises Gone, Busy, or TransactionManagementError outside of a transaction, where a lock
    would hold nothing.
    """
    there = locked_if_there(records, wait=wait)
    if len(there) < len(records):
        raise Gone([record for record in records if not any(record is one for one in there)])


def locked_if_there(records: Iterable[Record], *, wait: bool = True, to_remove: bool = False) -> list[Record]:
    """As `locked`; returns those that still exist instead of refusing. `to_remove`: as `locked_rows`."""
    records = list(records)
    wanted: Keys = defaultdict(set)
    for record in records:
        if record.pk is not None:
            wanted[type(record)].add(record.pk)
    rows = locked_rows(wanted, wait=wait, to_remove=to_remove)
    there = [record for record in records if record.pk in rows.get(type(record), ())]
    for record in there:
        _renew(record, rows[type(record)][record.pk])
    return there


def locked_with_around(*records: Record) -> None:
    """As `locked`, with those that name one of the records: what they say about it goes or moves with it."""
    locked(*records)
    locked_rows(around(*records), wait=False)


def locked_to_remove(record: Record) -> None:
    """As `locked_with_around`, once all who are about to point to the record have done so: their rows go, too."""
    if not locked_if_there([record], to_remove=True):
        raise Gone([record])
    locked_rows(around(record), wait=False)


def locked_rows(wanted: Keys, *, wait: bool = True, to_remove: bool = False) -> dict[type[Record], dict[int, Record]]:
    """Lock by kind and key; returns the rows as they are now, without those that are gone. Raises as `locked`.

    Who only points to a row need not wait for it, unless it is `to_remove`.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Records are locked inside transaction.atomic() only.")
    kinds = sorted(wanted, key=lambda model: model._meta.label_lower)
    return {
        model: {row.pk: row for row in _rows(model, sorted(wanted[model]), wait, no_key=not to_remove)}
        for model in kinds
    }


def _rows(model: type[Record], keys: list[int], wait: bool, no_key: bool) -> Iterator[Record]:
    """Locked one after the other in the order of their keys."""
    for start in range(0, len(keys), _CHUNK):
        rows = model._base_manager.filter(pk__in=keys[start : start + _CHUNK]).order_by("pk")
        if wait:
            yield from rows.select_for_update(no_key=no_key)
            continue
        try:
            with transaction.atomic():
                found = list(rows.select_for_update(no_key=no_key, nowait=True))
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != _NOT_AVAILABLE:
                raise
            raise Busy from error
        yield from found


def _renew(copy: Record, row: Record) -> None:
    for field in copy._meta.concrete_fields:
        setattr(copy, field.attname, getattr(row, field.attname))


def check_seen(record: Record, seen: str | None) -> None:
    """Raises Stale where the token of a page (`history.token`) is not that of the locked record.

    None is for callers that decide about no page; a page that sent no token passes an empty one and is refused.
    """
    if seen is not None and seen != history.token(record):
        raise Stale(record, seen)


def what_happened(record: Record, seen: str) -> str:
    """For who looked at a page with this token: what was done to the record last, by whom and when."""
    if not seen:
        return _("Die Seite hat nicht gesagt, welchen Stand sie zeigt; hier steht der jetzige.")
    event = history.latest(record)
    if event is None:
        return _("Seit Sie die Seite geöffnet haben, wurde „{record}“ geändert.").format(record=record)
    who = (event.by if isinstance(event, Transition) else event.changed_by) or _("das System")
    when = _("{moment:%d.%m.%Y, %H:%M} Uhr").format(moment=localtime(history.moment(event)))
    if isinstance(event, Transition) and event.verb not in (Verb.EDIT, Verb.CREATE):
        return _("Seit Sie die Seite geöffnet haben, ist etwas geschehen: {verb} ({who}, {when}).").format(
            verb=event.get_verb_display(), who=who, when=when
        )
    return _("Seit Sie die Seite geöffnet haben, hat {who} gesichert ({when}).").format(who=who, when=when)
