"""CSV as offices save it: several encodings, three separators."""

import csv
import io
import re
from collections import Counter
from collections.abc import Set
from dataclasses import replace

from sheets.encodings import GARBLED, NAMES, alternatives, decoded
from sheets.headers import header_among
from sheets.sheet import Reading, Sheet, UploadError, sheet_of

_SEPARATORS = (";", ",", "\t")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_csv(content: bytes, reading: Reading = Reading(), words: Set[str] = frozenset()) -> Sheet:
    """Raises UploadError."""
    reading = replace(reading, encodings=alternatives(content))
    try:
        text, encoding = decoded(content, reading.encoding)
        if len(_NOT_TEXT.findall(text[:20_000])) > len(text[:20_000]) // 50:
            raise UploadError("Das ist keine Textdatei. Erwartet wird CSV oder XLSX.")
        text, separator = _separated(text, words)
        sheet = sheet_of(_rows(text, separator), replace(reading, encoding=encoding), words)
    except UploadError as error:
        error.reading = error.reading or reading
        raise
    if encoding != "utf-8":
        sheet.notes.append(f"Gelesen als {NAMES[encoding]}. Bitte in der Vorschau auf Umlaute achten.")
    if GARBLED.search(text):
        sheet.notes.append("Einige Umlaute sind schon in der Datei verdorben („Ã¼“ statt „ü“).")
    return sheet


def _separated(text: str, words: Set[str]) -> tuple[str, str]:
    """The separator that shows most known headers, then the one that splits most of the first rows alike; Excel may
    name it."""
    if match := re.match(r'"?sep=([;,\t])"?\r?\n', text, re.I):
        return text[match.end() :], match[1]
    best, best_score = ";", (0, 0, 0)
    for separator in _SEPARATORS:
        try:
            lines = [row for row, _ in zip(csv.reader(io.StringIO(text[:200_000]), delimiter=separator), range(30))]
        except csv.Error:
            continue
        rows = [(0, line) for line in lines if any(line)]
        widths = Counter(len(line) for _number, line in rows if len(line) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
        score = (header_among(rows, words).known, times, width)
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
