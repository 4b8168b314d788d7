"""Where a text comes from, as its head says: title, kind, date, publisher."""

import re
from dataclasses import dataclass
from datetime import date

from core import fuzzy_dates
from publishing.enums import SourceKind
from texts.dates import edtf_of
from texts.document import Document, LineKind
from texts.proposal import Proposal

_TOP_LINES = 8
_KINDS = [
    (SourceKind.NOTICE, re.compile(
        r"(?:presse|medien)(?:mitteilung|information|meldung)|mitteilung|bekanntmachung|newsletter|rundschreiben")),
    (SourceKind.INTERVIEW, re.compile(r"interview|im gespräch|ein gespräch mit|nachgefragt|fragen an")),
    (SourceKind.LETTER, re.compile(r"sehr geehrte|mit freundlichen grüßen")),
    (SourceKind.DOCUMENT, re.compile(
        r"steckbrief|konzept|satzung|protokoll|sitzung|beschlussvorlage|faktenblatt|flyer|jahresbericht")),
]  # fmt: skip
_NO_TITLE = re.compile(
    r"(?i)^(?:(?:presse|medien)(?:mitteilung|information|meldung|stelle)|kategorie:|steckbrief$|newsletter|seite \d|"
    r"©|foto|"
    r"(?:landkreis|stadt|gemeinde|kreis) [\w-]{2,40}$|sehr geehrte|liebe |von [A-ZÀ-Þ]\w{1,20} [A-ZÀ-Þ][\w-]{1,30}$|"
    r"menü$|start$|home$)"
)
_PUBLISHER = re.compile(
    r"(?i)(?:herausgeber(?:in)?|v\. ?i\. ?s\. ?d\. ?p\.?|redaktion|quelle|absender)(?: ist|"
    r":)? (?P<name>[^\n]{3,120}?)(?=$|\n|, Tel|, \d)"
)
_OFFICE = re.compile(
    r"(?:(?:Presse|Medien)(?:mitteilung|information|meldung) (?:der|des|"
    r"von) )(?P<of>[A-ZÀ-Þ][^\n,;:]{3,80}?)(?= vom | Nr|$|\n|,|:)"
)
_BODY = re.compile(
    r"^(?:Landkreis|Stadt|Gemeinde|Kreis|Landeshauptstadt|Ministerium|IHK|HWK|Handwerkskammer|Amt|Verbandsgemeinde|"
    r"Region) ?[\w äöüÄÖÜß-]{2,60}$"
)
_SENDER = re.compile(r"^\"?(?P<name>[^\"<@]{3,100}?)\"? ?<")
_PAPER = re.compile(r"^(?P<name>[A-ZÀ-Þ][\w äöüß-]{3,50}), (?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\w*, )?(?:den )?\d")
_LONGEST_TITLE, _TITLE_LINES = 160, 6


@dataclass(frozen=True)
class Head:
    """What is told; empty where nothing is. `dated` as worded, `edtf` as a date."""

    title: str = ""
    kind: str = ""
    dated: str = ""
    edtf: str = ""
    publisher: str = ""


def read_head(document: Document, dates: list[Proposal]) -> Head:
    """What the first lines, the head of a mail or the title of a page say of the source."""
    dated = _dated(document, dates)
    return Head(
        title=_title(document)[:200],
        kind=_kind(document),
        dated=dated[0],
        edtf=dated[1],
        publisher=_publisher(document)[:200],
    )


def written_on(document: Document, dates: list[Proposal]) -> date | None:
    """The day of the text, or the first of its month or year; for days that it gives without a year."""
    edtf = _dated(document, dates)[1]
    try:
        return fuzzy_dates.bounds(edtf)[0] if edtf and not edtf.startswith("X") else None
    except fuzzy_dates.FuzzyDateError:
        return None


