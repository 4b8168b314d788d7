"""Marks in a result the words by which it was found, in whatever spelling they stand there."""

import re
from html import escape

from search.engine.text import core, parts

SNIPPET = 30
LEAD = 8
_PIECE = re.compile(r"[^\W_]+(?:['´`‘’ʼ‚′][^\W_]+)*")
MARK = "<mark>"


class Marker:
    """For one page of results. Every chunk between blanks is compared once, however often it stands there."""

    def __init__(self, forms: set[str]):
        self.forms = {form for form in forms if len(form) > 1}
        self.kept: dict[str, str] = {}

    def marked(self, text: str) -> str:
        """The text as HTML, with single blanks."""
        return " ".join(self._chunks(text.split()))

    def snippet(self, text: str) -> str:
        """The first words of a text as HTML, or those around the first found one if it stands further on."""
        words = text.split()
        start = 0
        chunks = self._chunks(words[:SNIPPET])
        if len(words) > SNIPPET and not any(MARK in chunk for chunk in chunks):
            rest = self._chunks(words[SNIPPET:])
            first = next((place for place, chunk in enumerate(rest) if MARK in chunk), None)
            if first is not None:
                start = min(SNIPPET + first - LEAD, len(words) - SNIPPET)
                chunks = [*chunks, *rest][start : start + SNIPPET]
        before = "… " if start else ""
        after = " …" if start + SNIPPET < len(words) else ""
        return before + " ".join(chunks) + after

    def _chunks(self, chunks: list[str]) -> list[str]:
        kept = self.kept
        return [kept.get(chunk) or self._mark(chunk) for chunk in chunks]

    def _mark(self, chunk: str) -> str:
        words = parts(chunk)
        found = self._marked(chunk, words) if self._means(words) else escape(chunk)
        self.kept[chunk] = found
        return found

    def _marked(self, chunk: str, words: tuple[str, ...]) -> str:
        """The whole chunk without its punctuation, if that is what was searched, else those of its words that are."""
        start, end = core(chunk)
        if start < end and "".join(words) in self.forms:
            return _wrapped(chunk, start, end)
        pieces, end = [], 0
        for piece in _PIECE.finditer(chunk):
            pieces.append(escape(chunk[end : piece.start()]))
            pieces.append(_wrapped(piece[0], 0, None) if self._means(parts(piece[0])) else escape(piece[0]))
            end = piece.end()
        return "".join(pieces) + escape(chunk[end:])

    def _means(self, words: tuple[str, ...]) -> bool:
        return not self.forms.isdisjoint(words) or len(words) > 1 and "".join(words) in self.forms


def _wrapped(text: str, start: int, end: int | None) -> str:
    end = len(text) if end is None else end
    return f"{escape(text[:start])}{MARK}{escape(text[start:end])}</mark>{escape(text[end:])}"
