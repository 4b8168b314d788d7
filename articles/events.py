"""Events: what takes place when and where, from sentences and entries."""

import re
from dataclasses import replace
from datetime import date

from articles.event_entries import in_block, in_brief, in_line, on_a_poster, short_days
from articles.event_words import A_DAY, DEADLINE, IN_QUOTES, NO_EVENT, NOUN, Found, nouns, place_in
from networks.enums import EventKind
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.patterns import QUOTED
from texts.proposal import Proposal, name_key, proposal

_NEAR = 260
_WHERE_BEFORE = re.compile(r"\b(?:im|ins|in der|in die|auf dem|auf der|vor dem) $")
_TAKES_PLACE = re.compile(
    r"(?i)\b(?:vorgesehen|angesetzt|lädt|laden|einlad\w+|findet|finden|fand|fanden|statt|trifft|treffen|trafen|"
    r"veranstalt\w+|öffne\w*|"
    r"tagt\w*|"
    r"zum|zur|beim|bei|termin\w*|folgt|folgen|gibt|steigt|startet|geplant|erste|nächste|präsentier\w+|organisier\w+|"
    r"feiert\w*|beginnt|zu gast|dabei|in der|im|auf der|"
    r"auf dem)\b"
)
# What is said of an event alone: that it will be held, or was.
_HELD = re.compile(
    r"(?i)\b(?:lädt|laden|lud|luden|eingeladen|einlad\w+|statt(?:finde[nt]|gefunden)?|trifft|treffen|trafen|veranstalt\w+|"
    r"öffne\w*|tagt\w*|steigt|steigen|folgt|folgen|startet\w*|geplant|vorgesehen|angesetzt|organisier\w+|feier\w*|beginnt|"
    r"auftakt|eröffne\w*|anmeld\w+|termine?|gibt es|präsentier\w+)\b"
)
_DAY = re.compile(r"^(?:\d{4}|XXXX)-\d\d-\d\d(?:/(?:\d{4}|XXXX)-\d\d-\d\d)?$")
_YEAR = re.compile(r"20\d\d$")
# „das 5. Harzer Käseforum“.
# „die Lange Nacht“, too: a capital that no sentence begins with.
_COUNT = re.compile(r"(?:\d{1,3}\. )?(?:[A-ZÀ-Þ][\wäöüß-]{2,30}er |(?<=[a-zäöü,] )[A-ZÀ-Þ][a-zäöüß]{2,20}es? )?$")
_BESIDE = re.compile(r"(?: am| vom|,| \()? ?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{1,9}, (?:(?:dem|den) )?)?")
# „beim Herbstbrand am 25. Oktober“: what stands right before its day.
_AT = re.compile(
    r"\b(?:[Bb]eim|[Zz]um|[Zz]ur|[Bb]ei der)"
    r" (?P<name>[A-ZÀ-Þ][\wäöüß-]{3,40}(?: [A-ZÀ-Þ][\wäöüß-]{2,30})?) (?:am|vom) $"
)
_PARTED = re.compile(r",|;| und ")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d~?(?:/\d{4}-\d\d~?)?$")
_PAST = re.compile(
    r"(?i)\b(?:fand|fanden|trafen|war|waren|wurde|wurden|stattgefunden|lud|luden|eröffnete|dabei waren|"
    r"gestern|vorgestern|gegangen|kamen|feierte\w*|startete\w*)\b"
)


def find_events(document: Document, dates: list[Proposal], written: date | None) -> list[Proposal]:
    """Every event with a day, and those that a sentence gives for a month. `written`: when the text was, for days
    without a year.
    """
    by_key: dict[str, tuple[tuple[bool, bool], Found]] = {}
    for when in (*dates, *short_days(document)):
        if when.confidence is Confidence.DOUBTFUL:
            continue
        if not _DAY.match(when.normalised):
            one = _in_sentence(document, when) if _MONTH.match(when.normalised) else None
            if one:
                by_key.setdefault(f"{when.normalised} {one.name}", ((True, True), replace(one, sure=False)))
            continue
        for rule in (in_line, in_block, on_a_poster, in_brief, _in_sentence):
            if one := rule(document, when):  # what stands as an entry is told best
                rank = (not one.sure, rule is _in_sentence)
                if when.normalised not in by_key or rank < by_key[when.normalised][0]:
                    by_key[when.normalised] = rank, one
                break
    return [_proposed(document, one, dates, written) for _, one in by_key.values()]


def _proposed(document: Document, one: Found, dates: list[Proposal], written: date | None) -> Proposal:
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


def _told_before(document: Document, one: Found, dates: list[Proposal]) -> str:
    """The last whole day that the text names before, or the year close above: „Am 3. Mai 2026 …, am 12. Juni …“."""
    near = document.lines[max(0, document.line_number(one.start) - 2)].start
    before = [
        when.normalised[:10]
        for when in dates
        if when.start < one.start
        and (_WHOLE_DAY.match(when.normalised) or when.start >= near and _YEAR.match(when.normalised))
    ]
    return f"{before[-1]}-01-01"[:10] if before else ""


def _in_sentence(document: Document, when: Proposal) -> Found | None:
    """„Am 18. Juni lädt X zur Lehrstellenbörse „Funkenflug“ in die Stadthalle ein.“"""
    first, last = document.sentence_at(when.start)
    sentence = document.text[first:last]
    around = sentence[max(0, when.start - first - 40) : when.end - first]
    if DEADLINE.search(around):
        return None
    told = _TAKES_PLACE.search(sentence)
    best: tuple[tuple, re.Match, re.Match | None] | None = None
    for match in nouns(sentence):
        distance = abs(match.start() + first - when.start)
        is_place = bool(_WHERE_BEFORE.search(sentence, max(0, match.start() - 12), match.start()))
        ahead = match.end() <= when.start - first
        beside = _BESIDE.fullmatch(sentence, match.end(), when.start - first) if ahead else None
        between = sentence[match.end() : when.start - first] or sentence[when.end - first : match.start()]
        rank = (
            not beside, bool(A_DAY.search(between)), is_place and not match["quoted"], not match["quoted"],
            bool(_PARTED.search(between)), distance,
        )  # fmt: skip
        if (told or beside) and distance < _NEAR and (best is None or rank < best[0]):
            best = rank, match, beside
    quoted = next((one for one in re.finditer(QUOTED, sentence) if IN_QUOTES.search(one[1]) and len(one[1]) < 90), None)
    if quoted and told and (best is None or not best[2] and not best[1]["quoted"]):
        place = place_in(sentence, quoted, when.start - first, when.end - first)
        start, held = first + quoted.start(1), bool(_HELD.search(sentence))
        return Found(start, start + len(quoted[1]), quoted[1], when.value, when.normalised, place, held)
    if best is None:
        at = _AT.search(sentence, max(0, when.start - first - 100), when.start - first)
        if at is None or NO_EVENT.match(at["name"]):
            return None
        place = place_in(sentence, at, when.start - first, when.end - first)
        start, end = at.span("name")
        return Found(first + start, first + end, at["name"], when.value, when.normalised, place, False)
    _, match, beside = best
    start, end = match.span(3) if match["quoted"] else (match.start("noun"), match.end())
    if not match["quoted"] and (count := _COUNT.search(sentence, max(0, start - 40), start)):
        start = count.start()
    place = place_in(sentence, match, when.start - first, when.end - first)
    bare = re.fullmatch(NOUN, sentence[start:end])  # „am Forum“: of which, the text says elsewhere
    sure = not bare and bool(beside or _HELD.search(sentence))
    return Found(first + start, first + end, sentence[start:end], when.value, when.normalised, place, sure)
