"""Dates as texts word them, read by core.fuzzy_dates."""

import re
from datetime import date
from functools import lru_cache
from itertools import islice

from core import fuzzy_dates
from publishing.enums import MilestoneKind as Kind
from texts import faults
from texts.document import Document
from texts.enums import Confidence, ProposalKind
from texts.proposal import Proposal, proposal

_MONTH = rf"(?:{'|'.join(fuzzy_dates.MONTHS)})"
# „05. MRZ 2026“, „12. Jan. 2026“: short only beside a day.
A_MONTH = (
    rf"(?:{_MONTH}|(?:J[Aa][Nn]|F[Ee][Bb]|M[Rr][Zz]|M[Ää][Rr]|A[Pp][Rr]|M[Aa][Ii]|J[Uu][NnLl]|A[Uu][Gg]|S[Ee][Pp][Tt]?|"
    r"O[Kk][Tt]|N[Oo][Vv]|D[Ee][Zz])(?![^\W\d_])\.?)"
)
_YEAR = r"(?:19[5-9]\d|20[0-9]\d)"
_SEASON = rf"(?:{'|'.join(fuzzy_dates.SEASONS)})"
_PART = rf"(?:{'|'.join(fuzzy_dates.PARTS_OF_YEAR)})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])\."
_FULL = rf"(?:{_DAY} ?(?:{A_MONTH}|(?:0?[1-9]|1[0-2])\.) ?{_YEAR}|{_DAY}(?:0?[1-9]|1[0-2])\.[0-4]\d(?!\d))"
_MONTH_YEAR = rf"(?:{_MONTH} {_YEAR}|(?:0?[1-9]|1[0-2])/{_YEAR})"
_FUZZY = rf"Winter {_YEAR}/(?:\d{{4}}|\d\d)(?!\d)|(?:{_PART}|{_SEASON}) (?:des Jahres )?{_YEAR}|[1-4]\. Quartal {_YEAR}"
_ONE = rf"(?:{_FULL}|{_MONTH_YEAR}|{_FUZZY}|{_YEAR})"
_TO = r"(?: ?[–—-] ?| bis (?:zum )?)"
# The widest reading first.
_PATTERN = re.compile(
    rf"(?<![\w.,/@-])(?:"
    rf"(?P<split>(?P<of>{_YEAR}) (?:von|vom) (?P<from>{_DAY}) bis (?:zum )?(?P<until>{_DAY} {_MONTH}))(?! \d)|"
    rf"(?P<days>{_DAY}(?: und | & |/| ?\+ ?){_DAY} ?(?:{_MONTH}|(?:0?[1-9]|1[0-2])\.) ?{_YEAR})|"
    rf"(?P<range>(?:{_DAY}(?: ?{_MONTH})?|{_MONTH}|{_ONE}){_TO}{_ONE})|"
    rf"(?P<between>{_DAY}(?: ?{_MONTH})?(?:{_TO}| und | & |/| ?\+ ?){_DAY} ?{_MONTH})(?! ?\d)|"
    rf"(?P<exact>{_FULL}|{_MONTH_YEAR}|{_FUZZY})|"
    rf"(?:(?P<lead>[Ss]eit|[Aa]b|[Bb]is(?: zum)?|[Ii]m Jahre?|[Ii]m|[Ii]n|[Ff]ür|[Dd]em Jahr|[Jj]ahr|[Uu]m|"
    rf"[Cc]a\.) )?(?P<year>{_YEAR})|"
    rf"(?P<day>{_DAY} ?{_MONTH})(?! ?\d)|"
    rf"(?P<open>(?:[Ss]eit|[Aa]b|[Bb]is|[Ii]m|[Aa]nfang|[Ee]nde|[Mm]itte) {_MONTH})(?! (?:\d{{4}}|des))"
    rf")(?![\w/-]|\.\d|,\d)"
)
_DAYS = re.compile(rf"({_DAY})(?: und | & |/| ?\+ ?)({_FULL}|{_DAY} ?{_MONTH})")
_CUES: list[tuple[Kind, str]] = [
    (
        Kind.FUNDING_END,
        r"Förderende|[Ff]örderung endet|endet die Förderung|[Gg]efördert wird .{0,60}\bbis|"
        r"Projektende|Laufzeit(?:ende)?|bewilligt bis|gesichert bis|bis \w{1,40}(?: \d{1,4})? gefördert|"
        r"Ende der Förderung",
    ),
    (Kind.FUNDING_START, r"Förderbeginn|seit \w{1,40}(?: \d{1,4})? gefördert"),
    (Kind.RENAMED, r"umbenannt|Umbenennung|heißt seit|neuen Namen"),
    (Kind.LEGAL_FORM, r"Rechtsform|eingetragener Verein|in einen Verein|Verein(?:s)? übergegangen"),
    (Kind.OPENED, r"eröffnet|Eröffnung|Einweihung|eingeweiht|nahm \w{1,40} \w{1,40}(?: \d{1,4})? seine Arbeit auf"),
    (
        Kind.FOUNDED,
        r"[Gg]egründet|gründete|[Gg]ründung\b|[Ee]ntstanden|entstand\b|ins Leben gerufen|etabliert|Projektbeginn|"
        r"besteht seit|gibt es seit|seit .{4,20} besteht|"
        r"rief\w{0,3} .{0,60} ins Leben",
    ),
    (Kind.STARTED, r"Startschuss|startete|gestartet|Start\b|eingeführt|auf den Weg|begann|arbeitet"),
    (Kind.PRESENTED, r"vorgestellt|stellte .{0,80} vor\b|präsentiert"),
    (Kind.ENDED, r"aufgelöst|beendet|eingestellt"),
]
_COMPILED_CUES = [(kind, re.compile(cue)) for kind, cue in _CUES]
_NEAR = 80
_MOST = 1000  # dates that are looked at; far more than are shown
_CLAUSE = 160
_TITLE_YEAR = re.compile(r"(?:[A-ZÀ-Þ][\w-]{1,40}|&|[„“\"]) $")


