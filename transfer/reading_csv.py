"""CSV as offices save it: several encodings, three separators."""

import codecs
import csv
import io
import re

from transfer.sheet import Sheet, UploadError, sheet_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
_SEPARATORS = (";", ",", "\t")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
# „ü“ saved as UTF-8 and read as Windows-1252 on its way here.
_GARBLED = re.compile(r"Ã[¤¶¼Ÿ„–œ]")


def read_csv(content: bytes) -> Sheet:
    text, encoding = _decoded(content)
    if len(_NOT_TEXT.findall(text[:20_000])) > len(text[:20_000]) // 50:
        raise UploadError("Das ist keine Textdatei. Erwartet wird CSV oder XLSX.")
    text, separator = _separated(text)
    sheet = sheet_of(_rows(text, separator))
    if encoding not in ("utf-8", "utf-8-sig"):
        name = _NAMES.get(encoding, "UTF-16")
        sheet.notes.append(f"Gelesen als {name}. Bitte in der Vorschau auf Umlaute achten.")
    if _GARBLED.search(text):
        sheet.notes.append("Einige Umlaute sind schon in der Datei verdorben („Ã¼“ statt „ü“).")
    return sheet


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for name in (encoding,) if encoding else _guesses(content):
        try:
            return content.decode(name), name
        except UnicodeDecodeError:
            continue
    raise UploadError(
        "Die Zeichen dieser Datei sind nicht lesbar. Bitte als „CSV UTF-8“ oder als XLSX speichern und noch einmal "
        "hochladen."
    )


def _guesses(content: bytes) -> tuple[str, ...]:
    """Without a mark: every other byte of UTF-16 is zero where the text is Latin."""
    start = content[:2_000]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if len(start) > 3 and start[0::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _separated(text: str) -> tuple[str, str]:
    """The separator that splits most of the first rows into as many cells as the headers; Excel may name it."""
    if match := re.match(r'"?sep=([;,\t])"?\r?\n', text, re.I):
        return text[match.end() :], match[1]
    best, best_score = ";", (0, 0)
    for separator in _SEPARATORS:
        try:
            lines = [row for row, _ in zip(csv.reader(io.StringIO(text[:200_000]), delimiter=separator), range(30))]
        except csv.Error:
            continue
        lines = [line for line in lines if any(line)]
        width = len(lines[0]) if lines else 0
        score = (sum(len(line) == width for line in lines) if width > 1 else 0, width)
        if score > best_score:
            best, best_score = separator, score
    return text, best


def _rows(text: str, separator: str):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UploadError(
                f"Zeile {reader.line_num}: Hier lässt sich die Tabelle nicht weiter lesen. Fehlt ein Anführungszeichen?"
            ) from error
        yield number, cells
        number = reader.line_num + 1
