"""Words that name a trade, as German builds them: by the name, by who does it („Lackierer“ → Lackiererei), by the end
(„Sondermaschinenbau“ → Maschinenbau), by the beginning where the end says only that it is a trade („Kunststofftechnik“
→ Kunststoff), and by what was probably meant. What is left over must be a word, too, or it is none at all.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from os.path import commonprefix
from sys import maxunicode
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from language.endings import JOINTS, is_inflection, is_likely_slip
from language.text import stem
from language.trades import ACTORS, FUNCTION_WORDS, GENERAL

SHORTEST_PART, SHORTEST_END, SHORTEST_MISTYPED, LONG_END = 4, 5, 6, 8  # letters
_PLAIN = re.compile(r"[a-z]+")

_WOMAN = "in"  # after what men are called
_WOMEN = ("innen", _WOMAN)
_DOERS = ("er", "or", "eur", "ent", "ist", "loge", "wirt", "ied", "zt", "graf")

# Whether something is a word at all, for what stands beside the known part of a compound.
IsWord = Callable[[str], bool]


class Trade(NamedTuple):
    """What a word says about a trade. `fields`: their addresses, those of the nearest branch first; none where the
    directory has no field for it. `nearest`: how many of them name that branch itself, not one above it. `branch`: the
    title that led there."""

    fields: tuple[str, ...]
    branch: str
    nearest: int = 0
    meant: str = ""  # its name, where the word has a slip


@dataclass
class TradeTable:
    """By the stems of words, and by what is left of a word without the end that says who does it."""

    words: dict[str, Trade] = field(default_factory=dict)
    exact: dict[str, Trade] = field(default_factory=dict)  # by whole names that share their stem: „Müller“, „Müll“
    roots: dict[str, Trade] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of the editors and titles, and how they are written
    named: dict[str, list[str]] = field(default_factory=dict)  # the same by their stems
    in_order: list[str] = field(default_factory=list)  # the same, by the alphabet
    matter: frozenset[str] = frozenset()  # stems of all that titles speak of, trade or not
    fields: dict[str, str] = field(default_factory=dict)  # names of the fields
    tops: dict[str, str] = field(default_factory=dict)  # the field above each, else itself

    def whole(self, form: str) -> Trade | None:
        """The trade of a whole word, or of whoever does it."""
        return self.named_so(form) or next((found for root in roots(form) if (found := self.roots.get(root))), None)

    def named_so(self, form: str) -> Trade | None:
        """The trade of a whole word; „Messen“ are no „Messer“, though their stem is the same."""
        key = stem(form)
        found = self.exact.get(form) or self.words.get(key)
        is_name = key not in self.named or any(is_inflection(form, name) for name in self.named[key])
        return found if is_name else None

    def find(self, form: str, is_word: IsWord) -> Trade | None:
        """The trade of a word or of a compound; nothing when no part of it is known, or one part is no word."""
        if found := self.whole(form):
            return found
        if not _PLAIN.fullmatch(form):
            return None
        found = self._by_beginning(form) or self._by_end(form, is_word)
        man = next((form.removesuffix(end) for end in _WOMEN if form.endswith(end)), "")
        return found or (self.find(man, is_word) if man else None)

    def mistyped(self, form: str) -> Trade | None:
        """The trade whose name was probably meant: with a slip in it, in long words two; of a compound, with a slip in
        the part that says what it is about, or in the general one."""
        if len(form) < SHORTEST_MISTYPED or not _PLAIN.fullmatch(form):
            return None
        if found := self.nearly(form, 2 if len(form) >= LONG_END else 1):
            return found
        for end in GENERAL:
            part = form.removesuffix(end)
            if part != form and len(part) >= SHORTEST_END and (root := _nearest(part, self.roots, 1)):
                return self._slipped(self.roots[root], root + end)
        for end in (end for end in GENERAL if len(end) >= SHORTEST_END):
            for cut in range(max(SHORTEST_PART, len(form) - len(end) - 1), len(form) - len(end) + 2):
                if OSA.distance(form[cut:], end, score_cutoff=1) == 1 and (found := self._beginning(form[:cut])):
                    return self._slipped(found, form[:cut] + end)
        return self._mistyped_woman(form)

    def _mistyped_woman(self, form: str) -> Trade | None:
        """„Schneidrin“, „Malrein“."""
        name = _nearest(form, self._women.get(form[0], ()), 1)
        trade = self.whole(name.removesuffix(_WOMAN)) if name and is_likely_slip(form, name) else None
        return self._slipped(trade, name) if trade else None

    @cached_property
    def _women(self) -> dict[str, list[str]]:
        """By the first letter what a woman is called who does what men's names say."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            if name.endswith(_DOERS):
                found.setdefault(name[0], []).append(name + _WOMAN)
        return found

    def nearly(self, form: str, slips: int) -> Trade | None:
        """The trade of a name that is so few slips off."""
        name = _nearest(form, self.names, slips)
        trade = self.whole(name) if name and (len(form) >= LONG_END or is_likely_slip(form, name)) else None
        return self._slipped(trade, name) if trade else None

    def _slipped(self, trade: Trade, form: str) -> Trade:
        """With how the longest known beginning of a form is written, which has no umlauts itself."""
        at = bisect_left(self._alike, form)
        shared = max(len(commonprefix([name, form])) for name in self._alike[max(at - 1, 0) : at + 1])
        begun = self._alike[bisect_left(self._alike, f"{form[:shared]}{chr(maxunicode)}") - 1]
        meant = self.names.get(form) or (self.names[begun][:shared] + form[shared:]).capitalize()
        return Trade(trade.fields, trade.branch, trade.nearest, meant)

    @cached_property
    def _alike(self) -> list[str]:
        """In order, the names that have as many letters as how they are written."""
        return sorted(name for name, written in self.names.items() if len(name) == len(written))

    def begun(self, beginning: str) -> Trade | None:
        """The trade of the shortest name that begins so, while somebody is still typing it."""
        start = bisect_left(self.in_order, beginning)
        names = list(takewhile(lambda name: name.startswith(beginning), islice(self.in_order, start, None)))
        return self.whole(min(names, key=len)) if names else None

    def _by_end(self, form: str, is_word: IsWord) -> Trade | None:
        """The longest end that is a trade. A short one only if the beginning is a word as well."""
        for cut in range(SHORTEST_PART - 1, len(form) - SHORTEST_END + 1):
            end = form[cut:]
            found = self.whole(end) if end not in GENERAL and self._is_name(end) else None
            if found and (len(end) >= LONG_END or self._is_part(form[:cut], is_word)):
                # Who sells shoes is nearer to shoes than to nothing.
                return found if found.fields else self._beginning(form[:cut]) or found
        return None

    def _is_name(self, form: str) -> bool:
        """Whether trades are called so: „Heim“ only stands in a title, and many places end in it."""
        inflected = any(is_inflection(form, name) for name in self.named.get(stem(form), ()))
        return inflected or any(root in self.roots for root in roots(form))

    def _by_beginning(self, form: str) -> Trade | None:
        """The longest beginning that is a trade or its matter, before an end that says only that it is a trade."""
        for cut in range(len(form) - SHORTEST_PART + 1, SHORTEST_PART - 2, -1):
            if form[cut:] in GENERAL and (found := self._beginning(form[:cut])):
                return found
        # „Labordiagnostik“ is what a „Diagnostiklabor“ does.
        for cut in range(len(form) - SHORTEST_END, SHORTEST_END - 1, -1):
            if self._is_name(form[:cut]) and stem(form[cut:]) in self.matter:
                return self.whole(form[:cut])
        return None

    def _beginning(self, part: str) -> Trade | None:
        for joint in JOINTS:
            word = part.removesuffix(joint)
            if part.endswith(joint) and len(word) >= SHORTEST_PART - 1:
                if found := self.words.get(stem(word)) or self.roots.get(word):
                    return found
        return None

    def _is_part(self, part: str, is_word: IsWord) -> bool:
        words = (part.removesuffix(joint) for joint in JOINTS if part.endswith(joint))
        return any(
            len(word) >= SHORTEST_PART - 1 and (is_word(word) or stem(word) in self.matter or self.whole(word))
            for word in words
        )


