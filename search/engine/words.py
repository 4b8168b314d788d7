"""What a searched word may mean in the index, how well each meaning fits, and where it stands."""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from sys import getsizeof
from threading import Lock

from core.prepared import ask_many
from language.endings import INFLECTIONS, JOINTS, TRADES, is_inflection
from language.stopwords import STOPWORDS
from language.text import stem
from packed.stretches import CHUNK, is_dense, offsets, to_bits, unpack_bits
from search.engine.vocabulary import DIGITS, FEWEST_INSIDE, Vocabulary
from search.engine.write import KEY_TIER, NAME_TIER, TEXT_TIER
from search.models import Posting

# How well a word of the index fits the searched one, of 100.
EXACT, JOINED, SAME_STEM, SYNONYM, APART, ENDING, BEGINNING, INSIDE, MISTYPED = 100, 90, 85, 70, 65, 60, 55, 35, 40
LONGEST_SHORT = 3  # letters of an abbreviation
SHORTEST_PART = 3  # letters; „Hessen“ is no kind of „Essen“
WEAK = {APART, INSIDE}  # of these alone, a word is rather mistyped
RELATED = 40  # and never more than a field's or a task's worth
TIERS = (NAME_TIER, KEY_TIER, TEXT_TIER)
KEPT_BYTES = 4_000_000  # each of a worker's few readers; a word of 50,000 entries takes 20,000
_OVERHEAD = 500  # of a word without entries
# (quality, tier) → the entries
Levels = dict[tuple[int, int], int]
# a word → the words that mean the same
Alike = Callable[[str], Iterable[str]]


def _alone(word: str) -> Iterable[str]:
    return ()


@dataclass
class Meaning:
    """The terms that a form may stand for: (number, quality); or the parts of a compound, all needed."""

    terms: list[tuple[int, int]] = field(default_factory=list)
    parts: list["Meaning"] = field(default_factory=list)
    corrected: str = ""

    def numbers(self) -> Iterable[int]:
        yield from (number for number, _ in self.terms)
        for part in self.parts:
            yield from part.numbers()

    def __bool__(self) -> bool:
        return bool(self.terms or self.parts)


def meaning(
    known: Vocabulary, form: str, *, unfinished: bool = False, split: bool = True, alike: Alike = _alone
) -> Meaning:
    """The form itself, its inflections, longer words with it, the parts it is made of.

    `unfinished`: somebody is still typing it, so whatever begins with it counts as meant. `split`: also its parts.
    `alike`: the words that mean the same as a part.
    """
    found = direct(known, form)
    if unfinished:
        best = dict.fromkeys(known.beginning(form), ENDING + 25)
    else:
        best = longer(known, form)
    for number, quality in [*found, *(_about(known, form, alike) if split else ())]:
        best[number] = max(quality, best.get(number, 0))
    # „Mittelstand“ is known and more than „Mittel“ and „Stand“; „Netzwerkförderung“ is just what its parts say.
    shortest = 6 if found else 4
    return Meaning(sorted(best.items()), compound(known, form, shortest, alike) if split else [])


def _about(known: Vocabulary, form: str, alike: Alike) -> list[tuple[int, int]]:
    """What a word is about when its end only says who does it: „Lebensmittelhersteller“ → „Lebensmittel“."""
    found: list[tuple[int, int]] = []
    for head in TRADES:
        if form.endswith(head) and len(form) - len(head) >= 4:
            for joint in JOINTS:
                word = form.removesuffix(head).removesuffix(joint)
                for other in (word, *alike(word)):
                    found += [(number, ENDING) for number, _ in direct(known, other)]
    return found


def direct(known: Vocabulary, form: str) -> list[tuple[int, int]]:
    """The form and those with its stem; where the index does not know it, what it is an inflection of is as good."""
    exact = known.numbers.get(form) or next(iter(inflected(known, form)), None)
    found = [(number, SAME_STEM) for number in known.stems.get(stem(form), ()) if number != exact]
    return [*found, (exact, EXACT)] if exact else found


