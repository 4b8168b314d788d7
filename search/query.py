"""Finding: a query becomes a ranking of entries, a page of it, and what to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, starmap
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from core.prepared import ask_many
from search.addresses import addressed
from search.documents import ENDED, FOUNDING, KIND_OF, KINDS
from search.engine.packing import positions
from search.engine.rank import Ranking, Unit, rank
from search.engine.understand import Understood, flags, understand
from search.engine.words import EXACT
from search.engine.write import NAME_TIER
from search.intent import wanted_kinds
from search.models import Entry
from search.places import add_places, widen

ALIVE = 100
INTENT = 200  # for the kind that the query names: „Ansprechpartner GRW“, „Netzwerkförderung“
FIRST = 1 << 13  # more than all words of a query together, and for adding it a single bit
FEW = 500
MOSTLY = 50  # percent
# Of these kinds, whoever writes the whole name of an entry means it, if no other has all the words.
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


@dataclass
class Found:
    """The answer to a query, before a page of it is read."""

    understood: Understood
    ranking: Ranking
    kinds: dict[str, int] = field(default_factory=dict)  # kind → entries
    dropped: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Hits per kind, in the order of the kinds; none without a hit."""
        counts = {kind: (self.ranking.matching & bits).bit_count() for kind, bits in self.kinds.items()}
        return {kind: count for kind, count in counts.items() if count}

    @property
    def total(self) -> int:
        return self.ranking.matching.bit_count()

    def page(self, start: int, size: int, kind: str = "") -> list[Hit]:
        """The entries number `start` … of all or of one kind, best first; one query."""
        within = self.kinds.get(kind, 0) if kind else -1
        wanted = [entry for _, entry in self.ranking.best(start + size, within)[start:]]
        found = ask_many("entries", wanted, _entries, sentinel=2_000_000_000)
        rows = {row.position: row for row in starmap(Hit, found)}
        return [rows[entry] for entry in wanted if entry in rows]


def _entries(positions: list[int]):
    return Entry.objects.filter(position__in=positions).order_by().values_list(*Hit._fields)


def search(text: str, *, unfinished: bool = False, exact: bool = False) -> Found:
    """Everything that fits a query. Nothing for no words, and nothing when a word that matters is unknown.

    `unfinished`: the last word may be the beginning of one. `exact`: words that the index does not know stay
    unknown instead of being taken for misspellings.
    """
    understood = understand(text, unfinished=unfinished, addressed=addressed(text))
    if exact:
        _take_back_corrections(understood)
    add_places(understood, slips=not exact)
    kinds = flags(understood.known, [*KINDS, ENDED, FOUNDING])
    ended, founding = kinds.pop(ENDED), kinds.pop(FOUNDING)
    total = sum(bits.bit_count() for bits in kinds.values())
    wanted = wanted_kinds(understood.words)
    boosts = [
        (kind.found.points + alive + INTENT * (key in wanted) + FIRST * (not kind.found.is_last), bits & chosen)
        for key, kind in KINDS.items()
        if (bits := kinds[key])
        for alive, chosen in ((ALIVE, ~ended), (0, ended))
    ]
    if FOUNDING in wanted:
        boosts.append((KINDS["ansprechperson"].found.points + ALIVE + 2 * INTENT + FIRST, founding))
    asked = [bits for share, bits in understood.names if share == 100] + [kinds[key] for key in wanted if key in kinds]
    boosts += [(FIRST, bits) for bits in asked]
    # A place beside other words says where, it is not what is looked for.
    names = [(share, bits if share == 100 else bits & ~kinds["region"]) for share, bits in understood.names]
    found = Found(understood, rank(understood.units, total, names, boosts), kinds)
    if not found.ranking.matching & _of(NAMED, kinds) and (named := _named(understood, kinds)):
        found.ranking = rank(understood.units, total, names, boosts, named)
        found.dropped = _not_said_of(found.ranking.matching, named, understood.units)
    if not found.total and not exact and understood.reconsider():
        found.ranking = rank(understood.units, total, names, boosts)
    if not found.total and widen(understood):
        found.ranking = rank(understood.units, total, names, boosts)
    if not found.total and all(unit.levels for unit in understood.units):
        _leave_out_words(found, total, names, boosts)
    return found


def _of(some: Iterable[str], kinds: dict[str, int]) -> int:
    """The entries of some kinds."""
    return sum(kinds[kind] for kind in some)


def _named(understood: Understood, kinds: dict[str, int]) -> int:
    """The networks, programmes, offers and people whose whole name is at least half of the query: „wie viele Mitglieder
    hat Silicon Saxony“.

    A region beside it still decides: „Handwerk Bayern“ does not mean a network of that name in Berlin.
    """
    if understood.unknown:
        return 0
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


def _leave_out_words(found: Found, total: int, names: list, boosts: list) -> None:
    """Every word is known but no entry has all: of three and more, the least telling may be missing; of two, one
    that is written small beside a noun, because it is a verb or an adjective."""
    units = found.understood.units
    for missing in range(1, max(2, len(units) // 3 + 1)):
        for dropped in sorted(combinations(units, missing), key=_told):
            kept = [unit for unit in units if unit not in dropped]
            if len(units) < 3 and not (kept and _is_small(dropped) and not _is_small(kept)):
                continue
            ranking = rank(kept, total, names, boosts)
            if ranking.matching:
                found.ranking, found.dropped = ranking, [unit.text for unit in dropped]
                return


def _is_small(units: Iterable[Unit]) -> bool:
    return all(unit.text.islower() for unit in units)


def _told(units: Iterable[Unit]) -> int:
    """The less a word tells, the more entries have it."""
    return -sum(unit.entries.bit_count() for unit in units)


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
