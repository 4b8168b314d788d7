"""From an upload to the rows of an import: read as its office last read such a file, or as somebody chose meanwhile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from accounts.models import Editor
from cases.enums import CaseState
from cases.models import Case
from contacts.enums import ChannelKind
from core.fuzzy_dates import as_input
from core.text import fold
from memory.slices import give_way, slices
from sheets.reading import read
from sheets.sheet import Reading, Sheet, SheetRow, UploadError
from tables.cells import Cells
from tables.columns import KINDS, STAND, WHOLE_NAME, TableKind
from tables.crosses import with_names
from tables.days import oldest
from tables.guessing import (
    classified,
    counted,
    fit,
    function_of_all,
    guess,
    named_by_others,
    said_by_name,
)
from tables.names import Names
from tables.parting import BETWEEN, parted
from tables.values import Meanings
from tables.words import ALL, whose
from transfer.enums import ImportStage, RowResult
from transfer.models import ImportBatch, ImportFile, ImportMapping, ImportRow
from transfer.remembering import columns_for, meanings_for, remembered, said_once, signature

CHUNK = 500
_EARLIER = 20  # imports among which the same table is looked for
LOOKED_AT = 50  # rows that tell what a column holds
CHARACTERS = 1_000_000  # in the cells of a slice
_NONE = frozenset(map(fold, ("keine", "kein", "keins", "noch keine", "derzeit keine", "nein", "ja")))
# Of people: the word of the house, which needs no „zuständig für“ before it.
_TASK = {"aufgabe": "Ansprechperson"}
_NETWORK, PERSON = "networks.network", "contacts.person"
# The column in which a kind names what the table was about first.
FURTHER = {_NETWORK: "mitglieder", PERSON: "organisation"}
_FIRM = "networks.organisation"
NAMING = frozenset((_FIRM, PERSON))


def upload(name: str, content: bytes, *, kinds: list[TableKind], kind: TableKind | None, by: Editor) -> ImportBatch:
    """Reads and keeps a file. Without a kind it is the one that the office last read files with these headers as, else
    the one that the headers fit best. Raises UploadError where no other way to read it would help.
    """
    words = kind.words if kind else frozenset().union(*(one.words for one in kinds))
    try:
        sheet = read(name, content, words=words)
    except UploadError as error:
        if error.reading is None or not error.reading.has_choice:
            raise
        sheet = Sheet([], [], [str(error)], reading=error.reading)
    kind = kind or kind_of(sheet.headers, kinds, by)
    return store(sheet, kind=kind, file_name=name, by=by, content=content)


def kind_of(headers: list[str], kinds: list[TableKind], by: Editor) -> TableKind:
    known = remembered(by, headers).filter(kind__in=[kind.label for kind in kinds]).first()
    return KINDS[known.kind] if known else max(kinds, key=lambda kind: fit(kind, headers))


def store(sheet: Sheet, *, kind: TableKind, file_name: str, by: Editor, content: bytes = b"") -> ImportBatch:
    """Keeps what was read, and the file as long as it may be read in another way."""
    batch = ImportBatch(
        kind=kind.label, stage=ImportStage.UPLOADING, file_name=file_name[-200:] or "ohne Namen", created_by=by
    )
    sheet = _told(sheet, kind)
    _meant(batch, sheet, by)
    batch.save()
    if content:
        ImportFile.objects.create(batch=batch, content=content)
    _fill(batch, sheet.rows)
    batch.move(ImportStage.MAPPING, only_from=(ImportStage.UPLOADING,))
    return batch


def _told(sheet: Sheet, kind: TableKind) -> Sheet:
    """Firms may have a column for each network."""
    return with_names(sheet) if kind.label in NAMING else sheet


def store_again(batch: ImportBatch, reading: Reading, kind: TableKind, by: Editor) -> bool:
    """The file of an import read in another way; False while it is at something else, or its file is gone. Raises
    UploadError; then it stays as it is.
    """
    file = ImportFile.objects.filter(batch=batch).first()
    if file is None or not batch.move(ImportStage.UPLOADING, only_from=(ImportStage.MAPPING, ImportStage.READY)):
        return False
    try:
        sheet = _told(read(batch.file_name, bytes(file.content), reading, kind.words), kind)
        delete_rows(batch)
        batch.kind = kind.label
        _meant(batch, sheet, by)
        batch.save()
        _fill(batch, sheet.rows)
    finally:
        batch.move(ImportStage.MAPPING, only_from=(ImportStage.UPLOADING,))
    return True


def read_once_more(batch: ImportBatch, kind: TableKind, by: Editor) -> ImportBatch | None:
    """What the same table says of another kind: of the people or the networks of its firms. What a column said of the
    first is taken for the second only where it names the first. None where no row says anything of that kind.
    """
    batch = first_of(batch)
    own = {position: key for position, key in batch.mapping.items() if key in KINDS[batch.kind].names}
    known = remembered(by, batch.headers).filter(kind=kind.label).first()
    left = _known_mapping(batch.headers, kind, known) if known else left_for(batch, kind)
    about = _about(batch, kind, left)
    mapping = {str(at): key for at, key in left.items()}
    mapping |= dict.fromkeys(own, FURTHER[kind.label]) if len(own) == 1 else {}
    dated = {at: STAND for at, key in batch.mapping.items() if key == STAND and STAND not in mapping.values()}
    mapping = dated | mapping
    box = mailbox_at(batch) if kind.label == PERSON and ChannelKind.EMAIL not in mapping.values() else None
    mapping |= {str(box): ChannelKind.EMAIL} if box is not None else {}
    said_of_all = (_TASK if kind.label == PERSON else {}) | function_of_all(batch.headers, left)
    lines = [row for row in _left_to(batch, kind) if any(row.cells[at] for at in about)]
    if not lines:
        return None
    labels = Names.of(KINDS[batch.kind].model).labels if len(own) == 1 else {}
    for row, at in ((row, int(at)) for row in lines for at in own):  # as what it was said to mean
        row.cells[at] = labels.get(row.record_id or 0, row.cells[at])
    for row in lines if box is not None else ():
        column = KINDS[batch.kind].by_key[ChannelKind.EMAIL]
        row.cells[box] = Meanings(batch.meanings).text(Cells(), column, row.cells[box])
    made = ImportBatch.objects.create(
        kind=kind.label, stage=ImportStage.UPLOADING, file_name=batch.file_name, created_by=by, headers=batch.headers,
        mapping=mapping, meanings=meanings_for(by, kind),
        constants=known.constants if known else said_of_all,
        source=batch.source, as_of=batch.as_of, as_of_wording=batch.as_of_wording,
        outside=batch.outside, first=batch.pk, joins=batch.joins, covers=[row.number for row in lines],
    )  # fmt: skip
    _fill(made, _grouped(lines, about, own, made) if made.gathers else [_again(row) for row in lines])
    made.move(ImportStage.MAPPING, only_from=(ImportStage.UPLOADING,))
    return made


def _about(batch: ImportBatch, kind: TableKind, mapping: dict[int, str]) -> list[int]:
    return _naming(batch, kind, mapping) or _naming(batch, kind, left_for(batch, kind))


def has_more(batch: ImportBatch, kind: TableKind) -> bool:
    """Whether rows that were taken over say something of another kind that was not read yet."""
    about = _about(batch, kind, {})
    return any(row.cells[at] for row in _left_to(batch, kind) for at in about)


def _left_to(batch: ImportBatch, kind: TableKind) -> Iterator[ImportRow]:
    """The rows about what is in the directory by now, and not read for this kind before."""
    before = ImportBatch.objects.filter(first=batch.pk, kind=kind.label).exclude(stage=ImportStage.UNDONE)
    covered = {number for numbers in before.values_list("covers", flat=True) for number in numbers}
    there = batch.rows.exclude(record_id=None).exclude(result=RowResult.UNDONE)
    there = there.only("number", "cells", "cell_notes", "cell_errors", "record_id")
    return (row for row in there.iterator(CHUNK) if row.number not in covered)


def first_of(batch: ImportBatch) -> ImportBatch:
    """The import that read the table first."""
    return ImportBatch.objects.filter(pk=batch.first or batch.pk).first() or batch


def mailbox_at(batch: ImportBatch) -> int | None:
    """The column of addresses in a table of firms that may be those of people in it; its header says nothing else."""
    if batch.kind != _FIRM:
        return None
    boxes = (int(at) for at, key in batch.mapping.items() if key == ChannelKind.EMAIL)
    return next((at for at in boxes if whose(batch.headers[at]) != ALL), None)


def _free(batch: ImportBatch) -> list[str]:
    """The headers of the columns that an import leaves alone, others empty."""
    return [header if batch.mapping.get(str(at), STAND) == STAND else "" for at, header in enumerate(batch.headers)]


def left_for(batch: ImportBatch, kind: TableKind) -> dict[int, str]:
    """What columns that an import leaves alone say of another kind; what they name besides is for that one to read."""
    free = _free(batch)
    others = [KINDS[label] for label in FURTHER if label != kind.label]
    taken = {at for other in others for at in named_by_others(other, free)}
    return guess(kind, ["" if at in taken else header for at, header in enumerate(free)])


def _naming(batch: ImportBatch, kind: TableKind, mapping: dict[int, str]) -> list[int]:
    """The columns that name what a row is about; networks may stand in several."""
    about = [at for at, key in mapping.items() if key in (*kind.names, WHOLE_NAME)]
    return [*about, *(at for at in named_by_others(kind, _free(batch)) if at not in mapping)] if about else []


def columns_of(batch: ImportBatch, kind: TableKind) -> set[int]:
    """All that a table says of another kind."""
    left = left_for(batch, kind)
    return {*left, *_naming(batch, kind, left)}


def further_of(batch: ImportBatch, kinds: list[TableKind]) -> list[tuple[TableKind, list[str]]]:
    """The kinds that the table says something about besides what was taken over, with the headers that name them."""
    batch = first_of(batch)
    again = ImportBatch.objects.filter(first=batch.pk).exclude(applied_at=None)
    left = FURTHER.keys() - {batch.kind, *again.values_list("kind", flat=True)}
    found = [(kind, _naming(batch, kind, left_for(batch, kind))) for kind in kinds if kind.label in left]
    return [(kind, [batch.headers[at] for at in about]) for kind, about in found if about]


def once_for(batch: ImportBatch, kind: TableKind) -> list[str]:
    """What is asked once for another kind that a table is about, as no column of it says so."""
    return [key for key in kind.once if key not in left_for(batch, kind).values()]


def _again(row: ImportRow) -> SheetRow:
    return SheetRow(row.number, row.cells, row.cell_notes, row.cell_errors)


def _grouped(rows: list[ImportRow], about: list[int], own: dict[str, str], batch: ImportBatch) -> list[SheetRow]:
    """One row for each network that firms say they belong to, with all of them; no newer than the oldest of them."""
    dated = next((int(at) for at, key in batch.mapping.items() if key == STAND), None)
    of_file = as_input(batch.as_of, batch.as_of_wording)
    found: dict[str, SheetRow] = {}
    members: dict[str, list[list[str]]] = defaultdict(list)
    known, meanings = Names.of(KINDS[_NETWORK].model), Meanings(batch.meanings)
    for row in rows:
        named = BETWEEN.join(row.cells[at] for at in about)
        for stated in parted(named, lambda part: known.knows(part) or meanings.of("name", part) is not None):
            if fold(stated) in _NONE:
                continue
            name = meanings.of("name", stated) or stated
            one = found.setdefault(fold(name), SheetRow(row.number, ["" for _cell in row.cells]))
            one.cells[about[0]] = one.cells[about[0]] or name
            members[fold(name)].append([row.cells[int(at)] for at in own])
            if dated is not None:
                one.cells[dated] = oldest(filter(None, (one.cells[dated], row.cells[dated] or of_file)))
    for key, one in found.items():
        for at, cells in zip(map(int, own), zip(*members[key], strict=True), strict=True):
            one.cells[at] = BETWEEN.join(filter(None, cells))
    return [replace(one, number=number) for number, one in enumerate(found.values(), 1)]


def delete_rows(batch: ImportBatch) -> None:
    while numbers := list(batch.rows.values_list("pk", flat=True)[:CHUNK]):
        batch.rows.filter(pk__in=numbers).delete()
        give_way()


def drop_file(batch: ImportBatch) -> None:
    """Once its rows are taken over nobody reads it again."""
    ImportFile.objects.filter(batch=batch).delete()


def _meant(batch: ImportBatch, sheet: Sheet, by: Editor) -> None:
    """How its columns and values are meant: as this office said last of such headers, else guessed."""
    kind = KINDS[batch.kind]
    known = remembered(by, sheet.headers).filter(kind=kind.label).first()
    mapping = _known_mapping(sheet.headers, kind, known) if known else columns_for(by, kind, sheet.headers)
    if not known:
        told = [row.cells for row in sheet.rows[:LOOKED_AT]]
        mapping = classified(kind, counted(kind, mapping, told), told)
    batch.headers, batch.notes, batch.reading = sheet.headers, sheet.notes, asdict(sheet.reading)
    batch.mapping = {str(position): key for position, key in mapping.items()}
    if not batch.as_of and sheet.stand:  # else it is asked: when a file was saved says nothing of its rows
        batch.as_of, batch.as_of_wording = sheet.stand.edtf, sheet.stand.wording
    batch.meanings = meanings_for(by, kind)
    if known:
        batch.constants, batch.source = known.constants, known.source
    else:
        batch.constants = said_once(by, kind) | said_by_name(kind, sheet.headers, mapping)
        batch.constants |= function_of_all(sheet.headers, mapping)
    batch.joins = _open_before(batch, by)


def _open_before(batch: ImportBatch, by: Editor) -> int | None:
    """The first import of a table with these headers whose case its author has not handed in."""
    others = ImportBatch.objects.filter(created_by=by, kind=batch.kind, first=None).exclude(pk=batch.pk)
    for other in others.exclude(applied_at=None).order_by("-pk")[:_EARLIER]:
        is_same = signature(other.headers) == signature(batch.headers)
        if is_same and Case.objects.filter(origin=other.origin, state=CaseState.OPEN).exists():
            return other.joins or other.pk
    return None


def _known_mapping(headers: list[str], kind: TableKind, known: ImportMapping) -> dict[int, str]:
    """What a header that stands there twice means is guessed anew: nobody remembers which of them was meant."""
    said, guessed = [fold(header) for header in headers], guess(kind, headers)
    columns = {
        at: known.columns.get(one, "") if said.count(one) == 1 else guessed.get(at) for at, one in enumerate(said)
    }
    return {position: key for position, key in columns.items() if key in kind.by_key}


def _fill(batch: ImportBatch, rows: Iterable[SheetRow]) -> None:
    for some in slices(rows, CHUNK, lambda row: sum(map(len, row.cells)), CHARACTERS):
        ImportRow.objects.bulk_create(
            ImportRow(batch=batch, number=row.number, cells=row.cells, cell_notes=row.notes, cell_errors=row.errors)
            for row in some
        )
        give_way()
