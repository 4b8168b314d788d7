"""Funding programmes: well-known ones by abbreviation or full name, others by the words before them."""

import re

from programmes.enums import ProgrammeKind as Kind
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.patterns import ABBREVIATION, QUOTED, TOPIC, WORD, base_form
from texts.proposal import Proposal, name_key, proposal

# Abbreviations of funds and programmes that German texts use without explanation, and how they are found in full.
_KNOWN: list[tuple[str, str, str, Kind]] = [
    ("GRW", "Gemeinschaftsaufgabe Verbesserung der regionalen Wirtschaftsstruktur",
     r"Gemeinschaftsaufgabe [„“\"]?Verbesserung der regionalen Wirtschaftsstruktur", Kind.PROGRAMME),
    ("EFRE", "Europäischer Fonds für regionale Entwicklung",
     r"Europäische[nrs]? Fonds für regionale Entwicklung", Kind.FUND),
    ("ESF", "Europäischer Sozialfonds", r"Europäische[nrs]? Sozialfonds(?: Plus)?", Kind.FUND),
    ("JTF", "Fonds für einen gerechten Übergang", r"Fonds für einen gerechten Übergang|"
        r"Just Transition Fund", Kind.FUND),
    ("ELER", "Europäischer Landwirtschaftsfonds für die Entwicklung des ländlichen Raums",
     r"Europäische[nrs]? Landwirtschaftsfonds", Kind.FUND),
    ("GAK", "Gemeinschaftsaufgabe Verbesserung der Agrarstruktur und des Küstenschutzes",
     r"Gemeinschaftsaufgabe [„“\"]?Verbesserung der Agrarstruktur", Kind.PROGRAMME),
    ("ZIM", "Zentrales Innovationsprogramm Mittelstand",
     r"Zentrale[ns]? Innovationsprogramms? Mittelstand", Kind.PROGRAMME),
    ("LEADER", "LEADER", rf"LEADER(?:-Region)? {TOPIC}|LEADER(?=-(?:Förder|Mittel|Programm|Region))", Kind.PROGRAMME),
    ("INNO-KOM", "INNO-KOM", r"INNO-KOM", Kind.PROGRAMME),
    ("IGF", "Industrielle Gemeinschaftsforschung", r"Industrielle[nr]? Gemeinschaftsforschung", Kind.PROGRAMME),
    ("PfI", "Programm für Internationalisierung", r"Programms? für Internationalisierung", Kind.PROGRAMME),
    ("EXIST", "EXIST", r"EXIST-(?:Gründungsstipendium|Forschungstransfer|Women)", Kind.PROGRAMME),
    ("Interreg", "Interreg", r"INTERREG(?: [AB])?", Kind.PROGRAMME),
    ("Horizont Europa", "Horizont Europa", r"Horizon Europe", Kind.PROGRAMME),
]  # fmt: skip
_KNOWN_PATTERNS = [re.compile(rf"(?<![\w-])(?:{full}|{re.escape(short)})(?![\w])") for short, _, full, _ in _KNOWN]
_AFTER_QUOTE = re.compile(r"[“”\"«]? ?\(([A-ZÄÖÜ][\w+-]{1,9})\)")
_NAMED = re.compile(
    rf"(?<![\w-])(?P<head>(?:[A-ZÄÖÜ]\w*)?(?:[Pp]rogramms?|[Ff]örderrichtlinie|[Rr]ichtlinie|[Ff]örderlinie|"
    rf"[Ff]örderwettbewerbs?|"
    rf"Förderaufrufs?|Gemeinschaftsaufgabe|Sonderprogramms?)) (?:{QUOTED}|(?P<name>(?:für )?{WORD}(?: (?:für |"
    rf"und )?{WORD}){{0,3}}))"
)
_PART_OF = re.compile(r", (?:Teil|Modul|Säule|Abschnitt|Linie) [A-Z\d]{1,3}(?!\w)")
# „aus dem Regionalbudget Harz“, „über das Landesprogramm Ländlicher Raum“.
_POTS = re.compile(
    rf"(?:(?:aus|über|durch|im Rahmen|mit Mitteln) (?:de[mrns]|das|die|eine[mrs]?|(?:sein|ihr|unser|dies|"
    rf"ein)e?[mrs]?)|vom|"
    rf"beim|im) (?P<pot>[A-ZÄÖÜ][\w-]{{2,40}}(?:budget|fonds|programm|pakt|förderung|richtlinie|topf|strategie|"
    rf"offensive|initiative)(?:e?s|"
    rf"en)?(?: {TOPIC}){{0,3}})(?! ?[„“\"»]|[\w-])"
)
_ANY_POT = re.compile(
    r"(?i)(?:landes|bundes|förder|eu-|sonder|investitions|rahmen)?-?(?:programm|förderung|richtlinie|fonds)(?:e?s|en)?"
)
_FUNDS = re.compile(rf"(?<![\w-])((?:[A-ZÄÖÜ]\w+e[rn] )?(?:[A-ZÄÖÜ]\w*)?[Ff]onds für {TOPIC}(?: und {TOPIC})?)")
_NO_FUNDING = re.compile(
    r"(?i)accelerator|mentoring|software|wirtschaftsförderung|sportförderung|zukunftspakt|veranstaltung|lern|studien|"
    r"rahmen|tages|kultur|vortrag"
)


