"""How events, places, projects and offers stand in a line of a list, and what the line says of their state.

A line never offers what is only an idea or a plan, and what an old source says carries its year.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType

from core.words import _
from memory.kept import remembered
from networks.activity_times import PAST, PLANNED, with_time
from networks.enums import ProjectState
from networks.models import Event, Place, Project
from networks.models.activity import when_line
from pages.alive import UNSAID, Said, by_source, old_words, said_in
from pages.records import public_sources
from publishing.models import Citation

INTENDED = (ProjectState.IDEA, ProjectState.PLANNED)
COLUMNS = ("pk", "start", "start_latest", "end_latest", "checked_on")


class Standing(NamedTuple):
    """`time`: of an event, as `networks.activity_times` says it; `words`: „Idee laut Quelle 2021“, empty where there is
    nothing that a reader must know; `undated`: „Idee“, for lines that say otherwise from when they are."""

    time: str
    words: str
    undated: str = ""


UNKNOWN = Standing("", "")


def standing(record: Any) -> Standing:
    """Of a public event, place or project as of today; of anything else nothing."""
    return standings(type(record)).get(record.pk, UNKNOWN)


def standings(model: type) -> dict[int, Standing]:
    """Of all public ones of a kind, in memory."""
    build = _BUILD.get(model)
    return remembered(f"standing of {model.__name__}", build, daily=True) if build else {}


def _standings(model: type) -> dict[int, Standing]:
    today, said = date.today(), _said(model)
    known: dict[Standing, Standing] = {}
    found = {}
    for row in _ROWS[model]().order_by():
        dated, undated = (_WORDS[model](row, one, today) for one in (said.get(row.pk, UNSAID), UNSAID))
        one = Standing(dated.time, dated.words, undated.words)
        found[row.pk] = known.setdefault(one, one)
    return found


def _said(model: type) -> dict[int, Said]:
    """When sources said of each that it is so."""
    sources, cited = public_sources(), defaultdict(list)
    about = ContentType.objects.get_for_model(model)
    rows = Citation.objects.filter(content_type=about, source__in=list(sources)).order_by()
    for row in rows.values_list("object_id", "field", "source_id", "as_of", "as_of_wording", named=True):
        cited[row.object_id].append(row)
    return {pk: said_in(same, sources) for pk, same in cited.items()}


def _event(row: Any, said: Said, today: date) -> Standing:
    if row.time == PLANNED:
        return Standing(PLANNED, _intended(_("geplant"), row, said, today))
    return Standing(row.time, _("vergangen") if row.time == PAST else old_words(said, today, row.checked_on))


def _place(row: Any, said: Said, today: date) -> Standing:
    if row.is_planned:
        return Standing("", _intended(_("geplant"), row, said, today))
    return Standing("", _("geschlossen") if _is_over(row.end_latest, today) else old_words(said, today, row.checked_on))


def _project(row: Any, said: Said, today: date) -> Standing:
    state = ProjectState(row.project_state)
    if state in INTENDED:
        return Standing("", _intended(_("Idee") if state == ProjectState.IDEA else str(state.label), row, said, today))
    words = [str(state.label), old_words(said, today, row.checked_on)]
    if state == ProjectState.RUNNING and _is_over(row.end_latest, today):
        return Standing("", _past_aim(" ".join(filter(None, words))))
    if state == ProjectState.RUNNING and not row.start and not words[1] and said.words:
        words = [_("laufend (Stand {as_of})").format(as_of=said.words)]
    return Standing("", " ".join(filter(None, words)))


def is_intended(record: Any) -> bool:
    """An idea or a plan: nobody offers it yet, as far as sources say."""
    return getattr(record, "is_planned", False) or getattr(record, "project_state", "") in INTENDED


def _intended(label: str, row: Any, said: Said, today: date) -> str:
    """Of an idea or a plan: from when it is, and that nobody says what became of it once its day has passed."""
    words = " ".join(filter(None, (label, by_source(said))))
    return _past_aim(words) if _is_over(row.end_latest or row.start_latest, today) else words


def _past_aim(words: str) -> str:
    return _("{words}, Ergebnis nicht belegt").format(words=words)


def _is_over(last: date | None, today: date) -> bool:
    return last is not None and last < today


def _events():
    return with_time(Event.objects.published()).values_list(*COLUMNS, "time", named=True)


def _places():
    return Place.objects.published().values_list(*COLUMNS, "is_planned", named=True)


def _projects():
    return Project.objects.published().values_list(*COLUMNS, "project_state", named=True)


_ROWS: dict[type, Any] = {Event: _events, Place: _places, Project: _projects}
_WORDS: dict[type, Any] = {Event: _event, Place: _place, Project: _project}
_BUILD = {model: partial(_standings, model) for model in _ROWS}


@dataclass(frozen=True)
class Line:
    """One event, place, project or support offer, as components/activities.html prints it. `when`: how often and
    when; `state`, `time`: its standing; `area_doubt`: where that is known (`pages.areas`)."""

    pk: int
    name: str
    summary: str
    when: str
    url: str
    state: str = ""
    time: str = ""
    area_doubt: str = ""

    @property
    def first(self) -> str:
        """What the line begins with."""
        return " · ".join(filter(None, (self.state, self.when)))


def lines(rows: Iterable[Any]) -> list[Line]:
    return [line(row) for row in rows]


def line(row: Any) -> Line:
    """Of a public record; no queries but for what `standings` remembers."""
    state = standing(row)
    is_recurring = isinstance(row, Event) and row.is_recurring
    first = row.frequency if isinstance(row, Event) else row.address if isinstance(row, Place) else ""
    when = when_line(first, row.start_display, getattr(row, "end_display", ""), is_recurring)
    return Line(
        row.pk,
        row.name,
        row.summary,
        when,
        row.get_absolute_url(),
        state.words,
        state.time,
        getattr(row, "area_doubt", ""),
    )
