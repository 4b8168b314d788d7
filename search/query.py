"""Finding: a query becomes a ranking of entries, a page of it, and what to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import combinations, pairwise, starmap
from operator import or_
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from core.prepared import ask_many
from language.stopwords import asks_to_explain, holds_office, says_when
from language.text import parts
from packed.stretches import positions
from search.addresses import addressed
from search.documents import ENDED, FOUNDING, KIND_OF, KINDS, MONEY, PARTNERS
from search.engine.rank import Ranking, Unit, rank
from search.engine.understand import Understood, flags, understand
from search.engine.words import EXACT, merged, union
from search.engine.write import KEY_TIER, NAME_TIER
from search.intent import (
    add_governing,
    add_helpers,
    is_money,
    names_body,
    names_kind,
    only_asks,
    relax_asking,
    wanted_kinds,
    words_of_founding,
)
from search.lifting import lifted
from search.models import Entry
from search.places import NATIONWIDE, add_places, asked_place, at_work, laender, same_land, widen
from search.trades import NamedTrade, add_trades

ALIVE = 100
INTENT = 200  # for the kind that the query names: „Ansprechpartner GRW“, „Netzwerkförderung“
FIRST = 1 << 13  # more than all words of a query together, and for adding it a single bit
FEW = 500
MOSTLY = 50  # percent
FEW_THERE = 2  # networks; of less at a place, its other fields are of use, too
ABOUT = ("netzwerk", "feld", "programm", "angebot")  # what says what is looked for
FINDERS = ("angebot", "organisation")
FOR = "fur"  # „für“, as the engine writes it
# Of these kinds, whoever writes the whole name of an entry means it, if no other has all the words.
_PROPERTIES = (ENDED, FOUNDING, MONEY, PARTNERS)
NAMED = tuple(key for key, kind in KINDS.items() if kind.found.is_meant)


class Hit(NamedTuple):
    """An entry as results show it. A model instance of each took 0.3 of the 4 ms of a page."""

    position: int
    object_id: int
    kind: str
    title: str
    meta: str
    summary: str
    url: str
    names: str
    checked_on: date | None


@dataclass
class Found:
    """The answer to a query, before a page of it is read."""

    understood: Understood
    ranking: Ranking
    kinds: dict[str, int] = field(default_factory=dict)  # kind → entries
    dropped: list[str] = field(default_factory=list)
    trades: list[NamedTrade] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Hits per kind, in the order of the kinds; none without a hit."""
        counts = {kind: (self.ranking.matching & bits).bit_count() for kind, bits in self.kinds.items()}
        return {kind: count for kind, count in counts.items() if count}

    @property
    def total(self) -> int:
        return self.ranking.matching.bit_count()

    def page(self, start: int, size: int, *kinds: str) -> list[Hit]:
        """The entries number `start` … of all or of some kinds, best first; one query."""
        within = reduce(or_, (self.kinds.get(kind, 0) for kind in kinds), 0) if any(kinds) else -1
        wanted = [entry for _, entry in self.ranking.best(start + size, within)[start:]]
        found = ask_many("entries", wanted, _entries, sentinel=2_000_000_000)
        rows = {row.position: row for row in starmap(Hit, found)}
        return [rows[entry] for entry in wanted if entry in rows]


def _entries(positions: list[int]):
    return Entry.objects.filter(position__in=positions).order_by().values_list(*Hit._fields)


