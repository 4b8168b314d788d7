"""Is it alive? The one rule for what every page says of how sure an entry is, and since when.

Green is only what a person confirmed in the last twelve months. What sources say is dated by the oldest day that it can
mean: a source of 2021 stays 2021, however late it was taken over.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from core.fuzzy_dates import MONTHS, bounds, display
from core.kinds import Kind, kind_of, kinds, side_by_side
from core.words import _, language
from publishing.models import Record, SourceDocument
from publishing.models.record import check_period

CONFIRMED, STATED, MENTIONED = "geprueft", "laut-quelle", "zuletzt-genannt"
HOLDS = check_period(12)  # how long a confirmation counts
RECENT = check_period(24)  # how long a source speaks of today: 24 months


class Alive(NamedTuple):
    """What components/alive.html prints. `shape`: how far its bar is filled (drei, zwei, eins, offen, leer); `tone`: ok
    (green, only after a check), said, old, open or over. `date`: the day of the check, or the oldest that the sources
    can mean. `says_active`: the words claim that sources say it works. `soon`: a funding that ends soon, in words."""

    state: str
    words: str
    shape: str
    date: date | None
    tone: str
    says_active: bool = False
    soon: str = ""

    @property
    def is_confirmed(self) -> bool:
        return self.state == CONFIRMED


class Said(NamedTuple):
    """When sources said something: the oldest day that it can mean, and their words for it. `is_active`: one that is
    cited for it says that the entry works; to be named is not to work."""

    day: date | None
    words: str
    is_active: bool = False


UNSAID = Said(None, "")
NAMING = ("", "name", "title")  # who is cited for an entry as a whole, or for what it is called, names it


def is_asked_about(kind: Kind) -> bool:
    """„Lebt es noch?“ is asked of every kind whose entries have a page, somebody to reach and a day on which they were
    checked: of every record, but for those that say in their kind (`without`, „alive“) why not."""
    return kind.is_record and "alive" not in kind.without


def asked_about() -> list[Kind]:
    """The kinds that „Lebt es noch?“ is asked of, in the order in which kinds stand together."""
    return [kind for kind in side_by_side(kinds()) if is_asked_about(kind)]


def is_asked(record: Record) -> bool:
    """May it be asked about? Pages do so while nobody has confirmed it."""
    return is_asked_about(kind_of(type(record))) and not record.is_over


def said_by(source: SourceDocument, as_of: str = "", wording: str = "") -> Said:
    """Of one citation: its own Stand or that of its source, whichever is older."""
    found = [Said(source.as_of_earliest or source.as_of_latest, source.as_of_display)]
    if as_of:
        first, last = bounds(as_of)
        found.append(Said(first or last, display(as_of, wording)))
    return min(found, key=lambda said: said.day or date.max)


def last_said(found: Iterable[Said]) -> Said:
    """The latest of what several sources say."""
    return max(found, key=lambda said: (said.day or date.min, said.is_active), default=UNSAID)


def said_in(citations: Iterable[Any], documents: Mapping[int, SourceDocument]) -> Said:
    """Of the citations of a record: when it was last named, or else the oldest that is said of a part."""
    known = [one for one in citations if one.source_id in documents]
    found = [(one, said_by(documents[one.source_id], one.as_of, one.as_of_wording)) for one in known]
    if named := [said for one, said in found if one.field in NAMING]:
        return last_said(named)
    return min((said for one, said in found), key=lambda said: said.day or date.min, default=UNSAID)


def is_confirmed(checked_on: date | None, today: date) -> bool:
    """A person said so in the last twelve months."""
    return checked_on is not None and checked_on + HOLDS >= today


def is_recent(day: date | None, today: date) -> bool:
    """The sources speak of the last 24 months."""
    return day is not None and day + RECENT >= today


def by_source(said: Said) -> str:
    """„laut Quelle 2021“; nothing for a source without a date."""
    return _("laut Quelle {year}").format(year=said.day.year) if said.day else ""


def old_words(said: Said, today: date, checked_on: date | None = None) -> str:
    """The year of what nobody has confirmed for long, which a short line carries; nothing for recent sources."""
    return "" if is_recent(said.day, today) or is_confirmed(checked_on, today) else by_source(said)


def alive(checked_on: date | None, said: Said, today: date) -> Alive:
    """The rule for an entry that nothing else is known of."""
    return _alive_in(language(), checked_on, said, today)


@lru_cache(maxsize=4096)
def _alive_in(language: str, checked_on: date | None, said: Said, today: date) -> Alive:
    """Kept, as a list says the same of many lines."""
    if checked_on and is_confirmed(checked_on, today):
        return Alive(CONFIRMED, checked_words(checked_on), "drei", checked_on, "ok")
    if is_recent(said.day, today):
        words = _("laut Quelle ({as_of}) aktiv") if said.is_active else _("laut Quelle ({as_of})")
        return Alive(STATED, words.format(as_of=said.words), "zwei", said.day, "said", said.is_active)
    if checked_on and checked_on >= (said.day or date.min):
        month = f"{MONTHS[checked_on.month - 1]} {checked_on.year}"
        return Alive(MENTIONED, _("zuletzt geprüft {month}").format(month=month), "eins", checked_on, "old")
    if not said.words:
        return Alive(MENTIONED, _("nicht bestätigt, ohne datierte Quelle"), "eins", None, "old")
    return Alive(MENTIONED, _("zuletzt genannt {as_of}").format(as_of=said.words), "eins", said.day, "old")


def checked_words(checked_on: date) -> str:
    return _("geprüft am {checked_on:%d.%m.%Y}").format(checked_on=checked_on)


def alive_of(record: Record, said: Said) -> Alive:
    """The same for a record, as of today."""
    return alive(record.checked_on, said, date.today())
