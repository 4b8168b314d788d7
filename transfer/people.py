"""Several people in a cell: a row for each, with what the row says of each."""

import re

from contacts import channel_values
from contacts.enums import ChannelKind
from inputs.full_names import each_name
from inputs.phones import each_number
from tables.columns import KINDS, WHOLE_NAME
from transfer.models import ImportBatch, ImportRow

_AT_ONCE = 500
_FUNCTION = "function"
_OWN = (*channel_values.NUMBERS, ChannelKind.EMAIL, _FUNCTION)  # what is of one of them, if there is one for each
_APART = {
    ChannelKind.EMAIL: re.compile(r"[;,|/\s]+(?:und\s+)?"),
    _FUNCTION: re.compile(r" ?[;,/|&\n] ?| (?:und|u\.) "),
}


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
    shares = {place: _shares(key, row.cells[place], len(names)) for key, place in at.items() if key in _OWN}
    found = [row]
    for number in range(last + 1, last + len(names)):
        found.append(ImportRow(batch=row.batch, number=number, cells=[*row.cells], cell_errors={**row.cell_errors}))
        found[-1].cell_notes = {**row.cell_notes}
    for nth, (one, name) in enumerate(zip(found, names, strict=True)):
        one.cells[at[WHOLE_NAME]] = name
        one.cell_notes[str(at[WHOLE_NAME])] = f"Eine von {len(names)} Personen in Zeile {row.number}: „{stated[:200]}“."
        for place, parts in shares.items():
            if len(parts) == len(names):
                one.cells[place] = parts[nth]
            elif len(parts) > 1:
                one.cell_errors[str(place)] = f"{len(names)} Namen, aber {len(parts)} Angaben. Welche gilt?"
    return found


def _shares(key: str, text: str, number: int) -> list[str]:
    """What a cell says of each; what it says once is of all of them."""
    if key in channel_values.NUMBERS:
        lines = [part for line in text.splitlines() for part in each_number(line)]
        return lines if len(lines) == number else each_number(text)
    parts = [part.strip() for part in _APART[key].split(text) if part.strip()]
    return parts if key == ChannelKind.EMAIL or len(parts) == number else [text]
