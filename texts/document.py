"""What was pasted as readable text: lines, links and sentences with their places in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from html.parser import HTMLParser

from inputs.text import cleaned
from texts.pasted import as_seen

_IS_HTML = re.compile(
    r"</?(?:p|div|br|a|h[1-6]|ul|ol|li|html|body|article|section|table|span)(?:[\s/][^<>]{0,2000})?>", re.I
)
_MARK = re.compile(r"^\s{0,8}(?:(?P<heading>#{1,6})\s+|(?P<item>[*+•·▪■●◦‣➢►✓→»›–-]|>>|o(?= [A-ZÀ-Þ]))\s+)?")
_MD_LINK = re.compile(
    r'!?\[(?P<label>[^\[\]\n]{0,300})\]\((?P<url>[^\s()<>]{1,1000})(?:\s+"(?P<title>[^"\n]{0,300})")?\)'
)
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)([^*_]+?)(?:\*\*|__):?\s*$")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_SENTENCE_END = re.compile(r"[.!?…][\"“”«»’)]*\s+(?=[\"„“»(]?[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\.[–-]\d{1,2}|(?:^|[\s(„\"/])(?:[A-Za-z]|\d{1,2}|e\. ?V|z\. ?B|u\. ?a|i\. ?d|v\. ?l|d\. ?h|o\. ?ä|"
    r"Dr|Prof|Dipl|"
    r"Ing|Tel|Nr|Str|St|Tsd|"
    r"ca|bzw|ggf|Gebr|Inh|inkl|evtl|max|min|lfd|gem|Co|Mio|Mrd|vgl|usw|med|rer|nat|phil|jur|Abs|Art|Hrsg|Jan|Feb|Aug|"
    r"Sept|Okt|Nov|Dez))$"
)


# No word is that long: what is would only keep the rules busy. Addresses may be longer.
_LONG = re.compile(r"\S{120,}")
_LONGEST_ADDRESS = 700
_HYPHENS = str.maketrans("‐‑﹣－−‒―", "----–––")  # as texts are set: „2018‑2020“
_LONGEST_LINE = 4000
_LONGEST_SENTENCE = 1500


def _cut_long_words(text: str) -> str:
    return _LONG.sub(lambda match: match[0][: _LONGEST_ADDRESS if "://" in match[0][:200] else 120], text)


class LineKind(Enum):
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    start: int
    end: int
    kind: LineKind


@dataclass(frozen=True)
class Anchor:
    """A link of the text: where its label stands, its address and the title of the link, if it has one."""

    start: int
    end: int
    url: str
    title: str = ""


@dataclass(frozen=True)
class Document:
    text: str
    lines: tuple[Line, ...]
    anchors: tuple[Anchor, ...] = ()
    head: dict[str, str] = field(default_factory=dict)  # of a mail: from, date, subject; of a page: title
    broken: tuple[str, ...] = ()  # addresses that the text has in two lines

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return [span for line in self.lines for span in _sentences(self.text, line)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, place by place."""
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def anchor_at(self) -> dict[int, Anchor]:
        return {anchor.start: anchor for anchor in self.anchors}

    def places(self, name: str, *, any_case: bool = False) -> Iterator[int]:
        """Where a name stands as words of its own."""
        text, name = (self.lowered, name.lower()) if any_case else (self.text, name)
        place = text.find(name) if name.strip() else -1
        while place >= 0:
            end = place + len(name)
            if not (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum()):
                yield place
            place = text.find(name, end)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence that a place lies in."""
        return self.sentences[max(bisect_right(self._sentence_starts, place) - 1, 0)]

    def line_number(self, place: int) -> int:
        return max(bisect_right(self._line_starts, place) - 1, 0)

    def line_at(self, place: int) -> Line:
        return self.lines[self.line_number(place)]

    def text_of(self, line: Line) -> str:
        return self.text[line.start : line.end]


def read(pasted: str) -> Document:
    """Plain text, Markdown or HTML as a document. Scripts and styles are dropped, never run."""
    text = cleaned(pasted.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ").translate(_HYPHENS)
    builder = _Builder()
    if _IS_HTML.search(text):
        _HtmlReader(builder).read(text)
    else:
        pasted_text = as_seen(_cut_long_words(text))
        builder.head, builder.broken = pasted_text.head, pasted_text.broken
        for line in pasted_text.lines:
            builder.add_markdown(line)
    return builder.document()


def _sentences(text: str, line: Line):
    start = line.start
    for match in _SENTENCE_END.finditer(text, line.start, line.end):
        if text[match.start()] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
            continue
        yield from _short(text, start, match.end() - len(match[0]) + len(match[0].rstrip()))
        start = match.end()
    yield from _short(text, start, line.end)


def _short(text: str, start: int, end: int):
    """A sentence, or its pieces where it is longer than anybody writes."""
    while end - start > _LONGEST_SENTENCE and (cut := text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)) > 0:
        yield start, cut
        start = cut + 1
    if start < end:
        yield start, end


@dataclass
class _Builder:
    """Collects lines, each without its mark and without blanks around it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, text: str, kind: LineKind, anchors: list[Anchor]) -> None:
        while len(text) > _LONGEST_LINE and (cut := text.rfind(" ", 1, _LONGEST_LINE)) > 0:
            self.add(text[:cut], kind, [anchor for anchor in anchors if anchor.end <= cut])
            anchors = [replace(one, start=one.start - cut, end=one.end - cut) for one in anchors if one.start >= cut]
            text = text[cut:]
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        if not stripped:
            return
        for anchor in anchors:
            start, end = max(anchor.start - lead, 0), min(anchor.end - lead, len(stripped))
            if start < end:
                self.anchors.append(Anchor(self.length + start, self.length + end, anchor.url, anchor.title))
        self.lines.append(Line(self.length, self.length + len(stripped), kind))
        self.parts.append(stripped)
        self.length += len(stripped) + 1

    def add_markdown(self, line: str) -> None:
        mark = _MARK.match(line)
        kind = LineKind.HEADING if mark["heading"] else LineKind.ITEM if mark["item"] else LineKind.TEXT
        rest = line[mark.end() :]
        if bold := _BOLD_LINE.match(line):
            kind, rest = LineKind.HEADING, bold[1]
        out, anchors, place = "", [], 0
        for link in _MD_LINK.finditer(rest):
            out += _BOLD.sub("", rest[place : link.start()])
            place = link.end()
            if link[0].startswith("!"):
                continue
            label = _BOLD.sub("", link["label"]) or link["url"]
            anchors.append(Anchor(len(out), len(out) + len(label), link["url"], link["title"] or ""))
            out += label
        self.add(out + _BOLD.sub("", rest[place:]), kind, anchors)

    def document(self) -> Document:
        return Document("\n".join(self.parts), tuple(self.lines), tuple(self.anchors), self.head, tuple(self.broken))


