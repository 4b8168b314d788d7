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
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from memory.kept import remembered
from packed.strings import Numbers, Strings
from search.models import IndexState, Term

# First letters of forms that are no words: a whole name, the digits of a number, a property of an entry.
NAME, DIGITS, FLAG = "=", "#", ":"
SPECIAL = (NAME, DIGITS, FLAG)
MAX_INSIDE = 300
FEW = 1 / 50  # of all forms, that are put where they belong one by one
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
        self.starts = array("I")
        self.numbers = array("I")

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


class Alphabet:
    """The numbers of some forms, in the order of their letters."""

    def __init__(self, forms: Strings):
        self._forms, self._numbers = forms, array("I")

    def extend(self, numbers: list[int]) -> None:
        if len(numbers) < FEW * len(self._numbers):
            for number in numbers:
                insort(self._numbers, number, key=self._forms.__getitem__)
        else:
            self._numbers = array("I", sorted([*self._numbers, *numbers], key=self._forms.__getitem__))

    def beginning(self, prefix: str, limit: int) -> list[int]:
        start = bisect_left(self._numbers, prefix, key=self._forms.__getitem__)
        return list(
            takewhile(lambda number: self._forms[number].startswith(prefix), self._numbers[start : start + limit])
        )

    def beside(self, form: str) -> Iterator[str]:
        """The forms with the same first letter."""
        start = bisect_left(self._numbers, form[0], key=self._forms.__getitem__)
        end = bisect_left(self._numbers, chr(ord(form[0]) + 1), key=self._forms.__getitem__)
        return map(self._forms.__getitem__, self._numbers[start:end])


class Vocabulary:
    """The known forms at one version of the index: 17 MB for 177,000 of them, where lists and dictionaries of
    strings took 47."""

    def __init__(self):
        self.version: int | None = None
        self.checksum = 0
        self.forms = Strings([""])
        self.numbers = Numbers(self.forms, first=1)
        self.stems: dict[str, list[int]] = defaultdict(list)
        self.in_order, self.names = Alphabet(self.forms), Alphabet(self.forms)
        self.words, self.codes, self.digits = Haystack(), Haystack(), Haystack()

    def extend(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """More terms (number, form, stem), in order."""
        words: list[tuple[int, str]] = []
        codes: list[tuple[int, str]] = []
        digits: list[tuple[int, str]] = []
        names: list[int] = []
        for number, form, stem in rows:
            self.checksum = chained(self.checksum, [form])
            self.forms.append(form)
            if form[0] == DIGITS:
                digits.append((number, form))
            elif form[0] == NAME:
                names.append(number)
            elif form[0] != FLAG:
                (words if _LETTERS.search(form) else codes).append((number, form))
                if stem != form or form.isalpha():  # what has a digit is its own stem and no other form's
                    self.stems[stem].append(number)
        self.numbers.note()
        self.in_order.extend([number for number, _ in (*words, *codes)])
        self.names.extend(names)
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
        return self.in_order.beginning(prefix, limit)

    def similar(self, form: str, distance: int) -> list[Similar]:
        """The forms nearest to a mistyped one: same first letter, at most `distance` slips
        (a letter too many, too few, wrong, or two exchanged)."""
        near = [word for word in self.in_order.beside(form) if abs(len(word) - len(form)) <= distance]
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
    if _current.version is not None:
        _current.extend(list(_rows(after=len(_current.forms) - 1)))
    if _current.checksum != checksum:
        anew = Vocabulary()
        anew.extend(_rows(after=0))
        _current = anew
    _current.version = version
    return _current


def _rows(after: int) -> Iterator[tuple[int, str, str]]:
    return Term.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "form", "stem").iterator()
