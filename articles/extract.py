"""All rules over one text: what they propose, what belongs to what, and which faults they see."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from articles.asides import Asides
from articles.belonging import Belonging
from articles.candidates import UNION_WORD
from articles.events import find_events
from articles.fundings import find_fundings
from articles.head import Head, read_head, written_on
from articles.subject import Subject, find_subject
from contacts.enums import ChannelKind
from networks.enums import MEMBERSHIP, NetworkKind
from texts import channels, faults
from texts.dates import find_dates
from texts.document import Document, LineKind, read
from texts.enums import Confidence, ProposalKind
from texts.figures import find_figures
from texts.houses import Listed
from texts.members import find_listed, is_firm
from texts.networks import find_networks
from texts.organisations import find_organisations
from texts.people import CONTACT, find_people, with_own_address
from texts.programmes import find_programmes
from texts.proposal import Fault, Proposal, name_key, proposal

MAX_CHARACTERS = 200_000
MAX_OF_A_KIND = 300
_PLURALS = [
    (re.compile(r"Konsorti(?:en|a)\b"), NetworkKind.CONSORTIUM),
    (re.compile(r"Clustern?\b"), NetworkKind.CLUSTER),
    (re.compile(r"Hubs\b"), NetworkKind.HUB),
    (re.compile(r"Initiativen\b"), NetworkKind.INITIATIVE),
    (re.compile(r"Netzwerken?\b"), NetworkKind.NETWORK),
]
_WORDS = re.compile(r"[^\W\d_]+")
_OFFICE = re.compile(r"(?:[Bb]üro|[Ss]telle|[Tt]eam|[Mm]anagement)$")


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
    subject: Subject | None
    head: Head

    def of_kind(self, kind: ProposalKind) -> list[Proposal]:
        return [found for found in self.proposals if found.kind == kind]


def extract(pasted: str, *, today: date, known: Iterable[KnownName] = ()) -> Extraction:
    """Everything the rules find in a text, in the order of the kinds and of the text."""
    document = read(pasted)
    if not document.lines:
        return Extraction(document, [], {}, None, Head())
    listed = find_listed(document)
    networks = find_networks(document)
    people = find_people(document)
    organisations = find_organisations(document, networks, people, listed)
    programmes = find_programmes(document)
    networks, organisations, programmes = _with_known(document, known, networks, organisations, programmes)
    people = with_own_address(_outside(people, organisations), channels.addresses(document))
    members = frozenset(name_key(document.text[one.start : one.end]) for one in listed if one.role)
    subject = find_subject(document, networks, organisations, [*people, *programmes], members)
    networks, organisations = _with_subject(subject, networks, organisations)
    belonging = Belonging(document, subject, networks, [*organisations, *programmes])
    contacts = channels.Contacts(document, people)
    ways = [
        *channels.find_phones(document, contacts),
        *channels.find_mails(document, contacts),
        *channels.find_addresses(document, contacts),
    ]
    dates = find_dates(document, today)
    figures = [belonging.attach(found) for found in find_figures(document)]
    fundings = [
        replace(one, subject=belonging.of_network(one)) for one in find_fundings(document, programmes, dates, figures)
    ]
    events = [
        replace(one, subject=belonging.of_event(one))
        for one in find_events(document, dates, written_on(document, dates))
    ]
    people = [_with_person_faults(belonging.attach(found), ways) for found in people]
    found = [
        *networks,
        *organisations,
        *programmes,
        *events,
        *people,
        *_members(document, belonging, listed, organisations),
        *fundings,
        *(_with_mobile_fault(found, ways) for found in ways),
        *(belonging.attach(found) for found in dates),
        *(_with_count_fault(belonging, found, networks) for found in figures),
        *channels.find_links(document, [*networks, *organisations], subject.proposal if subject else None),
    ]
    asides = Asides(document, subject)
    return _limited(document, [asides.weigh(one) for one in found], subject, read_head(document, dates))


def _with_subject(
    subject: Subject | None, networks: list[Proposal], organisations: list[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The main network among the others, which are less sure where the text is not about them as much."""
    if subject is None:
        return networks, organisations
    main, keys = subject.proposal, {subject.proposal.normalised, *map(name_key, subject.forms)}
    rest = [
        one if one.normalised in subject.peers or one.confidence is not Confidence.SURE
        else replace(one, confidence=Confidence.LIKELY)
        for one in networks
        if not _is_called(one, keys) and not (one.start < main.end and main.start < one.end)
    ]  # fmt: skip
    return [main, *rest], [one for one in organisations if not _is_called(one, keys)]


def _is_called(one: Proposal, keys: set[str]) -> bool:
    """Does a name mean the subject: as it is, or behind what it is, as in „Technologieverbund X“?"""
    if one.normalised in keys:
        return True
    what, _, name = one.value.partition(" ")
    return name_key(name) in keys and bool(UNION_WORD.search(what) or _OFFICE.search(what))


def _members(
    document: Document, belonging: Belonging, listed: list[Listed], organisations: list[Proposal]
) -> list[Proposal]:
    """A member of the list's network for each organisation in a list that says so."""
    by_key = {key: one.value for one in organisations for key in (one.normalised, *map(name_key, one.also))}
    by_start = {one.start: one.value for one in organisations}
    found: dict[tuple[str, str], Proposal] = {}
    for one in listed:
        key = name_key(one.name or document.text[one.start : one.end])
        if one.role is None or not (name := by_key.get(key) or by_start.get(one.start)):
            continue
        member = proposal(
            document,
            ProposalKind.MEMBER,
            one.start,
            one.end,
            value=name,
            normalised=key,
            variant=one.role,
            confidence=Confidence.SURE if one.sure and one.role in MEMBERSHIP and is_firm(name) else Confidence.LIKELY,
        )
        owner = belonging.of_list(member)
        found.setdefault((key, owner), replace(member, subject=owner))
    return list(found.values())


def _limited(document: Document, found: list[Proposal], subject: Subject | None, head: Head) -> Extraction:
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
    return Extraction(document, proposals, left_out, subject, head)


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


def _with_count_fault(belonging: Belonging, figure: Proposal, networks: list[Proposal]) -> Proposal:
    """„acht Konsortien“, but six are named until the next heading; „drei Schwerpunkte:“, but two entries follow."""
    assert figure.amount
    announced = int(figure.amount.number)
    document = belonging.document
    named, of_what = _listed_after(document, figure), "Einträge"
    if named is None:
        kind = next((kind for plural, kind in _PLURALS if plural.search(figure.amount.counted)), None)
        if kind is None or announced > 50:
            return figure
        of_what = figure.amount.counted
        of_kind = {network.value for network in networks if network.variant == kind}
        named = len(of_kind & belonging.between(figure.sentence[0], _section_end(document, figure.end)))
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
