"""All word forms of the index, in the memory of each process, brought up to date when the index has changed.

Terms are numbered 1, 2, 3 … in the order of their writing and never change, so a process only reads what is
new. A running checksum tells when that is not so (after a rebuild, or when this process saw words of a
transaction that was rolled back); then it reads everything anew.
"""

import re
import threading
from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from memory.kept import remembered
from search.models import IndexState, Term

# First letters of forms that are no words: a whole name, the digits of a number, a property of an entry.
NAME, DIGITS, FLAG = "=", "#", ":"
SPECIAL = (NAME, DIGITS, FLAG)
MAX_INSIDE = 300
# Forms without are codes, numbers and short words: no longer word of letters alone stands in them.
FEWEST_INSIDE = 4
_LETTERS = re.compile(rf"[^\W\d_]{{{FEWEST_INSIDE}}}")


def chained(checksum: int, forms: Iterable[str]) -> int:
    """The checksum after some more forms."""
    for form in forms:
        checksum = crc32(form.encode(), checksum)
    return checksum


class Similar(NamedTuple):
    """A form by its number, and how many slips it is off."""

    slips: int
    number: int


class Haystack:
    """Words in one long string, to find those that contain another."""

    def __init__(self):
        self.text = "\n"
        self.starts = array("Q")
        self.numbers = array("Q")

    def extend(self, words: list[tuple[int, str]]) -> None:
        place, pieces = len(self.text), []
        for number, word in words:
            self.starts.append(place)
            self.numbers.append(number)
            pieces.append(word + "\n")
            place += len(word) + 1
        self.text += "".join(pieces)

    def containing(self, part: str, limit: int = MAX_INSIDE) -> list[int]:
        """Numbers of the words with `part` in them, oldest first."""
        found: list[int] = []
        at = self.text.find(part)
        while at >= 0 and len(found) < limit:
            number = self.numbers[bisect_right(self.starts, at) - 1]
            found.append(number)
            at = self.text.find(part, self.text.index("\n", at))
        return found


@dataclass
class Vocabulary:
    """The known forms at one version of the index."""

    version: int | None = None
    checksum: int = 0
    forms: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=dict)
    stems: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    in_order: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    words: Haystack = field(default_factory=Haystack)
    codes: Haystack = field(default_factory=Haystack)
    digits: Haystack = field(default_factory=Haystack)

    def extend(self, rows: list[tuple[int, str, str]]) -> None:
        """More terms (number, form, stem), in order."""
        self.checksum = chained(self.checksum, (form for _, form, _ in rows))
        few = len(rows) < 50
        words: list[tuple[int, str]] = []
        codes: list[tuple[int, str]] = []
        digits: list[tuple[int, str]] = []
        for number, form, stem in rows:
            self.forms.append(form)
            self.numbers[form] = number
            if form[0] == DIGITS:
                digits.append((number, form))
            elif form[0] == NAME:
                insort(self.names, form) if few else self.names.append(form)
            elif form[0] != FLAG:
                (words if _LETTERS.search(form) else codes).append((number, form))
                if stem != form or form.isalpha():  # what has a digit is its own stem and no other form's
                    self.stems[stem].append(number)
                insort(self.in_order, form) if few else self.in_order.append(form)
        if not few:
            self.in_order.sort()
            self.names.sort()
        self.words.extend(words)
        self.codes.extend(codes)
        self.digits.extend(digits)

    def containing(self, part: str) -> list[int]:
        """Numbers of the forms with at least FEWEST_INSIDE characters in them, oldest first.

        Only what has a digit is looked for among codes: of 110,000 forms 100,000 may be some, 1.3 ms of a search page.
        """
        found = self.words.containing(part)
        if not part.isalpha():
            found = sorted([*found, *self.codes.containing(part)])[:MAX_INSIDE]
        return found

    def beginning(self, prefix: str, limit: int = MAX_INSIDE) -> list[int]:
        """Numbers of the forms that begin so, in alphabetical order."""
        start = bisect_left(self.in_order, prefix)
        found = []
        for form in self.in_order[start : start + limit]:
            if not form.startswith(prefix):
                break
            found.append(self.numbers[form])
        return found

    def similar(self, form: str, distance: int) -> list[Similar]:
        """The forms nearest to a mistyped one: same first letter, at most `distance` slips
        (a letter too many, too few, wrong, or two exchanged)."""
        start = bisect_left(self.in_order, form[0])
        end = bisect_left(self.in_order, chr(ord(form[0]) + 1))
        near = [word for word in self.in_order[start:end] if abs(len(word) - len(form)) <= distance]
        found = [
            (slips, word) for word, slips, _ in extract_iter(form, near, scorer=OSA.distance, score_cutoff=distance)
        ]
        best = min((slips for slips, _ in found), default=0)
        return [Similar(slips, self.numbers[word]) for slips, word in found if slips == best]


_current = Vocabulary()
_lock = threading.RLock()


def vocabulary() -> Vocabulary:
    """The forms of the index as the database has them now; the memory knows whether it has changed. The forms are not
    kept there, as it makes a thing anew, and of these a save only adds a few to hundreds of thousands.
    """
    version, checksum = remembered("version of the search index", _state)
    if _current.version == version:
        return _current
    with _lock:
        return _synchronised(version, checksum)


def _state() -> tuple[int, int]:
    return IndexState.objects.filter(pk=IndexState.SINGLE).values_list("version", "checksum").first() or (0, 0)


def _synchronised(version: int, checksum: int) -> Vocabulary:
    global _current
    _current.extend(_rows(after=len(_current.forms) - 1))
    if _current.checksum != checksum:
        _current = Vocabulary()
        _current.extend(_rows(after=0))
    _current.version = version
    return _current


def _rows(after: int) -> list[tuple[int, str, str]]:
    return list(Term.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "form", "stem"))
