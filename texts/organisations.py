"""Organisations by legal form, by what their names begin with, and in enumerations of members."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from networks.enums import OrganisationKind as Kind
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.houses import Listed, several_of_a_kind
from texts.patterns import (
    ABBREVIATION,
    LEGAL,
    MARKED,
    STOP,
    TOPIC,
    TOPICS,
    WORD,
    base_form,
    strip_lead,
)
from texts.proposal import Proposal, name_key, proposal

_PLACE = rf"(?:{TOPIC}(?:-{TOPIC})?(?: (?:am|an der|im) {TOPIC})?)"
_NAME = rf"(?:{MARKED}|{WORD})(?: (?:(?:by|für|of|&|–) )?(?:{MARKED}|{WORD})){{0,5}}"
# What a name begins with says what it is; the first rule that fits a place counts.
_RULES: list[tuple[str, Kind, Confidence]] = [
    (
        rf"(?:[A-ZÀ-Þ]\w+ische[nsmr]? )?(?:Bundes|Staats|Landes)?[Mm]inisteriums? (?:für|der|des) (?:den |die |"
        rf"das )?{TOPICS}"
        rf"(?: des Landes {_PLACE}| {_PLACE})?",
        Kind.MINISTRY,
        Confidence.SURE,
    ),
    (rf"(?:Senatsverwaltung|Staatskanzlei|Behörde) (?:für|des) {TOPICS}", Kind.MINISTRY, Confidence.SURE),
    (r"Senatskanzlei", Kind.MINISTRY, Confidence.LIKELY),
    (r"Europäische[nr]? Kommission|EU-Kommission", Kind.EU, Confidence.SURE),
    (
        rf"(?:Repräsentanz|Vertretung) der (?:Deutsch-\w+ )?(?:Industrie- und Handelskammer|"
        rf"Handels- und Industriekammer)"
        rf"(?: (?:der|des) (?:{TOPIC} ?){{1,2}}(?:in {_PLACE})?)?",
        Kind.CHAMBER,
        Confidence.SURE,
    ),
    (
        rf"(?:IHK|HWK|AHK|Industrie- und Handelskammer|Handwerkskammer|Architektenkammer|Ingenieurkammer)"
        rf"(?: (?:zu|für|der|des))? {_PLACE}",
        Kind.CHAMBER,
        Confidence.SURE,
    ),
    (
        rf"(?:{TOPIC} )?(?:Universitätsklinikums?|Universitätsklinik|Universitätsmedizin) {_PLACE}",
        Kind.CLINIC,
        Confidence.SURE,
    ),
    (
        rf"(?:Technischen? |Freien? |Dualen? |{TOPIC}-)?(?:Universität|Hochschule|"
        rf"Fachhochschule)(?: (?:zu|in))?(?: (?:für {TOPICS}|der {TOPIC}))?"
        rf" {_PLACE}|(?:TU|FH|HTW|HAW|HTWK|BTU) {_PLACE}",
        Kind.UNIVERSITY,
        Confidence.SURE,
    ),
    (
        rf"(?:Fraunhofer|Max-Planck|Leibniz|Helmholtz)[- ](?:Instituts?|Allianz|Leistungszentrum|Zentrums?|"
        rf"Gesellschaft|"
        rf"Verbunde?s?|Einrichtung)(?: für {TOPICS})?(?: {WORD}){{0,3}}",
        Kind.RESEARCH,
        Confidence.SURE,
    ),
    (rf"(?:{TOPIC} )?Museums? für {TOPICS}(?: {WORD}){{0,3}}|Museum {WORD}", Kind.MUSEUM, Confidence.LIKELY),
    (rf"Agentur für Arbeit {_PLACE}|Bundesagentur für {TOPIC}", Kind.AUTHORITY, Confidence.SURE),
    (rf"(?:[A-ZÀ-Þ]\w*[Aa]gentur|[A-ZÀ-Þ]\w*Agentur) {_PLACE}", Kind.AUTHORITY, Confidence.LIKELY),
    (
        rf"Wirtschaftsförderung (?:(?:Landkreis|Kreis|Stadt|Region) )?{_PLACE}|"
        rf"[A-ZÀ-Þ]\w+er Wirtschaftsförderung|Wirtschaftsförderungsgesellschaft {_PLACE}",
        Kind.DEVELOPMENT_AGENCY,
        Confidence.SURE,
    ),
    (rf"Fachbereichs? (?:für )?{TOPICS}|Amtes? für {TOPICS}|Referats? für {TOPICS}", Kind.AUTHORITY, Confidence.LIKELY),
    (
        rf"(?:Landeshauptstadt|Landkreis|Stadt|Metropole) {_PLACE}|Land (?=Baden|Bayern|Berlin|Brandenburg|Bremen|"
        rf"Hamburg|"
        rf"Hessen|Meckl|Nieders|Nordrh|Rheinl|Saar|Sachsen|Schlesw|Thür){_PLACE}|(?:Freistaat|"
        rf"Freien? Hansestadt) {_PLACE}|"
        rf"[A-ZÀ-Þ]\w+-(?:[A-ZÀ-Þ]\w+-)?Kreis",
        Kind.MUNICIPALITY,
        Confidence.LIKELY,
    ),
    (r"IG [A-ZÀ-Þ]\w+|ver\.di\b|\bDGB\b", Kind.UNION, Confidence.SURE),
    (r"[A-Z]{2,5}(?: ?\| ?[A-Z]{2,5}){1,9}", Kind.PROJECT_AGENCY, Confidence.LIKELY),
    (rf"(?:Projektträgers? )(?:{WORD})(?: {WORD}){{0,2}}", Kind.PROJECT_AGENCY, Confidence.LIKELY),
]
_COMPILED = [(re.compile(rf"(?<![\w-])(?:{rule})(?![\w-])"), kind, sure) for rule, kind, sure in _RULES]
_WITH_LEGAL_FORM = re.compile(
    rf"(?<![\w-])((?:(?:Gebr\.|St\.|Dr\.) )?(?:{_NAME}|"
    rf"[a-zäöü]\w+)(?: [a-zäöü]\w+(?= e\. ?V))?) ({LEGAL})"
)
_SECOND_MINISTRY = re.compile(rf" sowie für ({TOPICS})")
_HOST = re.compile(rf"[“”\"] bei ({WORD}(?: {WORD})*)")
_LAB = re.compile(rf"[„“\"]((?:{WORD} )?[A-Z]\w*(?:LAB|Lab)(?: {WORD})?)[“”\"]")
_BRAND = re.compile(r"\b(?:von|mit|bei) ([A-ZÀ-Þ]{3,}(?: [A-ZÀ-Þ]{3,})+)\b")
_KINDS_IN_LISTS = [
    (re.compile(r"(?i)klinik|krankenhaus"), Kind.CLINIC),
    (re.compile(r"(?i)e\. ?v\.|verein\b|verband"), Kind.ASSOCIATION),
    (re.compile(r"(?i)hochschule|universität|fachschule|akademie|berufsschule"), Kind.UNIVERSITY),
    (re.compile(r"(?i)institut|forschung"), Kind.RESEARCH),
    (re.compile(r"(?i)kammer\b|\bIHK\b|\bHWK\b|innung"), Kind.CHAMBER),
    (re.compile(r"^(?:Stadt|Gemeinde|Landkreis|Kreis|Markt|Verbandsgemeinde|Samtgemeinde|Land)\b"), Kind.MUNICIPALITY),
    (re.compile(r"(?i)museum"), Kind.MUSEUM),
    (re.compile(r"(?i)wirtschaftsförderung"), Kind.DEVELOPMENT_AGENCY),
]
_IN_CAPTION = re.compile(rf", ((?:{WORD}(?: {WORD}){{0,2}})|[a-z]{{5,}})(?=,|\.(?: |$)|$)")
_ROLE = re.compile(
    r"(?i)leiter|leitung|führer|führung|manager|management|director|founder|meister|betreuer|referent|sprecher|"
    r"vorstand|"
    r"präsident|professor|rektor|dekan|minister|senator|cluster|netzwerk|vorsitz|chef|inhaber|beauftragt|^(?:Prof|Dr)\b"
)


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    value: str
    kind: Kind
    confidence: Confidence


def find_organisations(
    document: Document, networks: list[Proposal], people: list[Proposal], listed: list[Listed]
) -> list[Proposal]:
    """All organisations of a text, each once. What is named as a network is none."""
    taken = [name_key(value) for found in networks for value in (found.value, *found.also)]
    order = list(Confidence)
    hits = sorted(
        _hits(document, people, listed), key=lambda hit: (hit.start, hit.start - hit.end, order.index(hit.confidence))
    )
    groups: dict[str, list[_Hit]] = {}
    last_end = -1
    for hit in hits:
        if hit.end <= last_end:
            continue
        last_end = hit.end
        key = name_key(hit.value)
        if key and key not in taken:
            groups.setdefault(key, []).append(hit)
    return [_merged(document, group) for group in groups.values()]


def _hits(document: Document, people: list[Proposal], listed: list[Listed]) -> Iterator[_Hit]:
    for pattern, kind, confidence in _COMPILED:
        for match in pattern.finditer(document.text):
            start, end = strip_lead(document.text, *match.span())
            if document.text[start:end].split():
                yield _Hit(start, end, document.text[start:end], kind, confidence)
            second = _SECOND_MINISTRY.match(document.text, end) if kind is Kind.MINISTRY else None
            if second:
                head = document.text[start:end].partition(" für ")[0]
                yield _Hit(*second.span(1), f"{head} für {second[1]}", kind, Confidence.LIKELY)
    yield from _with_legal_form(document, listed)
    yield from _two_of_a_kind(document)
    yield from _by_context(document)
    yield from _enumerated(document, listed)
    yield from _in_captions(document, people)


def _with_legal_form(document: Document, listed: list[Listed]) -> Iterator[_Hit]:
    """What has a legal form; of „A – B GmbH“ in a list only what the list has last."""
    begins = [one.start for one in listed]
    for match in _WITH_LEGAL_FORM.finditer(document.text):
        last = bisect_left(begins, match.end(1)) - 1
        start = max(match.start(), begins[last]) if last >= 0 else match.start()
        start, end = strip_lead(document.text, start, match.end(1))
        words = document.text[start:end].split()
        if not words or words[-1] in STOP or not re.search(r"[A-ZÀ-Þ]", " ".join(words)) and "V" not in match[2]:
            continue
        kind = Kind.ASSOCIATION if match[2].replace(" ", "") in ("e.V.", "eV") else Kind.COMPANY
        short = len(match[2]) < 3  # „AG“ and „SE“ are also ordinary abbreviations
        yield _Hit(
            start,
            match.end(),
            document.text[start : match.end()],
            kind,
            Confidence.LIKELY if short else Confidence.SURE,
        )


def _two_of_a_kind(document: Document) -> Iterator[_Hit]:
    """„Universitätskliniken Mannheim und Heidelberg“ are two."""
    for start, end, name in several_of_a_kind(document.text, 0, len(document.text)):
        yield _Hit(start, end, name, _kind_in_list(name), Confidence.LIKELY)


def _by_context(document: Document) -> Iterator[_Hit]:
    """„"X" bei Y“, a „Lab“ in quotation marks, a brand in capitals."""
    for pattern, kind in ((_HOST, Kind.OTHER), (_LAB, Kind.OTHER), (_BRAND, Kind.COMPANY)):
        for match in pattern.finditer(document.text):
            if match[1].split()[0] not in STOP:
                yield _Hit(*match.span(1), match[1], kind, Confidence.LIKELY)


def _enumerated(document: Document, listed: list[Listed]) -> Iterator[_Hit]:
    """Members of a list; what a name says of its kind is found by the other rules."""
    for one in listed:
        name = document.text[one.start : one.end]
        sure = Confidence.SURE if one.role and one.sure else Confidence.LIKELY
        yield _Hit(one.start, one.end, one.name or " ".join(name.split()), _kind_in_list(name), sure)


def _kind_in_list(name: str) -> Kind:
    return next((kind for pattern, kind in _KINDS_IN_LISTS if pattern.search(name)), Kind.COMPANY)


def _in_captions(document: Document, people: list[Proposal]) -> Iterator[_Hit]:
    """„Erika Muster, Beispielwerk,“ below a picture."""
    named = {person.start for person in people}
    for person in people:
        line = document.text_of(document.line_at(person.start))
        if not re.search(r"\bv\. ?l\.|\bvon links", line):
            continue
        match = _IN_CAPTION.match(document.text, person.end)
        if match and match.start(1) not in named and not _ROLE.search(match[1]):
            yield _Hit(*match.span(1), match[1], Kind.OTHER, Confidence.DOUBTFUL)


def _merged(document: Document, group: list[_Hit]) -> Proposal:
    order = list(Confidence)
    best = min(group, key=lambda hit: (order.index(hit.confidence), not re.search(LEGAL, hit.value)))
    also = {match[1] for hit in group if (match := ABBREVIATION.match(document.text, hit.end))}
    value = base_form(best.value)
    return proposal(
        document,
        ProposalKind.ORGANISATION,
        best.start,
        best.end,
        value=value,
        normalised=name_key(value),
        variant=best.kind,
        confidence=best.confidence,
        also=tuple(sorted(also - {value})),
    )
