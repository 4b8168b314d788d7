"""What a text says of others than its subject: notes of the editors, other reports, whom they compare it with."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from articles.candidates import UNION, UNION_WORD
from articles.subject import Subject
from texts.document import Document, LineKind
from texts.enums import Confidence, ProposalKind
from texts.faults import letters
from texts.proposal import Proposal

_IMPRINT = re.compile(
    r"(?<![\w-])(?:Hinweis|Übrigens|Impressum|Redaktion|Herausgeber(?:in)?|Umsetzung|Gestaltung|Layout|Druck|Satz|"
    r"Webdesign)(?: und \w{3,20})?: "
)
_OTHER_REPORTS = re.compile(
    r"(?i)^\W{0,5}(?:das könnte (?:sie|dich|euch) auch interessieren|(?:auch|ebenfalls) interessant|weitere "
    r"(?:meldungen|nachrichten|beiträge|artikel)|mehr zum thema|lesen sie auch|ähnliche (?:beiträge|artikel|themen)|"
    r"kurz (?:notiert|gemeldet)|kurzmeldungen|verwandte (?:themen|artikel)|(?:ein )?blick über den \w{2,20}|"
    r"aus der nachbarschaft|was sonst (?:noch )?\w{3,12})\W{0,8}$"
)
# „Inhalt“, above the titles of the parts of a newsletter.
_CONTENTS = re.compile(
    r"(?i)(?:aus dem |der )?inhalt(?:sverzeichnis|sübersicht)?|(?:die |unsere )?themen(?:übersicht)?|"
    r"themen \w{3,8} ausgabe|(?:heute |themen |neu )?in diese[rm] (?:ausgabe|heft|newsletter|rundbrief)|"
    r"überblick|übersicht"
)
_MOST_LINES, _TOP_LINES, _MOST_TITLES, _ENTRY = 6, 12, 30, 160
# „Ihre Ansprechpartnerin bei der Sparkasse: …“
_CONTACT_OF = re.compile(
    r"(?<![\w-])(?:Ansprech(?:partner(?:in)?|person)|Kontakt) (?:bei|beim|in|im|des|der) "
    r"(?P<whose>(?![^:\n]{0,60}(?i:presse|medien|fragen|anmeld|team|büro|vorstand|stelle))[^:.\n]{3,60}):"
)
_MINISTRY = re.compile(
    r"^(?:[A-ZÀ-Þ]\w{2,30} )?(?:\w{0,20}[Mm]inisterium|Staatskanzlei|Senatsverwaltung)\b[^.\n]{0,90}, "
)
_REACHED = re.compile(r"(?i)\b(?:tel|telefon|fon)\b|@")
_COMPARED = re.compile(
    r"(?:Zum Vergleich\b|(?:Bundes|Deutschland|Landes|Europa|EU-?|Welt)weit\b|(?:In|Im) (?:ganz|der gesamten|gesamten|"
    r"ganzen) )"
)
# „Der hat 400 Mitglieder“: of what the sentence before ends with.
_THAT_ONE = re.compile(r"(?:(?:Der|Die|Das|Jener?) (?:hat|hatte|zählt|umfasst|beschäftigt|vereint)|Dessen|Deren)\b")
_HOLDER = re.compile(
    r"\b(?:Ausrichter|Veranstalter|Gastgeber)(?:in)?\b[^:\n]{0,80}?(?: ist|:) (?P<name>[^\n.;)]{2,80})"
)
_UNION_ONLY = re.compile(rf"(?:(?:der|die|das|unser\w{{0,2}}) )?(?=[A-ZÀ-Þ]){UNION}\w{{0,2}}$", re.I)
# „Stand auf der Messe X“, „beim Besuch der“: whoever is a guest holds nothing.
_GUEST = re.compile(
    r"(?i)\b(?:\w*stand|besuch\w{0,3}|gast|gäste|teilnahme|auftritt|ausfl[uü]g\w{0,2}|vertreten)\b"
    r"(?: \w{2,12}){0,2} (?:der|des|die|den|dem|zur|zum|beim)(?: \w{2,20})? [„“\"]?$"
)
_CALLED_OFF = re.compile(r"(?i)\b(?:abgesagt|abgesetzt|entfällt|entfallen|fällt (?:\w{1,12} )?aus|verschoben)\b")
# „TOP 3“, „Anwesend: …“: minutes, of a body that may be another than the subject.
_MINUTES = re.compile(r"(?:TOP|Tagesordnungspunkt) ?\d|(?:Anwesend|Teilnehmende|Protokoll(?:führung)?)\b ?:")
_OF_A_BODY = re.compile(
    r"(?:\d{1,3}\. )?(?:IHK|HWK|(?:Kreis|Stadt|Gemeinde|Land|Bundes)(?:tag|rat)|\w{0,20}[Aa]usschuss)(?:e?s)?-?\w"
)
_HELD_BY = re.compile(r" (?:des|der) ([A-ZÀ-Þ]\w{1,40}-\w{2,40})$")
_IN_BRACKETS = re.compile(r"(?P<name>[A-ZÀ-Þ][\w.&-]{1,40}(?: [A-ZÀ-Þ][\w.&-]{1,40}){1,4}(?: e\. ?V\.)?) \($")
_TOLD = {
    ProposalKind.PERSON, ProposalKind.PHONE, ProposalKind.EMAIL, ProposalKind.ADDRESS, ProposalKind.LINK,
    ProposalKind.EVENT, ProposalKind.MEMBER, ProposalKind.FUNDING, ProposalKind.DATE,
}  # fmt: skip


class Asides:
    """The parts of a text that are about others; nothing in them is sure for its subject."""

    def __init__(self, document: Document, subject: Subject | None):
        self.document = document
        self.forms = {key for form in subject.forms if (key := letters(form))} if subject else set()
        self.spans = sorted({*self._found(), *self._other_parts()})
        self.starts = [start for start, _ in self.spans]
        self.is_of_another = self._is_minutes_of_another()

    def weigh(self, one: Proposal) -> Proposal:
        """The proposal, less sure where the text gives it for somebody else."""
        if one.confidence is not Confidence.SURE or not self._is_aside(one):
            return one
        return replace(one, confidence=Confidence.LIKELY)

    def _is_aside(self, one: Proposal) -> bool:
        if one.kind == ProposalKind.FIGURE:
            return self._in_span(one.start) or self._counts_another(one)
        if one.kind == ProposalKind.EVENT and self._is_not_its_own(one):
            return True
        return one.kind in _TOLD and self._in_span(one.start)

    def _is_not_its_own(self, event: Proposal) -> bool:
        """„Stammtisch des Nordwind-Clusters“, „(Veranstalter: IHK)“, what was called off, what others note for them."""
        line = self.document.text_of(self.document.line_at(event.start))
        line = line if len(line) < _ENTRY else self.document.text[slice(*event.sentence)]
        if _CALLED_OFF.search(line):
            return True
        if holder := _HOLDER.search(line):
            return not (self._is_named(holder["name"]) or _UNION_ONLY.match(holder["name"]))
        if _GUEST.search(self.document.text, max(event.sentence[0], event.start - 70), event.start):
            return not self._is_named(event.value)
        if self.is_of_another:
            return not self._is_named(line)
        if _OF_A_BODY.match(event.value):
            return not self._is_named(event.value)
        union = _HELD_BY.search(event.value)
        return bool(union and UNION_WORD.search(union[1]) and not self._is_named(event.value))

    def _is_named(self, words: str) -> bool:
        key = letters(words)
        return any(form in key for form in self.forms)

    def _is_minutes_of_another(self) -> bool:
        """Does a text begin as minutes do, and is the subject not named before they do?"""
        document = self.document
        for line in document.lines[:_TOP_LINES]:
            if _MINUTES.match(document.text, line.start, line.end):
                return not self._is_named(document.text[: line.start])
        return False

    def _in_span(self, place: int) -> bool:
        before = bisect_right(self.starts, place) - 1
        return before >= 0 and place < self.spans[before][1]

    def _is_own(self, words: str) -> bool:
        """Do words name the subject, or say „Netzwerk“ of it?"""
        return self._is_named(words) or any(UNION_WORD.search(word) for word in words.split())

    def _found(self) -> Iterator[tuple[int, int]]:
        document, left = self.document, 0
        for line in document.lines:
            text = document.text_of(line)
            if _OTHER_REPORTS.match(text) and line is not document.lines[0]:
                left = _MOST_LINES + 1
            elif line.kind is LineKind.HEADING:
                left = 0
            if left:
                left -= 1
                yield line.start, line.end
            elif (of := _CONTACT_OF.search(text)) and not self._is_own(of["whose"]):
                yield line.start + of.start(), line.end
            elif _MINISTRY.match(text) and _REACHED.search(text):
                yield line.start, line.end
            elif imprint := _IMPRINT.search(text):
                yield line.start + imprint.start(), line.end

    def _other_parts(self) -> Iterator[tuple[int, int]]:
        """The parts of a newsletter of somebody else in which the subject is not named."""
        document, lines = self.document, self.document.lines
        texts = [document.text_of(line) for line in lines]
        top = next((at for at, text in enumerate(texts[:_TOP_LINES]) if _CONTENTS.fullmatch(text.strip(" :"))), None)
        if top is None or self._is_named(document.text[: lines[top].start]):
            return
        titles: set[str] = set()
        begins: list[int] = []
        for number, text in enumerate(texts[top + 1 :], top + 1):
            title = letters(text.strip(" 0123456789."))
            if title in titles:
                begins.append(number)
            elif title and not begins and len(titles) < _MOST_TITLES:
                titles.add(title)
        parts = [lines[first:last] for first, last in pairwise([*begins, len(lines)])]
        others = [part for part in parts if not self._is_named(document.text[part[0].start : part[-1].end])]
        if len(others) < len(parts):
            yield from ((line.start, line.end) for part in others for line in part)

    def _counts_another(self, figure: Proposal) -> bool:
        text, (start, end) = self.document.text, figure.sentence
        if _COMPARED.match(text, start, end):
            return True
        if named := _IN_BRACKETS.search(text, max(start, figure.start - 160), figure.start):
            return not self._is_named(named["name"])
        if start < 2 or not _THAT_ONE.match(text, start, end):
            return False
        return not self._is_named(text[slice(*self.document.sentence_at(start - 2))])
