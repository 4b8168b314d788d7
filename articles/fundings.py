"""Which programme pays for a network: from when until when, and how much, where the text says so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from programmes.enums import ProgrammeKind
from texts.dates import edtf_of
from texts.document import Document, Line
from texts.enums import Confidence, ProposalKind
from texts.proposal import Proposal, proposal

_CUE = re.compile(
    r"(?i)\b(?:ge|mit|ko)?(?:förder\w*|finanz\w+|bezuschuss\w*|zuschuss\w*|zuschüsse\w*|zuwendung\w*|bewillig\w*|"
    r"mittel[n]?|"
    r"unterstütz\w*|geld|gelder|bezahlt?|zahlt|euro|erhält|erhalten|erhielt|bekommt|bekommen|ermöglich\w*|fließ\w*|"
    r"floss\w*|"
    r"stamm(?:t|en)|möglich (?:macht|gemacht|wird)|bereit(?:gestellt|stehen)|stehen|zuge(?:sagt|sprochen)|zusage\w*|"
    r"topf|töpfen|(?:förder|projekt)bescheid\w*)\b"
)
_NOT_YET = re.compile(
    r"(?i)\b(?:beantrag\w*|bewirb\w*|beworben|bewerb\w*|hofft|hoffen|könnte\w*|abgelehnt|nicht gefördert|"
    r"soll (?:\w+ ){0,4}gefördert|"
    r"antrag|richtet sich|ausgelaufen|(?<!^)möglich(?! (?:macht|gemacht|wird|wurde)))\b"
)
_GRANTED = re.compile(r"(?i)\b(?:bewilligt|genehmigt|zugesagt|erhalten|bekommen)\b")
_GRANT = re.compile(r"(?i)\b(?:zuwendung|bewillig\w{0,12}|fördersumme|zuschuss|förderung) ")
_FROM = re.compile(
    r"(?i)(?:aus|über) (?:dem|der|den|das|die)(?: \w{0,30}(?:programms?|richtlinie|wettbewerb|fonds))? [„“\"]?$"
)
_RUNS = re.compile(
    r"(?i)laufzeit|förder(?:zeitraum|phase|periode|dauer|ende)|bewillig|läuft|gefördert|zuwendung|zuschuss|betrag|"
    r"umfasst|insgesamt|projektzeitraum|für die jahre"
)
_UNTIL = re.compile(r"(?i)\b(?:bis|bis zum|bis einschließlich|endet(?: am| im)?|ende) ?$")
_SINCE = re.compile(r"(?i)\b(?:seit|ab|vom|von|beginn:?|start:?) (?:dem )?$")
_SPAN = re.compile(r"^(?P<since>.{4,30}?)(?: ?[–—-] ?| bis (?:zum )?)(?P<until>.{4,30})$")
# „ESF-Mittel über das Landesprogramm X“: X is what pays.
_THROUGH = re.compile(r"(?:-\w{3,20})? (?:über|aus|im Rahmen|durch) (?:das|dem|des|den) \w{0,30}[Pp]rogramm")
_FUNDED_BY = re.compile(
    r"(?i)^(?:gefördert|finanziert|unterstützt|förderung|förderer|fördermittel|finanzierung|förderprogramm|programm|"
    r"richtlinie|zuwendung)\b"
    r"(?:[^.]{0,30}$|.{0,20}[:|])"
)
_NEAR, _MOST, _FOLLOWING, _LABEL_LINES, _BRACKET = 260, 12, 3, 4, 90
_ROW = re.compile(r"[A-ZÀ-Þ][\wäöüß /-]{2,40} ?[|:] ")
_RUNS_ROW = re.compile(
    r"(?i)(?:projekt)?laufzeit|\w{0,12}zeitraum|\w{0,12}(?:summe|volumen|mittel|betrag|budget)|"
    r"zuwendung|zuschuss|dauer"
)
_ROWS = 6
_YEARS = re.compile(r"20\d\d ?[–—-] ?(?:20)?\d\d")
_CLAUSE = re.compile(r"[:;] ")
_IN_NAME = re.compile(r"[A-ZÀ-Þ][\wäöüß-]{2,30} $")
_LABEL = re.compile(r"^[A-ZÀ-Þ][\wäöüß /-]{2,40}:(?: |$)")


def find_fundings(
    document: Document, programmes: list[Proposal], dates: list[Proposal], figures: list[Proposal]
) -> list[Proposal]:
    """A funding for each programme that a sentence names as paying; whose it is is said later."""
    found: list[Proposal] = []
    whens, amounts = _InOrder(dates), _InOrder([one for one in figures if one.amount and "Euro" in one.amount.unit])
    named = {programme.value: _places(document, programme) for programme in programmes}
    for programme in programmes:
        others = sorted(place for value, places in named.items() if value != programme.value for place in places)
        told = [
            _funding(document, programme, place, others, whens, amounts) for place in named[programme.value][:_MOST]
        ]
        found += _phases([one for one in told if one])
    return found


def _places(document: Document, programme: Proposal) -> list[int]:
    names = {programme.value, document.text[programme.start : programme.end], *programme.also}
    return sorted({place for name in names if len(name) > 2 for place in document.places(name)} | {programme.start})


def _phases(told: list[Proposal]) -> Iterator[Proposal]:
    """What tells most, and whatever begins or ends at another time: the programme pays more than once."""
    times: set[str] = set()
    for one in sorted(told, key=lambda one: -sum(1 for _, value in one.more if value)):
        more = dict(one.more)
        own = {edtf_of(more[name]) for name in ("von", "bis") if more[name]}
        if not times or own and not own & times:
            yield replace(one, confidence=Confidence.LIKELY) if times else one
            times |= own or {""}


class _InOrder:
    """Proposals by their place."""

    def __init__(self, proposals: list[Proposal]):
        self.all = sorted(proposals, key=lambda one: one.start)
        self.starts = [one.start for one in self.all]

    def between(self, start: int, end: int) -> list[Proposal]:
        return self.all[bisect_left(self.starts, start) : bisect_right(self.starts, end - 1)]


def _funding(
    document: Document, programme: Proposal, place: int, others: list[int], whens: _InOrder, amounts: _InOrder
) -> Proposal | None:
    """`others`: where other programmes are named."""
    text = document.text
    start, end = document.sentence_at(place)
    sentence = text[start:end]
    follows = document.sentence_at(min(end + 1, len(text) - 1))
    told = _CUE.search(sentence) or _FROM.search(text, max(start, place - 60), place) or _GRANT.search(text, *follows)
    if not (told or _is_headed(document, place)) or (_NOT_YET.search(sentence) and not _GRANTED.search(sentence)):
        return None
    named = [name for name in (programme.value, *programme.also) if text.startswith(name, place)]
    through = any(_THROUGH.match(text, place + len(name)) for name in named)
    # A fund pays through the programme that the sentence names.
    through |= programme.variant == ProgrammeKind.FUND and bisect_left(others, start) < bisect_left(others, end)
    through |= text[place - 1 : place] == "(" and any(place - _BRACKET < other < place for other in others)
    since = until = amount = ""
    for first, last in _around(document, start, end, place, others):
        if not since and not until:
            since, until = _period(text, whens.between(first, last), place)
        if not amount:
            stated = sorted(amounts.between(first, last), key=lambda one: abs(one.start - place))
            amount = next(map(_as_words, stated), "")
    return proposal(
        document,
        ProposalKind.FUNDING,
        place,
        min(place + len(programme.value), end) if text.startswith(programme.value, place) else place + 1,
        value=programme.value,
        normalised=programme.normalised,
        confidence=Confidence.LIKELY if through or _ends_twice(text, whens.between(start, end)) else Confidence.SURE,
        also=programme.also,
        more=(("von", since), ("bis", until), ("betrag", amount)),
    )


def _is_headed(document: Document, place: int) -> bool:
    """Does the text stand below „Förderung“ or behind „Förderung:“?"""
    number = document.line_number(place)
    for line in reversed(document.lines[max(0, number - _LABEL_LINES) : number + 1]):
        text = document.text_of(line)
        if _FUNDED_BY.match(text):
            return True
        if _LABEL.match(text) or len(text) > _NEAR:
            return False
    return False


def _rows_around(document: Document, place: int) -> list[Line]:
    """The rows of the same table: „Laufzeit | …“, „Fördersumme | …“."""
    number = document.line_number(place)
    return [
        line
        for line in document.lines[max(0, number - _ROWS) : number + _ROWS + 1]
        if _ROW.match(document.text_of(line))
    ]


def _span(line: Line) -> tuple[int, int]:
    return line.start, line.end


def _ends_twice(text: str, dates: list[Proposal]) -> bool:
    """Two periods in one sentence: which of them goes with the amount is for a reader to say."""
    ends = {edtf_of(one.value).partition("/")[2] for one in dates if _SPAN.match(one.value)}
    ends |= {edtf_of(one.value) for one in dates if _UNTIL.search(text, max(0, one.start - 22), one.start)}
    return len(ends - {""}) > 1


def _around(document: Document, start: int, end: int, place: int, others: list[int]) -> Iterator[tuple[int, int]]:
    """The sentence, then those behind and the one before, where they speak of money and time and of nothing else that
    pays.
    """
    text, line = document.text, document.line_at(place)
    clause = [one.end() for one in _CLAUSE.finditer(text, start, place)]
    if clause:
        yield clause[-1], end
    yield start, end
    if _ROW.match(document.text_of(line)):
        yield from (_span(one) for one in _rows_around(document, place) if _RUNS_ROW.match(document.text_of(one)))
    near: list[tuple[int, int]] = []
    stop = end
    for _ in range(_FOLLOWING):
        if stop + 2 >= len(text) or near and stop + 2 >= line.end:
            break
        near.append(document.sentence_at(stop + 1))
        stop = near[-1][1]
    if start > 1 and (before := document.sentence_at(start - 2))[0] >= line.start:
        near.append(before)
    for first, last in near:
        another = bisect_left(others, first) < bisect_left(others, last)
        if another and first > start:
            break
        if not another and _RUNS.search(text, first, last) and last - first < _NEAR:
            yield first, last


def _period(text: str, dates: list[Proposal], place: int) -> tuple[str, str]:
    since = until = ""
    for one in dates:
        if one.end < place and re.match(r"[^()\n]{0,80}\)", text[one.end : place]):
            continue  # in brackets, of something before
        before = text[max(0, one.start - 22) : one.start]
        span = _SPAN.match(one.value)
        if span and _YEARS.fullmatch(one.value) and _IN_NAME.search(before):
            continue  # „EFRE-Programm Sachsen 2021–2027“
        if span and edtf_of(span["until"].strip()):
            first = span["since"].strip()
            if not edtf_of(first):
                first = f"{first} {one.normalised[:4]}"
            return first.removeprefix("vom ").removeprefix("von "), span["until"].strip()
        if _UNTIL.search(before) or one.value.casefold().startswith("bis "):
            until = until or one.value
        elif _SINCE.search(before) or one.value.casefold().startswith(("seit ", "ab ")):
            since = since or one.value
    return since, until


def _as_words(figure: Proposal) -> str:
    """„180.000 Euro“, „1,2 Mio. Euro“."""
    assert figure.amount
    number = f"{figure.amount.number:,f}".translate(str.maketrans(",.", ".,"))
    return f"{number} {figure.amount.unit}"
