"""Trades in a query: whoever names one asks for the fields that serve its branch, and for what works in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from rapidfuzz.distance import OSA

from core.text import fold
from language.endings import TRADES
from language.named_trades import LONG_END, Trade, TradeTable, says_nothing
from language.stopwords import leads
from language.text import parts, stem
from networks.models import Field
from regions.names import place_names
from search.documents import AT_FIELD, FOR_ALL, OF_FIELD
from search.engine.rank import Unit
from search.engine.understand import Understood, flags
from search.engine.vocabulary import Vocabulary, vocabulary
from search.engine.words import APART, ENDING, EXACT, JOINED, RELATED, SAME_STEM, SYNONYM, Levels, merged
from search.engine.write import KEY_TIER
from search.places import asked_place, at_work
from search.trade_table import trade_table

# How well an entry fits that is the field itself, that works in the nearest field, in another one; of 100.
ITSELF, NEAREST, ANOTHER = 60, RELATED, 35
BELOW = 1  # less for what works in a field below it only
AHEAD = 60  # more for the very field of a branch where another only has what is above that: more than any kind
SLIP = 5  # less for a guess at a mistyped word, and for each field that is nearer
OPEN = 30  # what is for every firm, for a trade that no field serves
MAX_WORDS = 3  # of the name of a trade
SHORTEST_BEGINNING = 4  # letters
# Readings of a word that say for sure what it means, if not where it only stands in a text.
_SURE = (EXACT, JOINED, SYNONYM, RELATED)
# Readings of parts of it that are better than those of parts of a trade.
_GOOD = (SAME_STEM, ENDING, APART)


@dataclass(frozen=True)
class NamedTrade:
    """A word of the query, the branch it led to, and the fields of that as (name, address), `nearest` of them of that
    branch itself. `is_open`: no field, but something that is for every firm."""

    word: str
    branch: str
    fields: tuple[tuple[str, str], ...]
    meant: str = ""  # how it is written without a slip
    is_open: bool = False
    nearest: int = 0


def add_trades(
    understood: Understood,
    places: Iterable[Unit],
    kinds: dict[str, int],
    *,
    unfinished: bool = False,
    sure: tuple[int, ...] = _SURE,
) -> list[NamedTrade]:
    """Let what serves a trade count as having its name; returns the trades that the query names. One query at most.

    Not for words that entries are called or that say what they are about, nor for those of `places`. A trade that no
    field serves leads to the networks that are for every firm there, but not in lists and suggestions (`unfinished`),
    which could not say so. `sure`: readings that leave a word what it is.
    """
    places = list(places)
    free = [
        unit for unit in understood.units if not any(unit is place for place in places) and not _is_read(unit, sure)
    ]
    if not free or not (table := trade_table()).words:
        return []
    free = [unit for unit in free if (form := "".join(parts(unit.text))) in table.names or not leads(form)]
    found = [
        (units, trade) for units, trade in _named(free, understood, table, unfinished) if trade.fields or not unfinished
    ]
    entries = _entries(understood, {trade for _, trade in found}, kinds)
    trades = []
    for units, trade in found:
        for unit in units:
            is_name = (form := "".join(parts(unit.text))) in table.names and not form.endswith(TRADES)
            unit.levels = _with_trade(unit, entries[trade], is_name) if sure else merged(unit.levels, entries[trade])
            unit.required = True
        word = " ".join(unit.text for unit in units)
        trades.append(
            NamedTrade(
                word,
                trade.branch,
                tuple((table.fields[slug], Field.address_of(slug)) for slug in trade.fields),
                trade.meant,
                not trade.fields and bool(entries[trade]),
                trade.nearest,
            )
        )
    understood.misspelt += [(one.word, one.meant) for one in trades if one.meant]
    named = [unit for units, _ in found for unit in units]
    for unit in understood.units if named else ():
        if not any(unit is other for other in (*named, *places)) and says_nothing("".join(parts(unit.text))):
            unit.levels, unit.required = {}, False
    read = {unit.text for units, _ in found for unit in units if unit.levels}
    understood.unknown = [text for text in understood.unknown if text not in read]
    understood.corrected = [(word, meant) for word, meant in understood.corrected if word not in read]
    return trades


def _is_read(unit: Unit, qualities: tuple[int, ...]) -> bool:
    return any(bits and tier >= KEY_TIER and quality in qualities for (quality, tier), bits in unit.levels.items())


def _named(
    free: list[Unit], understood: Understood, table: TradeTable, unfinished: bool
) -> list[tuple[list[Unit], Trade]]:
    """Stretches of words that name a trade, longer ones first, none twice; then single words."""
    found: list[tuple[list[Unit], Trade]] = []
    taken: list[Unit] = []
    forms = {id(unit): "".join(parts(unit.text)) for unit in free}
    units = understood.units
    for length in range(min(MAX_WORDS, len(units)), 1, -1):
        for start in range(len(units) - length + 1):
            stretch = units[start : start + length]
            joined = "".join("".join(parts(unit.text)) for unit in stretch)
            trade = table.words.get(stem(joined)) if any(id(unit) in forms for unit in stretch) else None
            if trade and not any(unit is other for unit in stretch for other in taken):
                found.append((stretch, trade))
                taken += stretch
    mistaken = dict(understood.corrected)
    for unit in free:
        if any(unit is other for other in taken):
            continue
        last = unfinished and unit is units[-1]
        trade = _trade(forms[id(unit)], unit, understood.known, table, mistaken.get(unit.text, ""), last)
        # Beside a name, a slip in what no field serves is rather another word.
        if trade and (trade.fields or not trade.meant or not understood.names):
            found.append(([unit], trade))
    telling = [one for one in found if not all(says_nothing(forms.get(id(unit), "")) for unit in one[0])]
    return telling or found


def _trade(form: str, unit: Unit, known: Vocabulary, table: TradeTable, guess: str, unfinished: bool) -> Trade | None:
    if found := table.named_so(form):
        return found
    if _is_read(unit, _GOOD):
        is_surely = _is_read(unit, (SAME_STEM, ENDING)) or len(form) < LONG_END
        return None if is_surely else table.nearly(form, 1)
    if place_names().called(fold(unit.text)):
        return None
    trade = table.find(form, lambda word: _is_word(known, table, word))
    if not trade and unfinished and not unit.levels and len(form) >= SHORTEST_BEGINNING:
        trade = table.begun(form)
    if not trade and not unit.levels and not guess:
        trade = table.mistyped(form)
    if not trade and guess and OSA.distance(form, guess) > 1:  # a trade is likelier than a word farther off
        trade = table.nearly(form, 1)
    return trade


def trade_called(text: str) -> Trade | None:
    """The trade that a text is the name of, as people call it in everyday life, also with a slip in it."""
    table, known, form = trade_table(), vocabulary(), "".join(parts(text))
    return table.find(form, lambda word: _is_word(known, table, word)) or table.mistyped(form) if form else None


def _is_word(known: Vocabulary, table: TradeTable, word: str) -> bool:
    return word in known.numbers or stem(word) in known.stems or stem(word) in table.words


def _with_trade(unit: Unit, entries: Levels, is_name: bool) -> Levels:
    """What the word itself says comes before its trade; guesses at slips or at what is inside it do not count, and for
    the very name of a trade no other words with its stem („Imker“, „IMK“)."""
    kept = _SURE if is_name else (*_SURE, *_GOOD)
    levels = {(quality, tier): bits for (quality, tier), bits in unit.levels.items() if quality in kept}
    for level, bits in entries.items():
        levels[level] = levels.get(level, 0) | bits
    return levels


def _entries(understood: Understood, trades: set[Trade], kinds: dict[str, int]) -> dict[Trade, Levels]:
    """For each trade the entries that it leads to; one query at most."""
    wanted = sorted({begin + slug for trade in trades for slug in trade.fields for begin in (OF_FIELD, AT_FIELD)})
    is_somewhere = asked_place(understood) is not None
    there = at_work(understood) if is_somewhere or not all(trade.fields for trade in trades) else []
    read = flags(understood.known, [*wanted, FOR_ALL, *there])
    works = reduce(or_, (read[name] for name in there), 0)
    to_all = works & read[FOR_ALL]
    open_to_all: Levels = {(OPEN, KEY_TIER): to_all} if to_all else {}
    ahead = works if is_somewhere else -1  # elsewhere, where it is says more than how near a field is
    near = {trade: _nearest(trade, read, kinds["netzwerk"]) for trade in trades if trade.fields}
    nearest = {trade: _of_fields(one, read, kinds["feld"], ahead) for trade, one in near.items()}
    return {trade: nearest.get(trade, open_to_all) for trade in trades}


def _nearest(trade: Trade, read: dict[str, int], networks: int) -> Trade:
    """The trade without fields that only a branch above it names and that are nothing like its own, if networks work in
    those: a bakery is industry only where nothing is about food."""
    own, tops = trade.fields[: trade.nearest], trade_table().tops
    if not any(read[OF_FIELD + slug] & networks for slug in own):
        return trade
    alike = {tops[slug] for slug in own}
    fields = tuple(slug for slug in trade.fields if slug in own or tops[slug] in alike)
    return Trade(fields, trade.branch, trade.nearest, trade.meant)


def _of_fields(trade: Trade, read: dict[str, int], fields: int, ahead: int) -> Levels:
    """`ahead`: the entries that count more if they name the branch itself, where others only name what is above it."""
    levels: Levels = {}
    for at, slug in enumerate(trade.fields):
        first, slip = ahead if at < trade.nearest < len(trade.fields) else 0, SLIP * bool(trade.meant)
        works, own, all_of_it = (ANOTHER if at else NEAREST) - slip, read[AT_FIELD + slug], read[OF_FIELD + slug]
        itself = (ITSELF if at < trade.nearest else ANOTHER) - slip - SLIP * at
        for worth, bits in (
            (works, own & ~fields),
            (works - BELOW, all_of_it & ~own & ~fields),
            (itself, all_of_it & fields),
        ):
            for points, some in ((worth + AHEAD, bits & first), (worth, bits & ~first)):
                if some:
                    levels[points, KEY_TIER] = levels.get((points, KEY_TIER), 0) | some
    return levels
