"""What people type, or paste from word processors and mails, as the Markdown that shows it the way they see it.

Their signs of lists become those of Markdown, breaks between lines stay, and a number that counts nothing stays as it
is written. What is Markdown already remains what it is.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import groupby

# A sign of word processors by itself; others only in a list, as a dash may stand anywhere.
_SIGN = re.compile(r"(?:([•▪■●◦‣➢►✓])\s*|(§)\t\s*)(?=\S)")
_WEAK_SIGN = re.compile(r"([–—·o])\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,9})([.)])\s+(?=\S)")
_DAY = re.compile(r"\d{1,2}\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
_OWN_ITEM = re.compile(r"[-*+]\s+\S")  # of Markdown
_OTHER = re.compile(r"#{1,6}\s|>|\[[^\]]{1,200}\]:")
_MOST_WRAPPED, _LEAST_WRAPPED, _EVEN = 100, 60, 0.75  # width of lines that a mail program broke; no person does
_ENDS = (".", "!", "?", ":", ";", "…", "“", ")")


def as_markdown(text: str, has_marks: bool = True) -> str:
    """In time linear to its length. `has_marks`: may headings, quotes and rules be written as Markdown has them?

    >>> as_markdown("Wir bieten:\\n•\\tRat\\no\\tvor Ort\\nRufen Sie an.")
    'Wir bieten:\\n\\n- Rat\\n  - vor Ort\\n\\nRufen Sie an.'
    """
    writer = _Writer(has_marks)
    for line in _lines(text):
        writer.add(line)
    return "\n".join(writer.out)


@dataclass
class _Line:
    """`width`: of the widest line that stands with it, `is_even`: does another reach as far?; `next_sign`: how the next
    line that says anything begins."""

    raw: str
    width: int = 0
    is_even: bool = False
    next_sign: str = ""

    @property
    def text(self) -> str:
        return self.raw.strip()

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def is_rule(self) -> bool:
        return len(self.text) > 2 and not self.text.strip("-*_ ")

    @property
    def sign(self) -> str:
        found = _WEAK_SIGN.match(self.text)
        return found[1] if found else ""


def _lines(text: str) -> list[_Line]:
    found = []
    for is_text, group in groupby(text.splitlines(), lambda line: bool(line.strip())):
        rows = [line.rstrip() for line in group]
        second, widest = sorted([0, *map(len, rows)])[-2:]
        found += [_Line(row, widest, second >= _EVEN * widest) if is_text else _Line("") for row in rows]
    sign = ""
    for line in reversed(found):
        line.next_sign = sign
        sign = line.sign if line.raw else sign
    return found


class _Kind(Enum):
    BLANK, TEXT, ITEM, QUOTE, OTHER = (auto() for _ in range(5))


@dataclass
class _Writer:
    """`out`: what is written, `said`: the last line that said anything, `levels`: signs of the lists around it with
    the width that each takes, `is_own`: is that list written in Markdown?; `indent`: where its numbers begin;
    `counted`: those so far."""

    has_marks: bool
    out: list[str] = field(default_factory=list)
    last: _Kind = _Kind.BLANK
    said: str = ""
    levels: dict[str, int] = field(default_factory=dict)
    is_own: bool = False
    indent: int = 0
    counted: set[int] = field(default_factory=lambda: {0})

    def add(self, line: _Line) -> None:
        if not line.raw:
            kind, written = _Kind.BLANK, ""
        elif item := self._item(line):
            kind, written = _Kind.ITEM, item
            self._apart(_Kind.TEXT, _Kind.QUOTE)
        elif self.has_marks and (_OTHER.match(line.text) or line.is_rule):
            kind, written = (_Kind.QUOTE if line.text.startswith(">") else _Kind.OTHER), line.text
            self._apart(_Kind.TEXT, _Kind.ITEM)
        else:
            kind, written = self._text(line)
        self.out.append(written)
        self.last, self.said = kind, line.text or self.said

    def _apart(self, *kinds: _Kind) -> None:
        """Markdown would take it for more of what stands before it."""
        if self.last in kinds:
            self.out.append("")

    def _item(self, line: _Line) -> str:
        text = line.text
        if _OWN_ITEM.match(text):
            self.levels, self.is_own = {}, True
            return line.raw.expandtabs(4)
        runs_on = self.last is _Kind.TEXT and self._goes_on(line)
        if (number := _NUMBER.match(text)) and not runs_on:
            return self._numbered(line, number) if self._counts(number) else ""
        if found := _SIGN.match(text):
            return self._signed(found[1] or found[2], text[found.end() :])
        is_listed = self.last is _Kind.ITEM or self.said.endswith(":") or line.sign == line.next_sign
        if (found := _WEAK_SIGN.match(text)) and is_listed and not runs_on:
            return self._signed(found[1], text[found.end() :])
        return ""

    def _counts(self, number: re.Match[str]) -> bool:
        value = int(number[1])
        return value - 1 in self.counted and not _DAY.match(number.string)

    def _numbered(self, line: _Line, number: re.Match[str]) -> str:
        self.counted.add(int(number[1]))
        mark = f"{number[1]}{number[2]} "
        if self.is_own or "" in self.levels and line.indent > self.indent:  # it stands below an item
            return line.raw.expandtabs(4)
        self.levels, self.indent = {"": len(mark)}, line.indent
        return mark + number.string[number.end() :]

    def _signed(self, sign: str, text: str) -> str:
        """A sign that stands in the list already is of its level, another one a level below the last."""
        above: dict[str, int] = {}
        for other, width in self.levels.items():
            if other == sign:
                break
            above[other] = width
        self.levels, self.is_own = above | {sign: 2}, False
        return f"{' ' * sum(above.values())}- {text}"

    def _text(self, line: _Line) -> tuple[_Kind, str]:
        number = _NUMBER.match(line.text)
        text = f"{number[1]}\\{line.text[number.end(1) :]}" if number else line.text
        if self.last is _Kind.ITEM and (line.indent or self._goes_on(line)):
            return _Kind.ITEM, text
        if self.last is _Kind.BLANK and line.indent and self.is_own:
            return _Kind.TEXT, line.raw.expandtabs(4)
        self.levels, self.is_own = {}, False
        self._apart(_Kind.ITEM, _Kind.QUOTE)
        if self.last is _Kind.TEXT and not self._goes_on(line):
            if max(len(self.said), len(line.text)) > _MOST_WRAPPED:
                self.out.append("")  # lines that long are paragraphs
            else:
                self.out[-1] += "  "
        return _Kind.TEXT, text

    def _goes_on(self, line: _Line) -> bool:
        """Was the line before broken only because it was full?"""
        if not _LEAST_WRAPPED <= line.width <= _MOST_WRAPPED or self.said.endswith(_ENDS):
            return False
        first = line.text.split(None, 1)[0]
        is_full = len(self.said) + 1 + len(first) > line.width
        return is_full and (line.is_even or first[0].islower())
