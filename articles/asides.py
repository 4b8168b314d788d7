"""What a text says of others than its subject: notes of the editors, other reports, whom they compare it with."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from articles.candidates import UNION_WORD
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
_MOST_LINES = 6
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
        self.spans = sorted(self._found())
        self.starts = [start for start, _ in self.spans]

    def weigh(self, one: Proposal) -> Proposal:
        """The proposal, less sure where the text gives it for somebody else."""
        if one.confidence is not Confidence.SURE or not self._is_aside(one):
            return one
        return replace(one, confidence=Confidence.LIKELY)

    def _is_aside(self, one: Proposal) -> bool:
        if one.kind == ProposalKind.FIGURE:
            return self._in_span(one.start) or self._counts_another(one)
        return one.kind in _TOLD and (self._in_span(one.start) or self._is_held_by_another(one))

    def _is_held_by_another(self, one: Proposal) -> bool:
        """„Stammtisch des Nordwind-Clusters“."""
        holder, named = _HELD_BY.search(one.value), letters(one.value)
        union = one.kind == ProposalKind.EVENT and holder and UNION_WORD.search(holder[1])
        return bool(union and not any(form in named for form in self.forms))

    def _in_span(self, place: int) -> bool:
        before = bisect_right(self.starts, place) - 1
        return before >= 0 and place < self.spans[before][1]

    def _is_own(self, words: str) -> bool:
        """Do words name the subject, or say „Netzwerk“ of it?"""
        key = letters(words)
        return any(form in key for form in self.forms) or any(UNION_WORD.search(word) for word in words.split())

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

    def _counts_another(self, figure: Proposal) -> bool:
        text, (start, end) = self.document.text, figure.sentence
        if _COMPARED.match(text, start, end):
            return True
        if named := _IN_BRACKETS.search(text, max(start, figure.start - 160), figure.start):
            return not any(form in letters(named["name"]) for form in self.forms)
        if start < 2 or not _THAT_ONE.match(text, start, end):
            return False
        before = letters(text[slice(*self.document.sentence_at(start - 2))])
        return not any(form in before for form in self.forms)
