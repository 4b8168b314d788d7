"""The people of a table: several in a cell, a row for each with what the row says of each, and whose mailbox it is."""

from inputs.full_names import each_name
from tables.columns import KINDS, WHOLE_NAME
from tables.sharing import OWN, Mailboxes, shares
from transfer.models import ImportBatch, ImportRow
from transfer.storing import PERSON, first_of, left_for, mailbox_at

_AT_ONCE = 500


def part_people(batch: ImportBatch) -> None:
    """The first stays in its row, the others come below the last."""
    at = {key: int(position) for position, key in batch.mapping.items()}
    if WHOLE_NAME not in at or not KINDS[batch.kind].is_name_of_person(WHOLE_NAME):
        return
    last = batch.rows.order_by("-number").values_list("number", flat=True).first() or 0
    rows: list[ImportRow] = []
    for row in batch.rows.iterator(_AT_ONCE):
        if len(names := each_name(row.cells[at[WHOLE_NAME]])) > 1:
            some = _one_each(row, names, at, last)
            rows += some
            last = some[-1].number
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["batch", "number"],
        update_fields=["cells", "cell_notes", "cell_errors"], batch_size=_AT_ONCE,
    )  # fmt: skip


def _one_each(row: ImportRow, names: list[str], at: dict[str, int], last: int) -> list[ImportRow]:
    stated = row.cells[at[WHOLE_NAME]]
    headers = row.batch.headers
    ours = mailbox_at(first_of(row.batch)) if row.batch.first else None  # each takes what bears the own name
    own = {key: place for key, place in at.items() if key in OWN and place != ours}
    parts = {place: shares(key, headers[place], row.cells[place], names) for key, place in own.items()}
    found = [row]
    for number in range(last + 1, last + len(names)):
        found.append(ImportRow(batch=row.batch, number=number, cells=[*row.cells], cell_errors={**row.cell_errors}))
        found[-1].cell_notes = {**row.cell_notes}
    for nth, (one, name) in enumerate(zip(found, names, strict=True)):
        one.cells[at[WHOLE_NAME]] = name
        one.cell_notes[str(at[WHOLE_NAME])] = f"Eine von {len(names)} Personen in Zeile {row.number}: „{stated[:200]}“."
        for place, each in parts.items():
            one.cells[place] = each[nth].text
            if each[nth].asked:
                one.cell_errors[str(place)] = each[nth].asked
    return found


def mailboxes(batch: ImportBatch) -> Mailboxes:
    """Whose the addresses are that a table of firms has, for who reads it about them or about their people."""
    kind = KINDS[PERSON]
    at = mailbox_at(first_of(batch) if batch.first else batch)
    said = left_for(batch, kind) if at is not None else {}
    if batch.kind == PERSON:
        said = {int(at): key for at, key in batch.mapping.items()}
    naming = {key: at for at, key in said.items() if key in (WHOLE_NAME, *kind.names)}
    return Mailboxes(at, naming, kind.names, of_people=batch.kind == PERSON)
