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
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", text).strip()


def sort_key(text: str) -> str:
    """Dictionary order (DIN 5007): umlauts beside their vowel, case and punctuation ignored."""
    plain = text.casefold().replace("ß", "ss")
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join(_NO_WORD.split(_APOSTROPHES.sub("", plain))).strip()
