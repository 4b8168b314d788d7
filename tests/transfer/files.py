"""Tables as tests upload them."""

import csv
import io

from openpyxl import Workbook

from lists.columns import chosen
from lists.table import rows_of
from publishing.models import SourceDocument
from sheets.reading import read
from sheets.writing import as_csv
from sheets.writing_xlsx import as_xlsx
from tables.columns import ID, KINDS, Column, TableKind
from tests.factories import make
from tests.roles import editor
from transfer.models import ImportRow
from transfer.steps import compare_next, remember
from transfer.storing import store


def csv_file(*rows, encoding="utf-8", delimiter=";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(*rows, change=lambda book: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def columns_of(kind: TableKind, keys=None) -> list[Column]:
    """Those that are to be read in again, all of them if none are named."""
    return chosen(kind, [ID, *(keys or kind.by_key)], marked=True)


def exported(label: str, form: str = "csv", keys=None) -> bytes:
    """All records of a kind as the export writes them."""
    kind = KINDS[label]
    rows = rows_of(kind, kind.model.objects.order_by("pk").values_list("pk", flat=True), columns_of(kind, keys))
    if form == "xlsx":
        return b"".join(as_xlsx(rows, kind.title))
    return "".join(as_csv(rows)).encode()


def imported(label: str, content: bytes, by=None, name="export.csv", **values) -> list[ImportRow]:
    by = by or editor()
    batch = store(read(name, content), kind=KINDS[label], file_name=name, by=by)
    batch.source = make(SourceDocument, state="entwurf")
    for key, value in values.items():
        setattr(batch, key, value)
    remember(batch)
    while compare_next(batch, by):
        pass
    return list(batch.rows.all())


def statuses(rows) -> dict[str, str]:
    return {row.name: row.status for row in rows}


def edited(content: bytes, change) -> bytes:
    """The CSV after somebody edited cells in a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    for row in rows:
        change(row)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
