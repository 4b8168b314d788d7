"""Names that a text may be about: phrases, words that come again and again, and what its addresses are called."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from texts.document import Document
from texts.enums import ProposalKind
from texts.faults import letters
from texts.patterns import MARKED, QUOTED, STOP, WORD, strip_lead
from texts.proposal import Proposal, name_key

# What people call a union of several, alone or at the end of a word.
UNION = (
    r"(?:netzwerk|netz|network|cluster|verbund|verein|vereinigung|bündnis|allianz|alliance|initiative|arbeitskreis|"
    r"arbeitsgemeinschaft|konsortium|kooperation|zusammenschluss|genossenschaft|gemeinschaft|plattform|hub|zentrum|"
    r"partnerschaft|offensive|forum|runde|stammtisch|pakt|verband|ring|zirkel|gilde|community|koalition|runder? tisch|"
    r"werkstatt|labor|lab|quartier|campus|akademie|aktionsgruppe|schmiede|manufaktur|kompetenzregion|kette|"
    r"interessengruppe|netzwerkbüro|club|dialog|fabrik|börse|projekt|tandem|kollektiv|liga|union|kreis|region|haus|stelle|\Bbund)"
)
UNION_WORD = re.compile(rf"(?i){UNION}(?:e?[sn])?$")
NO_UNION = re.compile(
    r"(?i)(?:land|stadt|heide|main|alb)kreis|ausschuss|krankenhaus|rathaus|messe|thüringen|lothringen|tübingen|umkreis"
)
# Words that make no name of a union: „Unternehmensverband“ is anyone.
_ANY_PREFIX = re.compile(
    r"(?i)^(?:unternehmens|unternehmer|forschungs?|innovations?|kompetenz|wirtschafts|branchen|fach|dach|landes|bundes|"
    r"regional|projekt|träger|förder|kooperations|industrie|firmen|experten|gründer|geschäfts?|arbeits|umfrage|"
    r"technologie|"
    r"gründungs|bildungs|interessen|mitglieder|sport|einkaufs|lehr|welt|groß|freundes|kunden|teilnehmer|anlauf|"
    r"baustelle|"
    r"presse|beratungs|koordinierungs|vermarktungs|solidar|laufzeit|gemeinschafts|verbund|haupt|heimat|kontakt|unter|"
    r"end)?-?"
    rf"{UNION}(?:e?[sn])?$"
)
_NAME = (
    rf"(?:{MARKED}|{WORD})(?: (?:\d\.\d|20[2-9]\d)(?![\d.]))?"
    rf"(?: (?:(?:für|&|am|an der|im|in|of|for|by|des|der|und) )?(?:{MARKED}|{WORD})){{0,6}}"
)
_PHRASE = re.compile(rf"(?<![\w-])(?:{QUOTED}|(?P<name>{_NAME}))")
_OFFICE = re.compile(
    r"(?:(?:Projekt)?(?:[Kk]oordinat|[Ll]eit|[Mm]anag|[Ss]prech|[Ff]ühr|[Vv]orstand|[Vv]orsitz|[Gg]eschäfts)\w{0,20}|"
    r"(?:[A-ZÀ-Þ]\w{0,30})?(?:[Bb]üro|[Ss]telle|[Tt]eam|[Mm]anagement|[Kk]oordination)|Leiter(?:in)?|Neu|Kreis|"
    r"\w{0,20}(?:[Bb]rief|[Ii]nfo|[Bb]ericht|[Vv]orlage|[Pp]rotokoll|[Pp]rofil|[Pp]orträt|[Vv]orstellung|[Kk]onzept|"
    r"[Ss]atzung|"
    r"[Ee]inladung|[Aa]nfrage|[Aa]ntrag)s?) (?:(?:des|der|im|in|beim|vom|von) )?(?=\S)"
)
_CALLED_SO = re.compile(
    r"(?:[Ii]nitiative|[Nn]etzwerke?s?|[Bb]ündnis(?:ses)?|[Aa]llianz|[Vv]erbunde?s?|[Kk]ooperation|"
    r"[Aa]rbeitskreis(?:es)?|[Vv]ereins?|"
    r"[Pp]lattform|[Kk]onsortiums?) (?=[A-ZÀ-Þ])"
)
CONNECTED = re.compile(r" (?:für|am|an der|im|in|des|der|und) ")
ODD = re.compile(r"[a-zäöüß]{2}[A-ZÀ-Þ]|\w[.:+&]\w|\d[A-Za-z]|[A-Z]\d|[A-ZÀ-Þ]{2}-?[a-z]|^[A-ZÀ-Þ]{4,40}$")
_COMMON = frozenset(
    "BMBF BMWK BMWE BMWI BMFTR BMEL LEADER EFRE ELER INTERREG DSGVO UNESCO EXIST CORONA FÖRDERUNG KONTAKT HTTP "
    "HTTPS PRESSE PRESSEMITTEILUNG PRESSEINFORMATION THEMA TERMINE AGENDA".split()
)
_NO_NAME = re.compile(
    r"(?i)^(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|montag|dienstag|"
    r"mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|tel|telefon|fax|e-mail|mail|internet|web|foto|seite|nr|presse\w*|"
    r"pressemitteilung|"
    r"landkreis|stadt|gemeinde|land|freistaat|kreis|bundesland|herrn?|frau|liebe|sehr|dr|prof|kontakt|"
    r"ansprechpartner\w*|"
    r"anmeldung|adresse|anschrift|förderung|mitglieder|termine|steckbrief|einladung|frage|antwort|fragen|"
    r"informationen|mehr|weitere|über|wie|was|wer|wo|wann|warum|geschäftsstelle|amtliche|interview|rückfragen|"
    r"projektbüro|büro|vorstand|sprecher\w*|koordin\w+|leitung|träger|sitz|rechtsform|gründung|gesendet|betreff|"
    r"datum|von|an|cc|projektleitung|impressum|start|programm|ablauf|ziel\w*|themen|newsletter)\b(?:[ :.-]|$)"
)
_FIRM = r"(?:GmbH|AG|KG|SE|UG|OHG|GbR|mbH|KGaA)"
FIRM_BEHIND, FIRM_END = re.compile(rf" {_FIRM}\b"), re.compile(rf"(?<!g){_FIRM}$")
LEGAL_BEHIND = re.compile(r"[“”\"«]? (?:e\. ?V\.|eV\b|eG\b|gGmbH\b)")
HOSTS = re.compile(r"(?:@|www\.|https?://)((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})")
_WITH_ARTICLE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Bb]eim|[Ii]m|[Vv]om) (?P<word>[A-ZÀ-Þ][\wäöüß-]{5,40})(?![\w-])(?! [A-ZÀ-Þ])"
)
# What any text speaks of again and again.
_ANY_WORD = re.compile(
    r"(?i)(?:region\w*|betrieb\w*|unternehm\w*|mitglied\w*|projekt\w*|förder\w*|stadt\w*|landkreis\w*|handwerk\w*|"
    r"wirtschaft\w*|"
    r"branche\w*|arbeit\w*|zukunft|menschen|jahr\w*|kommun\w*|gemeinde\w*|veranstaltung\w*|partner\w*|bund\w*|land\w*|"
    r"industrie\w*|pflege|wasserstoff|digitalisierung|energie\w*|technolog\w*|thema|themen|antrag\w*|entwickl\w*|"
    r"zusammenarbeit|produkt\w*|kunden?|markt\w*|firmen?|werkstatt|werkstätten|geschäfts\w*|vorstand\w*|verwaltung\w*)$"
)
_TOKEN = re.compile(r"[\w:&+’'-]+(?:\.\d)?")
_MOST_PHRASES, _SHORT_LABEL, _MOST_WORDS = 6000, 5, 6
LOOKED_AT = 25  # places of a name; more tell nothing new


@dataclass
class Candidate:
    """A name, where it stands, and what speaks for it."""

    key: str
    places: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.0
    quoted: bool = False

    @property
    def times(self) -> int:
        """How often it stands in the text; once where it stands with and without what it is called."""
        return len({end for _, end in self.places})


def find_candidates(
    document: Document, networks: list[Proposal], others: list[Proposal], public: list[Proposal]
) -> dict[str, Candidate]:
    """`public`: bodies that may name a place, which is then no name of its own: „IHK Mittelau“."""
    inside = (
        (place + len(first), place + len(one.value))
        for one in public
        for first in one.value.split()[:1]
        for place in islice(document.places(one.value), LOOKED_AT)
    )
    taken = sorted([*((one.start, one.end) for one in others), *inside])
    starts = [start for start, _ in taken]

    def is_taken(start: int, end: int) -> bool:
        before = bisect_right(starts, end - 1) - 1
        return before >= 0 and taken[before][1] > start

    named = {one.normalised if one.kind != ProposalKind.PERSON else name_key(one.normalised) for one in others}
    found: dict[str, Candidate] = {}
    for start, end, quoted in (*_phrases(document), *_again_and_again(document), *_like_addresses(document)):
        if not is_taken(start, end) and (key := name_key(document.text[start:end])) and key not in named:
            one = found.setdefault(key, Candidate(key, quoted=quoted))
            one.quoted |= quoted
            one.places.append((start, end))
    for one in found.values():
        name = document.text[slice(*one.places[0])]
        if one.quoted and " " not in name:  # once in quotation marks, and without them from then on
            again = ((place, place + len(name)) for place in islice(document.places(name), LOOKED_AT))
            one.places += (place for place in again if not is_taken(*place))
        one.places = sorted(set(one.places))
    for network in networks:
        if network.normalised not in found and network.normalised:
            places = [(place, place + len(network.value)) for place in document.places(network.value)]
            found[network.normalised] = Candidate(network.normalised, places or [(network.start, network.end)])
    return found


def _phrases(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Every run of words that may be a name, whole and up to each word that connects it with what follows."""
    for match in islice(_PHRASE.finditer(document.text), _MOST_PHRASES):
        if not match["name"]:
            start, end = match.span(1)
            inner = document.text[start:end]
            if (
                len(inner.split()) <= 6
                and inner[0].isupper() | bool(re.match(MARKED, inner))
                and inner[-1] not in ".!?,"
            ):
                yield start, end, True
            continue
        start, end = match.span("name")
        cuts = [*CONNECTED.finditer(document.text, start, end)]
        begins = [start, *(cut.end() for cut in cuts)]
        for begin in begins:
            first, _ = strip_lead(document.text, begin, end)
            if office := _OFFICE.match(document.text, first, end):
                first = office.end()
            if called := _CALLED_SO.match(document.text, first, end):  # „Initiative Kunststoff im Kreislauf“
                yield called.end(), end, False
            for stop in (end, *(cut.start() for cut in cuts if cut.start() > first)):
                if first < stop and _may_be_name(document.text[first:stop], document.text[stop : stop + 8]):
                    yield first, stop, False


