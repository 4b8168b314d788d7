"""All rules over one text: what they propose, what belongs to what, and which faults they see."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from contacts.enums import ChannelKind
from networks.enums import NetworkKind
from texts import channels, faults
from texts.dates import find_dates
from texts.document import Document, LineKind, read
from texts.enums import Confidence, ProposalKind
from texts.figures import find_figures
from texts.networks import find_networks
from texts.organisations import find_organisations
from texts.people import CONTACT, find_people
from texts.programmes import find_programmes
from texts.proposal import Fault, Proposal, name_key, proposal

MAX_CHARACTERS = 200_000
MAX_OF_A_KIND = 300
_HEADING_LENGTH = 120
_NEAR_BEFORE = 400
_NEAR_AFTER = 120
_PLURALS = [
    (re.compile(r"Konsorti(?:en|a)\b"), NetworkKind.CONSORTIUM),
    (re.compile(r"Clustern?\b"), NetworkKind.CLUSTER),
    (re.compile(r"Hubs\b"), NetworkKind.HUB),
    (re.compile(r"Initiativen\b"), NetworkKind.INITIATIVE),
    (re.compile(r"Netzwerken?\b"), NetworkKind.NETWORK),
]
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class KnownName:
    """A name that the directory has already, of a network, an organisation or a programme."""

    kind: ProposalKind
    name: str
    variant: str


@dataclass(frozen=True)
class Extraction:
    document: Document
    proposals: list[Proposal]
    left_out: dict[ProposalKind, int]

    def of_kind(self, kind: ProposalKind) -> list[Proposal]:
        return [found for found in self.proposals if found.kind == kind]


def extract(pasted: str, *, today: date, known: Iterable[KnownName] = ()) -> Extraction:
    """Everything the rules find in a text, in the order of the kinds and of the text."""
    document = read(pasted)
    if not document.lines:
        return Extraction(document, [], {})
    networks = find_networks(document)
    people = find_people(document)
    organisations = find_organisations(document, networks, people)
    programmes = find_programmes(document)
    networks, organisations, programmes = _with_known(document, known, networks, organisations, programmes)
    people = _outside(people, organisations)
    contacts = channels.Contacts(document, people)
    ways = [
        *channels.find_phones(document, contacts),
        *channels.find_mails(document, contacts),
        *channels.find_addresses(document, contacts),
    ]
    links = channels.find_links(document, [*networks, *organisations])
    subjects = _Subjects(document, networks)
    dates = [subjects.attach(found) for found in find_dates(document, today)]
    figures = [subjects.attach(found) for found in find_figures(document)]
    people = [_with_person_faults(subjects.attach(found), ways) for found in people]
    ways = [_with_mobile_fault(found, ways) for found in ways]
    figures = [_with_count_fault(subjects, found, networks) for found in figures]
    found = [*networks, *organisations, *programmes, *people, *ways, *dates, *figures, *links]
    return _limited(document, found)


def _limited(document: Document, found: list[Proposal]) -> Extraction:
    """Not more than an editor can look at, and no id twice."""
    proposals, left_out, ids = [], {}, set()
    for kind in ProposalKind:
        of_kind = sorted((one for one in found if one.kind == kind), key=lambda one: one.start)
        if len(of_kind) > MAX_OF_A_KIND:
            left_out[kind] = len(of_kind) - MAX_OF_A_KIND
        for one in of_kind[:MAX_OF_A_KIND]:
            if one.id not in ids:
                ids.add(one.id)
                proposals.append(one)
    return Extraction(document, proposals, left_out)


def _with_known(document: Document, known: Iterable[KnownName], *groups: list[Proposal]) -> tuple[list[Proposal], ...]:
    """Adds what the directory knows by name and no rule has seen."""
    kinds = (ProposalKind.NETWORK, ProposalKind.ORGANISATION, ProposalKind.PROGRAMME)
    by_kind = dict(zip(kinds, ([*group] for group in groups), strict=True))
    keys = {name_key(name) for group in groups for found in group for name in (found.value, *found.also)}
    spans = sorted((found.start, found.end) for group in groups for found in group)
    starts = [start for start, _ in spans]
    words = set(_WORDS.findall(document.text))
    for one in known:
        first = _WORDS.search(one.name)
        if len(one.name) < 3 or not first or first[0] not in words or name_key(one.name) in keys:
            continue
        place = next(document.places(one.name), None)
        before = bisect_right(starts, place) - 1 if place is not None else -1
        if place is None or before >= 0 and spans[before][1] > place:
            continue
        keys.add(name_key(one.name))
        by_kind[one.kind].append(
            proposal(
                document,
                one.kind,
                place,
                place + len(one.name),
                value=one.name,
                normalised=name_key(one.name),
                variant=one.variant,
                confidence=Confidence.LIKELY,
            )
        )
    return tuple(by_kind.values())


def _outside(people: list[Proposal], organisations: list[Proposal]) -> list[Proposal]:
    """„John Deere“ in a list of companies is no person."""
    spans = {(found.start, found.end) for found in organisations}
    return [found for found in people if (found.start, found.end) not in spans]


class _Subjects:
    """Which network a statement is about: named in its sentence, else in the heading above, else shortly before."""

    def __init__(self, document: Document, networks: list[Proposal]):
        self.document = document
        self.mentions = sorted(
            (place, found.value)
            for found in networks
            for name in {found.value, without_legal_form(found.value), *found.also}
            for place in document.places(name, any_case=True)
        )
        self.places = [place for place, _ in self.mentions]
        self.headings = [number for number, line in enumerate(document.lines) if self._is_heading(line)]

    def _is_heading(self, line) -> bool:
        """Short, naming a network near its beginning, and no list entry or contact line."""
        if line.kind is LineKind.ITEM or line.end - line.start > _HEADING_LENGTH or "@" in self.document.text_of(line):
            return False
        first = bisect_left(self.places, line.start)
        named = first < len(self.places) and self.places[first] < min(line.end, line.start + 30)
        ends = self.document.text[line.end - 1]
        return named and (line.kind is LineKind.HEADING or ends not in ".,;")

    def attach(self, found: Proposal) -> Proposal:
        return found if found.subject else replace(found, subject=self._of(found))

    def between(self, start: int, end: int) -> set[str]:
        """The networks that are named in a part of the text."""
        return {name for _, name in self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]}

    def _of(self, found: Proposal) -> str:
        before = bisect_right(self.places, found.start) - 1
        line = self.document.line_at(found.start)
        if before >= 0 and self.places[before] >= line.start:
            return self.mentions[before][1]
        after = before + 1
        if after < len(self.places) and self.places[after] < min(found.sentence[1], found.end + _NEAR_AFTER):
            return self.mentions[after][1]
        number = self.document.line_number(found.start)
        above = bisect_right(self.headings, number) - 1
        if above >= 0:
            return self.mentions[bisect_left(self.places, self.document.lines[self.headings[above]].start)][1]
        if before < 0 or found.kind == ProposalKind.PERSON or found.start - self.places[before] > _NEAR_BEFORE:
            return ""
        between = self.document.lines[self.document.line_number(self.places[before]) + 1 : number + 1]
        return "" if any(one.kind is LineKind.HEADING for one in between) else self.mentions[before][1]


def without_legal_form(name: str) -> str:
    """A name without its legal form, as running text uses it."""
    return re.sub(r",? (?:e\. ?V\.|GmbH|AG)$", "", name)


def _with_person_faults(person: Proposal, ways: list[Proposal]) -> Proposal:
    if person.variant != CONTACT:
        return replace(person, faults=(faults.NAMED_ONLY,))
    reachable = any(way.subject == person.value for way in ways)
    return person if reachable else replace(person, faults=(faults.NO_CHANNEL,))


def _with_mobile_fault(way: Proposal, ways: list[Proposal]) -> Proposal:
    """A mobile number is flagged when the person has no other number."""
    if way.variant != ChannelKind.MOBILE or not way.subject:
        return way
    landline = any(other.subject == way.subject and other.variant == ChannelKind.PHONE for other in ways)
    return way if landline else replace(way, faults=(*way.faults, faults.MOBILE_ONLY))


def _with_count_fault(subjects: _Subjects, figure: Proposal, networks: list[Proposal]) -> Proposal:
    """„acht Konsortien“, but six are named until the next heading; „drei Schwerpunkte:“, but two entries follow."""
    announced = int(figure.amount.number)
    document = subjects.document
    named, of_what = _listed_after(document, figure), "Einträge"
    if named is None:
        kind = next((kind for plural, kind in _PLURALS if plural.search(figure.amount.counted)), None)
        if kind is None or announced > 50:
            return figure
        of_what = figure.amount.counted
        of_kind = {network.value for network in networks if network.variant == kind}
        named = len(of_kind & subjects.between(figure.sentence[0], _section_end(document, figure.end)))
    if not named or named == announced:
        return figure
    text = f"Angekündigt sind {announced}, genannt werden im Text danach {named} ({of_what})."
    return replace(figure, faults=(*figure.faults, Fault("count", text)))


def _listed_after(document: Document, figure: Proposal) -> int | None:
    """How many list entries follow a sentence that ends with a colon; None where there is no such list."""
    sentence_end = figure.sentence[1]
    if document.text[sentence_end - 1 : sentence_end] != ":":
        return None
    entries = 0
    for line in document.lines[document.line_number(sentence_end - 1) + 1 :]:
        if line.kind is not LineKind.ITEM:
            break
        entries += 1
    return entries or None


def _section_end(document: Document, place: int) -> int:
    """Where the next heading begins: a marked one, or a short line without a full stop."""
    for line in document.lines[document.line_number(place) + 1 :]:
        length = line.end - line.start
        if line.kind is LineKind.HEADING or length < 80 and document.text[line.end - 1] not in ".,;:":
            return line.start
    return len(document.text)
