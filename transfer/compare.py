"""Compares rows with the directory: new, changed, unchanged, in conflict or faulty. Writes nothing there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import Editor
from publishing.enums import State
from publishing.models import Revision
from publishing.permissions import can_add, can_change, editable_of
from publishing.snapshots import Snapshot, empty, take_many
from publishing.territory import is_unbounded
from regions.models import Region
from sheets.formulas import as_written
from sheets.sheet import column_name
from tables.cells import Cells
from tables.columns import EXPORTED, ID, KINDS, SLUG, WHOLE_NAME, AddedColumn, is_place, named_in
from tables.days import last_day_of, read_moment, unread_days
from tables.joined import Address, with_address, with_name
from tables.matching import LEFT_OUT, NEW, Match, Matcher
from tables.places import Places
from tables.proposal import Proposal, Writer
from tables.side_by_side import Pair, pair
from tables.twins import Seen
from tables.values import Fault, Meanings
from transfer.enums import Outside, RowStatus
from transfer.models import ImportBatch, ImportRow
from transfer.people import mailboxes

_TOWN = "ort"
_NO_NAME = "Vorname und Nachname einer Person sind hier nicht zu lesen."
_INTERNAL = "internal_note"
_STAYS = "bleibt bei Ihnen; in einen Vorschlag für andere kommt sie nicht."
_UNKNOWN = "Einen Eintrag dieses Namens kennt das Verzeichnis nicht."
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass
class _Fact:
    """What else matters about an existing record."""

    label: str
    state: str
    checked_on: object
    changed_at: datetime


class Comparison:
    """For one import and one account; rows are compared many at a time, with as many queries as for one. `asks`: also
    what a new entry might double; what is chosen to be taken over has been asked.
    """

    def __init__(self, batch: ImportBatch, by: Editor, asks: bool = True):
        self.asks = asks
        self.batch, self.by, self.kind = batch, by, KINDS[batch.kind]
        self.writer = Writer(self.kind, batch.source_id, batch.clears, batch.own_stand)
        self.meanings, self.mailboxes = Meanings(batch.meanings), mailboxes(batch)
        self.grows = {column.part for column in self.kind.columns if isinstance(column, AddedColumn)} | {"citations"}
        self.adds, self.changes = can_add(by, self.kind.model), can_change(by, self.kind.model)

    @property
    def cells(self) -> Cells:
        return self.writer.cells

    def compare(self, rows: list[ImportRow], before: Iterable[tuple[int, str, int | None]] = ()) -> list[Snapshot]:
        """Sets what each row would do; returns the proposed snapshots. `before`: number, key and record of the
        rows above, which must not mean the same record.
        """
        self._meet(rows)
        addresses = [self.address(row) for row in rows]
        texts = [address.texts for address in addresses]
        chosen = [(text, self._choice(row)) for text, row in zip(texts, rows, strict=True)]
        self.matcher = Matcher(self.kind, self.cells, chosen, self.asks)
        matches = [self.matcher.match(text, choice) for text, choice in chosen]
        pks = {match.record for match in matches if match.record}
        self._load(pks)
        seen = Seen(before)
        proposals = []
        for row, text, match in zip(rows, texts, matches, strict=True):
            if match.candidates or match.error:  # not known yet what it is about; what its cells mean is asked already
                unread = [one for one in self.writer.propose(None, text).faults if one.value]
                proposals.append(Proposal(empty(self.kind.model), faults=unread))
                continue
            slug = text.get(SLUG, "").strip() if match.record is None else ""
            if match.record is None:  # what holds for all rows fills only what is new
                text |= {key: value for key, value in self.batch.constants.items() if not text.get(key)}
            if match.by_name:  # which record is meant; how it is called only a row with its id or address says
                text = {key: value for key, value in text.items() if key not in self.kind.names}
            said = self.kind.said(self.batch.mapping, row.cells)
            judged, own = self.meanings.judged(self.cells, said), self.meanings.own_words(self.cells, said)
            there = self.snapshots.get(match.record)
            proposals.append(self.writer.propose(there, text, slug, match.keeps, judged, own))
        for address, proposal in zip(addresses, proposals, strict=True):
            proposal.faults += address.faults
            proposal.notes |= {"Ort": address.note} if address.note else {}
        asked = [] if is_unbounded(self.by) else [one.snapshot for one in proposals]
        self.places = Places(self.kind.model, asked, self.by)
        for row, (text, choice), match, proposal in zip(rows, chosen, matches, proposals, strict=True):
            if choice == LEFT_OUT:
                self._leave_out(row)
            else:
                self._keep_inside(match, proposal)
                self._judge(row, text, match, proposal)
                self._once(row, seen)
        return [proposal.snapshot for proposal in proposals]

    def _meet(self, rows: list[ImportRow]) -> None:
        where = [int(at) for at, key in self.batch.mapping.items() if is_place(self.kind.by_key[key])]
        self.cells.meet(row.cells[at] for row in rows for at in where)

    def _choice(self, row: ImportRow) -> str:
        """What was said of it, also of the same name in an earlier table."""
        if row.choice or not self.batch.gathers:
            return row.choice
        return LEFT_OUT if self.meanings.of(self.kind.names[0], self._named(row)) == "" else ""

    def _named(self, row: ImportRow) -> str:
        """As the table names what a row is about, in a cell."""
        at = next((at for at, key in self.batch.mapping.items() if key in (*self.kind.names, WHOLE_NAME)), None)
        return row.cells[int(at)] if at else ""

    def _leave_out(self, row: ImportRow) -> None:
        row.status, row.reason, row.name = RowStatus.UNCHANGED, LEFT_OUT, self._named(row)[:250]
        row.may_apply = row.selected = row.is_outside = False
        row.key, row.record_id = "", None
        row.candidates, row.changes, row.errors, row.faults, row.notes = [], [], [], [], []

    def address(self, row: ImportRow) -> Address:
        """What each mapped column says, by its key; without cells that cannot be read and what means nothing,
        and as it was before an export kept it from being computed.
        """
        found = {}
        for position, key in self.batch.mapping.items():
            text = row.cells[int(position)]
            if position in row.cell_errors and self.meanings.of(key, text) is None:
                continue
            meant = self.meanings.text(self.cells, self.kind.by_key[key], text)
            if meant and int(position) == self.mailboxes.at:
                meant = self.mailboxes.left(row.cells, meant)
            if meant or not text:
                found[key] = as_written(meant)
        return with_address(self.kind, self.cells, with_name(self.kind, found))

    def told(self, row: ImportRow, state: Snapshot) -> dict[str, str]:
        """The cells of a compared row that make its changes, by column; `state`, what it proposes, says what stays."""
        changed = {change.get("part") or change["field"] for change in row.changes}
        said = [(self.kind.by_key[key], text) for key, text in self.address(row).texts.items()]
        return {one.key: self.writer.whole(one, text, state) for one, text in said if named_in(one) & changed}

    def pairs(self, row: ImportRow) -> dict[int, Pair]:
        """With each entry that it may mean what both say of the same."""
        self._meet([row])
        there, said = take_many(self.kind.model, row.candidates), self.address(row).texts
        return {pk: pair(self.kind, self.writer, said, pk, state) for pk, state in there.items()}

    def _load(self, pks: set[int]) -> None:
        model = self.kind.model
        ordered = sorted(pks)
        self.snapshots = take_many(model, ordered) if ordered else {}
        self.facts, self.mine, self.waiting = {}, set(), set()
        for start in range(0, len(ordered), 500):
            chunk = ordered[start : start + 500]
            records = model._base_manager.filter(pk__in=chunk)
            for record in records:
                self.facts[record.pk] = _Fact(str(record), record.state, record.checked_on, record.changed_at)
            self.mine |= editable_of(self.by, model, chunk)
            waiting = Revision.objects.open().filter(
                content_type=ContentType.objects.get_for_model(model), object_id__in=chunk
            )
            self.waiting |= set(waiting.values_list("object_id", flat=True))

    def _judge(self, row: ImportRow, text: dict[str, str], match: Match, proposal: Proposal) -> None:
        name = self.matcher.name(text)
        fact = self.facts.get(match.record)
        row.name = (name or (fact.label if fact else ""))[:250] or "ohne Namen"
        row.key = self.matcher.key(text) if match.record is None else ""
        row.record_id, row.candidates = match.record, match.candidates
        faults = self._faults(row, text, match, proposal)
        row.faults = [vars(fault) for fault in faults]
        row.errors, row.notes = self._errors(row, match, proposal, faults), self._notes(row, match, proposal)
        row.changes, row.reason = proposal.changes, match.conflict
        if (
            match.record is None
            and not (match.candidates or match.error)
            and (refused := self._refused_new(text, proposal))
        ):
            row.errors.append(refused)
        if match.record and proposal.changes and (refused := self._refused_change(match.record, fact, proposal)):
            row.errors.append(refused)
        if row.errors:
            row.status = RowStatus.ERROR
        elif match.candidates:
            row.status, row.changes = RowStatus.CONFLICT, []
        elif match.record is None:
            row.status = RowStatus.NEW
        elif not proposal.changes:
            row.status = RowStatus.UNCHANGED
        elif match.record in self.mine and (reason := self._newer(match.record, fact, text)):
            row.status, row.reason = RowStatus.CONFLICT, reason
        else:
            row.status = RowStatus.CHANGED
        decided = row.status == RowStatus.CONFLICT and match.record and match.record not in self.waiting
        row.may_apply = row.status in (RowStatus.NEW, RowStatus.CHANGED) or bool(decided)
        row.is_outside = self._is_outside(match, proposal)
        if row.is_outside and self.batch.outside != Outside.PROPOSE:
            row.may_apply = False
        harmless = row.status == RowStatus.NEW or row.status == RowStatus.CHANGED and self._only_adds(proposal)
        row.selected = harmless and row.may_apply and not match.notes

    def _only_adds(self, proposal: Proposal) -> bool:
        """Whether it says more and nothing else, as that somebody is a member, too."""
        return all("added" in change and change["part"] in self.grows for change in proposal.changes)

    def _faults(self, row: ImportRow, text: dict[str, str], match: Match, proposal: Proposal) -> list[Fault]:
        """Cells that cannot be read. A row goes without them, but not without what says which record it means."""
        mapping = self.batch.mapping
        unread = [
            (mapping[at], row.cells[int(at)], what)
            for at, what in row.cell_errors.items()
            if at in mapping and self.meanings.of(mapping[at], row.cells[int(at)]) is None
        ]
        if self.batch.gathers and match.record is None and row.choice != NEW:  # asked before what a new one lacks
            return [Fault(self.kind.names[0], self._named(row), _UNKNOWN, stops=not match.candidates)]
        missing = {key for key, _, _ in unread}
        found = [Fault(*one) for one in unread]
        found += [one for one in proposal.faults if one.value or one.key not in missing]
        found += unread_days(text)
        if (town := self._town(row)) and not text.get(self.kind.place):
            found.append(
                Fault(_TOWN, town, f"Den Ort „{town[:80]}“ kennt das Verzeichnis nicht; ohne ihn fehlt der Sitz.")
            )
        needed = {ID, SLUG, WHOLE_NAME, *self.kind.names}
        if match.record is None:
            needed |= {column.key for column in self.kind.required}
        elif not (row.choice or text.get(ID) or text.get(SLUG)):
            needed.add(self.kind.place)
        needed = set() if match.candidates else needed - proposal.partly
        return [replace(one, stops=one.key in needed) for one in self._names_as_stated(found, row)]

    def _names_as_stated(self, faults: list[Fault], row: ImportRow) -> list[Fault]:
        """What is missing of a name, where the file has it in one cell, is missing there."""
        at = next((at for at, key in self.batch.mapping.items() if key == WHOLE_NAME), None)
        left = [one for one in faults if at is None or one.value or one.key not in self.kind.names]
        if len(left) < len(faults) and at is not None:
            left.append(Fault(WHOLE_NAME, row.cells[int(at)], _NO_NAME))
        return left

    def _town(self, row: ImportRow) -> str:
        """What the row says of its town in a column of its own."""
        at = next((int(position) for position, key in self.batch.mapping.items() if key == _TOWN), None)
        place: Any = self.kind.by_key[self.kind.place]
        return row.cells[at] if at is not None and place.target.related_model is Region else ""

    def _errors(self, row: ImportRow, match: Match, proposal: Proposal, faults: list[Fault]) -> list[list[str]]:
        """Why the row cannot be taken over."""
        headers = self.batch.headers
        found = [["Zeile", what] for at, what in row.cell_errors.items() if not "".join(headers[int(at) : int(at) + 1])]
        if match.error:
            found.append(["Id", match.error])
        found += [[where(self.batch, one.key), one.what] for one in faults if one.stops]
        keys = {column.label: column.key for column in self.kind.columns}
        return found + [
            [where(self.batch, keys.get(label, ""), label), what] for label, what in proposal.errors.items()
        ]

    def _notes(self, row: ImportRow, match: Match, proposal: Proposal) -> list[str]:
        named = [
            f"{column_name(int(position))}, {self.batch.headers[int(position)]}: {note}"
            for position, note in row.cell_notes.items()
            if position in self.batch.mapping
        ]
        columns = self.kind.said(self.batch.mapping, row.cells)
        repaired = [(one.label, self.meanings.repaired(self.cells, one, text)) for one, text in columns]
        said = [
            *proposal.notes.items(),
            *((label, note) for label, note in repaired if note),
            *self.mailboxes.notes(row.cells),
        ]
        return [*match.notes, *named, *(f"{label}: {note}" for label, note in said)]

    def _refused_new(self, text: dict[str, str], proposal: Proposal) -> list[str] | None:
        if not self.adds:
            return ["Rechte", f"Ihr Konto darf {self.kind.title} nicht anlegen."]
        slug = text.get(SLUG, "").strip()
        if slug and (len(slug) > 120 or not _SLUG.fullmatch(slug)):
            return ["Kurzadresse", "Erlaubt sind Kleinbuchstaben, Ziffern und Bindestriche."]
        return None

    def _is_outside(self, match: Match, proposal: Proposal) -> bool:
        """Whether it is for others: a new entry that lies in none of one's regions, or the change of one of theirs."""
        if match.record:
            return bool(proposal.changes) and match.record not in self.mine
        if match.candidates or is_unbounded(self.by):
            return False
        places = self.places.of(proposal.snapshot)
        return not places & self.by.regions_inside if places else self.places.is_theirs(proposal.snapshot)

    def _keep_inside(self, match: Match, proposal: Proposal) -> None:
        """What an office notes for itself comes into nothing that others decide about."""
        noted = [one for one in proposal.changes if one.get("field") == _INTERNAL]
        if noted and self._is_outside(match, proposal):
            proposal.snapshot["fields"][_INTERNAL] = noted[0]["old"] or ""
            proposal.changes = [one for one in proposal.changes if one not in noted]
            proposal.notes[self.kind.by_key[_INTERNAL].label] = _STAYS

    def _refused_change(self, pk: int, fact: _Fact, proposal: Proposal) -> list[str] | None:
        if not self.changes:
            return ["Rechte", f"Ihr Konto darf {self.kind.title} nicht ändern."]
        if fact.state == State.ARCHIVED:
            return ["Stand", "Der Eintrag ist archiviert. Zum Ändern muss ihn die Freigabe wieder aufnehmen."]
        if is_unbounded(self.by) or pk not in self.mine:  # what belongs to others becomes a proposal to them
            return None
        regions = self.places.of(proposal.snapshot)
        if regions and not regions & self.by.regions_inside:
            return ["Rechte", "Danach gehörte der Eintrag nicht mehr zu Ihren Regionen."]
        return None

    def _newer(self, pk: int, fact: _Fact, text: dict[str, str]) -> str:
        """Why the directory may know better than the file."""
        if pk in self.waiting:
            return "Zu diesem Eintrag wartet schon eine Änderung. Bitte zuerst über sie entscheiden."
        exported = read_moment(text.get(EXPORTED, ""))
        if exported and fact.changed_at >= exported:
            return f"Seit dem Export geändert oder geprüft, am {timezone.localtime(fact.changed_at):%d.%m.%Y, %H:%M}."
        as_of = timezone.localdate(exported) if exported else last_day_of(text, self.batch.as_of)
        if fact.checked_on and as_of is None:
            return f"Geprüft am {fact.checked_on:%d.%m.%Y}; von wann die Zeile ist, sagt die Datei nicht."
        if fact.checked_on and fact.checked_on > as_of:
            return f"Geprüft am {fact.checked_on:%d.%m.%Y}, also später als der Stand der Datei ({as_of:%d.%m.%Y})."
        return ""

    def _once(self, row: ImportRow, seen: Seen) -> None:
        """The second row about the same record is wrong, unless the editor said that it is another one."""
        same = row.record_id or row.key
        if not same or row.candidates or (row.choice == NEW and not row.record_id):
            return
        first = seen.same(same, row.number)
        if first != row.number:
            row.errors.append(["Zeile", f"Meint denselben Eintrag wie Zeile {first}."])
            row.status, row.may_apply, row.selected = RowStatus.ERROR, False, False
        elif row.status == RowStatus.NEW and (other := seen.perhaps(row.key, row.number)):
            row.reason = f"Meint vielleicht dasselbe wie Zeile {other}."
            row.selected = False


def where(batch: ImportBatch, key: str, label: str = "") -> str:
    """Which column of the file says what a column of the table holds."""
    at = next((int(position) for position, one in batch.mapping.items() if one == key), None)
    if at is None:
        return label or KINDS[batch.kind].by_key[key].label
    return f"{column_name(at)}, {batch.headers[at]}"
