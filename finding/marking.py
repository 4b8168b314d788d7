"""Marks in a result the words by which it was found, in whatever spelling they stand there."""

import re
from collections.abc import Iterable

from language.text import core, parts

SNIPPET = 30
LEAD = 8
_PIECE = re.compile(r"[^\W_]+(?:['´`‘’ʼ‚′][^\W_]+)*")

# Parts of a text in order, each with whether it is what was searched; an empty list where nothing is said.
Pieces = list[tuple[str, bool]]


class Marker:
    """For one page of results. Every chunk between blanks is compared once, however often it stands there."""

    def __init__(self, forms: set[str]):
        self.forms = {form for form in forms if len(form) > 1}
        self.kept: dict[str, Pieces] = {}  # nothing for a chunk in which nothing was found

    def marked(self, text: str) -> Pieces:
        """The text with single blanks."""
        words = text.split()
        return _joined(words, self._chunks(words))

    def snippet(self, text: str) -> Pieces:
        """The first words of a text, or those around the first found one if it stands further on."""
        words = text.split()
        start = 0
        chunks = self._chunks(words[:SNIPPET])
        if len(words) > SNIPPET and not any(chunks):
            rest = self._chunks(words[SNIPPET:])
            first = next((place for place, chunk in enumerate(rest) if chunk), None)
            if first is not None:
                start = min(SNIPPET + first - LEAD, len(words) - SNIPPET)
                chunks = [*chunks, *rest][start : start + SNIPPET]
        pieces = _joined(words[start : start + SNIPPET], chunks)
        if start:
            pieces.insert(0, ("… ", False))
        if start + SNIPPET < len(words):
            pieces.append((" …", False))
        return pieces

    def _chunks(self, chunks: list[str]) -> list[Pieces]:
        kept = self.kept
        return [kept[chunk] if chunk in kept else self._mark(chunk) for chunk in chunks]

    def _mark(self, chunk: str) -> Pieces:
        words = parts(chunk)
        found = self.kept[chunk] = self._marked(chunk, words) if self._means(words) else []
        return found

    def _marked(self, chunk: str, words: tuple[str, ...]) -> Pieces:
        """The whole chunk without its punctuation, if that is what was searched, else those of its words that are."""
        start, end = core(chunk)
        if start < end and "".join(words) in self.forms:
            spans = [(start, end)]
        else:
            spans = [piece.span() for piece in _PIECE.finditer(chunk) if self._means(parts(piece[0]))]
        return _cut(chunk, spans)

    def _means(self, words: tuple[str, ...]) -> bool:
        return not self.forms.isdisjoint(words) or len(words) > 1 and "".join(words) in self.forms


def is_found(pieces: Pieces) -> bool:
    """Whether anything of a text was searched."""
    return any(found for _, found in pieces)


def _cut(chunk: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [(chunk[done:start], False), (chunk[start:end], True)]
        done = end
    pieces.append((chunk[done:], False))
    return [piece for piece in pieces if piece[0]]


def _joined(words: list[str], chunks: list[Pieces]) -> Pieces:
    """With blanks between; words in which nothing was found make one piece."""
    pieces: Pieces = []
    plain: list[str] = []
    for word, found in zip(words, chunks, strict=True):
        if not found:
            plain.append(word)
            continue
        between = " ".join([*([""] if pieces else []), *plain, ""])
        if between:
            pieces.append((between, False))
        pieces += found
        plain = []
    if plain:
        pieces.append((" ".join([*([""] if pieces else []), *plain]), False))
    return pieces
