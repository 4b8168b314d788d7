"""The events in memory, as `networks.activity_filters` declares them."""

from collections import defaultdict
from datetime import date
from typing import Any

from core.facets import FacetIndex, Rows
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import PAST, TIMES, EventFilter, time_of
from networks.models.activity import last_day

COLUMNS = (
    "kind", "start_earliest", "start_latest", "end_latest", "part_of__kind", "part_of__start_latest",
    "part_of__end_latest",
)  # fmt: skip
_RANKS = {time: rank for rank, time in enumerate(TIMES)}


def event_index() -> FacetIndex:
    return remembered("events", _build, daily=True)


def _build() -> FacetIndex:
    today = date.today()

    def time(row: Any) -> str:
        own = last_day(row.kind, row.start_latest, row.end_latest)
        whole = last_day(row.part_of__kind, row.part_of__start_latest, row.part_of__end_latest)
        return time_of(row.kind, row.start_earliest, own or whole, today)

    def order(row: Any) -> tuple:
        at, day = time(row), (row.start_earliest or date.max).toordinal()
        return _RANKS[at], -day if at == PAST else day, row.sort_name, row.pk

    def by_time(rows: Rows) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, row in enumerate(rows.rows):
            found[time(row)].append(number)
        return found

    return whole_index(EventFilter, COLUMNS, order, {"zeit": by_time})
