"""What one request of the admin does to one record, and to those that carry rows of its form."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.requests import EditorRequest
from pages.changes_table import ChangesTable
from publishing import actions, history
from publishing import changes as compare
from publishing.enums import State
from publishing.locking import what_happened
from publishing.models import Record, SourceDocument
from publishing.snapshots import Snapshot, empty, take
from sourcing.form import OriginForm
from sourcing.proving import proven
from sourcing.reasons import reason_for

OPENED = "_opened"
WHY = "_why"


class Writing:
    """What one request does to one record."""

    def __init__(self, request: EditorRequest, record: Record | None):
        self.request = request
        self.record: Any = record  # a Record, or None for one that is being added
        self.waiting, self.latest = history.current(record) if record else (None, None)
        # Asked before the form reads what it shows: then a token is never newer than that.
        self.token = history.token_of(record, self.waiting, self.latest) if record else "0"
        self.is_public = bool(record and record.state == State.PUBLISHED)
        self.before: Snapshot | None = None
        self.proposed: Snapshot | None = None
        # Rows that other records carry: what they change there, and the records that got it.
        self.elsewhere: list[tuple[Record, compare.Changes]] = []
        self.joined: list[Record] = []
        # What the form says of where all of it is known from; None for a source, which is its own.
        self.origin: OriginForm | None = None
        # A form that comes back, with its formsets.
        self.returned: tuple[Any, list[Any]] | None = None

    @property
    def shown(self) -> Snapshot | None:
        """The entry as its form had it, with the change that waits."""
        if self.before is None or not (self.is_public and self.waiting):
            return self.before
        return compare.replayed(self.before, self.waiting.changes)

    def proven(self, model: type[Record], after: Snapshot, before: Snapshot | None = None) -> Snapshot:
        """With what the answer proves, and without what holds no more."""
        if self.origin is None:
            return after
        done = proven(model, before or self.shown or empty(model), after, source=self._source, holds=self.origin.holds)
        if done.gone:
            named = SourceDocument.objects.in_bulk({key for _, key in done.gone})
            said = ", ".join(dict.fromkeys(f"{what} ({named[key]})" for what, key in done.gone))
            messages.info(self.request, f"Weil sich die Angabe geändert hat, gilt dieser Beleg nicht mehr: {said}.")
        return done.snapshot

    def _source(self) -> int | None:
        found = self.origin.document() if self.origin else None
        return found.pk if found else None

    @property
    def why(self) -> str:
        given = self.request.POST.get(WHY)
        return given.strip() if given is not None else reason_for(self.request, self.record)

    @property
    def is_stale(self) -> bool:
        """Something happened after this form was opened, or the form does not say when it was."""
        return bool(self.request.method == "POST" and self.record and self.request.POST.get(OPENED) != self.token)

    def stale_message(self) -> str:
        return (
            f"{what_happened(self.record, self.request.POST.get(OPENED, ''))} Es ist noch nichts gesichert, Ihre "
            "Eingaben stehen unten. Was sich an den Angaben geändert hat, steht darüber; wenn Sie noch einmal sichern, "
            "gelten Ihre Eingaben."
        )

    def since_opening(self) -> list:
        """What happened after this form was opened: changes that others saved or decided, as rows to read."""
        if not self.is_stale:
            return []
        newer = history.since(self.record, self.request.POST.get(OPENED, ""))
        table = ChangesTable(type(self.record), *(revision.changes for revision in newer))
        return [(revision, table.rows(revision.changes)) for revision in newer]

    def join(self, record: Record) -> None:
        """The rows of the form that other records carry go there, all or none, with a word about what becomes of them.

        One that moves from one record to another must not leave the first if it does not reach the second.
        """
        why = " ".join(filter(None, (f"Eingetragen bei „{record}“.", self.why)))
        try:
            with transaction.atomic():
                for carrier, rows in self.elsewhere:
                    self._join(carrier, rows, why)
        except ValidationError as error:
            self.joined.clear()
            named, reason = ", ".join(f"„{carrier}“" for carrier, _ in self.elsewhere), " ".join(error.messages)
            messages.error(self.request, f"Bei {named} ist nichts eingetragen: {reason} Bitte noch einmal eingeben.")
        for carrier in self.joined:
            said = f"Was zu „{carrier}“ gehört, wartet dort als Änderung und wird mit deren Freigabe öffentlich."
            messages.info(self.request, said)

    def _join(self, carrier: Record, rows: compare.Changes, why: str) -> None:
        joined = actions.join(carrier=carrier, changes=self._proven_rows(carrier, rows), by=self.request.user, why=why)
        if joined and joined.is_open and carrier.is_published:
            self.joined.append(carrier)

    def _proven_rows(self, carrier: Record, rows: compare.Changes) -> compare.Changes:
        waiting = history.open_change(carrier) if carrier.state == State.PUBLISHED else None
        state = compare.replayed(take(carrier), waiting.changes if waiting else [])
        if compare.conflicts(state, rows):
            return rows  # refused in a moment
        return compare.diff(state, self.proven(type(carrier), compare.replayed(state, rows), state))
