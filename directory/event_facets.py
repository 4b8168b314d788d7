"""The events in memory, as `networks.activity_filters` declares them."""

from datetime import date

from core.facets import FacetIndex
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import PAST, TIMES, EventFilter, with_time

_RANKS = {time: rank for rank, time in enumerate(TIMES)}


def event_index() -> FacetIndex:
    return remembered("events", _build, daily=True)


def _build() -> FacetIndex:
    return whole_index(EventFilter, ("time", "start_earliest"), _order, {"zeit": lambda rows: rows.by(2)}, with_time)


def _order(row: tuple) -> tuple:
    pk, name, time, start = row[:4]
    day = (start or date.max).toordinal()
    return _RANKS[time], -day if time == PAST else day, name, pk