def _dated(document: Document, dates: list[Proposal]) -> tuple[str, str]:
    """A date in the head of the mail, else one in the first lines that is no event's, else the one after „Stand“."""
    for match in re.finditer(r"\d{1,2}\. ?\w{1,9}\.? ?\d{4}|\d{4}-\d\d-\d\d", document.head.get("date", "")[:200]):
        if edtf := edtf_of(match[0]):
            return match[0], edtf
    for one in dates:
        line = document.line_at(one.start)
        before = document.text[line.start : one.start]
        number = document.line_number(one.start)
        top = number < _TOP_LINES and one.start < 600
        exact = re.fullmatch(r"\d{4}-\d\d-\d\d", one.normalised)
        headed = re.search(
            r"(?i)(?:vom|stand:?|den|nr\.? ?\S{1,10},?|veröffentlicht(?: am)?:?|datum:?|,|^|"
            r"^[A-ZÀ-Þ][\wäöüß -]{2,30}\.?,?) ?$",
            before,
        )
        dateline = (
            re.match(r"[A-ZÀ-Þ][\wäöüß/ -]{2,30}[,.]? ?(?:\(\w{2,6}\)|,|–|-|den|\(|\s)*$", before) and len(before) < 50
        )
        rest = document.text[one.end : line.end]
        short = line.end - line.start < 90 or re.match(r"\)? ?[–.:-]", rest) and len(before) < 50
        if (
            top
            and exact
            and short
            and (headed or dateline)
            and not re.search(r"(?i)termin|gründ|sitzung am|\bam $", before)
        ):
            return one.value, one.normalised
    for one in dates:
        before = document.text[max(0, one.start - 22) : one.start]
        line = document.line_at(one.start)
        last = document.line_number(one.start) > len(document.lines) - 4 and line.end - line.start < 80
        exact = re.fullmatch(r"\d{4}-\d\d-\d\d", one.normalised)
        if (
            last
            and exact
            and line.end - one.end < 3
            and re.match(r"\(?[A-ZÀ-Þ][\w äöüß.-]{2,50}, (?:den )?$", document.text[line.start : one.start])
        ):
            return one.value, one.normalised
        if re.search(r"(?i)\b(?:stand|freigabe|veröffentlicht|zuletzt geändert|aktualisiert)\b[^.\n]{0,12}$", before):
            return one.value, one.normalised
    return "", ""


def _title(document: Document) -> str:
    if subject := document.head.get("subject"):
        return re.sub(r"(?i)^(?:(?:wg|fwd?|aw|re|einladung|pressemitteilung)\s*: ?)+", "", subject).strip()
    top = [line for line in document.lines[:12] if line.end - line.start <= _LONGEST_TITLE]
    for line in top:
        if line.kind is LineKind.HEADING and not _NO_TITLE.match(document.text_of(line)):
            return document.text_of(line)
    if title := document.head.get("title"):
        return title
    for line in top[:_TITLE_LINES]:
        text = document.text_of(line)
        dated = len(text) < 60 and re.search(r"\d{4}$", text) or _PAPER.match(text)
        if (
            line.kind is LineKind.TEXT
            and not _NO_TITLE.match(text)
            and not dated
            and len(text) > 8
            and text[-1] not in ".,;:"
        ):
            return text
    start, end = document.sentences[0] if document.sentences else (0, 0)
    return document.text[start:end][:_LONGEST_TITLE]


def _kind(document: Document) -> str:
    if document.head.get("from") or document.head.get("subject"):
        return SourceKind.MAIL
    top = document.text[:600].casefold()
    for kind, words in _KINDS:
        if words.search(top):
            return kind
    return SourceKind.WEB_PAGE if document.head.get("title") else SourceKind.ARTICLE


def _publisher(document: Document) -> str:
    if match := _SENDER.match(document.head.get("from", "")):
        return match["name"].strip()
    text = document.text
    for pattern, group in ((_OFFICE, "of"), (_PUBLISHER, "name")):
        if match := pattern.search(text[:1500]) or pattern.search(text[-1500:]):
            return match[group].strip(" .")
    for line in document.lines[:5]:
        for pattern in (_PAPER, _BODY):
            if match := pattern.match(document.text_of(line)):
                return match["name"] if pattern is _PAPER else match[0]
    return ""
