"""What somebody who is still typing may be about to type: entries whose name begins so before all others."""

from dataclasses import dataclass
from functools import reduce

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from core.prepared import ask_many
from core.words import _lazy
from language.text import squash
from language.tokens import tokens
from search.documents import ENDED, KINDS
from search.engine.rank import Ranking, rank
from search.engine.understand import Understood, flags, understand
from search.engine.vocabulary import NAME, Vocabulary
from search.engine.words import EXACT, Meaning, Reader, union
from search.models import Entry
from search.query import ALIVE
from search.trades import add_trades

LIMIT = 8
MIN_LETTERS = 2
OF_ONE_GROUP = 4
GROUPS = ("netzwerk", "region", "feld", "programm")
OTHERS = _lazy("Weitere")
# How many percent of a whole name the beginning of one is worth.
BEGUN = 70
BEGUN_NAMES = 50
_reader = Reader()


@dataclass
class Group:
    """Suggestions of one kind, best first."""

    label: str
    entries: list[Entry]


def suggest(text: str) -> list[Group]:
    """At most LIMIT entries in groups; nothing for less than two letters. Four queries, one more after a typo."""
    if len(squash(text)) < MIN_LETTERS:
        return []
    understood = understand(text, unfinished=True)
    kinds = flags(understood.known, [*KINDS, ENDED])
    ended = kinds.pop(ENDED)
    add_trades(understood, (), kinds, unfinished=True)
    if understood.unknown and (mended := _mended(understood.known, text)):
        text, understood = mended, understand(mended, unfinished=True)
    chosen = _chosen(_ranking(understood, text, kinds, ended), kinds)
    wanted = [at for some in chosen.values() for at in some]
    rows = {row.pk: row for row in ask_many("suggestions", wanted, _entries)}
    groups = [Group(label, [rows[at] for at in some if at in rows]) for label, some in chosen.items()]
    return [group for group in groups if group.entries]


def _entries(wanted: list[int]):
    return Entry.objects.filter(pk__in=wanted).order_by().only("kind", "title", "meta", "url")


def _ranking(understood: Understood, text: str, kinds: dict[str, int], ended: int) -> Ranking:
    names = [*understood.names, (BEGUN, _begun(understood.known, squash(text)))]
    boosts = [
        (KINDS[kind].found.points + alive, bits & some)
        for kind, bits in kinds.items()
        for alive, some in ((ALIVE, ~ended), (0, ended))
    ]
    total = sum(bits.bit_count() for bits in kinds.values())
    return rank(understood.units, total, names, boosts)


def _begun(known: Vocabulary, beginning: str) -> int:
    """The entries with a name that begins so."""
    wanted = NAME + beginning
    meant = Meaning([(number, EXACT) for number in known.names.beginning(wanted, BEGUN_NAMES)])
    return union(_reader.levels(known, {wanted: meant})[wanted])


def _chosen(ranking: Ranking, kinds: dict[str, int]) -> dict[str, list[int]]:
    """The best of all, but of each group at most a few as long as others have any."""
    within = {KINDS[kind].titles: kinds[kind] for kind in GROUPS}
    within[str(OTHERS)] = sum(bits for kind, bits in kinds.items() if kind not in GROUPS)
    chosen: dict[str, list[int]] = {label: [] for label in within}
    left = offered = ranking.matching
    missing = LIMIT
    # Looking for the best reads the scores of all entries; so not once for each group.
    for most in (OF_ONE_GROUP, LIMIT):
        while missing and offered:
            for _, at in ranking.best(missing, offered):
                label = next(label for label, bits in within.items() if bits >> at & 1)
                if len(chosen[label]) < most:
                    chosen[label].append(at)
                    missing -= 1
                    left ^= 1 << at
            full = [within[label] for label, entries in chosen.items() if len(entries) == most]
            offered = reduce(lambda bits, those: bits & ~those, full, left)
        offered = left
    return chosen


def _mended(known: Vocabulary, text: str) -> str:
    """The text with its last word, unknown as the beginning of any, replaced by the nearest beginning of one."""
    words = tokens(text)
    form = words[-1].form if words else ""
    if len(form) < 4 or not form.isalpha() or known.beginning(form, 1):
        return ""
    beginnings = list(dict.fromkeys(word[: len(form)] for word in known.in_order.beside(form)))
    slips = 2 if len(form) >= 8 else 1
    found = extractOne(form, beginnings, scorer=OSA.distance, score_cutoff=slips)
    return " ".join([*(word.text for word in words[:-1]), found[0]]) if found else ""
