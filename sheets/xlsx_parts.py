"""Counts and weighs the parts of an XLSX file before the library that reads its cells sees any of them.

Every part is read once, as a stream, by an XML parser that takes no entities. The limits are far above what
spreadsheet programs write and below what would keep a process busy for more than some seconds.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from sheets.sheet import UploadError

MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 1_000
MAX_CELLS = 400_000
# Of all kinds: a cell with a formula are three, a shared text two.
MAX_ELEMENTS = 2_000_000
# Formats, names, links: whatever is no cell. Each costs the library ten to fifty times as much as a cell.
MAX_OTHERS = 100_000
MAX_SHEETS = 255
MAX_DEPTH = 64
MAX_ATTRIBUTES = 64
# Of one value or text outside the cells; Excel itself stops at 255 for a format and 8,192 for a formula.
MAX_VALUE = 32_767
MAX_FORMAT = 1_000
MAX_TEXT = 8_192
# Of one tag or comment: the parser starts over at its beginning with every portion that it gets.
MAX_TAG = 256 * 1024
BROKEN = "Diese XLSX-Datei ist beschädigt. Bitte im Tabellenprogramm öffnen, neu speichern und noch einmal hochladen."
_ANEW = "Bitte nur die Zellen mit den Angaben in eine neue Datei kopieren, als reine Werte."
_MAX_RATIO = 200
_PORTION = 64 * 1024
_CELLS = {"row", "c", "v", "is", "t", "f", "si"}
_TEXTS = {"v", "t", "f"}
_PAGE_MARKS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}


@dataclass
class Part:
    """What a part contains that matters: the cells that are merged, and whether any cell is a formula."""

    merged: list[str] = field(default_factory=list)
    has_formulas: bool = False


def check_parts(content: bytes) -> dict[str, Part]:
    """What is in each part, by its name in the archive. Raises UploadError, in words."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive.infolist())
            budget = _Budget()
            return {name: _Scan(budget).read(archive, name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise UploadError(BROKEN) from error


def _check_archive(parts: list[zipfile.ZipInfo]) -> None:
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
    # Two parts of one name, and packings that no spreadsheet program uses.
    packings = {part.compress_type for part in parts}
    if len(names) != len(parts) or packings - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UploadError(BROKEN)


@dataclass
class _Budget:
    """How much of everything there is, in all parts together: which one the library takes for what is not sure."""

    elements: int = 0
    cells: int = 0
    strings: int = 0
    sheets: int = 0
    others: int = 0

    def take(self, tag: str) -> None:
        self.elements += 1
        if tag == "c":
            self.cells += 1
        elif tag == "si":
            self.strings += 1
        elif tag == "sheet":
            self.sheets += 1
        elif tag not in _CELLS:
            self.others += 1
        if max(self.cells, self.strings) > MAX_CELLS or self.elements > MAX_ELEMENTS:
            raise UploadError("Die Datei hat mehr als 400.000 Zellen. Bitte in mehrere Dateien teilen.")
        if self.sheets > MAX_SHEETS:
            raise UploadError(f"Die Datei hat mehr als {MAX_SHEETS} Blätter. {_ANEW}")
        if self.others > MAX_OTHERS:
            raise UploadError(f"Die Datei enthält ungewöhnlich viele Formate, Namen oder Verknüpfungen. {_ANEW}")


class _Scan:
    """One part, element by element."""

    def __init__(self, budget: _Budget):
        self.budget, self.part = budget, Part()
        self.open: list[str] = []
        self.length = 0  # of the text in the innermost element so far

    def read(self, archive: zipfile.ZipFile, name: str) -> Part:
        """A part that is no XML is no concern: nobody reads pictures, and the library refuses it where it must."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._text, self._doctype
        fed = 0
        with archive.open(name) as source:
            try:
                while portion := source.read(_PORTION):
                    parser.Parse(portion, False)
                    fed += len(portion)
                    if fed - parser.CurrentByteIndex > MAX_TAG:
                        raise UploadError(BROKEN)
                parser.Parse(b"", True)
            except expat.ExpatError:
                pass  # weighed as far as it can be read; who reads the cells stops here, too, and says so
        return self.part

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self.budget.take(tag)
        self.open.append(tag)
        self.length = 0
        longest = MAX_FORMAT if tag == "numFmt" else MAX_VALUE
        if len(self.open) > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise UploadError(BROKEN)
        if any(len(value) > longest for value in attributes.values()):
            raise UploadError(BROKEN)
        if tag == "mergeCell":
            self.part.merged.append(attributes.get("ref", "")[:30])
        elif tag == "f":
            self.part.has_formulas = True

    def _end(self, name: str) -> None:
        self.open.pop()
        self.length = 0

    def _text(self, text: str) -> None:
        self.length += len(text)
        tag = self.open[-1]
        if tag not in _TEXTS and self.length > (MAX_FORMAT if tag in _PAGE_MARKS else MAX_TEXT):
            raise UploadError(BROKEN)

    def _doctype(self, *declared) -> None:
        raise UploadError(BROKEN)
