"""What trades are called, and which fields serve them: the titles of the branches (WZ) and the everyday names that
editors add, each leading to the fields of its branch or of the next one above it.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from django.db.models import F

from language.named_trades import FUNCTION_STEMS, SHORTEST_PART, Trade, TradeTable, roots
from language.stopwords import STOPWORDS
from language.text import forms, normalise, parts, stem
from language.trades import ASKED_FOR, CRAFT, GENERAL, HANDLING
from memory.kept import remembered
from networks.models import Branch, Field

MOST_SECTIONS = 3  # a word of the titles of more sections than these says nothing about a trade
MOST_BRANCHES = 4  # of equal weight
NEARLY = 0.75  # of the best weight
OF_TRADERS = 0.4  # who sells, lends or repairs things has another trade than who makes them
LEAST = 1 / 3  # of a title, that a word must be
_ASIDE = re.compile(
    r"(?:,| \()? ?\b(?:für|ohne|nicht|einschließlich|zur|zum|auf|sowie für)\b[^,;]*"
)  # for whom, without what
_TITLE_WORD = re.compile(r"[^\W\d_][^\W_]*-?|-[^\W\d_]+")


def trade_table() -> TradeTable:
    """Kept in memory; three queries when a field or a branch has changed."""
    return remembered("trades", _build)


def _served() -> list[tuple[int, str]]:
    """(branch, field) of the public fields, those first that lie below another."""
    links = Field.branches.through.objects.filter(field__in=Field.objects.published())
    finer_first = F("field__parent").asc(nulls_last=True)
    return list(links.order_by(finer_first, "field_id", "branch_id").values_list("branch_id", "field__slug"))


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
        for root in roots(form):
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
            if stem(form) not in FUNCTION_STEMS and form not in ASKED_FOR:
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
