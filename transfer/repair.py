"""What is wrong with the rows of an import, all alike together, and the repairs: of a value wherever it stands, of what
is missing everywhere, of one cell.
"""

import re
from collections import Counter
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from accounts.models import Editor
from sheets.sheet import is_failed
from tables.cells import spelling
from tables.columns import ID, KINDS, SLUG, PartColumn
from tables.groups import Group
from tables.matching import LEFT_OUT, NEW
from tables.names import Names
from tables.parting import BETWEEN
from transfer.enums import ImportStage, RowResult, RowStatus
from transfer.models import ImportBatch, ImportRow
from transfer.steps import choose, judge_again
from transfer.storing import FURTHER

FAULTY = Q(status=RowStatus.ERROR) | ~Q(faults=[])
_NAMED = 5
_SAID = re.compile(r"„[^„“]*“|\d+")


def faulty(batch: ImportBatch):
    """What can still be repaired."""
    return batch.rows.filter(FAULTY, result=RowResult.OPEN)


def groups_of(batch: ImportBatch) -> list[Group]:
    """By column, the most frequent values first."""
    kind = KINDS[batch.kind]
    found: dict[tuple[str, str, int], Group] = {}
    about = [int(at) for at, key in batch.mapping.items() if batch.gathers and key == FURTHER[batch.kind]]
    for number, name, faults, cells in faulty(batch).values_list("number", "name", "faults", "cells"):
        met = {}
        for one in faults:
            failed = is_failed(one["value"])
            is_entry = batch.gathers and one["key"] in kind.names
            row = number if (is_entry or kind.is_name_of_person(one["key"])) and not failed else 0
            key = ("", "", 0) if failed else (one["key"], spelling(one["value"]), row)
            if key not in found:
                found[key] = Group(kind.by_key[one["key"]], one["value"], one["what"], is_failed=failed, row=row)
                found[key].is_entry = bool(is_entry and row)
            group = met[key] = found[key]
            group.stops = group.stops or one["stops"]
            group.further |= {(one["key"], one["value"])} if failed else set()
        for group in met.values():
            group.count += 1
            if len(group.numbers) < _NAMED:
                group.numbers.append(number)
                by = [part for at in about if group.is_entry for part in cells[at].split(BETWEEN)]
                group.names += by or ([name] if name else [])
    listed = sorted(found.values(), key=lambda one: (-one.count, one.value))
    order = {key: place for place, key in enumerate(dict.fromkeys(one.column.key for one in listed))}
    # First what is no answer at all, then what is said once for most rows.
    return sorted(listed, key=lambda one: (not one.is_failed, order[one.column.key]))


def refusals_of(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """What else than a cell stops rows: where, why, how many, those of the same words together."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for errors, faults in batch.rows.filter(status=RowStatus.ERROR).values_list("errors", "faults"):
        cells = {one["what"] for one in faults}
        for where, what in errors:
            if what not in cells:
                key = (where, _SAID.sub("…", what))
                counts[key] += 1
                first.setdefault(key, what)
    return [(key[0], first[key] if count == 1 else key[1], count) for key, count in counts.most_common()]


def repair_values(
    batch: ImportBatch, said: dict[tuple[str, str], str], by: Editor, made: Collection[tuple[str, str]] = ()
) -> int:
    """`said`: key of a column and a value as the file has it → what to read in its place, empty for nothing. Without a
    value it is what new entries get where the file says nothing. `made`: what can be read as it is by now. Has the rows
    compared again, also those that others of the file stood in the way of; returns how many, 0 while it is at something
    else.
    """
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.is_running or locked.stage == ImportStage.MAPPING:
            return 0
        for (key, value), text in said.items():
            if value:
                meant = locked.meanings.setdefault(key, {})
                meant |= {one: text for one, other in meant.items() if spelling(other) == spelling(value)}
                meant[value] = text
            else:
                locked.constants[key] = text
        locked.run_by = by
        locked.save(update_fields=["meanings", "constants", "run_by"])
    meant = {(key, spelling(value)) for key, value in (*said, *made)}
    concerned = [
        pk
        for pk, faults in faulty(batch).values_list("pk", "faults")
        if any((one["key"], spelling(one["value"])) in meant for one in faults)
    ]
    for start in range(0, len(concerned), 500):
        faulty(batch).filter(pk__in=concerned[start : start + 500]).update(status="", selected=False)
    _stopped(batch).update(status="", selected=False)
    only_from = (ImportStage.READY, ImportStage.APPLIED, ImportStage.UNDONE)
    batch.move(ImportStage.CHECKING, only_from=only_from, run_by=by)
    return len(concerned)


def _stopped(batch: ImportBatch):
    return batch.rows.filter(status=RowStatus.ERROR, result=RowResult.OPEN)


def open_cells(batch: ImportBatch, row: ImportRow) -> list[int]:
    """The cells of a row that can be repaired in place: the faulty ones, else those that say what it is about."""
    kind = KINDS[batch.kind]
    wrong = {one["key"] for one in row.faults}
    if row.status == RowStatus.ERROR and not wrong:
        parts = {column.key for column in kind.columns if isinstance(column, PartColumn)}
        wrong = parts | {*kind.names, kind.place, ID, SLUG}
    return sorted(int(position) for position, key in batch.mapping.items() if key in wrong)


def repair_names(batch: ImportBatch, said: dict[tuple[int, str], str], by: Editor) -> int:
    """`said`: number of a row and key of its column → how the cell is to read, or which entry it means: only that is
    remembered for other files. Returns how many rows are another now.
    """
    at = {key: int(position) for position, key in batch.mapping.items()}
    rows = {row.number: row for row in faulty(batch).filter(number__in={number for number, _key in said})}
    if batch.gathers:
        names = Names.of(KINDS[batch.kind].model)
        asked = [(rows[number], text) for (number, _key), text in said.items() if number in rows]
        for row, text in asked:
            _mean(batch, row, text, names, by)
        return len(asked)
    done = (
        repair_cells(batch, rows[number], {at[key]: text}, by)
        for (number, key), text in said.items()
        if number in rows and key in at
    )
    return len([row for row in done if row])


def _mean(batch: ImportBatch, row: ImportRow, text: str, names: Names, by: Editor) -> None:
    """`text`: the entry that a row means, empty for none, or that it is a new one."""
    stated, key = row.name, KINDS[batch.kind].names[0]
    choose(batch, row, (text or LEFT_OUT) if text in ("", NEW) else str(names.find(text)), by)
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if text != NEW:
            locked.meanings.setdefault(key, {})[stated] = text
            locked.save(update_fields=["meanings"])


def repair_cells(batch: ImportBatch, row: ImportRow, texts: dict[int, str], by: Editor) -> ImportRow | None:
    """Only this row is compared again, and those it stood in the way of; None where nothing is another. Returns the row
    that says it now.
    """
    own = open_cells(batch, row)
    changed = {at: text for at, text in texts.items() if at in own and text != row.cells[at]}
    if not changed:
        return None
    twins = Q(key=row.key) if row.key else Q(record_id=row.record_id) if row.record_id else None
    for at, text in changed.items():
        row.cell_notes.setdefault(str(at), f"Berichtigt; in der Datei steht „{row.cells[at][:200]}“.")
        row.cell_errors.pop(str(at), None)
        row.cells[at] = text
    now = judge_again(batch, row, by)
    if twins is not None:
        for twin in _stopped(batch).filter(twins).exclude(pk=now.pk)[:20]:
            judge_again(batch, twin, by)
    return now
