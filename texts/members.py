"""Who belongs to a network: enumerations that a word introduces, and lists below a heading."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from networks.enums import ParticipationRole as Role
from texts.document import Document, Line, LineKind
from texts.houses import Listed
from texts.joining import find_joining
from texts.patterns import LEGAL, MARKED, STOP, WORD, strip_lead

_WHEN = r"(?: (?:im|seit|in diesem|in) (?:[A-ZÀ-Þ]\w{2,20}|20\d\d)(?: 20\d\d)?(?= (?:die|der|das|[A-ZÀ-Þ])))?"
_MOSTLY = _WHEN + (
    r"(?: (?:unter anderem|u\. ?a\.|unter anderen|zum Beispiel|beispielsweise|etwa|bisher|derzeit|auch|heute|neben))?"
)
_SEVERAL = (
    r"(?:\w{0,30}[Pp]artnern|Mitgliedern|\w{0,30}[Bb]etrieben|\w{0,30}[Uu]nternehmen|Firmen|Einrichtungen|Häusern)"
)
_OF_WHOM = r"(?: (?:des|der|von|im|in der|sind|waren) [^.:;!?\n]{2,60}?)?"
# What introduces an enumeration, and the role of those in it; without one they are only named together.
_BEGINS: list[tuple[Role | None, str]] = [
    (
        Role.FOUNDER,
        rf"(?:Gründungs(?:mitglieder|partner|betriebe|unternehmen)|Gründer){_OF_WHOM} (?:sind|waren){_MOSTLY}|"
        rf"(?:Zu den|zu den) (?:\w+ )?(?:Gründungsmitgliedern|Gründungspartnern|Gründern|Gründungsbetrieben){_OF_WHOM} "
        rf"(?:gehören|gehörten|zählen|zählten){_MOSTLY}|Gründungs(?:mitglieder|partner[n]?): ?|"
        rf"[Gg]egründet(?: \w+){{0,6}} von(?= (?:der|dem|den) )",
    ),
    (
        Role.MEMBER,
        rf"(?:[Mm]itglied(?:er|sbetriebe|sunternehmen|sfirmen)?|Neuzugänge|Beteiligte){_OF_WHOM} (?:sind|ist){_MOSTLY}|"
        rf"(?:Zu den|zu den) (?:\w+ )?(?:Mitglieder|Mitgliedsbetrieben|Mitgliedsunternehmen|Beteiligten|"
        rf"Akteure)n?{_OF_WHOM} "
        rf"(?:gehören|zählen){_MOSTLY}|(?:[Mm]it )?(?:[Dd]abei|im Boot|von der Partie) sind{_MOSTLY}|"
        rf"[Bb]eteiligt (?:sind|waren|"
        rf"haben sich){_MOSTLY}|"
        rf"[Nn]eu (?:dabei|aufgenommen|hinzugekommen) (?:sind|ist|wurden){_MOSTLY}|[Bb]eigetreten (?:sind|"
        rf"ist){_MOSTLY}|"
        rf"(?:[Aa]ufgenommen|[Bb]egrüßt) wurden{_MOSTLY}|(?:gehören|schlossen|angeschlossen|angehören|an|dabei|mit|"
        rf"beteiligt|"
        r"Mitglieder|Mitgliedern|Betriebe|Unternehmen|Firmen|Partner|Werkstätten), (?:darunter|unter ihnen|nämlich|"
        r"so|allen voran)|"
        rf"(?:von|aus) (?:\w{{2,20}} ){{0,2}}{_SEVERAL}:|[Nn]eu (?:dabei|an Bord|aufgenommen):|Neue Mitglieder:|"
        r"(?:ist|sind) (?:nun |jetzt )?auch(?= (?:die|der|das) [^.;:\n]{2,60} (?:dabei|Mitglied)\b)|"
        r"[Ww]illkommen heißen wir|"
        rf"[Aa]ls (?:neue|weitere) Mitglieder (?:\w+ ){{0,4}}(?:begrüßt|begrüßte|aufgenommen)|"
        rf"(?<=\n)(?:Mitglieder|Wer|Wer mitmacht|Beteiligte|Beteiligt|Mitwirkende|Akteure|Dabei|Konsortium|"
        rf"Unternehmen):(?= [A-ZÀ-Þ])|Mitglieder wie|Zum Konsortium gehören",
    ),
    (
        Role.PARTICIPANT,
        r"(?<=\n)(?:Lenkungskreis|Steuerungskreis|Kernteam|(?:Kern|Verbund|Projekt|Konsortial)partner):(?= [A-ZÀ-Þ])",
    ),
    (
        Role.PARTNER,
        rf"(?:[Ww]eitere |[Uu]nsere |Die |die )?Partner sind{_MOSTLY}|[Zz]u den (?:\w+ )?(?:Kooperations|Verbund|"
        rf"Projekt)?[Pp]artnern "
        rf"(?:gehören|zählen){_MOSTLY}|(?:[Dd]er|[Dd]ie|[Dd]en) (?:Hub|Cluster|Netzwerk|Verbund)partnern?(?= [A-ZÀ-Þ])",
    ),
    (
        None,
        rf"Konsortium aus|Konsortium, bestehend aus|Gesellschafter sind|"
        r"Partner wie|Unternehmen wie|Firmen wie|(?:die|den) Partnern?(?= [A-Za-z]\w+ )|"
        rf"(?:Unternehmen|Firmen|Betriebe|Konzerne|Arbeitgeber)(?: \w+){{0,5}} von(?= {WORD}(?: {WORD}){{0,3}} über)",
    ),
]
_COMPILED = [(role, re.compile(rf"(?<![\w-])(?:{begins})(?: |(?<= ))")) for role, begins in _BEGINS]
_ONE = rf"(?:GmbH & Co\. (?:KGaA|KG|OHG)|Gebr\.|St\.|Dr\.|{MARKED}|{WORD})"
_INNER = r"(?:(?:für|am|an der|im|in|zur|zum|of|by|van|de|&|\+|–) )?"
_ITEM = re.compile(
    rf"(?P<article>(?:die|der|das|den|dem|des) )?(?:(?:Firmen|Firma|Unternehmen|Familienunternehmen|Familienbetrieb|"
    rf"Betriebe|Betrieb|Verein) )?"
    rf"(?P<name>(?:{_ONE}|[a-z]+(?= e\. V))(?: {_INNER}{_ONE}){{0,6}}(?: {LEGAL})?)(?![\w-])"
    r"(?: \([^()\n]{2,40}\)| (?:aus|in) [A-ZÀ-Þ][\w-]{2,40}(?! (?:GmbH|AG|e\. ?V))(?: [A-ZÀ-Þ][\w-]{2,40})?)?"
    r"(?P<next>, (?:und |sowie )?| und (?:auch )?| sowie (?:auch )?| & | auch | unter anderem | über | bis |)"
)
_ODD = re.compile(
    rf"{LEGAL}$|[a-z][A-Z]|[A-Z]{{3}}|[Ii]nstitut|[Hh]ochschule|[Uu]niversität|[Kk]ammer|[Ii]nnung|[Ss]tiftung"
)
_TIME = re.compile(
    r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Frühjahr|Sommer|Herbst|"
    r"Winter)\b|\d{4}"
)
_NO_MEMBER = re.compile(
    r"(?i)\b(?:kein\w* mitglied|ausgetreten|ehemalig\w*|frühere|verlassen|interessier\w+|eingeladen)\b"
)
_HEADING = re.compile(
    r"(?i)^(?:\w{3,15} ){0,3}(?P<what>gründungs(?:mitglieder|partner)|mitglied(?:er|"
    r"sbetriebe|"
    r"sunternehmen|sfirmen|erliste|sliste)"
    r"(?: stellen sich vor| im (?:porträt|überblick)| von a bis z)?|beteiligte(?: \w+)?|(?:kooperations|projekt|"
    r"verbund)?partner(?: und förderer)?|wer (?:ist|macht) (?:dabei|mit)|wer mitmacht|(?:mit )?dabei|"
    r"(?:diese|folgende|unsere|die)? ?(?:betriebe|unternehmen|firmen|höfe|einrichtungen|organisationen|werkstätten)"
    r"(?: (?:stellen sich vor|im porträt|von a bis z|auf einen blick|machen mit|sind dabei|gehören dazu|im verbund))?)"
    r"(?: (?:sind|des|der|im|in der|von) .{0,60}|\s?\(.{0,40}\)| 20\d\d)?(?:: ?\d{0,3})?[:?]?$"
)
# „Wir begrüßen drei neue Mitglieder:“, before a list.
_LIST_FOLLOWS = re.compile(
    r"(?i)\b(?:mitglieder|dabei|beteiligt|machen mit|mitgliedsbetriebe|angeschlossen|aufgenommen|"
    r"begrüßen)\b[^.:\n]{0,60}:$|"
    r"(?:mitglieder|partner|betriebe|unternehmen|gehören)\b[^.:\n]{0,60}, (?:darunter|unter ihnen|nämlich)$|"
    r"\b(?:namentlich|unterzeich\w{1,12}),?:?(?: sind:?)?$"
)
_NAME_IN_LINE = re.compile(r"^[^,;:(–|]{3,90}?(?=,|;|:| \(| – | - |\||$)")
_BETWEEN = re.compile(r" [–·•|/] ")
_LONGEST_LINE = 110
_MOST_LINES = 150


def find_listed(document: Document) -> list[Listed]:
    """All organisations that stand in enumerations and lists, in the order of the text."""
    joining = list(find_joining(document))
    of_a_kind = sorted(one.start for one in joining if one.name)
    found: dict[int, Listed] = {}
    for one in (*_enumerated(document), *_below_headings(document)):
        together = bisect_left(of_a_kind, one.start) < bisect_left(of_a_kind, one.end)  # „Städte A“ are told apart
        if not together and (one.start not in found or found[one.start].role is None):
            found[one.start] = one
    spans = sorted((one.start, one.end) for one in found.values() if one.role)
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    for one in joining:
        before = bisect_left(starts, one.end)
        if not before or ends[before - 1] <= one.start:
            found[one.start] = one
    return sorted(found.values(), key=lambda one: one.start)


def _enumerated(document: Document) -> Iterator[Listed]:
    """„Konsortium aus A, B und C“, „Mitglieder sind die A GmbH und B“."""
    for role, pattern in _COMPILED:
        for begin in pattern.finditer(document.text):
            sentence = document.sentence_at(begin.start())
            items = list(_items(document.text, begin.end(), max(sentence[1], begin.end())))
            several = len(items) > 1 or role is not None
            if not several or _NO_MEMBER.search(document.text, sentence[0], sentence[1]):
                continue
            for match in items:
                start, end = strip_lead(document.text, *match.span("name"))
                name = document.text[start:end]
                plain = match["article"] and " " not in name and not re.search(r"[A-Z]{2}|[a-z][A-Z]", name)
                plain = plain or document.text.startswith(" wie ", end)  # „Schwergewichte wie die X GmbH“
                if name and not plain and name not in STOP and _ends_well(name):
                    yield Listed(start, end, role)


def _ends_well(name: str) -> bool:
    """„Büro Sandweg + Partner“ does, „Nordmann Firma“ does not."""
    return name.split()[-1] not in STOP or bool(re.search(r" (?:\+|&) \S+$", name))


def is_firm(name: str) -> bool:
    """Two words, a legal form or a spelling that no ordinary word has; no month and no number."""
    words = name.split()
    odd = len(words) > 1 or _ODD.search(name)
    return bool(words and odd and words[0] not in STOP and words[-1] not in STOP and not _TIME.search(name))


def _items(text: str, place: int, end: int) -> Iterator[re.Match]:
    while match := _ITEM.match(text, place, end):
        yield match
        place = match.end()
        if not match["next"]:
            break


def _below_headings(document: Document) -> Iterator[Listed]:
    """The entries below „Mitglieder“, one a line."""
    role: Role | None = None
    left = 0
    listed = False  # as entries of a list, which ends with them
    for line in document.lines:
        text = document.text_of(line)
        if _LIST_FOLLOWS.search(text):
            role, left, listed = Role.MEMBER, 0 if _NO_MEMBER.search(text) else _MOST_LINES, False
        elif heading := _HEADING.match(text):
            what = heading["what"].casefold()
            role = Role.FOUNDER if "gründung" in what else Role.PARTNER if "partner" in what else Role.MEMBER
            left, listed = _MOST_LINES, False
            if _NO_MEMBER.search(text):
                left = 0
        elif left and (names := _side_by_side(document, line)):
            left = 0
            yield from (Listed(*name, role) for name in names)
        elif left and (name := _entry(document, line, listed)):
            listed = listed or line.kind is LineKind.ITEM
            left -= 1
            yield Listed(*name, role)
        else:
            left = 0


def _side_by_side(document: Document, line: Line) -> list[tuple[int, int]]:
    """„A GmbH – B – C“, a list in one line."""
    text = document.text_of(line)
    ends = [*_BETWEEN.finditer(text)]
    if len(ends) < 2 or len({one[0] for one in ends}) > 1 or "@" in text or re.search(r"\d{4}|[.!?]$", text):
        return []
    starts, stops = [0, *(one.end() for one in ends)], [*(one.start() for one in ends), len(text)]
    spans = [(line.start + first, line.start + last) for first, last in zip(starts, stops, strict=True)]
    good = all(last - first < 60 and document.text[first].isupper() for first, last in spans)
    return spans if good else []


def _entry(document: Document, line: Line, listed: bool) -> tuple[int, int] | None:
    text = document.text_of(line)
    if line.kind is LineKind.HEADING or listed and line.kind is not LineKind.ITEM or len(text) > _LONGEST_LINE:
        return None
    if listed and ". " not in text and not re.search(rf"{LEGAL}$", text):
        text = text.removesuffix(".")  # the last entry
    match = _NAME_IN_LINE.match(text)
    if (
        not match
        or text.startswith(":", match.end())
        or text[-1] in ".!?"
        and not re.search(rf"{LEGAL}$", text)
        or "@" in text
        or re.search(r"\d{4}", match[0])
    ):
        return None
    name = match[0].rstrip()
    capital = name[0].isupper() or re.match(MARKED, name)
    return (line.start, line.start + len(name)) if capital and len(name.split()) < 10 else None