def search(text: str, *, unfinished: bool = False, exact: bool = False) -> Found:
    """Everything that fits a query, else what fits a part of it. Nothing for no words and for unknown ones alone.

    `unfinished`: the last word may be the beginning of one. `exact`: words that the index does not know stay
    unknown instead of being taken for misspellings.
    """
    understood = understand(text, unfinished=unfinished, addressed=addressed(text))
    if exact:
        _take_back_corrections(understood)
    places = add_places(understood, slips=not exact)
    kinds = flags(understood.known, [*KINDS, *_PROPERTIES])
    ended, founding, money, partners = map(kinds.pop, _PROPERTIES)
    wanted = wanted_kinds(understood.words)
    somewhere = asked_place(understood) is not None
    helping = add_helpers(understood, money, kinds["programm"], somewhere=somewhere)
    governs = add_governing(understood)
    relax_asking(understood, wanted)
    taken = [*places, *helping, *words_of_founding(understood, wanted, founding)]
    trades = [] if exact else add_trades(understood, taken, kinds, unfinished=unfinished)
    total = sum(bits.bit_count() for bits in kinds.values())
    boosts = _boosts(kinds, ended, wanted)
    if helping:
        boosts += _of_money(understood, kinds, money, wanted, somewhere=somewhere)
    boosts += _asked_for(understood, kinds, wanted, {FOUNDING: founding, PARTNERS: partners}, governs)
    boosts += _of_land(understood, places, money, kinds["netzwerk"])
    # A place beside other words says where, it is not what is looked for.
    names = [(share, bits if share == 100 else bits & ~kinds["region"]) for share, bits in understood.names]
    found = Found(understood, rank(understood.units, total, names, boosts), kinds, trades=trades)
    few = (found.ranking.matching & kinds["netzwerk"]).bit_count() < FEW_THERE
    if places and few and not (exact or unfinished) and (more := add_trades(understood, taken, kinds, sure=())):
        found.ranking = rank(understood.units, total, names, boosts)
        found.trades = list(dict.fromkeys([*trades, *more]))
    named = _named(understood, kinds)
    if named and not found.ranking.matching & (named | _of(wanted & kinds.keys(), kinds)):
        found.ranking = rank(understood.units, total, names, boosts, named)
        found.dropped = _not_said_of(found.ranking.matching, named, understood.units)
    if not found.total and not exact and understood.reconsider():
        found.ranking = rank(understood.units, total, names, boosts)
    answers = -1
    if helping:
        answers = money | kinds["programm"]
    elif somewhere and "ansprechperson" in wanted and only_asks(understood, places):
        answers = kinds["ansprechperson"]
    elif few and not trades and len(laender(understood)) == len(understood.units):
        answers = kinds["netzwerk"]
    if not found.ranking.matching & answers and widen(understood):
        found.ranking = rank(understood.units, total, names, boosts)
    if answers != -1 and (somewhere or found.total) and not found.ranking.matching & answers:
        boosts.append(_whatever_for(understood, places, money, somewhere=somewhere))
        found.ranking = rank(understood.units, total, names, boosts)
    apart = text.replace("-", " ") if "." not in text else text  # pieces of an address belong together
    if not found.total and not exact and len(apart.split()) > 1:
        _leave_out_words(found, places, total, names, boosts)
    found.ranking = lifted(found.ranking, kinds, wanted)
    return found


def _boosts(kinds: dict[str, int], ended: int, wanted: set[str]) -> list[tuple[int, int]]:
    """What entries of each kind count besides their words."""
    return [
        (kind.found.points + alive + INTENT * (key in wanted) + FIRST * (not kind.found.is_last), bits & chosen)
        for key, kind in KINDS.items()
        if (bits := kinds[key])
        for alive, chosen in ((ALIVE, ~ended), (0, ended))
    ]


def _asked_for(
    understood: Understood, kinds: dict[str, int], wanted: set[str], helpers: dict[str, int], governs: int
) -> list[tuple[int, int]]:
    """What entries count more that have the whole name, are of a kind that is asked for, or help with what is."""
    whole = [bits for share, bits in understood.names if share == 100]
    first = [*whole, *(kinds[key] for key in wanted if key in kinds)]
    best = [*(bits for key, bits in helpers.items() if key in wanted), governs]
    best += [kinds["thema"]] if asks_to_explain(understood.words) else []
    points = KINDS["programm"].found.points + ALIVE + 2 * INTENT + FIRST
    return [*((points, bits) for bits in best if bits), *((FIRST, bits) for bits in first)]


