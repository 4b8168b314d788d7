"""How long a regular expression may work: does its time grow faster than the text it reads?

A backtracking matcher needs more than linear time where two unbounded loops can share one stretch of text and what
follows can fail: loops that follow each other (`\\s*-?\\s*x`), one inside another (`(\\w+-?)*x`), and, because a search
begins anew at every place, one that the beginning of the pattern can run into (`\\s*x`). The pattern becomes an
automaton of its single characters (Glushkov's); then `p` and `q` share a stretch if some word leads from `p` to `p`,
from `p` to `q` and from `q` to `q`, and backtracking explodes if it leads from `p` to `p` on two ways.

The only module that knows Python's own parser of regular expressions, which is private.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from re import _compiler, _parser

# Stand for all characters: those that patterns tell apart.
ALPHABET = (
    frozenset(map(chr, range(9, 14)))
    | frozenset(map(chr, range(32, 127)))
    | frozenset("äöüÄÖÜßéſ²٣\xa0\xad„“”»«’‘´‚–—…·•©§€�")
)
WORD = frozenset(char for char in ALPHABET if re.match(r"\w", char))
# A loop of so many rounds costs a constant; more are as good as unbounded.
BOUND = 1_000
_ANYWHERE = -1


@dataclass
class _Piece:
    """Part of a pattern: its first and last characters, by position, and what must stand before and after them.

    `first`: position → (allowed before, allowed there); `last`: position → allowed after. `empty`: what must stand
    before and after where it may match nothing, else None. `free`: positions after which nothing can fail any more.
    """

    first: dict[int, tuple[frozenset, frozenset]] = field(default_factory=dict)
    last: dict[int, frozenset] = field(default_factory=dict)
    empty: tuple[frozenset, frozenset] | None = None
    free: frozenset[int] = frozenset()
    asserts: bool = False


class Automaton:
    """The positions of a pattern and the characters that lead from one to another."""

    def __init__(self, pattern: str, flags: int = 0, *, anywhere: bool, whole: bool = False):
        self.state = _parser.State()
        parsed = _parser.parse(pattern, flags, self.state)
        self.flags = parsed.state.flags
        self.chars: list[frozenset] = []
        self.edges: dict[int, dict[int, frozenset]] = {}
        self.doubled: set[tuple[int, int]] = set()
        self.depth = 0  # unbounded loops around what is being looked at
        self.possessive: set[int] = set()
        self.ahead: list[_Piece] = []  # what is looked ahead for
        whole_piece = self._sequence(parsed)
        self.free = frozenset() if whole else whole_piece.free
        if anywhere:
            self._start_anywhere(whole_piece)

    # --- from the tree of the parser to positions

    def _sequence(self, nodes: Iterable) -> _Piece:
        found = _Piece(empty=(ALPHABET, ALPHABET))
        for node in nodes:
            found = self._join(found, self._piece(*node))
        return found

    def _piece(self, op, value) -> _Piece:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            return self._char(op, value)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._repeat(*value, possessive=name == "POSSESSIVE_REPEAT")
        if name == "SUBPATTERN":
            return self._sequence(value[3])
        if name == "ATOMIC_GROUP":
            start = len(self.chars)
            piece = self._sequence(value)
            self.possessive |= set(range(start, len(self.chars)))
            return piece
        if name == "BRANCH":
            return self._either([self._sequence(branch) for branch in value[1]])
        if name == "AT":
            return self._at(str(value))
        if name in ("ASSERT", "ASSERT_NOT"):
            return self._look(*value, wanted=name == "ASSERT")
        raise ValueError(f"Not looked into: {name}")

    def _char(self, op, value) -> _Piece:
        one = _parser.SubPattern(self.state, [(op, value)])
        matches = _compiler.compile(one, self.flags).fullmatch
        position = len(self.chars)
        self.chars.append(frozenset(char for char in ALPHABET if matches(char)))
        self.edges[position] = {}
        return _Piece({position: (ALPHABET, self.chars[position])}, {position: ALPHABET}, None, frozenset({position}))

    def _repeat(self, least: int, most: int, body, possessive: bool) -> _Piece:
        start = len(self.chars)
        # Inside an unbounded loop the rounds of a bounded one multiply as well.
        is_loop = most > BOUND or most > 1 and self.depth > 0
        self.depth += is_loop
        piece = self._sequence(body)
        self.depth -= is_loop
        if least > 1 and most != least:  # some rounds that must be, then those that may
            piece = self._join(piece, self._sequence(body))
        if is_loop:
            self._link(piece, piece)
        if possessive:
            self.possessive |= set(range(start, len(self.chars)))
        rest = ALPHABET
        if possessive and is_loop and len(self.chars) == start + 1:  # takes all there is of its characters
            rest = ALPHABET - self.chars[start]
            piece.last = {start: rest}
        if least == 0:
            piece.empty = (ALPHABET, rest)
        return piece

    @staticmethod
    def _either(pieces: list[_Piece]) -> _Piece:
        found = _Piece()
        for piece in pieces:
            found.first |= piece.first
            found.last |= piece.last
            found.free |= piece.free
            found.empty = found.empty or piece.empty
            found.asserts |= piece.asserts
        return found

    def _at(self, what: str) -> _Piece:
        if what == "AT_BEGINNING" and self.flags & re.MULTILINE:
            return _Piece(empty=(frozenset("\n"), ALPHABET), asserts=True)
        if what in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return _Piece(empty=(frozenset(), ALPHABET), asserts=True)
        if what in ("AT_END", "AT_END_STRING"):
            return _Piece(empty=(ALPHABET, frozenset("\n")), asserts=True)
        return _Piece(empty=("word", "word"), asserts=True)

    def _look(self, direction: int, body, wanted: bool) -> _Piece:
        """One character, else where the text must go on with one of some; more is no rule for single characters."""
        piece = self._sequence(body)
        chars = frozenset().union(*(there for _, there in piece.first.values()))
        is_one = set(piece.first) == set(piece.last) and piece.empty is None
        if direction > 0:
            self.ahead.append(piece)
        allowed = ALPHABET
        if piece.empty is None and wanted and (direction > 0 or is_one):
            allowed = chars
        elif is_one and not wanted:
            allowed = ALPHABET - chars
        return _Piece(empty=(ALPHABET, allowed) if direction > 0 else (allowed, ALPHABET), asserts=True)

    def _join(self, one: _Piece, other: _Piece) -> _Piece:
        self._link(one, other)
        found = _Piece(dict(one.first), dict(other.last), None, other.free, one.asserts or other.asserts)
        if one.empty is not None:
            for position, (before, there) in other.first.items():
                found.first[position] = (
                    before & self._before(one.empty, there),
                    there & self._after(one.empty, before),
                )
        if other.empty is not None:
            for position, after in one.last.items():
                found.last[position] = after & self._after(other.empty, self.chars[position])
            if not other.asserts:
                found.free |= one.free
            if one.empty is not None:
                found.empty = _both(one.empty, other.empty)
        return found

    @staticmethod
    def _before(empty: tuple, there: frozenset) -> frozenset:
        """What may stand before, given what follows; „word“ is a border between a word and something else."""
        if empty[0] != "word":
            return empty[0]
        return ALPHABET - WORD if there <= WORD else WORD if not there & WORD else ALPHABET

    @staticmethod
    def _after(empty: tuple, here: frozenset) -> frozenset:
        if empty[1] != "word":
            return empty[1]
        return ALPHABET - WORD if here <= WORD else WORD if not here & WORD else ALPHABET

    def _link(self, one: _Piece, other: _Piece) -> None:
        for (p, after), (q, (before, there)) in product(one.last.items(), other.first.items()):
            if self.chars[p] & before and (label := there & after):
                known = self.edges[p].get(q, frozenset())
                if known & label:
                    self.doubled.add((p, q))  # by the inner loop or by the outer one
                self.edges[p][q] = known | label

    def _start_anywhere(self, whole: _Piece) -> None:
        """A search reads any text before it begins: one state for each kind of character that may stand before."""
        kinds = {before for before, _ in whole.first.values()}
        self.chars.append(ALPHABET)
        start = len(self.chars) - 1
        self.edges[start] = {start: ALPHABET}
        for piece in self.ahead:
            self.edges[start] |= {position: there for position, (_, there) in piece.first.items()}
        for before in kinds:
            self.chars.append(before)
            ready = len(self.chars) - 1
            self.edges[start][ready] = before
            self.edges[ready] = {start: ALPHABET, ready: before}
            for position, (own, there) in whole.first.items():
                if own == before:
                    self.edges[ready][position] = there
        self.starts = set(range(start, len(self.chars)))

    # --- what the automaton can do

    def _reach(self, start: int) -> set[int]:
        found, waiting = set(), [start]
        while waiting:
            for following in self.edges[waiting.pop()]:
                if following not in found:
                    found.add(following)
                    waiting.append(following)
        return found

    def shared(self) -> Iterator[tuple[int, int]]:
        """Pairs of loops that can read the same stretch of a text, one after the other or both at once."""
        reach = {p: self._reach(p) for p in self.edges}
        looping = [p for p in self.edges if p in reach[p]]
        starts = getattr(self, "starts", set())
        for p in looping:
            for q in looping:
                if p in self.possessive or q in starts or q not in reach[p]:
                    continue
                if any(q in reach[free] and free in reach[q] for free in self.free):
                    continue  # ends well wherever it stops
                if p == q and self._two_ways(p, reach) or p != q and self._same_word(p, q, reach):
                    yield p, q

    def _same_word(self, p: int, q: int, reach: dict[int, set[int]]) -> bool:
        """Does a word lead from p to p, from p to q and from q to q?"""
        return self._walk(
            (p, p, q), (p, q, q), (lambda x: p in reach[x], lambda x: q in reach[x], lambda x: q in reach[x])
        )

    def _two_ways(self, p: int, reach: dict[int, set[int]]) -> bool:
        back = lambda x: p in reach[x]  # noqa: E731
        return self._walk((p, p), (p, p), (back, back), apart=True)

    def _walk(self, start: tuple, goal: tuple, fit: tuple[Callable, ...], apart: bool = False) -> bool:
        """Is `goal` reached from `start`, all states at once by the same characters; `apart`: on different ways."""
        seen, waiting = set(), [(start, not apart)]
        while waiting:
            states, ways = waiting.pop()
            for following in product(*(self.edges[state] for state in states)):
                labels = [self.edges[a][b] for a, b in zip(states, following, strict=True)]
                if not frozenset.intersection(*labels):
                    continue
                if any(b != target and not fits(b) for b, fits, target in zip(following, fit, goal, strict=True)):
                    continue
                then = ways or len(set(following)) > 1 or (states[0], following[0]) in self.doubled
                if following == goal and then:
                    return True
                if (following, then) not in seen:
                    seen.add((following, then))
                    waiting.append((following, then))
        return False


def _both(one: tuple, other: tuple) -> tuple:
    def narrower(a, b):
        if "word" in (a, b):
            return next((one for one in (a, b) if one not in ("word", ALPHABET)), "word")
        return a & b

    return tuple(narrower(a, b) for a, b in zip(one, other, strict=True))


def why_slow(pattern: str, flags: int = 0, *, anywhere: bool = True, whole: bool = False) -> str:
    """What in a pattern may take more than linear time; empty if nothing does. `anywhere`: it is searched for, not only
    matched at the beginning. `whole`: the text must match to its end.
    """
    automaton = Automaton(pattern, flags, anywhere=anywhere, whole=whole)
    for p, q in automaton.shared():
        if p in getattr(automaton, "starts", ()):
            return f"begins anew at every place of {_shown(automaton.chars[q])}"
        return f"{_shown(automaton.chars[p])} and {_shown(automaton.chars[q])} share a stretch"
    return ""


def _shown(chars: frozenset) -> str:
    return "[" + "".join(sorted(chars))[:20] + "]"
