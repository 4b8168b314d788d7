"""Text as people see it: what is typed, pasted or read from files in the one form that is stored and compared.

Two texts that look alike are the same afterwards: letters and their accents are composed (Unicode's NFC), ligatures
are their letters, every kind of blank is a blank, and what nobody sees is gone.
"""

import re
import unicodedata

MOST_ACCENTS = 30  # after one letter, as in Unicode's stream-safe format
# Seen by nobody: control characters, soft hyphens, joiners, marks of direction and order, selectors of variants.
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
_VARIANTS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_FILLERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x3164, 0xFFA0, 0xFFFE, 0xFFFF}
KEPT_CODES = 0x2200  # the letters and signs of Europe; to remember all that strangers send would fill the memory
_LIGATURES = range(0xFB00, 0xFB07)
# Signs of lists as word processors keep them, in fonts of their own: the same for everybody.
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–"}
_KEPT = "\t\n\r"
_BREAKS = "\v\f\x85"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DIVIDED = re.compile("\u00ad[ \t]{0,9}\r?\n[ \t]{0,9}")  # a soft hyphen that is seen, at the end of a line
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))  # hyphens, dashes and the sign of minus
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def cleaned(text: str) -> str:
    """The text in its one form; line breaks, tabs and what a line begins with stay. In time linear to its length.

    >>> cleaned("Mu\N{COMBINING DIAERESIS}nchen\N{ZERO WIDTH SPACE}, Oﬀenbach")
    'München, Offenbach'
    """
    if not text.isascii() or _CONTROL.search(text):
        text = _DIVIDED.sub("", text)
        text = few_accents(text.translate(_CHARACTERS))
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return _GAP.sub(" ", text)


def one_line(text: str) -> str:
    """The same in a line, with one blank between words: a name, a number, a query."""
    return " ".join(cleaned(text).split())


def plain_dashes(text: str) -> str:
    """With one kind of dash, for reading spans and numbers; what is shown keeps its own."""
    return text if text.isascii() else text.translate(_DASHES)


class _Characters(dict):
    """What stands for each character; kept where it is one that is met often."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in _KEPT:
            now = char
        elif code in _SIGNS:
            now = _SIGNS[code]
        elif kind in ("Zl", "Zp") or char in _BREAKS:
            now = "\n"
        elif kind in _UNSEEN or code in _FILLERS or any(code in variants for variants in _VARIANTS):
            now = ""
        elif kind == "Zs":
            now = " "
        else:
            now = unicodedata.normalize("NFKC", char) if code in _LIGATURES else char
        if code < KEPT_CODES:
            self[code] = now
        return now


_CHARACTERS = _Characters()


def few_accents(text: str) -> str:
    """The text with at most MOST_ACCENTS in a row, so that its normalisation takes no longer than it is long."""
    if text.isascii():
        return text
    kept, row = [], 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= MOST_ACCENTS:
            kept.append(char)
    return "".join(kept)


_LATIN = re.compile(
    r"LATIN (SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:DOTLESS |REVERSED |TURNED |OPEN |LONG )?([A-Z]{1,7})(?: WITH .+)?"
)
# Letters whose names are no letters of English, in those that stand for them.
_NAMED = {"SHARP": "ss", "ETH": "d", "THORN": "th", "ENG": "ng", "KRA": "k", "SCHWA": "e", "EZH": "z", "ESH": "s",
          "YOGH": "y", "GHA": "gh", "IOTA": "i", "UPSILON": "u"}  # fmt: skip


def plain_letter(char: str) -> str:
    """A character without accents; a Latin letter that has no plain one in it by what is written in its place.

    >>> [plain_letter(char) for char in "éıŁøþœ"]
    ['e', 'i', 'L', 'o', 'th', 'oe']
    """
    parts = unicodedata.normalize("NFKD", char)
    return "".join(one if one.isascii() else _written(one) for one in parts if not unicodedata.combining(one))


def _written(char: str) -> str:
    found = _LATIN.match(unicodedata.name(char, ""))
    if not found:
        return char
    letters = _NAMED.get(found[2]) or (found[2].lower() if len(found[2]) < 3 else "")
    return (letters.capitalize() if found[1] == "CAPITAL" else letters) or char