def _of_land(understood: Understood, places: list[Unit], money: int, networks: int) -> list[tuple[int, int]]:
    """The same for who answers for money there, if all that is said is a place around which no network works: before
    what works in the whole country."""
    if not places or len(places) < len(understood.units):
        return []
    levels = [level for unit in places for level in unit.levels.items()]
    around = reduce(or_, (bits for (worth, _), bits in levels if worth > NATIONWIDE), 0)
    points = KINDS["netzwerk"].found.points + ALIVE + FIRST
    return [] if around & networks or not around & money else [(points, money & around)]


def _of_money(
    understood: Understood, kinds: dict[str, int], money: int, wanted: set[str], *, somewhere: bool
) -> list[tuple[int, int]]:
    """The same for who answers for money at a place, and, if nothing else is said, who knows all of the country's."""
    first = KINDS["programm"].found.points + ALIVE + INTENT + FIRST
    if somewhere:
        return [(first, money)] if "programm" in wanted else []
    if not all(map(is_money, understood.units)):
        return []
    country = reduce(or_, flags(understood.known, at_work(understood)).values(), 0)
    return [(first + INTENT, country & _of(FINDERS, kinds))]


def _whatever_for(understood: Understood, places: list[Unit], money: int, *, somewhere: bool) -> tuple[int, int]:
    """Let who answers for money count as having whatever it is for; where no place is named, who does so for the whole
    country. Returns what they count besides."""
    who = money if somewhere else money & reduce(or_, flags(understood.known, at_work(understood)).values(), 0)
    for unit in understood.units:
        if not any(unit is other for other in (*places, *laender(understood))):
            unit.levels = merged(unit.levels, {(NATIONWIDE, KEY_TIER): who})
    return KINDS["programm"].found.points + ALIVE + INTENT * (1 + somewhere) + FIRST, who


def _of(some: Iterable[str], kinds: dict[str, int]) -> int:
    """The entries of some kinds."""
    return sum(kinds[kind] for kind in some)


def _named(understood: Understood, kinds: dict[str, int]) -> int:
    """The networks, programmes, offers, places, events and people whose whole name is at least half of the query, also
    beside words that nobody knows: „wie viele Mitglieder hat Silicon Saxony“, „Logo Deep Tech Hub“.

    A region beside it still decides: „Handwerk Bayern“ does not mean a network of that name in Berlin.
    """
    named = 0
    for share, bits in understood.names:
        if share >= MOSTLY:
            named |= bits
    named &= _of(NAMED, kinds)
    for unit in understood.units:
        if named and unit.levels.get((EXACT, NAME_TIER), 0) & kinds["region"]:
            named &= unit.entries
    return named


def _not_said_of(matching: int, named: int, units: list[Unit]) -> list[str]:
    """The words that none of the entries has, if all that was found is what the query names."""
    if not matching or matching & ~named:
        return []
    return [unit.text for unit in units if unit.required and not unit.entries & matching]


def _take_back_corrections(understood: Understood) -> None:
    typed = [word for word, _ in understood.corrected]
    for unit in understood.units:
        if unit.text in typed:
            unit.levels = {}
    understood.unknown, understood.corrected = [*understood.unknown, *typed], []


