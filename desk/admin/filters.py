"""Filters of the record lists, from the declarations of each kind."""

from core.filters import RecordFilterSet
from core.list_filters import FacetListFilter, list_filters
from publishing.filters import SHARED, desk_filter

_FIRST, _THEN = ("meine", "bearbeitungsstand", "pruefung"), ("quelle",)


def record_filters(
    filterset: type[RecordFilterSet], *params: str, without: tuple[str, ...] = ()
) -> list[type[FacetListFilter]]:
    """Those of every kind, with its own ones between them; last what packages above added."""
    added = [param for param in SHARED if param not in (*_FIRST, *_THEN)]
    shown = [param for param in (*_FIRST, *params, *_THEN, *added) if param not in without]
    return list_filters(lambda: desk_filter(filterset), *shown)
