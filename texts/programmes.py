"""Funding programmes: well-known ones by abbreviation or full name, others by the words before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programmes.enums import ProgrammeKind as Kind
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.patterns import ABBREVIATION, QUOTED, TOPIC, TOPICS, WORD, base_form
from texts.proposal import Proposal, name_key, proposal

# Abbreviations of funds and programmes that German texts use without explanation, and how they are found in full.
_KNOWN: list[tuple[str, str, str, Kind]] = [
    ("GRW", "Gemeinschaftsaufgabe Verbesserung der regionalen Wirtschaftsstruktur",
     r"Gemeinschaftsaufgabe [„“\"]?Verbesserung der regionalen Wirtschaftsstruktur", Kind.PROGRAMME),
    ("EFRE", "Europäischer Fonds für regionale Entwicklung",
     r"Europäische[nrs]? Fonds für regionale Entwicklung", Kind.FUND),
    ("ESF", "Europäischer Sozialfonds", r"Europäische[nrs]? Sozialfonds(?: Plus)?|ESF(?:\+| Plus\b)", Kind.FUND),
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
    ("Interreg", "Interreg", rf"(?:INTERREG|Interreg)(?: [A-Z]{{1,3}})?(?: {TOPIC})?", Kind.PROGRAMME),
    ("NKI", "Nationale Klimaschutzinitiative", r"Nationalen? Klimaschutzinitiative", Kind.PROGRAMME),
    ("KMU-innovativ", "KMU-innovativ", r"KMU-innovativ", Kind.PROGRAMME),
    ("Clusters4Future", "Clusters4Future", r"Clusters4Future", Kind.PROGRAMME),
    ("Erasmus+", "Erasmus+", r"Erasmus\+", Kind.PROGRAMME),
    ("Horizont Europa", "Horizont Europa", r"Horizon Europe", Kind.PROGRAMME),
]  # fmt: skip
_KNOWN_PATTERNS = [re.compile(rf"(?<![\w-])(?:{full}|{re.escape(short)})(?![\w])") for short, _, full, _ in _KNOWN]
# „Referatsleiter Steuerung EFRE“: whom somebody works for pays nothing by that.
_OFFICE_OF = re.compile(
    r"(?:[Rr]eferat|[Ll]eit(?:er|ung)|[Bb]ehörde|[Aa]bteilung|[Ss]telle|[Bb]eauftragte)\w{0,8}"
    r"(?: [A-ZÀ-Þ]\w{2,30}){0,2} $"
)
_AFTER_QUOTE = re.compile(r"[“”\"«]? ?\(([A-ZÀ-Þ][\w+-]{1,9})\)")
_NAMED = re.compile(
    rf"(?<![\w-])(?P<head>(?:[A-ZÀ-Þ]\w*)?(?:[Pp]rogramms?|[Ff]örderrichtlinie|[Rr]ichtlinie|[Ff]onds|[Mm]aßnahme|"
    rf"[Ff]örderschwerpunkt|[Ff]örderlinie|"
    rf"[Ff]örderwettbewerbs?|"
    rf"Förderaufrufs?|Gemeinschaftsaufgabe|Sonderprogramms?)) "
    rf"(?:{QUOTED}|(?P<name>zur (?:Förderung|Stärkung|Unterstützung) (?:von|der|des) "
    rf"(?:[a-zäöüß]{{2,30}} )?{TOPICS}|(?:für )?{WORD}(?: (?:für |und )?{WORD}){{0,3}}))"
)
# „Programm | Digitale Felder“, „Förderlinie: Neue Ufer“: a line of a table.
_ROW = re.compile(
    r"(?m)^(?:\w{3,20}-?)?(?i:programm|richtlinie|förderlinie|fördermaßnahme|aus mitteln von) ?[|"
    r":] ?[„“\"]?(?P<name>[A-ZÀ-Þ][^|„“”\"\n(:]{3,90}?)[“”\"]?(?= ?(?:$|\(|\|))"
)
# „über „X“ gefördert“: a quoted name where money comes from.
_FROM_QUOTED = re.compile(rf"\b(?:über|aus|durch|von|mit Mitteln (?:aus|von)|im Rahmen von) {QUOTED}")
_MONEY = re.compile(r"(?i)förder|finanz|euro|€|\beur\b|zuwendung|zuschuss|bewillig|mittel")
_PART_OF = re.compile(r", (?:Teil|Modul|Säule|Abschnitt|Linie) [A-Z\d]{1,3}(?!\w)")
# „aus dem Regionalbudget Harz“, „über das Landesprogramm Ländlicher Raum“.
_POTS = re.compile(
    rf"(?:(?:aus|über|durch|im Rahmen|mit Mitteln) (?:de[mrns]|das|die|eine[mrs]?|(?:sein|ihr|unser|dies|"
    rf"ein)e?[mrs]?)|vom|"
    rf"beim|im) (?P<pot>[A-ZÀ-Þ][\w-]{{2,40}}(?:budget|fonds|programm|pakt|förderung|richtlinie|topf|strategie|"
    rf"offensive|initiative)(?:e?s|"
    rf"en)?(?: {TOPIC}){{0,3}})(?! ?[„“\"»]|[\w-])"
)
_ANY_POT = re.compile(
    r"(?i)(?:landes|bundes|förder|eu-|sonder|investitions|rahmen)?-?(?:programm|förderung|richtlinie|fonds)(?:e?s|en)?"
)
_FUNDS = re.compile(rf"(?<![\w-])((?:[A-ZÀ-Þ]\w+e[rn] )?(?:[A-ZÀ-Þ]\w*)?[Ff]onds für {TOPIC}(?: und {TOPIC})?)")
_NO_FUNDING = re.compile(
    r"(?i)accelerator|mentoring|software|wirtschaftsförderung|sportförderung|zukunftspakt|veranstaltung|lern|studien|"
    r"rahmen|tages|kultur|vortrag"
)


@dataclass(frozen=True)
class _Hit:
    match: re.Match
    group: str | int  # of the match, where the name stands
    value: str
    kind: Kind
    confidence: Confidence


def find_programmes(document: Document) -> list[Proposal]:
    """All programmes of a text, each once; of names inside each other the one whose rule comes first."""
    found: dict[str, Proposal] = {}
    for (short, name, _, kind), pattern in zip(_KNOWN, _KNOWN_PATTERNS, strict=True):
        matches = list(pattern.finditer(document.text))
        if not matches:
            continue
        paying = [one for one in matches if not _OFFICE_OF.search(document.text, max(0, one.start() - 90), one.start())]
        best = max(paying or matches, key=lambda match: len(match[0]))
        sure = Confidence.SURE if paying else Confidence.LIKELY
        found[name_key(name)] = _proposed(document, best, name, kind, sure, _also(short, name, best[0]))
    for rule in (_by_head, _pots, _rows, _quoted, _funds):
        for hit in rule(document):
            (start, end), key = hit.match.span(hit.group), name_key(hit.value)
            known = any(key in (other, *map(name_key, one.also)) for other, one in found.items())
            if key and not known and not any(one.start < end and start < one.end for one in found.values()):
                span = (start, end) if hit.group else None
                found[key] = _proposed(document, hit.match, hit.value, hit.kind, hit.confidence, (), span)
    return list(found.values())


def _by_head(document: Document) -> Iterator[_Hit]:
    """„Programm „X“, Teil A“, „Sofortprogramm Innenstadt“."""
    for match in _NAMED.finditer(document.text):
        group: str | int = "name" if match["name"] else 2
        inner = base_form(ABBREVIATION.sub("", match[group]).strip())
        if part := _PART_OF.match(document.text, match.end()):
            inner += part[0]
        if not inner or _NO_FUNDING.search(match["head"]):
            continue
        head = base_form(re.sub(r"([Pp]rogramm)s\b", r"\1", match["head"]))
        # A word that any text has is no name alone.
        word = group == "name" and re.fullmatch(r"[A-ZÀ-Þ][a-zäöüß]+", inner)
        common = word and head not in ("Programm", "Richtlinie")
        named = common or match[group].startswith(("für ", "zur ")) or head.startswith("Gemeinschaftsaufgabe")
        sure = Confidence.SURE if group == 2 else Confidence.LIKELY
        yield _Hit(match, group, f"{head} {inner}" if named else inner, _kind_of(head), sure)


def _pots(document: Document) -> Iterator[_Hit]:
    for match in _POTS.finditer(document.text):
        value = base_form(re.sub(r"(budget|fonds|programm|pakt|topf)(?:e?s)(?= |$)", r"\1", match["pot"]))
        if not _ANY_POT.fullmatch(value) and not _NO_FUNDING.search(value):
            yield _Hit(match, "pot", value, Kind.PROGRAMME, Confidence.SURE)


def _rows(document: Document) -> Iterator[_Hit]:
    for match in _ROW.finditer(document.text):
        if not _ANY_POT.fullmatch(match["name"]):
            yield _Hit(match, "name", match["name"].strip(), Kind.PROGRAMME, Confidence.SURE)


def _quoted(document: Document) -> Iterator[_Hit]:
    for match in _FROM_QUOTED.finditer(document.text):
        if _MONEY.search(document.text, *document.sentence_at(match.start(1))):
            yield _Hit(match, 1, match[1], Kind.PROGRAMME, Confidence.LIKELY)


def _funds(document: Document) -> Iterator[_Hit]:
    for match in _FUNDS.finditer(document.text):
        yield _Hit(match, 0, base_form(match[1]), Kind.FUND, Confidence.LIKELY)


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