def inflected(known: Vocabulary, form: str) -> list[int]:
    """Those that a form which the index does not know is an inflection of, or that are one of it; none of an
    abbreviation: „Imker“ is no „IMK“."""
    alike = known.stems.get(stem(form), ())
    if not alike or form in known.numbers:
        return []
    return [n for n in alike if len(known.forms[n]) > LONGEST_SHORT and is_inflection(known.forms[n], form)]


def longer(known: Vocabulary, form: str) -> dict[int, int]:
    """Longer words that contain the form: at their end (their kind), at their beginning, inside."""
    best: dict[int, int] = {}
    if len(form) < FEWEST_INSIDE:
        return best
    for number in known.containing(form):
        word = known.forms[number]
        before, _, after = word.rpartition(form)
        if after in INFLECTIONS and (len(before) >= SHORTEST_PART or not before):
            best[number] = ENDING
        elif word.startswith(form):
            best[number] = BEGINNING
        elif len(form) >= 6:
            best[number] = INSIDE
    return best


def digits(known: Vocabulary, number: str) -> Meaning:
    """Telephone numbers that contain these digits."""
    exact = known.numbers.get(DIGITS + number)
    found = [(term, EXACT if term == exact else JOINED) for term in known.digits.containing(number)]
    return Meaning(found)


def compound(known: Vocabulary, form: str, shortest: int = 4, alike: Alike = _alone) -> list[Meaning]:
    """„netzwerkdatenbank“ as „netzwerk“ and „datenbank“, if the index knows both or words that mean the same.

    Two parts before three, and words of their own before those that only occur inside longer ones.
    """
    if len(form) < 2 * shortest or not form.isalpha():
        return []
    for count in (2, 3):
        for inside in (False, True):
            if found := _split(known, form, shortest, count, inside, alike):
                return found
    return []


def _split(known: Vocabulary, form: str, shortest: int, count: int, inside: bool, alike: Alike) -> list[Meaning]:
    if count == 1:
        last = _part(known, form, shortest, inside, ("",), alike)
        return [last] if last else []
    for place in range(len(form) - shortest, shortest - 1, -1):
        first = _part(known, form[:place], shortest, inside, JOINTS, alike)
        if first and (others := _split(known, form[place:], shortest, count - 1, inside, alike)):
            return [first, *others]
    return []


def _part(
    known: Vocabulary, form: str, shortest: int, inside: bool, joints: tuple[str, ...], alike: Alike
) -> Meaning | None:
    """A known word, perhaps with the sound that joins it to the next; its longer words and what means the same
    count as well."""
    for joint in joints:
        word = form.removesuffix(joint)
        if not form.endswith(joint) or len(word) < shortest or word in STOPWORDS:
            continue
        best = dict(direct(known, word))
        for other in alike(word):
            best = dict(direct(known, other)) | best
        if len(word) >= 6 and (best or inside):
            best = longer(known, word) | best
        if best:
            return Meaning(sorted(best.items()))
    return None


def mistyped(known: Vocabulary, form: str, *, in_company: bool) -> Meaning:
    """What was probably meant. Short words only `in_company` of others that fit: alone they fit anything."""
    length = len(form)
    if not form.isalpha() or length < (4 if in_company else 5):
        return Meaning()
    found = known.similar(form, 2 if length >= 8 else 1)
    if not found:
        return Meaning()
    terms = [(one.number, MISTYPED - 5 * one.slips) for one in found[:20]]
    return Meaning(sorted(terms), corrected=known.forms[found[0].number])


