"""The funding programmes in memory, as `programmes.filters` declares them."""

from core.facets import FacetIndex
from programmes.filters import ProgrammeFilter
from publishing.indexing import whole_index
from publishing.memory import remembered


def programme_index() -> FacetIndex:
    return remembered("programmes", _build)


def _build() -> FacetIndex:
    return whole_index(ProgrammeFilter)
