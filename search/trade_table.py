"""What trades are called, and which fields serve them: the titles of the branches (WZ) and the everyday names that
editors add, each leading to the fields of its branch or of the next one above it.

German builds words: a trade is known by its name, by who does it („Lackierer“ → Lackiererei), by its end
(„Sondermaschinenbau“ → Maschinenbau), and by its beginning where the end says only that it is a trade
(„Kunststofftechnik“ → Kunststoff). What is left over must be a word, too, or it is none at all.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, takewhile
from os.path import commonprefix
from typing import NamedTuple

from django.db.models import F
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from language.endings import JOINTS, is_inflection, is_likely_slip
from language.stopwords import STOPWORDS
from language.text import forms, normalise, parts, stem
from language.trades import ACTORS, ASKED_FOR, CRAFT, FUNCTION_WORDS, GENERAL, HANDLING
from memory.kept import remembered
from networks.models import Branch, Field

MOST_SECTIONS = 3  # a word of the titles of more sections than these says nothing about a trade
MOST_BRANCHES = 4  # of equal weight
NEARLY = 0.75  # of the best weight
OF_TRADERS = 0.4  # who sells, lends or repairs things has another trade than who makes them
SHORTEST_PART, SHORTEST_END, SHORTEST_MISTYPED, LONG_END = 4, 5, 6, 8  # letters
LEAST = 1 / 3  # of a title, that a word must be
_ASIDE = re.compile(
    r"(?:,| \()? ?\b(?:für|ohne|nicht|einschließlich|zur|zum|auf|sowie für)\b[^,;]*"
)  # for whom, without what
_TITLE_WORD = re.compile(r"[^\W\d_][^\W_]*-?|-[^\W\d_]+")
_PLAIN = re.compile(r"[a-z]+")

_WOMEN = ("innen", "in")  # after what men are called

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
        return self.named_so(form) or next((found for root in _roots(form) if (found := self.roots.get(root))), None)

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
        return None

    def nearly(self, form: str, slips: int) -> Trade | None:
        """The trade of a name that is so few slips off."""
        name = _nearest(form, self.names, slips)
        trade = self.whole(name) if name and (len(form) >= LONG_END or is_likely_slip(form, name)) else None
        return self._slipped(trade, name) if trade else None

    def _slipped(self, trade: Trade, form: str) -> Trade:
        """With how the longest known beginning of a form is written, which has no umlauts itself."""
        alike = (name for name, written in self.names.items() if len(name) == len(written))
        shared, begun = max((len(commonprefix([name, form])), name) for name in alike)
        meant = self.names.get(form) or (self.names[begun][:shared] + form[shared:]).capitalize()
        return Trade(trade.fields, trade.branch, trade.nearest, meant)

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
        return inflected or any(root in self.roots for root in _roots(form))

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


def _roots(form: str) -> Iterator[str]:
    """„lackiererei“, „lackierer“, „lackieren“ → „lackier“."""
    for end in ACTORS:
        if form.endswith(end) and len(form) - len(end) >= SHORTEST_PART:
            yield form.removesuffix(end)


def says_nothing(form: str) -> bool:
    """Whether it is what titles are full of, or doing it: „Teile“, „herstellen“."""
    return stem(form) in _FUNCTION_STEMS or not _FUNCTION_ROOTS.isdisjoint(_roots(form))


def trade_table() -> TradeTable:
    """Kept in memory; three queries when a field or a branch has changed."""
    return remembered("trades", _build)


def _served() -> list[tuple[int, str]]:
    """(branch, field) of the public fields, those first that lie below another."""
    links = Field.branches.through.objects.filter(field__in=Field.objects.published())
    finer_first = F("field__parent").asc(nulls_last=True)
    return list(links.order_by(finer_first, "field_id", "branch_id").values_list("branch_id", "field__slug"))


_FUNCTION_STEMS = frozenset(map(stem, (*FUNCTION_WORDS, *GENERAL)))
_FUNCTION_ROOTS = frozenset(root for word in FUNCTION_WORDS for root in _roots(word))


class _Position(NamedTuple):
    pk: int
    title: str
    parent: int | None
    section: str
    nearest: tuple[str, ...]  # the fields that name it, else the next one above it
    others: tuple[str, ...]  # those that name what is above that


def _build() -> TradeTable:
    links = _served()
    served: dict[int, list[str]] = defaultdict(list)
    for branch, one in links:
        served[branch].append(one)
    # An edition that no field names says nothing about fields.
    editions = Branch.objects.filter(fields__slug__in={one for _, one in links}).order_by().values("edition")
    rows = Branch.objects.filter(edition__in=editions).order_by("level", "code")
    positions: dict[int, _Position] = {}
    names = []
    for pk, code, title, parent, synonyms in rows.values_list("pk", "code", "title", "parent_id", "synonyms"):
        above = positions.get(parent)
        own, wider, widest = tuple(served.get(pk, ())), above.nearest if above else (), above.others if above else ()
        nearest, others = (own, (*wider, *widest)) if own else (wider, widest)
        positions[pk] = _Position(pk, title, parent, above.section if above else code, nearest, others)
        names += [(pk, name) for name in synonyms.splitlines() if parts(name)]
    found = list(Field.objects.published().order_by().values_list("slug", "name", "parent__slug"))
    fields = {slug: name for slug, name, _ in found}
    crafts = {slug for slug, name in fields.items() if CRAFT in forms(name)}
    table = _table(positions, names, crafts)
    table.fields, table.tops = fields, {slug: above or slug for slug, _, above in found}
    return table


def _table(positions: dict[int, _Position], names: list[tuple[int, str]], crafts: Container[str]) -> TradeTable:
    """`crafts`: the fields of what is made by hand, which are nearer to whom they serve than others are."""
    weights = _of_titles(positions.values())
    best = partial(_best, positions=positions, crafts=crafts)
    named = {key for _, name in names if (key := _key(name))}
    trades = {key: trade for key, found in weights.items() if key not in named and (trade := best(found))}
    # What no field serves is a trade by its name alone: who looks for a flat has none.
    trades = {key: trade for key, trade in trades.items() if trade.fields}
    own: dict[str, dict[int, float]] = defaultdict(dict)
    by_form: dict[str, dict[int, float]] = defaultdict(dict)
    for pk, name in names:
        own[_key(name)][pk] = by_form["".join(parts(name))][pk] = 1.0
    trades |= {key: trade for key, found in own.items() if (trade := best(found))}
    matter = frozenset(key for key in {*weights, *_described(positions.values())} if key not in trades)
    written = {"".join(parts(name)): name for _, name in names} | _heads(positions.values())
    names_of_trades = {form: name for form, name in written.items() if stem(form) in trades}
    table = TradeTable(trades, names=names_of_trades, matter=matter)
    table.in_order = sorted(table.names)
    alike = {key for key, found in own.items() if len(found) > 1}
    table.exact = {
        form: trade
        for form, found in by_form.items()
        if stem(form) in alike and len(found) < len(own[stem(form)]) and (trade := best(found))
    }
    for form in table.in_order:
        table.named.setdefault(stem(form), []).append(form)
        for root in _roots(form):
            table.roots.setdefault(root, trades[stem(form)])
    return table


def _key(name: str) -> str:
    return stem("".join(parts(name)))


def _of_titles(positions: Iterable[_Position]) -> dict[str, dict[int, float]]:
    """For each stem the positions whose titles have it, each with the part of the title that it is."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    sections: dict[str, set[str]] = defaultdict(set)
    small = {normalise(word) for one in positions for word in _TITLE_WORD.findall(one.title) if word[0].islower()}
    for one in positions:
        words = {stem(word): None for word in _telling(one.title, small)}
        for key in words:
            weight = (OF_TRADERS if HANDLING.match(one.title) else 1.0) / len(words)
            found[key][one.pk] = max(weight, found[key].get(one.pk, 0))
            sections[key].add(one.section)
    return {key: some for key, some in found.items() if len(sections[key]) <= MOST_SECTIONS}