def _again_and_again(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Ordinary words with an article that come too often to be by chance: „die Feinmacher“."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in islice(_WITH_ARTICLE.finditer(document.text), _MOST_PHRASES):
        word = match["word"]
        if not _ANY_WORD.match(word) and not UNION_WORD.search(word):
            places.setdefault(word, []).append(match.span("word"))
    for found in places.values():
        if len(found) > 2:
            yield from ((start, end, False) for start, end in found)


def _like_addresses(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Words that make up an address of the text: „Spessart schmeckt“ of spessart-schmeckt.example."""
    found = (match[1].casefold().removeprefix("www.") for match in islice(HOSTS.finditer(document.text), 200))
    labels = {letters(host.split(".")[-2]) for host in found if "." in host}
    labels = {label for label in labels if len(label) > _SHORT_LABEL}
    firsts = {label[:3] for label in labels}
    words = [match.span() for match in islice(_TOKEN.finditer(document.text), 2 * _MOST_PHRASES)] if labels else []
    for number, (start, end) in enumerate(words):
        run = letters(document.text[start:end])
        if run[:3] not in firsts or not document.text[start].isupper():
            continue
        for _, stop in words[number : number + _MOST_WORDS]:
            run = letters(document.text[start:stop])
            if (
                run in labels
                and "@" not in document.text[start:stop]
                and "." not in document.text[start:stop].rstrip(".")
            ):
                yield start, stop, True


def _may_be_name(name: str, behind: str) -> bool:
    words = name.split()
    if not words or _NO_NAME.match(name) or words[-1] in STOP or len(name) < 4:
        return False
    if not (name[0].isupper() or re.match(MARKED, name)):
        return False
    if len(words) == 1:
        if name.upper() in _COMMON:
            return False
        union = UNION_WORD.search(name) and not _ANY_PREFIX.match(name) and not NO_UNION.search(name)
        return bool(ODD.search(name) or union or LEGAL_BEHIND.match(behind) or re.match(MARKED, name))
    return True


def is_short_form(name: str) -> bool:
    """Does the first word of a name alone mean it: „Metallring“ the Metallring Oberland?"""
    first, _, rest = name.partition(" ")
    union = UNION_WORD.search(first) and not _ANY_PREFIX.match(first) and not NO_UNION.search(first)
    return bool(rest and (union or ODD.search(first)) and len(first) > 5)


def is_connected(one: Candidate, document: Document) -> bool:
    return bool(CONNECTED.search(document.text[slice(*one.places[0])]))


def is_firm(one: Candidate, document: Document) -> bool:
    """„X Service GmbH“ carries a union X, and is none."""
    text = document.text
    return all(FIRM_BEHIND.match(text, end) or FIRM_END.search(text[start:end]) for start, end in one.places)