def _leave_out_words(found: Found, places: list[Unit], total: int, names: list, boosts: list) -> None:
    """No entry has all words: those with the most important ones. As few as possible are missing, first the unknown
    ones, then the least telling; of two words rather one that is written small, because it is a verb or an adjective.

    What is left says what is looked for: „Quantencomputer München“ does not ask for whatever is in München.
    If that is not the place, what works in its Land comes first.
    """
    units = [unit for unit in found.understood.units if unit.required]
    words = found.understood.words
    bodies = [word for word in words if names_body(word)]
    beneficiaries = {word for before, word in pairwise(words) if before == FOR} | set(bodies)
    unknown = [unit for unit in units if not unit.levels]
    known = [unit for unit in units if unit.levels]
    trades = {word for trade in found.trades if trade.fields for word in trade.word.split()}
    small = [] if all(map(_is_small, units)) else [unit for unit in units if _is_small(unit)]  # no nouns
    silent = [
        *places,
        *small,
        *(unit for unit in known if names_body(unit.text) or says_when("".join(parts(unit.text)))),
    ]
    about = [unit for unit in known if unit.text in trades or _is_about(unit, silent, found.kinds)]
    places = [*places, *laender(found.understood)]
    offices = [unit for unit in units if holds_office("".join(parts(unit.text)))]
    if offices and all(unit in offices for unit in unknown):  # „Bürgermeister Leipzig“
        about = [unit for unit in known if not any(unit is office for office in offices)]
    if unknown and not all(map(_is_small, units)) and all(_says_how(unit, places, words) for unit in unknown):
        about = [unit for unit in known if unit in places or not _is_small(unit) or union(unit.levels, least=KEY_TIER)]
    few = 0 if unknown else len(units) // 3 if len(units) > 2 else sum(map(_is_small, units)) == 1
    for missing in range(len(known)):
        for dropped in sorted(
            combinations(known, missing), key=lambda some: _importance(some, len(units), beneficiaries)
        ):
            kept = [unit for unit in known if unit not in dropped]
            if _common(kept) and (0 < missing <= few or any(unit in about for unit in kept)):
                elsewhere = any(unit is place for unit in dropped for place in places)
                near = same_land(found.understood) if elsewhere else []
                found.ranking = rank([*kept, *near], total, names, boosts)
                found.dropped = [unit.text for unit in units if unit in dropped or unit in unknown]
                return


def _is_about(unit: Unit, others: list[Unit], kinds: dict[str, int]) -> bool:
    """Whether a word is one of what networks are called or work on, not of where they are, nor any of `others`."""
    if any(unit is other for other in others):
        return False
    named = union(unit.levels, least=KEY_TIER)
    return bool(named & _of(ABOUT, kinds)) and not unit.levels.get((EXACT, NAME_TIER), 0) & kinds["region"]


def _says_how(unit: Unit, places: list[Unit], words: list[str]) -> bool:
    """Whether it is no noun, or a quarter of a town: „Berlin-Kreuzberg“."""
    form = "".join(parts(unit.text))
    return _is_small(unit) or any("".join(parts(place.text)) + form in words for place in places)


def _is_small(unit: Unit) -> bool:
    return unit.text.islower() or unit.text.isdigit()


def _common(units: list[Unit]) -> int:
    """The entries that have all of the words."""
    common = -1 if units else 0
    for unit in units:
        common &= unit.entries
    return common


def _importance(units: Iterable[Unit], of: int, beneficiaries: set[str]) -> tuple[bool, bool, bool, bool, int]:
    """The less a word tells, the more entries have it; least tells what only says of which kind they are, then a noun
    that no entry is about. „Software für Handwerker“ is software."""
    is_kind = any(not names_kind(unit.text) for unit in units)
    is_about = any(_is_small(unit) or union(unit.levels, least=KEY_TIER) for unit in units)
    entries = -sum(unit.entries.bit_count() for unit in units)
    is_for = all("".join(parts(unit.text)) in beneficiaries for unit in units)
    return is_kind, is_about, not is_for, of < 3 and not all(map(_is_small, units)), entries


def find(text: str, count: int = 100) -> list[Hit]:
    """The best entries for a query."""
    return search(text).page(0, count)


def find_keys(model: type[Model], text: str) -> list[int]:
    """Primary keys of the records of one model that fit a text or its beginning, in no order; see core.text_search."""
    found = search(text, unfinished=True)
    bits = found.ranking.matching & found.kinds.get(KIND_OF[model].key, 0)
    if found.dropped:
        return []
    if bits.bit_count() <= FEW:
        return list(Entry.objects.filter(position__in=positions(bits)).order_by().values_list("object_id", flat=True))
    of_model = Entry.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by()
    inside = set(positions(bits))
    return [pk for position, pk in of_model.values_list("position", "object_id") if position in inside]
