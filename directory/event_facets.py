"""The events in memory, as `networks.activity_filters` declares them."""

from collections import defaultdict
from datetime import date

from core.facets import FacetIndex, Rows
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import PAST, TIMES, EventFilter, time_of
from networks.models.activity import last_day

COLUMNS = ("kind", "start_earliest", "start_latest", "end_latest")
WHOLE = ("part_of__kind", "part_of__start_latest", "part_of__end_latest")
_RANKS = {time: rank for rank, time in enumerate(TIMES)}


def event_index() -> FacetIndex:
    return remembered("events", _build, daily=True)


def _build() -> FacetIndex:
    today = date.today()

    def time(row: tuple) -> str:
        kind, start, *days = row[2 : 2 + len(COLUMNS)]
        own = last_day(kind, *days)
        return time_of(kind, start, own or last_day(*row[2 + len(COLUMNS) : 2 + len(COLUMNS) + len(WHOLE)]), today)

    def order(row: tuple) -> tuple:
        at, day = time(row), (row[3] or date.max).toordinal()
        return _RANKS[at], -day if at == PAST else day, row[1], row[0]

    def by_time(rows: Rows) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, row in enumerate(rows.rows):
            found[time(row)].append(number)
        return found

    return whole_index(EventFilter, COLUMNS + WHOLE, order, {"zeit": by_time})
