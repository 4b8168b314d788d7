"""Who belongs together, told in any words: the organisations of a sentence that speaks of joining."""

import re
from collections.abc import Iterator

from networks.enums import ParticipationRole as Role
from texts.document import Document, LineKind
from texts.houses import Listed, is_house, is_name, several_of_a_kind
from texts.patterns import LEGAL, MARKED, WORD, strip_lead

# A few words may stand between a verb and the end of it: „gehören … an“.
_GAP = r"\b[^.;:\n]{0,160}\b"
_JOINS = (
    # belonging
    rf"gehör(?:t|en|ten|te){_GAP}(?:an|dazu|zu[mr]?)|zähl(?:t|en|ten) (?:\w{{2,20}} ){{0,4}}zu",
    r"zu den [^.;:\n]{0,60}(?:gehör|zähl)\w{1,4}|teil (?:des|der|von|vom)",
    r"(?:dazu|dabei|darunter)(?: \w{2,20}){0,2} (?:gehör|zähl|sind|waren|kamen)\w{0,3}|angeschlossen|anschließen",
    r"(?:vereint|versammelt|bündelt|vernetzt|verbindet|umfasst)|(?:bestehend|besteht|bestehen|setzt sich) aus",
    # coming
    rf"tr(?:itt|eten|at|aten){_GAP}bei|(?:bei|hinzu|dazu)(?:getreten|treten|tritt|tritte|gekommen|gestoßen)\w{{0,2}}",
    rf"(?:kam|kamen|kommt|kommen|stieß|stießen|stoßen|stößt){_GAP}(?:hinzu|dazu)",
    r"(?:hinzu|dazu) (?:kam|kamen|kommt|kommen|stieß|stießen)|neu (?:sind|ist|im|seit)",
    r"aufgenommen|begrüß\w{1,5}|willkommen|neuzug\w{1,5}|neuaufnahme\w{0,2}|aufnahme",
    rf"schl(?:ießt|ießen|oss|ossen){_GAP}(?:an|zusammen)|zusammen(?:geschlossen|getan|gefunden)",
    r"unter(?:zeichne|schr[ie]{1,2}b)\w{0,4}",
    # taking part
    rf"(?:neu|mit|wieder|auch|sind|ist|waren|war|anfang an|stunde){_GAP}dabei",
    r"von der partie|an bord|im boot|mit im bunde|mit am tisch|beteilig\w{1,4}",
    rf"m(?:ach|isch)(?:t|en|ten){_GAP}mit|(?:wirk|zieh|arbeit)(?:t|en|et|ten){_GAP}(?:mit|zusammen)",
    r"mit(?:machen|wirken|wirkend\w{0,2}|mischen)",
    # being called so
    r"(?:neue|jüngste|weitere|erste)[rsn]? (?:netzwerk)?(?:mitglied|partner|gesicht|mitstreiter)\w{0,12}",
    r"\w{3,20}tes (?:mitglied|gesicht)",
    r"(?:mitglied|partner|beteiligte)(?:er|ern|n)? (?:\w{2,20} ){0,4}(?:sind|ist|wurde|wurden|waren|wie|werden)",
    r"als (?:\w{2,20} )?mitglied\w{0,3}|gründungs(?:mitglied|partner|betrieb|unternehmen|gesellschafter)\w{0,4}",
    r"(?:konsortial|verbund|projekt|kern|netzwerk|kooperations)partner\w{0,4}|(?:projekt|verbund)beteiligte\w{0,2}",
)
_JOINING = re.compile(rf"(?i)\b(?:{'|'.join(_JOINS)})\b")
# „Verbundpartner | A, B“: what a row of a table is called.
_ROW = re.compile(
    r"(?i)(?:\w{3,20} )?(?:\w{0,20}partner|mitglieder|beteiligte|träger|akteure)(?: \([^)]{2,20}\))? ?[|:]"
)
_TITLE = re.compile(r"(?i)(?:\w{3,15} ){0,2}(?:gründungs|verbund|projekt|konsortial|netzwerk)?(?:mitglieder|partner)")
# Of a union nobody says in passing that it joins another.
_UNION = re.compile(r"(?i)(?:netzwerk|cluster|hub|verbund|bündnis|allianz|initiative)(?:e?s)?\b")
_FOUNDING = re.compile(
    r"(?i)\b(?:gegründet|gründete\w?|gründer(?:in|innen|n|s)?|gründungs(?:mitglied|partner|betrieb|unternehmen|"
    r"gesellschafter)\w{0,4}|"
    r"ins leben|aus der taufe|initiiert\w{0,2}|angestoßen)\b"
)
_NO_MEMBER = re.compile(
    r"(?i)\b(?:kein\w* mitglied|nicht (?:mehr )?(?:dabei|mitglied)|ausgetreten|ausgeschieden|ehemalig\w*|frühere\w?|"
    r"verlassen|verl[äa]ss[et]\w{0,2}|interessier\w+|eingeladen|beantrag\w+|könnte\w?)\b"
)
_ONE = rf"(?:GmbH & Co\. (?:KGaA|KG|OHG)|Gebr\.|St\.|Dr\.|{MARKED}|{WORD})"
_RUN = re.compile(
    rf"(?<![\w-])(?P<name>{_ONE}(?: (?:(?:für|am|an der|of|van|von|de|&|\+|und(?= (?:Söhne|Sohn|Partner|"
    rf"Töchter|Kollegen|Co)\b)) )?{_ONE}){{0,7}}(?: {LEGAL})?)(?![\w-])"
)
# „… von der Geschäftsführerin der X GmbH“, „im Haus Y“: named for something else.
_ASIDE = re.compile(
    r"(?:(?<!\w)(?!Vertreter)(?:[A-ZÀ-Þ][\wäöüß-]{2,40}|Chef|Vize) (?:der|des|von|vom|bei|beim|am|an der|im|in der) |"
    r"(?i:\b(?:im|ins|in|in der|in die|in den|auf dem|auf der|an der|am|nach|beim|laut|dank|aus|träger ist (?:die|"
    r"der|das)|sitz ist|"
    r"statt|vertreten durch (?:die|den|das)|"
    r"(?:gefördert|unterstützt|finanziert|koordiniert|getragen|begleitet|betreut|geleitet|geführt|"
    r"moderiert)\b[^.;:\n]{0,60} (?:von|vom|durch)(?: der| dem| den| das| die)?)) )$"
)
_FROM = re.compile(r"(?i)\b(?:von|vom) (?:der |dem |den )?$")
_BETWEEN = re.compile(
    r"(?: \([^()\n]{2,40}\))?(?: (?:aus|in) [A-ZÀ-Þ][\wäöüß-]{2,40}(?: [A-ZÀ-Þ][\wäöüß-]{2,40})?)?"
    r"(?:,|,? (?:und|sowie|als auch|oder|&))(?: (?:auch|aber|neuerdings|die|der|das|den|dem|des|als|einziger|neu|"
    r"seit)){0,3} "
)
# Two or more who do something together; one may be but named.
_TOGETHER = re.compile(
    r"(?i)\b(?:gemeinsam\w{0,3}|miteinander|darin|zusammenarbeit|kooperier\w{1,3}|"
    r"verbünde\w{1,3})\b"
)
_TAIL = re.compile(r"(?<!&) (?:Teil|Mitglied|Partner|Gast|Neumitglied)$")
# „vom Hotel A bis zur Reederei B“.
_FROM_TO = re.compile(r"(?i)\bvo[nm] [^.;:\n]{3,120}? bis (?:hin )?zu[mr]? [A-ZÀ-Þ]")
# „die Firma X“: whatever is called so is one.
_CALLED = re.compile(r"\b(?:Firma|Unternehmen|Betrieb|Start-?up|Agentur|Verein|Büro|Hersteller) $")
_CARRIED = re.compile(
    r"(?i)\b(?:(?:getragen|betrieben) (?:wird|werden|wurde)\b[^.;:\n]{0,80}? (?:von|vom|durch) |(?:wird|werden|"
    r"ist)\b[^.;:\n]{0,60} getragen (?:von|vom) |"
    r"träger(?:in(?:nen)?)? (?:ist|sind|des \w+ (?:ist|sind)) |dahinter (?:steht|stehen) |"
    r"hinter \w+ [^.;:\n]{0,40}steh(?:t|en) )"
)
_QUESTION, _BEFORE = 90, 90