def _nearest(form: str, words: Iterable[str], slips: int) -> str:
    """The word with the fewest slips, the first letter right; of one family the one with the same end: „Lackierei“ is
    rather „Lackiererei“ than „Lackieren“."""
    near = extract(form, [word for word in words if word[0] == form[0]], scorer=OSA.distance, score_cutoff=slips)
    return min(((off - 2 * _end_alike(form, word), off, word) for word, off, _ in near), default=(0, 0, ""))[2]


def _end_alike(one: str, other: str) -> bool:
    return any(one.endswith(end) and other.endswith(end) for end in ACTORS if len(end) > 2)


def roots(form: str) -> Iterator[str]:
    """„lackiererei“, „lackierer“, „lackieren“ → „lackier“."""
    for end in ACTORS:
        if form.endswith(end) and len(form) - len(end) >= SHORTEST_PART:
            yield form.removesuffix(end)


def says_nothing(form: str) -> bool:
    """Whether it is what titles are full of, or doing it: „Teile“, „herstellen“."""
    return stem(form) in FUNCTION_STEMS or not _FUNCTION_ROOTS.isdisjoint(roots(form))


FUNCTION_STEMS = frozenset(map(stem, (*FUNCTION_WORDS, *GENERAL)))
_FUNCTION_ROOTS = frozenset(root for word in FUNCTION_WORDS for root in roots(word))
