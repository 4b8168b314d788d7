"""Events: what takes place when and where, from sentences, lines of a programme and „Wann, Wo“."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from networks.enums import EventKind
from texts.document import Document, Line, LineKind
from texts.enums import Confidence, ProposalKind
from texts.patterns import QUOTED, STOP, TOPIC
from texts.proposal import Proposal, name_key, proposal

_NOUN = (
    r"(?:[Tt]ag|[Tt]age|[Tt]agen|[Tt]agung|[Mm]esse|[Kk]ongress|[Kk]onferenz|[Ww]orkshop|[Tt]reffen|[Vv]ersammlung|"
    r"[Ss]eminar|"
    r"[Ww]ebinar|[Gg]ipfel|[Ss]ymposium|[Ff]est|[Ff]orum|[Aa]bend|[Ff]rühstück|[Mm]arkt|[Nn]acht|[Bb]örse|"
    r"[Gg]espräch|[Ss]alon|"
    r"[Ww]erkschau|[Aa]usstellung|[Rr]undgang|[Ss]tammtisch|[Ee]xkursion|[Ss]chulung|[Bb]arcamp|[Hh]ackathon|"
    r"[Kk]ick-[Oo]ff|"
    r"[Aa]uftakt|[Vv]eranstaltung|[Ss]prechstunde|[Rr]oadshow|[Cc]amp|[Tt]alk|[Vv]ortrag|[Ff]eier|[Mm]eetup|"
    r"[Ss]ummit|[Dd]ay|"
    r"[Ww]oche|[Gg]ala|[Ee]röffnung|[Ee]inweihung|[Ff]ührung|[Vv]erleihung|[Pp]remiere|[Üü]bergabe|"
    r"[Ss]itzung|[Tt]raining|[Dd]ating|[Pp]itch|[Pp]icknick|[Ll]auf|[Tt]urnier|[Pp]arty|[Kk]onzert|[Ll]esung|"
    r"[Bb]egehung|"
    r"[Tt]our|[Ff]estival|[Kk]urs|[Ll]ehrgang|[Ss]lam|[Ee]xpo|[Ss]chau|[Kk]olloquium|[Bb]runch|\B[Ww]erkstatt|"
    r"\B[Ff]ahrt|"
    r"[Dd]ialog|[Ff]estakt|[Üü]bung|[Ee]mpfang|[Kk]lausur|[Ff]achtag|[Tt]ermin|[Jj]ubiläum)(?:es|s|n|en|e)?"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<noun>(?=[A-ZÄÖÜ0-9])(?:[A-ZÄÖÜ0-9][\wäöüß-]{{0,40}})?{_NOUN})(?![\w-])(?P<quoted> {QUOTED})?"
    rf"(?P<rest>(?: (?:der|des|für|und|zum|zur) (?:[a-zäöü]{{3,20}}e[nrs] )?(?!{TOPIC}(?:straße|halle|haus|"
    rf"platz)){TOPIC}|"
    rf" {TOPIC}){{0,3}})"
)
_QUOTES = re.compile(QUOTED)
_TO = re.compile(r"(?i)\b(?:beim|zum|zur|ersten?|nächsten?|der|die|das) [„“\"]?$")
_WHERE_BEFORE = re.compile(r"\b(?:im|ins|in der|in die|auf dem|auf der|vor dem) $")
_NEAR = 260
_IN_QUOTES = re.compile(rf"(?<![\w-])(?=[A-ZÄÖÜ0-9])(?:[A-ZÄÖÜ0-9][\wäöüß-]{{0,40}})?{_NOUN}(?![\w-])")
_NO_EVENT = re.compile(
    r"^(?:Tag|Tage[ns]?|Sonntags?|Montags?|Dienstags?|Mittwochs?|Donnerstags?|Freitags?|Samstags?|Feiertage?[ns]?|"
    r"Alltags?|"
    r"Landtags?|Bundestags?|Kreistags?|Arbeitsmarkte?s?|Markt|Weltmarkts?|Absatzmarkt\w*|Abend(?:s|e|en)?|Nacht|"
    r"Nächten?|Märkten?|Woche[n]?|"
    r"Supermarkt\w*|"
    r"Vertrag|Antrags?|Auftrag|Beitrag|Veranstaltung(?:en)?|Vortage?|Werktage?n?|Gespräch[es]*|Markte?s?|Festes|"
    r"Feier|Baumarkt|"
    r"Wochentag\w*|Jahrestage?s?|Mitte|Vorabend|Heimatmarkt|Jahrgang|Ertrag|Betrag\w*|Geburtstag\w*|Stichtag\w*)$"
)
_TAKES_PLACE = re.compile(
    r"(?i)\b(?:vorgesehen|angesetzt|lädt|laden|einlad\w+|findet|finden|fand|fanden|statt|trifft|treffen|trafen|"
    r"veranstalt\w+|öffne\w*|"
    r"tagt\w*|"
    r"zum|zur|beim|bei|termin\w*|folgt|folgen|gibt|steigt|startet|geplant|erste|nächste|präsentier\w+|organisier\w+|"
    r"feiert\w*|beginnt|zu gast|dabei|in der|im|auf der|"
    r"auf dem)\b"
)
_DAY = re.compile(r"^(?:\d{4}|XXXX)-\d\d-\d\d(?:/(?:\d{4}|XXXX)-\d\d-\d\d)?$")
_YEAR = re.compile(r"20\d\d$")
# „das 5. Weser-Emser Ernährungsforum“.
_COUNT = re.compile(r"(?:\d{1,3}\. )?(?:[A-ZÄÖÜ][\wäöüß-]{2,30}er )?$")
_BESIDE = re.compile(r"(?: am| vom|,| \()? ?")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d~?(?:/\d{4}-\d\d~?)?$")
_SHORT_DAY = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,9}\.?,? )?(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?! ?\d)"
)
_TIME = re.compile(
    r"(?i)[,;]? ?(?:um |ab |von |jeweils )?\d{1,2}(?:[:.]\d\d)?(?: ?(?:bis|–|-) ?\d{1,2}(?:[:.]\d\d)?)? ?(?:uhr|"
    r"h)\b(?: bis \d{1,2}(?:[:.]\d\d)? uhr)?"
)
_PLACE = re.compile(
    r"(?:(?:in|auf|an) (?:der|dem|den|die|das)|im|ins|am|in|auf|beim|bei der|bei den|bei|aus dem|vor dem|zur) "
    r"(?P<place>(?:(?:Alte|Neue|Große|Kleine|Historische)[nrs]? )?[A-ZÄÖÜ][\wäöüß.-]{2,40}(?: (?:(?:am|an der|im|in|"
    r"zu|der|des|von) )?"
    r"[A-ZÄÖÜ][\wäöüß.-]{1,40}){0,4})"
)
_NO_PLACE = re.compile(
    r"^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Rahmen|Jahre?|Zukunft|"
    r"Anschluss|"
    r"Mittelpunkt|Vordergrund|Frühjahr|Frühling|Sommer|Herbst|Winter|Anfang|Ende|Uhr|Mitglieder\w*|Zusammenarbeit|Euro|"
    r"Fokus|Zentrum steh|Beisein|Betrieb$|Programm|Verbund|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|"
    r"Abend|Gespräch|Mitglied|Thema|Themen|Form|Kooperation|Einsatz|Durchschnitt|Vergleich|Schnitt|Start|Einsatz|"
    r"Bord|Lager|Gang)\b"
)
_LINE_DATE = re.compile(
    r"(?i)^(?:am )?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|"
    r"Sonntag)\.?,? ?)?(?:am |"
    r"vom |den |ab )?$"
)
_LONGEST_NAME = 110
_BRIEF = re.compile(
    r"[^\w„\"]{0,6}(?P<cue>(?i:[^.:\n]{0,30}(?:date|vormerken|termin|verpassen|veranstaltung)e?: ))?"
    r"(?P<name>[A-ZÄÖÜ0-9„\"][^,:.!?\n]{3,80}?)(?:[,:]|(?= am )) (?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,9}\.?, )?(?:am |"
    r"vom )?"
)
_SEPARATOR = re.compile(r"^[ ,:;|–—-]+")
_HEADING = re.compile(
    r"(?i)^(?:\d{1,2}\.? )?(?:(?:unsere |die |nächste[n]? |kommende[n]? |weitere |wichtige )*(?:termine?|"
    r"veranstaltungen?|programm|"
    r"kalender|save the date|zeitplan|vorschau|was steht an|was ansteht|bitte vormerken|vormerken|agenda)\b)"
)
# Before a name: „Termine 2026: “, „Vormerken: “, „Beim nächsten “.
_LABEL = re.compile(
    r"(?i)^(?:\W{0,4}(?:(?:unsere |nächste[rsn]? |wichtige |kommende[rsn]? )?(?:termine?|veranstaltung(?:en)?|"
    r"(?:bitte )?vormerken|save the date|neu|hinweis)(?: 20\d\d)?) ?: ?)+"
)
_SMALL = frozenset(
    "der die das des dem den für im in am an auf und zur zum von vom mit bei beim ohne the of & – - über".split()
)
_NO_PLACE_YET = re.compile(r"(?i)\b(?:wird|werden|folgt|bekannt|anmeldung|eintritt|uhr|ab|statt)\b")
_NOTICE_OF = re.compile(
    r"^(?:\w{0,20}[Pp]rotokoll|Einladung|Niederschrift|Bericht|Ankündigung) (?:der|des|zum|zur|von|vom) "
)
_WHEN = re.compile(r"(?i)^(?:wann|termin|datum|zeit|beginn)\b\W{0,3}")
_WHERE = re.compile(r"(?i)^(?:wo|ort|veranstaltungsort|treffpunkt)\b ?: ?(?P<place>.{3,120})$")
_DEADLINE = re.compile(
    r"(?i)anmeldeschluss|anmeldung(?:en)? (?:bis|sind)|bewerbungsschluss|frist|bis zum|bis spätestens|gegründet|"
    r"gründete|stand\b|seit "
)
_PAST = re.compile(
    r"(?i)\b(?:fand|fanden|trafen|war|waren|wurde|wurden|stattgefunden|lud|luden|eröffnete|dabei waren|"
    r"gestern|vorgestern|gegangen|kamen|feierte\w*|startete\w*)\b"
)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    name: str
    when: str
    edtf: str
    place: str
    sure: bool


def find_events(document: Document, dates: list[Proposal], written: date | None) -> list[Proposal]:
    """Every event with a day, and those that a sentence gives for a month. `written`: when the text was, for days
    without a year.
    """
    by_key: dict[str, tuple[tuple[bool, bool], _Found]] = {}
    for when in (*dates, *_short_days(document)):
        if when.confidence is Confidence.DOUBTFUL:
            continue
        if not _DAY.match(when.normalised):
            one = _in_sentence(document, when) if _MONTH.match(when.normalised) else None
            if one:
                by_key.setdefault(f"{when.normalised} {one.name}", ((True, True), replace(one, sure=False)))
            continue
        for rule in (_in_line, _in_block, _on_a_poster, _in_brief, _in_sentence):
            if one := rule(document, when):  # what stands as an entry is told best
                rank = (not one.sure, rule is _in_sentence)
                if when.normalised not in by_key or rank < by_key[when.normalised][0]:
                    by_key[when.normalised] = rank, one
                break
    return [_proposed(document, one, dates, written) for _, one in by_key.values()]


def _short_days(document: Document) -> Iterator[Proposal]:
    """„12.03. Stammtisch“: only lines of a programme say that such numbers are a day."""
    for line in document.lines:
        match = _SHORT_DAY.match(document.text, line.start, min(line.end, line.start + 40))
        if match and _listed(document, line):
            day, month = int(match["day"]), int(match["month"])
            yield proposal(
                document, ProposalKind.DATE, match.start("day"), match.end("month") + 1,
                normalised=f"XXXX-{month:02d}-{day:02d}", confidence=Confidence.LIKELY,
            )  # fmt: skip


def _proposed(document: Document, one: _Found, dates: list[Proposal], written: date | None) -> Proposal:
    when, sure = one.when, one.sure and (written is not None or not one.edtf.startswith("XXXX"))
    if one.edtf.startswith("XXXX"):
        sentence = document.text[slice(*document.sentence_at(one.start))]
        month_day, told = one.edtf[5:10], _told_before(document, one, dates)
        since = f"{written:%Y-%m-%d}" if written else told or ""
        if since:
            year = int(since[:4]) + (not _PAST.search(sentence) and month_day < since[5:])
            when = f"{one.when} {year}"
    return proposal(
        document, ProposalKind.EVENT, one.start, one.end, value=one.name, normalised=name_key(one.name),
        variant=EventKind.SINGLE, confidence=Confidence.SURE if sure else Confidence.LIKELY,
        more=(("wann", when), ("ort", one.place)),
    )  # fmt: skip


def _told_before(document: Document, one: _Found, dates: list[Proposal]) -> str:
    """The last whole day that the text names before, or the year close above: „Am 3. Mai 2026 …, am 12. Juni …“."""
    near = document.lines[max(0, document.line_number(one.start) - 2)].start
    before = [
        when.normalised[:10]
        for when in dates
        if when.start < one.start
        and (_WHOLE_DAY.match(when.normalised) or when.start >= near and _YEAR.match(when.normalised))
    ]
    return f"{before[-1]}-01-01"[:10] if before else ""


def _in_line(document: Document, when: Proposal) -> _Found | None:
    """„12. September 2026: Mühlenfest, Mühle Grünau“, also the other way round below „Termine“."""
    line = document.line_at(when.start)
    text = document.text_of(line)
    before, behind = _LABEL.sub("", text[: when.start - line.start]), text[when.end - line.start :]
    if len(text) > 220 or _DEADLINE.search(text):
        return None
    if _LINE_DATE.match(before.strip() + (" " if before.strip() else "")) or not before.strip():
        time = _TIME.match(behind)
        rest = _SEPARATOR.sub("", behind[time.end() if time else 0 :].strip())
        offset = document.text.find(rest, when.end, line.end) if rest else -1
        if (
            offset < 0
            or not (rest[0].isupper() or rest[0] in '„“"»' or re.match(r"\d{1,3}\. [A-ZÄÖÜ]", rest))
            or not (_listed(document, line) or ":" in behind[:12] or _LABEL.match(text))
        ):
            return None
        name, place = _name_and_place(rest)
        return _Found(offset, offset + len(name), name, when.value, when.normalised, place, True) if name else None
    named = _NAMED.search(before) and before.rstrip().endswith(":")
    listed = (named or _listed(document, line)) and _is_title(before)
    if listed and (name := before.strip(" ,:;–—-(|")) and name[0].isupper() and len(name.split()) < 10:
        name = re.sub(r",? (?:am|vom|ab)$", "", name)
        rest = _SEPARATOR.sub("", _TIME.sub("", behind, count=1).strip(" )"))
        start = document.text.find(name, line.start)
        quoted = re.search(QUOTED, name)
        return _Found(
            start,
            start + len(name),
            quoted[1] if quoted else name,
            when.value,
            when.normalised,
            _place_name(rest),
            True,
        )
    return None


def _is_title(words: str) -> bool:
    """„Feldgespräch Lupine“ is one, „Wir treffen uns beim Fest“ is a sentence."""
    own = words.strip(" ,:;–—-(|").split()
    return bool(own) and own[0] not in STOP and all(not word[0].islower() or word in _SMALL for word in own)


def _listed(document: Document, line: Line) -> bool:
    """Is a line one of a programme: an entry of a list, or below „Termine“?"""
    if line.kind is LineKind.ITEM:
        return True
    number = document.line_number(line.start)
    return any(_HEADING.match(document.text_of(above)) for above in document.lines[max(0, number - 8) : number])


def _name_and_place(rest: str) -> tuple[str, str]:
    quoted = re.search(QUOTED, rest)
    if quoted:
        behind = rest[quoted.end() :]
        return quoted[1], _place_name(_SEPARATOR.sub("", behind))
    first = " | " if " | " in rest else ", "
    rest = re.sub(r"[.!]$", "", rest)
    name, _, behind = rest.partition(first)
    if " (" in name:
        name, _, behind = name.partition(" (")[0], "", "" if not behind else behind
    if not behind:
        name, _, behind = name.partition(" – ") if " – " in name else (name, "", "")
    if not behind and (place := _PLACE.search(name)) and place.start() > 5:
        return name[: place.start()].strip(), place["place"]
    return name.strip(), _place_name(behind)


def _place_name(text: str) -> str:
    text = text.strip(" .;,()")
    if _NO_PLACE_YET.search(text[:60]):
        return ""
    if match := _PLACE.match(text):
        text = match["place"]
    return text[:120] if text and (text[0].isupper() or text == "online") else ""


def _in_block(document: Document, when: Proposal) -> _Found | None:
    """„Wann: …“, „Wo: …“ below the name."""
    line = document.line_at(when.start)
    if not _WHEN.match(document.text_of(line)) or when.start - line.start > 30:
        return None
    number = document.line_number(line.start)
    place = ""
    for near in document.lines[number - 1 if number else 0 : number + 3]:
        if match := _WHERE.match(document.text_of(near)):
            place = match["place"].strip(" .")
    for above in reversed(document.lines[max(0, number - 3) : number]):
        text = document.text_of(above)
        if _WHERE.match(text):
            continue
        if re.match(r"(?i)(?:was|titel|thema|veranstaltung): ", text):
            text = text.partition(": ")[2]
        if len(text) < 110 and text[-1] not in ".,:":
            quoted = re.search(QUOTED, text)
            text = _NOTICE_OF.sub("", text)
            own = quoted and (_IN_QUOTES.search(quoted[1]) or not any(not one["quoted"] for one in _nouns(text)))
            name = quoted[1] if quoted and own else text
            start = document.text.find(name, above.start)
            return _Found(start, start + len(name), name, when.value, when.normalised, place, True)
        break
    return None


def _on_a_poster(document: Document, when: Proposal) -> _Found | None:
    """The name, the day and the place, each on a line of its own."""
    number = document.line_number(when.start)
    line = document.lines[number]
    behind = _TIME.sub("", document.text[when.end : line.end], count=1).strip(" ,.")
    if not number or behind or not _LINE_DATE.match(document.text[line.start : when.start]):
        return None
    near = [*document.lines[number - 1 : number], *document.lines[number + 1 : number + 3]]
    for name, place in pairwise(near):
        words, where = document.text_of(name), document.text_of(place)
        if len(words) > _LONGEST_NAME or words[-1] in ".,:;" or not any(_nouns(words)) or _HEADING.match(words):
            continue
        there = _place_name(where) if len(where) < _LONGEST_NAME and where[-1:] not in ".,:;" else ""
        quoted = re.search(QUOTED, words)
        start, end = (
            (name.start + quoted.start(1), name.start + quoted.end(1))
            if quoted and name is not near[0]
            else (name.start, name.end)
        )
        return _Found(start, end, document.text[start:end], when.value, when.normalised, there, True)
    return None


def _in_brief(document: Document, when: Proposal) -> _Found | None:
    """„Save the date: Sägefest, 7. Mai 2026, Alte Mühle.“ in the midst of a text."""
    first, last = document.sentence_at(when.start)
    brief = _BRIEF.fullmatch(document.text, first, when.start)
    if not brief or not _is_title(brief["name"]) or not brief["cue"] and not any(_nouns(brief["name"])):
        return None
    behind = _TIME.sub("", document.text[when.end : last], count=1)
    place = _place_name(_SEPARATOR.sub("", behind.strip(" )")))
    return _Found(*brief.span("name"), brief["name"], when.value, when.normalised, place, True)


def _in_sentence(document: Document, when: Proposal) -> _Found | None:
    """„Am 18. Juni lädt X zur Lehrstellenbörse „Funkenflug“ in die Stadthalle ein.“"""
    first, last = document.sentence_at(when.start)
    sentence = document.text[first:last]
    around = sentence[max(0, when.start - first - 40) : when.end - first]
    if _DEADLINE.search(around):
        return None
    told = _TAKES_PLACE.search(sentence)
    best: tuple[tuple, re.Match] | None = None
    for match in _nouns(sentence):
        distance = abs(match.start() + first - when.start)
        is_place = bool(_WHERE_BEFORE.search(sentence, max(0, match.start() - 12), match.start()))
        rank = (is_place and not match["quoted"], not match["quoted"], distance)
        beside = _BESIDE.fullmatch(sentence, match.end(), max(match.end(), when.start - first))
        if (told or beside) and distance < _NEAR and (best is None or rank < best[0]):
            best = rank, match
    quoted = next(
        (one for one in re.finditer(QUOTED, sentence) if _IN_QUOTES.search(one[1]) and len(one[1]) < 90), None
    )
    if quoted and told and (best is None or not best[1]["quoted"]):
        place = _place_in(sentence, quoted, when.start - first, when.end - first)
        start = first + quoted.start(1)
        return _Found(start, start + len(quoted[1]), quoted[1], when.value, when.normalised, place, True)
    if best is None:
        return None
    match = best[1]
    start, end = match.span(3) if match["quoted"] else (match.start("noun"), match.end())
    if not match["quoted"] and (count := _COUNT.search(sentence, max(0, start - 40), start)):
        start = count.start()
    place = _place_in(sentence, match, when.start - first, when.end - first)
    bare = re.fullmatch(_NOUN, sentence[start:end])  # „am Forum“: of which, the text says elsewhere
    return _Found(first + start, first + end, sentence[start:end], when.value, when.normalised, place, not bare)


def _nouns(sentence: str) -> Iterator[re.Match]:
    for match in _NAMED.finditer(sentence):
        whole = match["rest"].startswith((" der", " des")) or match["quoted"]
        if (whole or not _NO_EVENT.match(match["noun"])) and match["noun"] not in STOP:
            yield match


def _place_in(sentence: str, named: re.Match, start: int, end: int) -> str:
    """The first place behind the day, else behind the name, else any."""
    places = [
        match
        for match in _PLACE.finditer(sentence)
        if not (match.start("place") < named.end() and match.end() > named.start())
        and not _NO_PLACE.match(match["place"])
        and not start <= match.start("place") < end
        and not sentence.endswith("hier ", 0, match.start())
    ]
    places.sort(key=lambda match: (match.start() < end, match.start() < named.end(), match.start()))
    return places[0]["place"].rstrip(".") if places else ""