def _described(positions: Iterable[_Position]) -> Iterator[str]:
    """Stems of the adjectives of titles: „diagnostische Bildgebung“ is Diagnostik."""
    for one in positions:
        for word in _TITLE_WORD.findall(one.title):
            if word[0].islower() and word.endswith(("ische", "ischen", "ischer", "isches")):
                yield stem(normalise(word))


def _heads(positions: Iterable[_Position]) -> dict[str, str]:
    """Titles of a single word: „Maschinenbau“, „Gießereien“."""
    return {normalise(one.title): one.title for one in positions if one.title.isalpha()}


def _telling(title: str, small: set[str]) -> Iterator[str]:
    """The nouns of a title that say what it is about; „Säge- und Hobelwerke“ has „Sägewerke“, too."""
    words = _TITLE_WORD.findall(_ASIDE.sub("", title) if not HANDLING.match(title) else title)
    for at, word in enumerate(words):
        form = "".join(parts(word))
        if word.endswith("-"):
            later = next((one for one in words[at + 1 :] if not one.endswith("-") and one[0].isupper()), "")
            later = normalise(later)
            end = next((end for end in GENERAL if later.endswith(end)), "")
            form = form + end if end else ""
        if word[0].isupper() and len(form) >= SHORTEST_PART - 1 and form not in small and form not in STOPWORDS:
            if stem(form) not in _FUNCTION_STEMS and form not in ASKED_FOR:
                yield form


def _best(found: dict[int, float], positions: dict[int, _Position], crafts: Container[str]) -> Trade | None:
    """The trade of the positions in whose titles a word weighs most; nothing when it stands in too many."""
    if (most := max(found.values())) < LEAST:
        return None
    least = most * NEARLY
    best = {pk: weight for pk, weight in found.items() if weight >= least}
    tops = [pk for pk in best if not _is_below(positions[pk], best, positions)]
    if len(tops) > MOST_BRANCHES:
        return None
    tops.sort(key=lambda pk: (-best[pk], pk))
    nearest = list(dict.fromkeys(one for pk in tops for one in positions[pk].nearest))
    nearest.sort(key=lambda slug: slug not in crafts)
    others = (one for pk in tops for one in positions[pk].others)
    shown = next((pk for pk in tops if nearest[0] in positions[pk].nearest), tops[0]) if nearest else tops[0]
    return Trade(tuple(dict.fromkeys([*nearest, *others])), positions[shown].title, len(nearest))


def _is_below(one: _Position, others: dict[int, float], positions: dict[int, _Position]) -> bool:
    above = one.parent
    while above:
        if above in others:
            return True
        above = positions[above].parent
    return False