class Reader:
    """Where meanings stand, read with one query for all of them. What was asked for last is kept while the index stays
    the same; the threads of a process share it."""

    def __init__(self):
        self.version: int | None = None
        self.kept: OrderedDict[str, Levels] = OrderedDict()
        self.bytes = 0
        self.lock = Lock()

    def levels(self, known: Vocabulary, meanings: dict[str, Meaning]) -> dict[str, Levels]:
        """For each named meaning its entries by quality and tier."""
        with self.lock:
            if self.version != known.version:
                self.kept, self.bytes, self.version = OrderedDict(), 0, known.version
            found = {key: self.kept[key] for key in meanings if key in self.kept}
            for key in found:
                self.kept.move_to_end(key)
        if len(found) == len(meanings):
            return found
        missing = {key: meant for key, meant in meanings.items() if key not in found}
        stored = _stored({number for meant in missing.values() for number in meant.numbers()})
        read = {key: _levels(meant, stored) for key, meant in missing.items()}
        self._keep(known.version, read)
        return found | read

    def _keep(self, version: int | None, read: dict[str, Levels]) -> None:
        with self.lock:
            for key, levels in read.items() if self.version == version else ():
                if key not in self.kept:
                    self.kept[key] = levels
                    self.bytes += _bytes(levels)
            while self.bytes > KEPT_BYTES:
                self.bytes -= _bytes(self.kept.popitem(last=False)[1])


def _bytes(levels: Levels) -> int:
    return _OVERHEAD + sum(map(getsizeof, levels.values()))


def _stored(numbers: set[int]) -> dict[int, list[tuple[int, int, bytes]]]:
    rows: dict[int, list] = defaultdict(list)
    if numbers:
        room = 1 << (len(numbers) - 1).bit_length()  # few lengths, for each of which a query is compiled
        wanted = [*sorted(numbers), *[0] * (room - len(numbers))]
        for term, tier, chunk, packed in ask_many("postings", wanted, _postings, sentinel=2_000_000_000):
            rows[term].append((tier, chunk, bytes(packed)))
    return rows


def _postings(numbers: list[int]):
    return Posting.objects.filter(term__in=numbers).order_by().values_list("term_id", "tier", "chunk", "packed")


def _levels(meant: Meaning, stored: dict[int, list]) -> Levels:
    dense: Levels = {}
    sparse: dict[tuple[int, int, int], array] = defaultdict(lambda: array("H"))
    for number, quality in meant.terms:
        for tier, chunk, packed in stored.get(number, ()):
            if is_dense(packed):
                dense[quality, tier] = dense.get((quality, tier), 0) | unpack_bits(packed, chunk)
            else:
                sparse[quality, tier, chunk].extend(offsets(packed))
    for (quality, tier, chunk), entries in sparse.items():
        dense[quality, tier] = dense.get((quality, tier), 0) | to_bits(entries) << (chunk * CHUNK)
    if meant.parts:
        for level, bits in _apart([_levels(part, stored) for part in meant.parts]).items():
            dense[level] = dense.get(level, 0) | bits
    return dense


def _apart(parts: list[Levels]) -> Levels:
    """Entries with all parts of a compound, at least one of them where it says what the entry is about: parts that
    only stand somewhere in a text say nothing („Grund“, „Steuer“)."""
    telling = 0
    for part in parts:
        telling |= union(part, least=KEY_TIER)
    found = {level: bits & telling for level, bits in together(parts, APART).items()}
    return {level: bits for level, bits in found.items() if bits}


def together(several: list[Levels], quality: int) -> Levels:
    """Entries where all of several words stand, at the tier of the weakest."""
    found: Levels = {}
    for tier in TIERS:
        bits = -1
        for one in several:
            bits &= union(one, least=tier)
        if bits:
            found[quality, tier] = bits
    return found


def merged(first: Levels, second: Levels) -> Levels:
    """The entries of both, level by level."""
    found = dict(first)
    for level, bits in second.items():
        found[level] = found.get(level, 0) | bits
    return found


def union(found: Levels, least: int = TEXT_TIER) -> int:
    bits = 0
    for (_, tier), more in found.items():
        if tier >= least:
            bits |= more
    return bits
