"""German text: folded for comparison and sorting, the same on every database, and quoted."""

import re

from inputs.text import KEPT_CODES, plain_letter

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_APOSTROPHES = re.compile(r"['´`‘’ʼ‚]")
_NO_WORD = re.compile(r"[^a-z0-9+]+")
_INNER = str.maketrans("„“”", "‚‘‘")


def fold(text: str) -> str:
    """Lower case, umlauts spelled out, accents and apostrophes dropped, „ı“ an i, single blanks between words.

    Apostrophes go before the normalisation, which would turn „´“ into a blank and an accent.
    """
    text = _APOSTROPHES.sub("", text).casefold().translate(_UMLAUTS)
    return _NO_WORD.sub(" ", text if text.isascii() else text.translate(_PLAIN)).strip()


def sort_key(text: str) -> str:
    """Dictionary order (DIN 5007): umlauts beside their vowel, case and punctuation ignored."""
    text = text.casefold()
    plain = text if text.isascii() else text.translate(_PLAIN)
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def quoted(text: object) -> str:
    """„So ‚hier‘ zum Beispiel“: what has quotation marks of its own has them in the inner form."""
    return f"„{str(text).translate(_INNER)}“"


class _Plain(dict):
    """Each character without its accents, kept where it is one that is met often.

    One by one: the normalisation of a whole text takes the square of the accents in a row to put them in order.
    """

    def __missing__(self, code: int) -> str:
        plain = plain_letter(chr(code))
        if code < KEPT_CODES:
            self[code] = plain
        return plain


_PLAIN = _Plain()