class _HtmlReader(HTMLParser):
    """Text of the elements, block by block; hidden elements are left out."""

    SILENT = {"script", "style", "template", "noscript", "svg", "head", "title", "iframe", "object"}
    BLOCKS = {
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "footer", "main", "aside",
        "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "dt", "dd", "hr",
        "address",
    }  # fmt: skip

    def __init__(self, builder: _Builder):
        super().__init__(convert_charrefs=True)
        self.builder, self.silent, self.kind = builder, 0, LineKind.TEXT
        self.text, self.anchors, self.open, self.in_title = "", [], None, False

    def read(self, html: str) -> None:
        self.feed(html)
        self.close()
        self._flush()

    def handle_starttag(self, tag, attrs):
        if tag in self.SILENT:
            self.silent += 1
        self.in_title = tag == "title"
        if tag in self.BLOCKS:
            self._flush()
            heading = re.fullmatch(r"h[1-6]", tag)
            self.kind = LineKind.HEADING if heading else LineKind.ITEM if tag == "li" else LineKind.TEXT
        if tag == "a" and (url := dict(attrs).get("href")):
            self.open = (len(self.text), url.strip(), (dict(attrs).get("title") or "").strip())

    def handle_endtag(self, tag):
        self.in_title = False
        if tag in self.SILENT:
            self.silent = max(0, self.silent - 1)
        if tag == "a":
            self._close_anchor()
        if tag in ("td", "th") and self.text.strip():
            self.text = f"{self.text.rstrip()} | "
        if tag in self.BLOCKS:
            self._flush()
            self.kind = LineKind.TEXT

    def handle_data(self, data):
        if self.in_title:
            self.builder.head.setdefault("title", " ".join(data.split())[:300])
        if not self.silent:
            data = re.sub(r"\s+", " ", cleaned(_cut_long_words(data)))  # entities are characters only now
            self.text += data.lstrip() if not self.text or self.text.endswith(" ") else data

    def _close_anchor(self) -> None:
        if self.open:
            start, url, title = self.open
            self.anchors.append(Anchor(start, len(self.text), url, title))
            self.open = None

    def _flush(self) -> None:
        self._close_anchor()
        self.text = self.text.rstrip(" |") if self.text.endswith(" | ") else self.text
        self.builder.add(self.text, self.kind, self.anchors)
        self.text, self.anchors = "", []
