"""What speaks for a name as the subject of a text: where it stands, and the words around it."""

import re
from collections.abc import Iterator
from itertools import islice

from articles.candidates import (
    FIRM_BEHIND,
    FIRM_END,
    LEGAL_BEHIND,
    LOOKED_AT,
    NO_UNION,
    ODD,
    UNION,
    UNION_WORD,
    Candidate,
    is_short_form,
)
from texts.document import Document, LineKind
from texts.faults import letters
from texts.patterns import ABBREVIATION, LEGAL, MARKED
from texts.proposal import name_key

_WEAK = re.compile(r"(?i)(?:haus|stelle|fabrik|börse|dialog|projekt|akademie|campus|zentrum|kette)(?:e?[sn])?$")
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
UNION_BEFORE = re.compile(rf"(?i)(?:^|[\s-])(?:[\wäöüß-]{{0,40}}{UNION})(?:e?s|n|en)? (?:der |des |[„“\"])?$")
_MEMBERS_OF = re.compile(
    r"(?i)(?:mitglied(?:er|ern|s|schaft)?|partner|beitritt|teil) (?:des|der|von|vom|im|in der|beim|bei der|zum|zur|"
    r"bei) [„“\"]?$"
)
_LED = re.compile(
    r"(?i)(?:vorsitz\w{0,12}|führ\w{0,12}|stelle|sprecher\w{0,12}|koordin\w{0,12}|vorstand\w{0,12}|manager\w{0,12}|"
    r"büro|leit\w{0,12}|gründung|gründer\w{0,12}|"
    r"aufbau|start|arbeit|ziele?|satzung|sitzung|jubiläum) (?:des|der|von|vom|für|im|beim|in der) [„“\"]?$|"
    r"\b(?:leitet|führt|koordiniert|managt|gründete) (?:(?:seit|nun|jetzt|gemeinsam|\d{4}|[A-ZÀ-Þ]\w{2,20}) ){0,3}"
    r"(?:das|die|den) [„“\"]?$"
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
IS_A = re.compile(
    rf"{_BEHIND}(?:,| –| ist| sind| heißt| versteht sich als|"
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
_PLURAL = re.compile(r"\b(?:Hubs|Clustern|[Nn]etzwerken?|[Ii]nitiativen|[Vv]ereinen?|[Aa]llianzen)\b")
_SMALL = frozenset("für am an der im in of for by des und & und the zu von".split())
_PLACE_BEFORE = re.compile(r"(?:\b(?:in|aus|nach|Stadt|Gemeinde|Landkreis|Ort|Sitz ist|Großraum)|\d{5}) $")
_A_PLACE = re.compile(
    r"\b(?:in|aus|nach|um|IHK|HWK|[Ss]tadt|Gemeinde|[Kk]reis|[Hh]ochschule|[Uu]niversität|Raum|"
    r"Region|Metall) $"
)
# „Oberlingen, 12. März“, „DORTFELD. Mit …“, „Ilmstedt (ots) – …“
_DATELINE = re.compile(r"(?:, (?:den |im )?(?:\d|[A-ZÀ-Þ][a-zä]{2,8} \d)|\. [A-ZÀ-Þ„]| \(\w{2,5}\)| [–-] [A-ZÀ-Þ])")
_TURNED = re.compile(
    r"(?i)\b(?:zählt|lädt|hat|will|bringt|sucht|feiert|feiern|vereint|wird|unterstützt)(?: die| der| das)? [„“\"]?$"
)
_COMPANY = re.compile(r"(?i)aufgenommen|mitglied|betriebe|beteiligt|zusammen|gemeinsam|partner")
_BEFORE = [
    ("members", _MEMBERS_OF, 3), ("led", _LED, 2), ("called", _CALLED, 4), ("union", UNION_BEFORE, 3.5),
    ("about", _ABOUT, 4), ("turned", _TURNED, 1.5),
]  # fmt: skip
_AFTER = [("is a", IS_A, 4), ("acts", _ACTS, 2), ("legal", LEGAL_BEHIND, 3), ("short", ABBREVIATION, 2)]
_BEFORE_OTHERS = [(_OTHER_BEFORE, 6), (_PLACE_BEFORE, 5), (_CARRIED_BY, 3)]
_EARLY = 700
_SENDER = re.compile(r"@([\w.-]{3,80})")


def headings_of(document: Document) -> dict[int, float]:
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


def score(document: Document, one: Candidate, hosts: list[str], headings: dict[int, float]) -> float:
    """What speaks for a name, each reason once, and how often it stands there; less what speaks against it."""
    name = document.text[slice(*one.places[0])]
    reasons: dict[str, float] = {}
    minus = 0.0
    for start, end in one.places[:LOOKED_AT]:
        minus = max(minus, _seen(document, start, end, headings, reasons))
    if any(_heads(one.key, document.head.get(name, "")) for name in ("subject", "title", "from")):
        reasons["heading"] = 4
    if (sender := _SENDER.search(document.head.get("from", ""))) and letters(name) in letters(sender[1]):
        reasons["sender"] = 4
    _looked_at(name, one.quoted, hosts, reasons)
    where = sum(bool(_A_PLACE.search(document.text, max(0, start - 14), start)) for start, _ in one.places[:LOOKED_AT])
    if _is_plain(name, False) and 2 * where >= len(one.places[:LOOKED_AT]):
        minus = 10
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
    if start == line.start and not headings.get(document.line_number(start)) and _DATELINE.match(behind):
        return 5
    if start == line.start and re.match(r", (?:den )?\d", behind):
        return 5
    return against or 4 * bool(FIRM_BEHIND.match(behind))


def _looked_at(name: str, quoted: bool, hosts: list[str], reasons: dict[str, float]) -> None:
    """Notes what a name says for itself, and the addresses of the text."""
    words = name.split()
    if unions := [word for word in words if UNION_WORD.search(word) and not NO_UNION.search(word)]:
        named_so = 1.5 if all(_WEAK.search(word) for word in unions) else 3
        reasons["union"] = max(reasons.get("union", 0), named_so)
    if any(letters(name) in host for host in hosts):
        reasons["host"] = 4
    elif any(len(own := letters(word)) > 3 and any(own in host for host in hosts) for word in words):
        reasons["host"] = 2.5
    if len(words) > 1 or quoted or ODD.search(name):
        reasons["proper"] = 1


def _is_plain(name: str, quoted: bool) -> bool:
    return not (quoted or " " in name or ODD.search(name) or UNION_WORD.search(name) or re.match(MARKED, name))


def _against(name: str, quoted: bool, reasons: dict[str, float]) -> Iterator[tuple[bool, float]]:
    words = name.split()
    defined = "is a" in reasons
    yield bool(_AN_EVENT.search(words[-1]) or _AN_EVENT.search(words[0]) and not defined), 5
    yield (
        any(word[0].islower() and not re.match(MARKED, word) and word not in _SMALL for word in words),
        4,
    )  # a sentence
    yield bool(_PLURAL.search(name)) and not defined, 3
    yield bool(FIRM_END.search(name)), 6
    # An ordinary word alone needs more than to come often.
    yield _is_plain(name, quoted) and not reasons.keys() & {"about", "is a", "called", "short", "host", "legal"}, 8
    yield not quoted and bool(re.search(r" (?:der|des) ", name)), 3


def _times(document: Document, one: Candidate, name: str) -> int:
    """How often the text speaks of it, also by the first word of its name where that is no ordinary one."""
    first = name.split()[0]
    short = sum(1 for _ in islice(document.places(first), 12)) if is_short_form(name) else 0
    return max(one.times, short)
