"""What a statement is about: the entity of its sentence, of the sentences it goes on from, or nothing."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from articles.candidates import UNION
from articles.subject import Subject, without_legal_form
from texts.document import Document, LineKind
from texts.enums import Confidence, ProposalKind
from texts.proposal import Proposal

_HEADING_LENGTH, _RECENT = 120, 8
_FRONT = 50  # characters in which a sentence says what it is about
# „Der Verein“, „Sie“, „Inzwischen zählt er“: the sentence goes on from the one before.
_GOES_ON = re.compile(
    rf"^[„“\"]?(?:(?:Der|Die|Das|Dem|Des|Den|Im|Beim|Zum|Vom|Dieser?|Dieses|Unser\w*) [\wäöüß-]{{0,30}}{UNION}(?:e?s|"
    rf"en|n)?\b(?! [A-ZÀ-Þ„“\"])|"
    r"(?:Er|Sie|Es|Ihr|Ihm|Ihnen|Wir|Unser\w*|Dort|Dabei|Dazu|Damit|Derzeit|Inzwischen|Mittlerweile|Heute|Aktuell|"
    r"Zurzeit|Seither|"
    r"Seitdem|Gegründet|Gefördert|Entstanden|Hervorgegangen|Insgesamt|Zusammen|Aktuell|Rund|Mehr als|Über \d)\b)",
    re.I,
)
# „Die Gesundheitsregion Bodenfeld zählt …“, „Der Landkreis hat …“: of somebody whom no rule knows.
_OF_ANOTHER = re.compile(
    r"(?:Auch )?(?:[Dd]er|[Dd]ie|[Dd]as) (?:[a-zäöü]\w{2,20} )?(?:[A-ZÀ-Þ][\wäöüß-]{2,40} [A-ZÀ-Þ][\wäöüß-]{2,40}|"
    r"(?:Landkreis|Stadt|Gemeinde|Region|Branche|Bund|Industrie|Kammer|Hochschule|Universität)\b)"
)
_UNION_ALONE = re.compile(
    rf"\b(?:der|die|das|des|dem|den|dieser?|dieses|diesem|im|beim|vom|zum|zur|unser\w{{0,2}}) "
    rf"(?!Region|Kreis|Projekt|Haus|Stelle|Runde|Dialog|Börse|Tisch|Ring|Forum)"
    rf"(?P<union>(?=(?-i:[A-ZÀ-Þ])){UNION}(?:e?s|n)?)(?![\w-])(?! (?-i:[A-ZÀ-Þ„\"]))",
    re.I,
)
_PRONOUN_INSIDE = re.compile(r"\b(?:er|sie|es|ihm|ihr|ihre[rnms]?|seine[rnms]?|wir|uns|unsere[rnms]?)\b")
# „Gründung: 2021“: a line of a fact sheet.
_FACT = re.compile(r"^[A-ZÀ-Þ][\wäöüß /()-]{2,40}: ?\S")
_CLOSE_BEHIND = re.compile(r"^ (?:des|der|von|vom|im|in|beim|bei)(?: der| dem)? [„“\"]?$")
_INVITES = re.compile(
    r"\b(?:lädt|laden|lud|luden|veranstalte\w{1,3}|organisier\w{1,4}|richtet\w{0,2}|feier[nt]\w{0,2})\b"
)
_INVITED = re.compile(
    r"\b(?:hat|haben|hatten?)\b(?=[^.;:\n]{0,160} (?:ein)?(?:geladen|organisiert|veranstaltet|ausgerichtet)\b)"
)
_CLAUSE_END = re.compile("[;:]")
_RIGHT_BEHIND = re.compile(r" (?:auch |wieder |erneut )?(?:die |der |das )?[„“\"]?")
_OTHER_HOST = re.compile(
    r" (?:auch |wieder |erneut )?(?:(?:die|der|das) )?(?:[a-zäöü]\w{2,20} )?"
    r"(?:\w{0,20}[Mm]inister(?:in|ium)?|Staatssekretär(?:in)?|\w{0,12}[Bb]ürgermeister(?:in)?|Landr[aä]t(?:in)?|Stadt|"
    r"Gemeinde|Landkreis|Kreis|Land|Kammer|IHK|HWK|Hochschule|Universität)\b"
)
_AT_FRONT = re.compile(r"[„“\"]?(?:Auch )?(?:(?:[Dd]ie|[Dd]er|[Dd]as) )?[„“\"]?")
_AMONG = re.compile(r", (?:unter ihnen|darunter|allen voran)\b")  # whoever follows is one of those counted
_BY = re.compile(
    r"(?i)\b(?:von|vom|durch|mit|für|bei|beim|aus|an|auf|zu|zur|zum|nach|laut|neben|dank|unter|über|der|des|dem|"
    r"den) [„“\"]?$"
)


@dataclass(frozen=True)
class Mention:
    place: int
    end: int
    name: str
    is_network: bool


class Belonging:
    """Whose the statements of a text are. In a text about one network, its name is the subject of `subject`."""

    def __init__(self, document: Document, subject: Subject | None, networks: list[Proposal], others: list[Proposal]):
        self.document, self.subject = document, subject
        self.main = subject.proposal.value if subject else ""
        self.networks = {one.value for one in networks}
        self.sure = {one.value for one in networks if one.confidence is Confidence.SURE}
        mentions = [mention for found in (*networks, *others) for mention in self._places(found)]
        self.mentions = _outermost([*mentions, *self._called(_outermost(mentions))])
        self.places = [one.place for one in self.mentions]

    def _places(self, found: Proposal):
        names = {found.value, without_legal_form(found.value), *found.also}
        if self.subject and found.value == self.main:
            names |= {*self.subject.forms}
        is_network = found.kind == ProposalKind.NETWORK
        for name in names:
            for place in self.document.places(name, any_case=is_network):
                yield Mention(place, place + len(name), found.value, is_network)
        yield Mention(found.start, found.end, found.value, is_network)

    def _called(self, mentions: list[Mention]):
        """„die Allianz“ is the Holzallianz, „der Verein“ the network that was named last."""
        networks = [one for one in mentions if one.is_network]
        places = [one.place for one in networks]
        for match in _UNION_ALONE.finditer(self.document.text):
            before = bisect_right(places, match.start())
            recent = [self.main, *(one.name for one in networks[max(0, before - _RECENT) : before])]
            word = re.sub(r"(?:es|s|n)$", "", match["union"]).casefold()
            called = [name for name in recent if word in name.casefold()]
            if name := (called or recent)[-1]:
                yield Mention(match.start("union"), match.end("union"), name, True)

    @cached_property
    def headings(self) -> list[int]:
        """Lines that name a network near their beginning, and are short."""
        return [number for number, line in enumerate(self.document.lines) if self._is_heading(line)]

    def _is_heading(self, line) -> bool:
        if line.kind is LineKind.ITEM or line.end - line.start > _HEADING_LENGTH or "@" in self.document.text_of(line):
            return False
        named = [one for one in self.within(line.start, min(line.end, line.start + 30)) if one.is_network]
        ends = self.document.text[line.end - 1]
        return bool(named) and (line.kind is LineKind.HEADING or ends not in ".,;:")

    def within(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def between(self, start: int, end: int) -> set[str]:
        """The networks that are named in a part of the text."""
        return {one.name for one in self.within(start, end) if one.is_network}

    def attach(self, found: Proposal) -> Proposal:
        return found if found.subject else replace(found, subject=self.of(found))

    def of(self, found: Proposal) -> str:
        """The name of what a statement is about; empty where the text does not say."""
        start, end = found.sentence
        if owner := self._in_sentence(found, start, end):
            return owner
        if _OF_ANOTHER.match(self.document.text, start, end) and not self.within(start, found.start):
            return ""
        if heading := self._heading_above(start):
            return heading
        return "" if found.kind == ProposalKind.PERSON else self._around(start, end)

    def of_network(self, found: Proposal) -> str:
        """The same for what only networks have: the names of others are not asked."""
        start, end = found.sentence
        named = [one for one in self.within(start, end) if one.is_network]
        if named:
            free = [one for one in named if not self._is_oblique(one, start)]
            return (free or named)[0].name
        owner = self._around(start, end)
        return owner if owner in self.networks else self._heading_above(start) or self._only

    def of_event(self, found: Proposal) -> str:
        """The same for an event; nothing where the sentence says that somebody else invites."""
        (start, end), text = found.sentence, self.document.text
        clause_end = _CLAUSE_END.search(text, found.end, end)
        named = self.within(start, clause_end.start() if clause_end else end)
        invites = _INVITED.search(text, start, end) or _INVITES.search(text, start, end)
        if invites and not any(one.is_network for one in named):
            if _OTHER_HOST.match(text, invites.end(), end):
                return ""
            for one in named:
                at_front = one.end <= invites.start() and _AT_FRONT.fullmatch(text, start, one.place)
                if at_front or one.place > invites.end() and _RIGHT_BEHIND.fullmatch(text, invites.end(), one.place):
                    return ""
        return self.of_network(found)

    def _around(self, start: int, end: int) -> str:
        """Of a sentence that names nothing: what it goes on from, or the one network of the text."""
        if self._carries_on(start, end) and (owner := self._before(start)):
            return owner
        fact = _FACT.match(self.document.text[start:end]) or self.document.line_at(start).kind is LineKind.ITEM
        return self._only or (self.main if fact else "") or self._before(start)

    @cached_property
    def _only(self) -> str:
        """The main network, where no other is sure to be one."""
        return self.main if self.sure <= {self.main} else ""

    def _is_oblique(self, one: Mention, start: int) -> bool:
        """„von der X GmbH“, „mit X“: named beside what the sentence is about."""
        return bool(_BY.search(self.document.text[max(start, one.place - 12) : one.place]))

    def of_list(self, member: Proposal) -> str:
        """The network whose list names a member: of the words before the list, else the main one."""
        start, _ = member.sentence
        named = [one for one in self.within(start, member.start) if one.is_network and one.name != member.value]
        if named:
            return named[0].name
        if self.document.line_at(start).kind is LineKind.TEXT and self._carries_on(start, member.start):
            owner = self._before(start)
            return owner if owner in self.networks else self.main
        return self._heading_above(start) or self.main

    def _in_sentence(self, found: Proposal, start: int, end: int) -> str:
        if among := _AMONG.search(self.document.text, max(start, found.end), end):
            end = among.start()
        named = [one for one in self.within(start, end) if not (one.place < found.end and found.start < one.end)]
        if not named:
            return ""
        text = self.document.text
        for one in named:  # „die 48 Mitglieder des X“
            if 0 < one.place - found.end < 14 and _CLOSE_BEHIND.match(text[found.end : one.place]):
                return one.name
        free = [one for one in named if not self._is_oblique(one, start)]
        if free and free[0].place < found.start:
            clause = [one for one in free if one.place < found.start and "," not in text[one.end : found.start]]
            return (clause or free[:1])[-1].name
        if self._carries_on(start, end) and (owner := self._before(start)):
            return owner
        networks = [one for one in free or named if one.is_network]
        return networks[0].name if networks else (free or named)[0].name

    def _carries_on(self, start: int, end: int) -> bool:
        text = self.document.text[start:end]
        return bool(_GOES_ON.match(text) or _PRONOUN_INSIDE.search(text[:160]))

    def _before(self, place: int, steps: int = 3) -> str:
        """Whose the sentence before is, at most some sentences back, in the same part of the text."""
        document = self.document
        if place < 2 or not steps:
            return ""
        start, end = document.sentence_at(place - 2)
        above = document.line_at(start)
        if above.kind is LineKind.HEADING and above.start != document.line_at(place).start:
            return self._heading_above(place)
        named = self.within(start, end)
        free = [one for one in named if not self._is_oblique(one, start)]
        if free and (free[0].place - start < _FRONT or not self._carries_on(start, end)):
            return free[0].name
        return self._before(start, steps - 1) or (free or named)[0].name if named else self._before(start, steps - 1)

    def _heading_above(self, place: int) -> str:
        above = bisect_right(self.headings, self.document.line_number(place)) - 1
        if above < 0:
            return ""
        line = self.document.lines[self.headings[above]]
        return next((one.name for one in self.within(line.start, line.end) if one.is_network), "")


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Of names inside each other the longest; each place once."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.place, -one.end, not one.is_network)):
        if not kept or one.place >= kept[-1].end:
            kept.append(one)
    return kept
