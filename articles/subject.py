"""What a text is about: the name that its headings, its definition and its addresses share, whatever it is called."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from articles.candidates import (
    HOSTS,
    LEGAL_BEHIND,
    LOOKED_AT,
    Candidate,
    find_candidates,
    is_connected,
    is_firm,
    is_short_form,
)
from articles.reasons import IS_A, UNION_BEFORE, headings_of, score
from networks.enums import NetworkKind, OrganisationKind
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.faults import letters
from texts.networks import kind_of
from texts.patterns import ABBREVIATION, base_form, recased
from texts.proposal import Proposal, name_key, proposal

_PUBLIC = {
    OrganisationKind.MINISTRY, OrganisationKind.MUNICIPALITY, OrganisationKind.CHAMBER, OrganisationKind.UNIVERSITY,
    OrganisationKind.AUTHORITY, OrganisationKind.EU, OrganisationKind.CLINIC, OrganisationKind.RESEARCH,
    OrganisationKind.PROJECT_AGENCY, OrganisationKind.DEVELOPMENT_AGENCY, OrganisationKind.UNION,
}  # fmt: skip
_ADJECTIVE = re.compile(
    r"(?:Rund|Grün|Blau|Neu|Jung|Offen|Gläsern|Digital|Regional|Stark|Frei|Kreativ|Rot|Weiß|Klein|Groß|Alt|Lang|"
    r"Nachhaltig|Lebendig|[A-ZÀ-Þ][a-zäöü]{2,20}(?:isch|lich|ig))e (?=[A-ZÀ-Þ])"
)
_ARTICLE_ONLY = re.compile(r"(?:Der|Die|Das) (?:[A-ZÀ-Þ]\w{2,30} )?[„“\"]?")
_SHORTLY = re.compile(r"[“”\"]?,? kurz:? [„“\"]?([A-ZÀ-Þ][\w+-]{1,14})")
_KINDS = [
    (re.compile(words), kind)
    for words, kind in (
        (r"verein\b|e\. ?v\.|verband", NetworkKind.ASSOCIATION),
        (r"cluster", NetworkKind.CLUSTER),
        (r"hub\b|lab\b", NetworkKind.HUB),
        (r"plattform", NetworkKind.PLATFORM),
        (r"konsortium", NetworkKind.CONSORTIUM),
        (r"initiative|bündnis|offensive|aktion", NetworkKind.INITIATIVE),
        (r"kompetenzzentrum", NetworkKind.COMPETENCE_CENTRE),
    )
]
_WITH_A_PLACE = re.compile(r"( [A-ZÀ-Þ][\wäöüß-]{2,40})(?= ?(?:$|[–|:,/(-]))")
_ENOUGH, _CLEAR, _AS_GOOD = 8.4, 0.62, 0.6


@dataclass(frozen=True)
class Subject:
    """The main name of a text. `forms`: how else the text calls it; `peers`: networks that it is about as much."""

    proposal: Proposal
    forms: tuple[str, ...]
    peers: frozenset[str]


def find_subject(
    document: Document,
    networks: list[Proposal],
    organisations: list[Proposal],
    others: list[Proposal],
    members: frozenset[str] = frozenset(),
) -> Subject | None:
    """The union that a text is about. `others`: what is known to be something else, such as people and programmes;
    `members`: keys of names that it gives for those of somebody.
    """
    public = [one for one in organisations if one.variant in _PUBLIC]
    candidates = find_candidates(document, networks, others, public)
    if not candidates:
        return None
    minus = {key: one for one in organisations for key in (one.normalised, *map(name_key, one.also))}
    hosts = [letters(match[1]) for match in islice(HOSTS.finditer(document.text), 200)]
    seen_first = headings_of(document)
    known = {found.normalised for found in networks}
    for one in candidates.values():
        one.score = score(document, one, hosts, seen_first) + (2 if one.key in known else 0)
        if (same := minus.get(one.key)) and same.variant in _PUBLIC:
            one.score -= 8
        elif one.key in members and one.key not in known:
            one.score -= 3
    order = sorted(candidates.values(), key=lambda one: (-one.score, one.places[0]))
    if order[0].score < _ENOUGH:  # what is known of a name holds for the longer one around it, too
        return None
    best = _longest(order[0], order, document)
    peers = {one.key for one in order if one.score >= _CLEAR * best.score and one.key in known and one.times > 1}
    return _subject(document, best, networks, frozenset({*peers, best.key}))


def _longest(best: Candidate, order: list[Candidate], document: Document) -> Candidate:
    """Of a name and a longer one around it, the longer, where the text has it more than by chance; else the shorter."""
    whole = [
        one
        for one in order
        if one is not best
        and f" {best.key} " in f" {one.key} "
        and not is_firm(one, document)
        and (
            _is_mostly_in(best, one)
            or one.key.startswith(best.key)
            and (
                is_short_form(document.text[slice(*one.places[0])])
                or _is_introduced(one, document)
                or _is_usual(one, document)
            )
        )
    ]
    longer = [
        one
        for one in whole
        if one.score >= _AS_GOOD * best.score
        and (one.times > 1 or not is_connected(one, document))
        or one.key.startswith(best.key)
        and _is_usual(one, document)
    ]
    if longer:
        return max(longer, key=lambda one: (one.score, len(one.key)))
    shorter = [
        one
        for one in order
        if " " in one.key and best.key.startswith(f"{one.key} ") and len(one.places) > 2 * len(best.places)
    ]
    return max(shorter, key=lambda one: one.score) if shorter and is_connected(best, document) else best


def _is_usual(one: Candidate, document: Document) -> bool:
    return one.times > 1 and not is_connected(one, document)


def _is_introduced(one: Candidate, document: Document) -> bool:
    """„Das Netzwerk X Ort …“, „X Ort e. V.“: a name is whole where a sentence begins with it or its form is said."""
    text = document.text
    for start, end in one.places[:LOOKED_AT]:
        if _ARTICLE_ONLY.fullmatch(text, document.sentence_at(start)[0], start) or LEGAL_BEHIND.match(text, end):
            return True
    return False


def _is_mostly_in(short: Candidate, long: Candidate) -> bool:
    """Does a name stand for the most part inside a longer one?"""
    inside = sum(1 for start, end in short.places if any(a <= start and end <= b for a, b in long.places[:LOOKED_AT]))
    return 2 * inside >= len(short.places)


def _subject(document: Document, best: Candidate, networks: list[Proposal], peers: frozenset[str]) -> Subject:
    text = document.text
    start, end = _best_place(document, best)
    if legal := LEGAL_BEHIND.match(text, end):
        end = legal.end()
    found = next((one for one in networks if one.normalised == best.key), None)
    ending = {"der": "r", "das": "s"}.get(text[max(0, start - 4) : start].strip(" „“").casefold(), "")
    value = (
        recased(document, base_form(" ".join(text[start:end].split())))
        .replace("“", "")
        .replace("”", "")
        .replace('"', "")
    )
    if ending and _ADJECTIVE.match(value):
        value = value.replace(" ", f"{ending} ", 1)
    also = {match[1] for _, stop in best.places[:LOOKED_AT] if (match := ABBREVIATION.match(text, stop))}
    also |= {match[1] for _, stop in best.places[:LOOKED_AT] if (match := _SHORTLY.match(text, stop))}
    if (more := _named_longer(document, value)) and not LEGAL_BEHIND.match(text, end):
        value, found = more, None
    if found is None:
        found = proposal(
            document, ProposalKind.NETWORK, start, end, value=value, normalised=name_key(value),
            variant=_kind(value, text, best), confidence=Confidence.SURE, also=tuple(sorted(also)),
        )  # fmt: skip
    found = replace(found, confidence=Confidence.SURE, also=tuple(sorted({*found.also, *also})))
    forms = {found.value, text[start:end], without_legal_form(found.value), *found.also}
    bare = without_legal_form(found.value)
    if is_short_form(bare):
        forms.add(bare.partition(" ")[0])
    return Subject(found, tuple(sorted(forms)), peers)


def _named_longer(document: Document, name: str) -> str:
    """The name as the head of a mail or page has it, where it goes on with a place: „Termine der X Börde – …“."""
    for line in document.head.values():
        place = f" {line}".find(f" {name} ")
        if place >= 0 and (more := _WITH_A_PLACE.match(line, place + len(name))):
            return f"{name}{more[1]}"
    return ""


def _best_place(document: Document, one: Candidate) -> tuple[int, int]:
    """Where the name stands whole and in its base form: with its legal form, at the beginning, not in capitals."""

    def rank(place: tuple[int, int]) -> tuple:
        start, end = place
        name = document.text[start:end]
        before = document.text[max(0, start - 5) : start]
        line = document.line_at(start)
        return (
            not LEGAL_BEHIND.match(document.text, end),
            name.isupper(),
            bool(re.search(r"des[ „“\"]+$", before)),
            bool(re.search(r"(?:dem|den|beim|vom|zum|im|am)[ „“\"]+$", before)),
            start != line.start and not re.search(r"(?:Der|Die|Das)[ „“\"]+$", before),
            start,
        )

    return min(one.places[:LOOKED_AT], key=rank)


def _kind(value: str, text: str, best: Candidate) -> NetworkKind:
    """By the name, else by what the text calls it where it defines it."""
    kind = kind_of(value)
    if kind is not NetworkKind.NETWORK or re.search(r"(?i)netzwerk|network", value):
        return kind
    defined = [match[0] for _, end in best.places[:LOOKED_AT] if (match := IS_A.match(text, end))]
    before = [text[max(0, start - 30) : start] for start, _ in best.places[:LOOKED_AT]]
    for words in (value, *defined, *(one for one in before if UNION_BEFORE.search(one))):
        for pattern, named in _KINDS:
            if pattern.search(words.casefold()):
                return named
    return NetworkKind.NETWORK


def without_legal_form(name: str) -> str:
    """A name without its legal form, as running text uses it."""
    return re.sub(r",? (?:e\. ?V\.|eV|eG|gGmbH|GmbH|AG)$", "", name)