def find_joining(document: Document) -> Iterator[Listed]:
    """Organisations of the sentences that tell who joins, and of what stands below a question or a colon for it."""
    asked = _asked(document)
    for start, end in document.sentences:
        text = document.text
        if _NO_MEMBER.search(text, start, end):
            continue
        by = _FOUNDING.search(text, start, end) or _FROM_TO.search(text, start, end)
        if asked[document.line_number(start)] or _JOINING.search(text, start, end) or _ROW.match(text, start, end):
            yield from _houses(document, start, end, Role.MEMBER, by is not None)
        elif _FOUNDING.search(text, start, end):
            yield from _houses(document, start, end, Role.FOUNDER, True)
        elif _TOGETHER.search(text, start, end):
            several = list(_houses(document, start, end, Role.PARTNER, False))
            yield from several if len(several) > 1 else ()
        elif carried := _CARRIED.search(text, start, end):
            yield from _houses(document, carried.end(), end, Role.OPERATOR, True)


def _asked(document: Document) -> list[bool]:
    """For each line: does it answer „Wer macht mit?“, or is it an entry below „Wir begrüßen drei Neue:“?"""
    answers, asked = [], False
    for line in document.lines:
        answers.append(asked)
        text = document.text_of(line)
        if text[-1] in "?:" and _JOINING.search(text[-_QUESTION:]) or _TITLE.fullmatch(text):
            asked = True
        elif line.kind is not LineKind.ITEM:
            asked = False
    return answers


def _houses(document: Document, start: int, end: int, role: Role, by: bool) -> Iterator[Listed]:
    """The organisations of a part of the text, and whatever is enumerated with them. `by`: also behind „von“."""
    text = document.text
    yield from (Listed(first, last, role, False, name) for first, last, name in several_of_a_kind(text, start, end))
    chain: list[tuple[int, int]] = []
    sure = False
    for match in _RUN.finditer(text, start, end):
        first, last = strip_lead(text, *match.span("name"))
        if tail := _TAIL.search(text, first, last):
            last = tail.start()
        if not chain or not _BETWEEN.fullmatch(text, chain[-1][1], match.start()):
            yield from (_member(text, *one, role) for one in chain if sure)
            chain, sure = [], False
            before = max(start, first - _BEFORE)
            if _ASIDE.search(text, before, first) or not by and _FROM.search(text, before, first):
                continue
        name = text[first:last]
        if _UNION.search(name) and not re.search(rf"{LEGAL}$", name):
            continue
        house = is_house(name) or bool(name and _CALLED.search(text, max(start, first - 20), first))
        if house or chain and is_name(name):
            chain.append((first, last))
            sure |= house
    yield from (_member(text, *one, role) for one in chain if sure)


def _member(text: str, start: int, end: int, role: Role) -> Listed:
    """Sure is a firm that joins by its legal form; what else has a name may be but named."""
    sure = role in (Role.MEMBER, Role.FOUNDER) and re.search(rf" {LEGAL}$", text[start:end])
    return Listed(start, end, role, bool(sure))