def find_dates(document: Document, today: date) -> list[Proposal]:
    """Every date of a text; the same one twice in a sentence counts once."""
    found: dict[tuple[tuple[int, int], str], Proposal] = {}
    for match in islice(_PATTERN.finditer(document.text), _MOST):
        start, end = match.span("year") if match["year"] else match.span()
        printed = document.text[start:end]
        edtf = edtf_of(f"{match['from']} bis {match['until']} {match['of']}" if match["split"] else printed)
        if not edtf:
            continue
        span = document.sentence_at(start)
        sentence = document.text[span[0] : span[1]]
        clause = _clause(sentence, start - span[0], end - span[0])
        wrong = faults.of_date(edtf, clause, today)
        found.setdefault(
            (span, edtf),
            proposal(
                document,
                ProposalKind.DATE,
                start,
                end,
                value=printed,
                normalised=edtf,
                variant=_kind_of(clause, sentence, start - span[0], faults.is_plan(clause)),
                confidence=_confidence(document, match, start),
                faults=wrong,
            ),
        )
    return list(found.values())


@lru_cache(maxsize=4096)
def edtf_of(wording: str) -> str:
    """A wording as EDTF, nothing where it is no date, or may be two."""
    if ends := _DAYS.fullmatch(wording):
        wording = f"{ends[1]} bis {ends[2]}"
    try:
        return fuzzy_dates.parse(wording).edtf
    except fuzzy_dates.FuzzyDateError:
        return ""


def _clause(sentence: str, start: int, end: int) -> str:
    """The part of a sentence between the commas, brackets and dashes around a date."""
    before = re.split(r"[,;:()–]", sentence[max(0, start - _CLAUSE) : start])[-1]
    after = re.split(r"[,;:()–]", sentence[end : end + _CLAUSE], maxsplit=1)[0]
    return f"{before}{sentence[start:end]}{after}"


def _confidence(document: Document, match: re.Match, start: int) -> Confidence:
    if match["exact"] or match["days"] or match["range"] or match["split"]:
        return Confidence.SURE
    if match["open"] or match["day"] or match["between"]:
        return Confidence.LIKELY
    if match["lead"] or document.text[max(0, start - 2) : start] == ": ":
        return Confidence.SURE
    in_title = _TITLE_YEAR.search(document.text, max(0, start - 40), start)
    return Confidence.DOUBTFUL if in_title else Confidence.LIKELY


def _kind_of(clause: str, sentence: str, place: int, is_plan: bool) -> Kind:
    """By the cue of the clause, else by the one nearest in the sentence; a plan where the clause announces."""
    for kind, cue in _COMPILED_CUES:
        if cue.search(clause):
            return kind if not is_plan or kind in (Kind.FUNDING_END, Kind.FUNDING_START) else Kind.PLANNED
    if is_plan:
        return Kind.PLANNED
    sentence, place = sentence[max(0, place - 2 * _NEAR) : place + 2 * _NEAR], min(place, 2 * _NEAR)
    nearest = [
        (min(abs(match.start() - place), abs(match.end() - place)), position, kind)
        for position, (kind, cue) in enumerate(_COMPILED_CUES)
        for match in cue.finditer(sentence)
    ]
    return min(nearest)[2] if nearest and min(nearest)[0] < _NEAR else Kind.OTHER
