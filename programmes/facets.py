"""The funding programmes in memory, as `programmes.filters` declares them."""

from core.facets import FacetIndex
from memory.kept import remembered
from programmes.filters import ProgrammeFilter
from publishing.indexing import whole_index


def programme_index() -> FacetIndex:
    return remembered("programmes", _build)


def _build() -> FacetIndex:
    return whole_index(ProgrammeFilter)
