"""What a text is about: the name that its headings, its definition and its addresses share, whatever it is called."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from networks.enums import NetworkKind, OrganisationKind
from texts.document import Document, LineKind
from texts.enums import Confidence, ProposalKind
from texts.faults import letters
from texts.networks import kind_of
from texts.patterns import ABBREVIATION, LEGAL, MARKED, QUOTED, STOP, WORD, base_form, recased, strip_lead
from texts.proposal import Proposal, name_key, proposal

# What people call a union of several, alone or at the end of a word.
UNION = (
    r"(?:netzwerk|netz|network|cluster|verbund|verein|vereinigung|bündnis|allianz|alliance|initiative|arbeitskreis|"
    r"arbeitsgemeinschaft|konsortium|kooperation|zusammenschluss|genossenschaft|gemeinschaft|plattform|hub|zentrum|"
    r"partnerschaft|offensive|forum|runde|stammtisch|pakt|verband|ring|zirkel|gilde|community|koalition|runder? tisch|"
    r"werkstatt|labor|lab|quartier|campus|akademie|aktionsgruppe|schmiede|manufaktur|kompetenzregion|kette|"
    r"interessengruppe|club|dialog|fabrik|börse|projekt|tandem|kollektiv|liga|union|kreis|region|haus|stelle)"
)
_UNION_WORD = re.compile(rf"(?i){UNION}(?:e?[sn])?$")
_WEAK = re.compile(r"(?i)(?:haus|stelle|fabrik|börse|dialog|projekt|akademie|campus|zentrum|kette)(?:e?[sn])?$")
_NO_UNION = re.compile(
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
_NAME = rf"(?:{MARKED}|{WORD})(?: (?:(?:für|&|am|an der|im|in|of|for|by|des|der|und) )?(?:{MARKED}|{WORD})){{0,6}}"
_PHRASE = re.compile(rf"(?<![\w-])(?:{QUOTED}|(?P<name>{_NAME}))")
_OFFICE = re.compile(
    r"(?:(?:Projekt)?(?:[Kk]oordinat|[Ll]eit|[Mm]anag|[Ss]prech|[Ff]ühr|[Vv]orstand|[Vv]orsitz|[Gg]eschäfts)\w{0,20}|"
    r"(?:Projekt|Presse)?[Bb]üro|Leiter(?:in)?|Geschäftsstelle|Neu|Kreis) (?:(?:des|der|im|in|beim|vom|von) )?(?=\S)"
)
_CONNECTED = re.compile(r" (?:für|am|an der|im|in|des|der|und) ")
_ODD = re.compile(r"[a-zäöüß]{2}[A-ZÄÖÜ]|\w[.:+]\w|\d[A-Za-z]|[A-Z]\d|[A-ZÄÖÜ]{2}-?[a-z]|^[A-ZÄÖÜ]{4,40}$")
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
_AN_EVENT = re.compile(
    r"(?i)(?:tag|tage|messe|kongress|konferenz|tagung|workshop|treffen|versammlung|seminar|webinar|gipfel|symposium|"
    r"fest|"
    r"preis|award|ausstellung|feier|abend|frühstück|markt|lauf|nacht|woche|programm|richtlinie|budget|fonds|"
    r"gespräche?)$"
)
# What stands before a name that is no union's, or behind it.
_OTHER_BEFORE = re.compile(
    r"(?i)(?:motto|titel|thema|themas|programms?|richtlinie|förderlinie|projekte?s?|messe|veranstaltung|ausstellung|"
    r"reihe|"
    r"workshop|fachabend|tagung|konferenz|wettbewerb|preis|kampagne|format|börse|stufe|aufruf|studie|app|"
    r"broschüre) [„“\"]?$"
)
_CARRIED_BY = re.compile(
    r"(?i)\b(?:träger(?:in)?|koordiniert|getragen|betreut|geleitet|angesiedelt|federführung|projektträger)\b[^.;]{0,40}"
    r"(?:vom|von der|von|beim|bei der|ist (?:der|die|das)|durch (?:das|die|den)) $"
)
_UNION_BEFORE = re.compile(rf"(?i)(?:^|[\s-])(?:[\wäöüß-]{{0,40}}{UNION})(?:e?s|n|en)? (?:der |des |[„“\"])?$")
_MEMBERS_OF = re.compile(
    r"(?i)(?:mitglied(?:er|ern|s|schaft)?|partner|beitritt|teil) (?:des|der|von|vom|im|in der|beim|bei der|zum|zur|"
    r"bei) [„“\"]?$"
)
_LED = re.compile(
    r"(?i)(?:vorsitz\w{0,12}|führ\w{0,12}|stelle|sprecher\w{0,12}|koordin\w{0,12}|vorstand\w{0,12}|manager\w{0,12}|"
    r"büro|leit\w{0,12}|gründung|gründer\w{0,12}|"
    r"aufbau|start|arbeit|ziele?|satzung|sitzung|jubiläum) (?:des|der|von|vom|für|im|beim|in der) [„“\"]?$"
)
_CALLED = re.compile(
    r"(?i)(?:namens|unter dem namen|nennt sich|nennen sich|heißt|gründe\w{0,12}(?: \w{1,30}){0,3}|"
    r"hervor(?: \w{1,30})?) (?:der |"
    r"die |das |den )?[„“\"]?$"
)
_ABOUT = re.compile(
    r"(?i)^(?:über|wir sind|das ist|was ist|wer ist|porträt|vorgestellt|im profil)(?: (?:den|die|das|der))?:? [„“\"]?$"
)
_BEHIND = rf"[“”\"«]?(?: {LEGAL})?(?: ?\([^()]{{2,30}}\))?(?:, kurz:? [\w-]{{2,15}},?)?"
_IS_A = re.compile(
    rf"{_BEHIND}(?:,| –| ist| sind| versteht sich als|"
    rf" als)(?: [\w,äöüß-]{{2,30}}){{0,6}}? ?[\wäöüß-]{{0,30}}{UNION}\w{{0,3}}\b",
    re.I,
)
_ACTS = re.compile(
    rf"{_BEHIND} (?:ist|sind|vereint|vernetzt|bündelt|verbindet|bringt|umfasst|zählt|hat|besteht|wurde|wird|"
    rf"unterstützt|"
    r"lädt|organisiert|begrüßt|feiert|startet|wächst|erhält|bekommt|koordiniert|engagiert|erprobt|entwickelt|möchte|"
    r"will|soll|setzt|arbeitet|fördert|trifft|nimmt|schließt|geht|gibt|steht|kooperiert|berät|vermittelt|schult|"
    r"sucht)\b"
)
_LEGAL_BEHIND = re.compile(r"[“”\"«]? (?:e\. ?V\.|eV\b|eG\b|gGmbH\b)")
_FIRM = re.compile(r" (?:GmbH|AG|KG|SE|UG|OHG|GbR|mbH|KGaA)\b")
_FIRM_END = re.compile(r"(?<!g)(?:GmbH|AG|KG|SE|UG|OHG|GbR|mbH|KGaA)$")
_PUBLIC = {
    OrganisationKind.MINISTRY, OrganisationKind.MUNICIPALITY, OrganisationKind.CHAMBER, OrganisationKind.UNIVERSITY,
    OrganisationKind.AUTHORITY, OrganisationKind.EU, OrganisationKind.CLINIC, OrganisationKind.RESEARCH,
    OrganisationKind.PROJECT_AGENCY, OrganisationKind.DEVELOPMENT_AGENCY, OrganisationKind.UNION,
}  # fmt: skip
_HOSTS = re.compile(r"(?:@|www\.|https?://)((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})")
_PLURAL = re.compile(r"\b(?:Hubs|Clustern|[Nn]etzwerken?|[Ii]nitiativen|[Vv]ereinen?|[Aa]llianzen)\b")
_SMALL = frozenset("für am an der im in of for by des und & und the zu von".split())
_ADJECTIVE = re.compile(
    r"(?:Rund|Grün|Blau|Neu|Jung|Offen|Gläsern|Digital|Regional|Stark|Frei|Kreativ|Rot|Weiß|Klein|Groß|Alt|Lang|"
    r"Nachhaltig|Lebendig|[A-ZÄÖÜ][a-zäöü]{2,20}(?:isch|lich|ig))e (?=[A-ZÄÖÜ])"
)
_WITH_ARTICLE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Bb]eim|[Ii]m|[Vv]om) (?P<word>[A-ZÄÖÜ][\wäöüß-]{5,40})(?![\w-])(?! [A-ZÄÖÜ])"
)
# What any text speaks of again and again.
_ANY_WORD = re.compile(
    r"(?i)(?:region\w*|betrieb\w*|unternehm\w*|mitglied\w*|projekt\w*|förder\w*|stadt\w*|landkreis\w*|handwerk\w*|"
    r"wirtschaft\w*|"
    r"branche\w*|arbeit\w*|zukunft|menschen|jahr\w*|kommun\w*|gemeinde\w*|veranstaltung\w*|partner\w*|bund\w*|land\w*|"
    r"industrie\w*|pflege|wasserstoff|digitalisierung|energie\w*|technolog\w*|thema|themen|antrag\w*|entwickl\w*|"
    r"zusammenarbeit|produkt\w*|kunden?|markt\w*|firmen?|werkstatt|werkstätten|geschäfts\w*|vorstand\w*|verwaltung\w*)$"
)
_PLACE_BEFORE = re.compile(r"(?:\b(?:in|aus|nach|Stadt|Gemeinde|Landkreis|Ort|Sitz ist|Großraum)|\d{5}) $")
_TURNED = re.compile(
    r"(?i)\b(?:zählt|lädt|hat|will|bringt|sucht|feiert|feiern|vereint|wird|unterstützt)(?: die| der| das)? [„“\"]?$"
)
_COMPANY = re.compile(r"(?i)aufgenommen|mitglied|betriebe|beteiligt|zusammen|gemeinsam|partner")
_MOST_PHRASES = 6000
_LOOKED_AT = 25
_ENOUGH, _CLEAR, _EARLY = 8.4, 0.62, 700


@dataclass
class Candidate:
    """A name, where it stands, and what speaks for it."""

    key: str
    places: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.0
    quoted: bool = False


@dataclass(frozen=True)
class Subject:
    """The main name of a text. `forms`: how else the text calls it; `peers`: networks that it is about as much."""

    proposal: Proposal
    forms: tuple[str, ...]
    peers: frozenset[str]


def find_subject(
    document: Document, networks: list[Proposal], organisations: list[Proposal], others: list[Proposal]
) -> Subject | None:
    """The union that a text is about. `others`: what is known to be something else, such as people and programmes."""
    candidates = _candidates(document, networks, others)
    if not candidates:
        return None
    minus = {key: one for one in organisations for key in (one.normalised, *map(name_key, one.also))}
    hosts = [letters(match[1]) for match in islice(_HOSTS.finditer(document.text), 200)]
    seen_first = _first_lines(document)
    known = {found.normalised for found in networks}
    for one in candidates.values():
        one.score = _score(document, one, hosts, seen_first) + (2 if one.key in known else 0)
        if (same := minus.get(one.key)) and same.variant in _PUBLIC:
            one.score -= 8
    order = sorted(candidates.values(), key=lambda one: (-one.score, one.places[0]))
    best = _longest(order[0], order, document)
    if best.score < _ENOUGH:
        return None
    peers = {one.key for one in order if one.score >= _CLEAR * best.score and one.key in known and len(one.places) > 1}
    return _subject(document, best, networks, frozenset({*peers, best.key}))


def _candidates(document: Document, networks: list[Proposal], others: list[Proposal]) -> dict[str, Candidate]:
    taken = sorted((one.start, one.end) for one in others)
    starts = [start for start, _ in taken]
    named = {one.normalised if one.kind != ProposalKind.PERSON else name_key(one.normalised) for one in others}
    found: dict[str, Candidate] = {}
    for start, end, quoted in (*_phrases(document), *_again_and_again(document)):
        before = bisect_right(starts, end - 1) - 1
        if before >= 0 and taken[before][1] > start:
            continue
        if (key := name_key(document.text[start:end])) and key not in named:
            one = found.setdefault(key, Candidate(key, quoted=quoted))
            one.places.append((start, end))
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
        cuts = [*_CONNECTED.finditer(document.text, start, end)]
        begins = [start, *(cut.end() for cut in cuts)]
        for begin in begins:
            first, _ = strip_lead(document.text, begin, end)
            if office := _OFFICE.match(document.text, first, end):
                first = office.end()
            for stop in (end, *(cut.start() for cut in cuts if cut.start() > first)):
                if first < stop and _may_be_name(document.text[first:stop], document.text[stop : stop + 8]):
                    yield first, stop, False


def _again_and_again(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Ordinary words with an article that come too often to be by chance: „die Feinmacher“."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in islice(_WITH_ARTICLE.finditer(document.text), _MOST_PHRASES):
        word = match["word"]
        if not _ANY_WORD.match(word) and not _UNION_WORD.search(word):
            places.setdefault(word, []).append(match.span("word"))
    for found in places.values():
        if len(found) > 2:
            yield from ((start, end, False) for start, end in found)


def _may_be_name(name: str, behind: str) -> bool:
    words = name.split()
    if not words or _NO_NAME.match(name) or words[-1] in STOP or len(name) < 4:
        return False
    if not (name[0].isupper() or re.match(MARKED, name)):
        return False
    if len(words) == 1:
        if name.upper() in _COMMON:
            return False
        union = _UNION_WORD.search(name) and not _ANY_PREFIX.match(name) and not _NO_UNION.search(name)
        return bool(_ODD.search(name) or union or _LEGAL_BEHIND.match(behind) or re.match(MARKED, name))
    return True


def _first_lines(document: Document) -> dict[int, float]:
    """What it counts to stand in a heading: line number → weight; most in the first of the text."""
    weights: dict[int, float] = {}
    first = True
    for number, line in enumerate(islice(document.lines, 400)):
        text = document.text_of(line)
        heading = line.kind is LineKind.HEADING or (
            line.kind is LineKind.TEXT
            and len(text) < 110
            and text[-1] not in ".,;:"
            and "@" not in text
            and number < 12
        )
        if heading:
            weights[number] = 4.0 if first or number < 5 else 1.5
            first = first and number < 3
    return weights


def _score(document: Document, one: Candidate, hosts: list[str], headings: dict[int, float]) -> float:
    """What speaks for a name, each reason once, and how often it stands there; less what speaks against it."""
    name = document.text[slice(*one.places[0])]
    reasons: dict[str, float] = {}
    minus = 0.0
    for start, end in one.places[:_LOOKED_AT]:
        minus = max(minus, _seen(document, start, end, headings, reasons))
    if any(_heads(one.key, document.head.get(name, "")) for name in ("subject", "title", "from")):
        reasons["heading"] = 4
    _looked_at(name, one.quoted, hosts, reasons)
    against = max(minus, *(weight for is_so, weight in _against(name, one.quoted, reasons) if is_so), 0)
    return sum(reasons.values()) + 0.8 * min(_times(document, one, name), 6) - against


def _heads(key: str, line: str) -> bool:
    """Does the head of a mail or page carry a name, or the beginning of one before a colon?"""
    short = name_key(line.partition(":")[0])
    return key in name_key(line) or " " in short and key.startswith(f"{short} ")


def _seen(document: Document, start: int, end: int, headings: dict[int, float], reasons: dict[str, float]) -> float:
    """Notes what the words around one place say for a name; what they say against it."""
    text, line = document.text, document.line_at(start)
    before, behind = text[max(line.start, start - 60) : start], text[end : min(end + 160, line.end)]
    found = {"heading": headings.get(document.line_number(start), 0), "early": 1.5 * (start < _EARLY)}
    found["company"] = 1.5 * bool(_COMPANY.search(text, start, min(document.sentence_at(start)[1], end + 200)))
    found |= {reason: weight for reason, pattern, weight in _BEFORE if pattern.search(before)}
    found |= {reason: weight for reason, pattern, weight in _AFTER if pattern.match(behind)}
    for reason, weight in found.items():
        reasons[reason] = max(reasons.get(reason, 0), weight)
    against = max(weight * bool(pattern.search(before)) for pattern, weight in _BEFORE_OTHERS)
    return against or 4 * bool(_FIRM.match(behind))


_BEFORE = [
    ("members", _MEMBERS_OF, 3), ("led", _LED, 2), ("called", _CALLED, 4), ("union", _UNION_BEFORE, 3.5),
    ("about", _ABOUT, 4), ("turned", _TURNED, 1.5),
]  # fmt: skip
_AFTER = [("is a", _IS_A, 4), ("acts", _ACTS, 2), ("legal", _LEGAL_BEHIND, 3), ("short", ABBREVIATION, 2)]
_BEFORE_OTHERS = [(_OTHER_BEFORE, 6), (_PLACE_BEFORE, 5), (_CARRIED_BY, 3)]


def _looked_at(name: str, quoted: bool, hosts: list[str], reasons: dict[str, float]) -> None:
    """Notes what a name says for itself, and the addresses of the text."""
    words = name.split()
    if unions := [word for word in words if _UNION_WORD.search(word) and not _NO_UNION.search(word)]:
        reasons["named so"] = 1.5 if all(_WEAK.search(word) for word in unions) else 3
    if any(len(own := letters(word)) > 3 and any(own in host for host in hosts) for word in words):
        reasons["host"] = 2.5
    if len(words) > 1 or quoted or _ODD.search(name):
        reasons["proper"] = 1


def _is_plain(name: str, quoted: bool) -> bool:
    return not (quoted or " " in name or _ODD.search(name) or _UNION_WORD.search(name) or re.match(MARKED, name))


def _against(name: str, quoted: bool, reasons: dict[str, float]) -> Iterator[tuple[bool, float]]:
    words = name.split()
    defined = "is a" in reasons
    yield bool(_AN_EVENT.search(words[-1]) or _AN_EVENT.search(words[0]) and not defined), 5
    yield (
        any(word[0].islower() and not re.match(MARKED, word) and word not in _SMALL for word in words),
        4,
    )  # a sentence
    yield bool(_PLURAL.search(name)) and not defined, 3
    yield bool(_FIRM_END.search(name)), 6
    # An ordinary word alone needs more than to come often.
    yield _is_plain(name, quoted) and not reasons.keys() & {"about", "is a", "called", "short", "host", "legal"}, 8
    yield not quoted and bool(re.search(r" (?:der|des) ", name)), 3


def _times(document: Document, one: Candidate, name: str) -> int:
    """How often the text speaks of it, also by the first word of its name where that is no ordinary one."""
    first = name.split()[0]
    short = sum(1 for _ in islice(document.places(first), 12)) if _is_short_form(name) else 0
    return max(len(one.places), short)


def _is_short_form(name: str) -> bool:
    """Does the first word of a name alone mean it: „Metallring“ the Metallring Oberland?"""
    first, _, rest = name.partition(" ")
    union = _UNION_WORD.search(first) and not _ANY_PREFIX.match(first) and not _NO_UNION.search(first)
    return bool(rest and (union or _ODD.search(first)) and len(first) > 5)


def _longest(best: Candidate, order: list[Candidate], document: Document) -> Candidate:
    """Of a name and a longer one that begins with it, the longer, where the text has it more than by chance."""
    longer = [
        one
        for one in order
        if one.key.startswith(f"{best.key} ")
        and one.score >= 0.6 * best.score
        and (len(one.places) > 1 or " " not in best.key)
        and not _CONNECTED.search(document.text[slice(*one.places[0])])
    ]
    shorter = [
        one
        for one in order
        if best.key.startswith(f"{one.key} ")
        and len(one.places) > 2 * len(best.places)
        and _CONNECTED.search(document.text[slice(*best.places[0])])
        and " " in one.key
    ]
    if shorter:
        return max(shorter, key=lambda one: one.score)
    return max(longer, key=lambda one: (one.score, len(one.key))) if longer else best


def _subject(document: Document, best: Candidate, networks: list[Proposal], peers: frozenset[str]) -> Subject:
    text = document.text
    start, end = _best_place(document, best)
    if legal := _LEGAL_BEHIND.match(text, end):
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
    also = {match[1] for _, stop in best.places[:_LOOKED_AT] if (match := ABBREVIATION.match(text, stop))}
    also |= {match[1] for _, stop in best.places[:_LOOKED_AT] if (match := _SHORTLY.match(text, stop))}
    if found is None:
        found = proposal(
            document, ProposalKind.NETWORK, start, end, value=value, normalised=name_key(value),
            variant=_kind(value, text, best), confidence=Confidence.SURE, also=tuple(sorted(also)),
        )  # fmt: skip
    found = replace(found, confidence=Confidence.SURE, also=tuple(sorted({*found.also, *also})))
    forms = {found.value, text[start:end], without_legal_form(found.value), *found.also}
    bare = without_legal_form(found.value)
    if _is_short_form(bare):
        forms.add(bare.partition(" ")[0])
    return Subject(found, tuple(sorted(forms)), peers)


_SHORTLY = re.compile(r"[“”\"]?,? kurz:? [„“\"]?([A-ZÄÖÜ][\w+-]{1,14})")


def _best_place(document: Document, one: Candidate) -> tuple[int, int]:
    """Where the name stands whole and in its base form: with its legal form, at the beginning, not in capitals."""

    def rank(place: tuple[int, int]) -> tuple:
        start, end = place
        name = document.text[start:end]
        before = document.text[max(0, start - 5) : start]
        line = document.line_at(start)
        return (
            not _LEGAL_BEHIND.match(document.text, end),
            name.isupper(),
            bool(re.search(r"(?:des|dem|den|beim|vom|zum|im|am)[ „“\"]+$", before)),
            start != line.start and not re.search(r"(?:Der|Die|Das)[ „“\"]+$", before),
            start,
        )

    return min(one.places[:_LOOKED_AT], key=rank)


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


def _kind(value: str, text: str, best: Candidate) -> NetworkKind:
    """By the name, else by what the text calls it where it defines it."""
    kind = kind_of(value)
    if kind is not NetworkKind.NETWORK or re.search(r"(?i)netzwerk|network", value):
        return kind
    defined = [match[0] for _, end in best.places[:_LOOKED_AT] if (match := _IS_A.match(text, end))]
    before = [text[max(0, start - 30) : start] for start, _ in best.places[:_LOOKED_AT]]
    for words in (value, *defined, *(one for one in before if _UNION_BEFORE.search(one))):
        for pattern, named in _KINDS:
            if pattern.search(words.casefold()):
                return named
    return NetworkKind.NETWORK


def without_legal_form(name: str) -> str:
    """A name without its legal form, as running text uses it."""
    return re.sub(r",? (?:e\. ?V\.|eV|eG|gGmbH|GmbH|AG)$", "", name)