def find_programmes(document: Document) -> list[Proposal]:
    """All programmes of a text, each once."""
    found: dict[str, Proposal] = {}
    for (short, name, _, kind), pattern in zip(_KNOWN, _KNOWN_PATTERNS, strict=True):
        matches = list(pattern.finditer(document.text))
        if not matches:
            continue
        best = max(matches, key=lambda match: len(match[0]))
        found[name_key(name)] = _proposed(document, best, name, kind, Confidence.SURE, _also(short, name, best[0]))
    for match in _NAMED.finditer(document.text):
        group = "name" if match["name"] else 2
        start, end = match.span(group)
        inner = base_form(ABBREVIATION.sub("", match[group]).strip())
        if part := _PART_OF.match(document.text, match.end()):
            inner += part[0]
        if (
            not inner
            or _NO_FUNDING.search(match["head"])
            or any(start < p.end and p.start < end for p in found.values())
        ):
            continue
        head = base_form(re.sub(r"([Pp]rogramm)s\b", r"\1", match["head"]))
        # „Sofortprogramm Innenstadt“: a word that any text has is no name alone.
        word = group == "name" and re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]+", inner)
        common = word and head not in ("Programm", "Richtlinie")
        named = common or match[group].startswith("für ") or head.startswith("Gemeinschaftsaufgabe")
        value = f"{head} {inner}" if named else inner
        sure = Confidence.SURE if group == 2 else Confidence.LIKELY
        if name_key(value) and not any(name_key(value) in (key, *map(name_key, p.also)) for key, p in found.items()):
            found[name_key(value)] = _proposed(document, match, value, _kind_of(head), sure, (), (start, end))
    for match in _POTS.finditer(document.text):
        start, end = match.span("pot")
        value = base_form(re.sub(r"(budget|fonds|programm|pakt|topf)(?:e?s)(?= |$)", r"\1", match["pot"]))
        if _ANY_POT.fullmatch(value) or _NO_FUNDING.search(value):
            continue
        if not any(p.start < end and start < p.end for p in found.values()):
            proposed = _proposed(document, match, value, Kind.PROGRAMME, Confidence.SURE, (), (start, end))
            found.setdefault(name_key(value), proposed)
    for match in _FUNDS.finditer(document.text):
        if not any(p.start < match.end() and match.start() < p.end for p in found.values()):
            value = base_form(match[1])
            found.setdefault(name_key(value), _proposed(document, match, value, Kind.FUND, Confidence.LIKELY, ()))
    return list(found.values())


def _also(short: str, name: str, printed: str) -> tuple[str, ...]:
    """How else a known programme is called: its abbreviation, and what the text prints where that is another name."""
    others = dict.fromkeys(one for one in (short, printed) if one != name)
    return tuple(one for one in others if name_key(one) != name_key(name))


def _kind_of(head: str) -> Kind:
    folded = head.casefold()
    if "wettbewerb" in folded or "aufruf" in folded:
        return Kind.COMPETITION
    return Kind.LINE if "linie" in folded and "richt" not in folded else Kind.PROGRAMME


def _proposed(document, match, value, kind, confidence, also, span=None) -> Proposal:
    start, end = span or match.span()
    abbreviation = ABBREVIATION.match(document.text, min(end + 1, len(document.text)) if span else end)
    abbreviation = abbreviation or _AFTER_QUOTE.match(document.text, end)
    if abbreviation and not also:
        also = (abbreviation[1],)
    return proposal(
        document,
        ProposalKind.PROGRAMME,
        start,
        end,
        value=value,
        normalised=name_key(value),
        variant=kind,
        confidence=confidence,
        also=also,
    )
