"""XLSX for spreadsheets, part by part while its rows are read: the first bytes leave at once, nothing is kept.

Written without openpyxl, which builds the file on disk before the first byte leaves and takes three times as long.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from xml.sax.saxutils import escape

from sheets.formulas import STARTS

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 32_767  # what a cell of a spreadsheet holds
_MOST = 1_048_576  # rows
_AT_ONCE = 1 << 16  # bytes
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # The second style is for what looks like a formula: text even after somebody has edited it.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Standard" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_HEAD = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_END = "</sheetData></worksheet>"


def as_xlsx(rows: Iterable[list[str]], title: str) -> Iterator[bytes]:
    """Every cell is text, also „=1+1“; the first row stays in sight."""
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:  # type: ignore[arg-type]
        for name, text in _PARTS.items():
            book.writestr(name, _XML + text)
        book.writestr("xl/workbook.xml", _XML + _workbook(title))
        with book.open(_SHEET, "w") as sheet:
            for piece in _pieces(rows):
                sheet.write(piece)
                if sent.size >= _AT_ONCE:
                    yield sent.taken()
    yield sent.taken()


class _Sent(io.RawIOBase):
    """Takes what the archive writes, until it is handed on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def taken(self) -> bytes:
        parts, self._parts, self.size = self._parts, [], 0
        return b"".join(parts)


def _pieces(rows: Iterable[list[str]]) -> Iterator[bytes]:
    yield (_XML + _HEAD).encode()
    for number, row in enumerate(rows, 1):
        if number > _MOST:
            break
        cells = "".join([_cell(place, number, text) for place, text in enumerate(row) if text])
        yield f'<row r="{number}">{cells}</row>'.encode()
    yield _END.encode()


def _cell(place: int, number: int, text: str) -> str:
    text = escape(_ILLEGAL.sub("", text)[:_LONGEST])
    style = ' s="1"' if text.startswith(STARTS) else ""
    return f'<c r="{_letters(place)}{number}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


@cache
def _letters(place: int) -> str:
    """0 → A, 26 → AA"""
    above, place = divmod(place, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + place)


def _workbook(title: str) -> str:
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", title)[:31], {'"': "&quot;"})
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
