"""Events that stand as entries: lines of a programme, „Wann, Wo“ below a name, posters, „Save the date“."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.event_words import DEADLINE, IN_QUOTES, NAMED, PLACE, Found, is_title, nouns, place_name
from texts.dates import A_MONTH
from texts.document import Document, Line, LineKind
from texts.enums import Confidence, ProposalKind
from texts.patterns import QUOTED
from texts.proposal import Proposal, proposal

# One below the other they are a programme, whatever stands above.
_DAY_LINE = re.compile(rf"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{{0,9}}\.?,? )?\d{{1,2}}\. ?(?:\d{{1,2}}\.|{A_MONTH})")
_SHORT_DAY = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,9}\.?,? )?(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?! ?\d)"
)
_TIME = re.compile(
    r"(?i)[,;]? ?(?:um |ab |von |jeweils )?\d{1,2}(?:[:.]\d\d)?(?: ?(?:bis|–|-) ?\d{1,2}(?:[:.]\d\d)?)? ?(?:uhr|"
    r"h)\b(?: bis \d{1,2}(?:[:.]\d\d)? uhr)?"
)
_LINE_DATE = re.compile(
    r"(?i)^(?:am )?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|"
    r"Sonntag)\.?,? ?)?(?:am |"
    r"vom |den |ab )?$"
)
_LONGEST_NAME = 110
# „Zum Kennenlernen: “ may stand before a name that says itself that it is one.
_BRIEF = re.compile(
    r"[^\w„\"]{0,6}(?:(?P<cue>(?i:[^.:\n]{0,30}(?:date|vormerken|termin|verpassen|veranstaltung|kalender)e?: ))|"
    r"[A-ZÀ-Þ][^.,:!?\n]{2,40}: )?"
    r"(?P<name>[A-ZÀ-Þ0-9„\"][^,:.!?\n]{3,80}?)(?:[,:]|(?= am )) (?:am )?"
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,9}\.?, )?(?:(?:am|vom|den|dem) )?"
)
_SEPARATOR = re.compile(r"^[ ,:;|–—-]+")
_HEADING = re.compile(
    r"(?i)^(?:\d{1,2}\.? )?(?:(?:unsere |die |(?:nächste|kommende|weitere|wichtige|aktuelle)n? )*(?:termine?|"
    r"veranstaltungen?|programm|"
    r"kalender|save the date|zeitplan|vorschau|was steht an|was ansteht|bitte vormerken|vormerken|agenda)\b)"
)
# Before a name: „Termine 2026: “, „Vormerken: “, „Beim nächsten “.
_LABEL = re.compile(
    r"(?i)^(?:\W{0,4}(?:(?:unsere |nächste[rsn]? |wichtige |kommende[rsn]? )?(?:termine?|veranstaltung(?:en)?|"
    r"(?:bitte )?vormerken|save the date|neu|hinweis)(?: 20\d\d)?) ?: ?)+"
)
_NOTICE_OF = re.compile(
    r"^(?:\w{0,20}[Pp]rotokoll|Einladung|Niederschrift|Bericht|Ankündigung) (?:der|des|zum|zur|von|vom) "
)
_WHEN = re.compile(r"(?i)^(?:wann|termin|datum|zeit|beginn)\b\W{0,3}")
_WHERE = re.compile(r"(?i)^(?:wo|ort|veranstaltungsort|treffpunkt)\b ?: ?(?P<place>.{3,120})$")


def short_days(document: Document) -> Iterator[Proposal]:
    """„12.03. Stammtisch“: only lines of a programme say that such numbers are a day."""
    for line in document.lines:
        match = _SHORT_DAY.match(document.text, line.start, min(line.end, line.start + 40))
        if match and _listed(document, line):
            day, month = int(match["day"]), int(match["month"])
            yield proposal(
                document, ProposalKind.DATE, match.start("day"), match.end("month") + 1,
                normalised=f"XXXX-{month:02d}-{day:02d}", confidence=Confidence.LIKELY,
            )  # fmt: skip


def in_line(document: Document, when: Proposal) -> Found | None:
    """„12. September 2026: Mühlenfest, Mühle Grünau“, also the other way round below „Termine“."""
    line = document.line_at(when.start)
    text = document.text_of(line)
    before, behind = _LABEL.sub("", text[: when.start - line.start]), text[when.end - line.start :]
    if len(text) > 220 or DEADLINE.search(text):
        return None
    if _LINE_DATE.match(before.strip() + (" " if before.strip() else "")) or not before.strip():
        time = _TIME.match(behind)
        rest = _SEPARATOR.sub("", behind[time.end() if time else 0 :].strip())
        offset = document.text.find(rest, when.end, line.end) if rest else -1
        if (
            offset < 0
            or not (rest[0].isupper() or rest[0] in '„“"»' or re.match(r"\d{1,3}\. [A-ZÀ-Þ]", rest))
            or not (_listed(document, line) or ":" in behind[:12] or _LABEL.match(text))
        ):
            return None
        name, place = _name_and_place(rest)
        return Found(offset, offset + len(name), name, when.value, when.normalised, place, True) if name else None
    named = NAMED.search(before) and before.rstrip().endswith(":")
    listed = (named or _listed(document, line)) and is_title(before)
    if listed and (name := before.strip(" ,:;–—-(|")) and name[0].isupper() and len(name.split()) < 10:
        name = re.sub(r",? (?:am|vom|ab)$", "", name)
        rest = _SEPARATOR.sub("", _TIME.sub("", behind, count=1).strip(" )"))
        start = document.text.find(name, line.start)
        quoted = re.search(QUOTED, name)
        return Found(
            start,
            start + len(name),
            quoted[1] if quoted else name,
            when.value,
            when.normalised,
            place_name(rest),
            True,
        )
    return None


def _listed(document: Document, line: Line) -> bool:
    """Is a line one of a programme: an entry of a list, or below „Termine“?"""
    if line.kind is LineKind.ITEM:
        return True
    number = document.line_number(line.start)
    beside = (*document.lines[max(0, number - 1) : number], *document.lines[number + 1 : number + 2])
    if _DAY_LINE.match(document.text_of(line)) and any(_DAY_LINE.match(document.text_of(one)) for one in beside):
        return True
    return any(_HEADING.match(document.text_of(above)) for above in document.lines[max(0, number - 8) : number])


def _name_and_place(rest: str) -> tuple[str, str]:
    quoted = re.search(QUOTED, rest)
    if quoted:
        behind = rest[quoted.end() :]
        return quoted[1], place_name(_SEPARATOR.sub("", behind))
    first = " | " if " | " in rest else ", "
    rest = _TIME.sub("", re.sub(r"[.!]$", "", rest))
    name, _, behind = rest.partition(first)
    if " (" in name:
        name, _, behind = name.partition(" (")[0], "", "" if not behind else behind
    if not behind:
        name, _, behind = name.partition(" – ") if " – " in name else (name, "", "")
    if not behind and (place := PLACE.search(name)) and place.start() > 5:
        return name[: place.start()].strip(), place["place"]
    return name.strip(), place_name(behind)


def in_block(document: Document, when: Proposal) -> Found | None:
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
            own = quoted and (IN_QUOTES.search(quoted[1]) or not any(not one["quoted"] for one in nouns(text)))
            name = quoted[1] if quoted and own else text
            start = document.text.find(name, above.start)
            return Found(start, start + len(name), name, when.value, when.normalised, place, True)
        break
    return None


def on_a_poster(document: Document, when: Proposal) -> Found | None:
    """The name, the day and the place, each on a line of its own."""
    number = document.line_number(when.start)
    line = document.lines[number]
    behind = _TIME.sub("", document.text[when.end : line.end], count=1).strip(" ,.")
    if not number or behind or not _LINE_DATE.match(document.text[line.start : when.start]):
        return None
    near = [*document.lines[number - 1 : number], *document.lines[number + 1 : number + 3]]
    for name, place in pairwise(near):
        words, where = document.text_of(name), document.text_of(place)
        if len(words) > _LONGEST_NAME or words[-1] in ".,:;" or not any(nouns(words)) or _HEADING.match(words):
            continue
        there = place_name(where) if len(where) < _LONGEST_NAME and where[-1:] not in ".,:;" else ""
        quoted = re.search(QUOTED, words)
        start, end = (
            (name.start + quoted.start(1), name.start + quoted.end(1))
            if quoted and name is not near[0]
            else (name.start, name.end)
        )
        return Found(start, end, document.text[start:end], when.value, when.normalised, there, True)
    return None


def in_brief(document: Document, when: Proposal) -> Found | None:
    """„Save the date: Sägefest, 7. Mai 2026, Alte Mühle.“ in the midst of a text."""
    first, last = document.sentence_at(when.start)
    brief = _BRIEF.fullmatch(document.text, first, when.start)
    if not brief or not is_title(brief["name"]) or not brief["cue"] and not any(nouns(brief["name"])):
        return None
    behind = _TIME.sub("", document.text[when.end : last], count=1)
    place = place_name(_SEPARATOR.sub("", behind.strip(" )")))
    return Found(*brief.span("name"), brief["name"], when.value, when.normalised, place, True)
