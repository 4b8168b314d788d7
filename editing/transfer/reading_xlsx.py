"""XLSX: opened only after its parts were counted and weighed; values, never formulas or macros."""

import io
import logging
import re
import zipfile
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from editing.transfer.sheet import MAX_COLUMNS, Sheet, UploadError, sheet_of

MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 1_000
_MAX_RATIO = 200
_BROKEN = "Diese XLSX-Datei ist beschädigt. Bitte im Tabellenprogramm öffnen, neu speichern und noch einmal hochladen."
_log = logging.getLogger(__name__)


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet. Raises UploadError."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing; no file of strangers is parsed without it.")
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise UploadError("Die Datei enthält kein Tabellenblatt.")
        page = book.worksheets[0]
        formulas = _check_page(page)
        page.reset_dimensions()
        rows = enumerate(page.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1)
        sheet = sheet_of((number, [_text(value) for value in row]) for number, row in rows)
    except UploadError:
        raise
    except Exception as error:  # the library raises whatever a broken part makes it stumble over
        _log.info("Unreadable XLSX file: %s", type(error).__name__)
        raise UploadError(_BROKEN) from error
    if formulas:
        sheet.notes.append("Die Datei enthält Formeln; übernommen ist, was zuletzt ausgerechnet war.")
    if len(book.worksheets) > 1:
        sheet.notes.append(f"Gelesen ist nur das erste Blatt, „{page.title}“.")
    if isinstance(book.properties.modified, datetime):
        sheet.modified = book.properties.modified.date()
    return sheet


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UploadError(_BROKEN) from error
    names = {part.filename.lower() for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise UploadError("Das ist eine ODS-Datei. Bitte als XLSX oder CSV speichern.")
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "macrosheets/" in name for name in names):
        raise UploadError("Die Datei enthält Makros und wird nicht geöffnet. Bitte als XLSX ohne Makros speichern.")
    if "xl/workbook.xml" not in names:
        raise UploadError("Das ist keine XLSX-Datei. Erwartet wird CSV oder XLSX.")
    if any(part.flag_bits & 1 for part in parts):
        raise UploadError("Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UploadError("Ausgepackt ist die Datei größer als 50 MB. Bitte in mehrere Dateien teilen.")
    if any(part.file_size > 1_000_000 and part.file_size > _MAX_RATIO * max(part.compress_size, 1) for part in parts):
        raise UploadError("Die Datei ist ungewöhnlich stark gepackt (Zip-Bombe?) und wird nicht geöffnet.")


def _check_page(page) -> bool:
    """Refuses merged cells, whose value belongs to one of them only; says whether there are formulas."""
    with page._get_source() as source:  # the read-only sheet keeps neither
        xml = source.read()
    merged = re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{2,30})"', xml)
    if merged:
        named = ", ".join(ref.decode() for ref in merged[:10])
        more = f" und {len(merged) - 10} weitere" if len(merged) > 10 else ""
        raise UploadError(f"Verbundene Zellen lassen sich nicht zuordnen: {named}{more}. Bitte den Verbund aufheben.")
    return re.search(rb"<(?:\w+:)?f[ />]", xml) is not None


def _text(value) -> str:
    """A cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        if value.time() == time():
            return f"{value:%d.%m.%Y}"
        return f"{value:%d.%m.%Y %H:%M:%S}" if value.second else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    return str(value)
