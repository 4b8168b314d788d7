"""Events, places and projects in memory, as `networks.activity_filters` declares them."""

from datetime import date
from functools import partial
from typing import Any

from core.facets import FacetIndex
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.activity_times import PAST, TIMES, with_time

_RANKS = {time: rank for rank, time in enumerate(TIMES)}

_places, _projects = (partial(whole_index, kind) for kind in (PlaceFilter, ProjectFilter))


def event_index() -> FacetIndex:
    return remembered("events", _events, daily=True)


def place_index() -> FacetIndex:
    return remembered("places", _places)


def project_index() -> FacetIndex:
    return remembered("projects", _projects)


def _events() -> FacetIndex:
    return whole_index(
        EventFilter, ("time", "start_earliest"), _order, {"zeit": lambda rows: rows.by("time")}, with_time
    )


def _order(row: Any) -> tuple:
    day = (row.start_earliest or date.max).toordinal()
    return _RANKS[row.time], -day if row.time == PAST else day, row.sort_name, row.pk
