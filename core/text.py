"""Folding of German text for comparison and sorting, the same on every database."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_APOSTROPHES = re.compile(r"['´`‘’ʼ‚]")
_NO_WORD = re.compile(r"[^a-z0-9+]+")


def fold(text: str) -> str:
    """Lower case, umlauts spelled out, accents and apostrophes dropped, single blanks between words.

    Apostrophes go before the normalisation, which would turn „´“ into a blank and an accent.
    """
    text = _APOSTROPHES.sub("", text).casefold().translate(_UMLAUTS)
    return _NO_WORD.sub(" ", _without_accents(text)).strip()


def sort_key(text: str) -> str:
    """Dictionary order (DIN 5007): umlauts beside their vowel, case and punctuation ignored."""
    plain = text.casefold().translate(_PLAIN)
    if not plain.isascii():
        plain = _without_accents(plain)
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


# European letters at once: sorting a directory asks for fifty thousand keys.
_PLAIN = {code: _without_accents(chr(code)) for code in range(0xC0, 0x250)}
