"""The funding programmes in memory, as `programmes.filters` declares them."""

from core.facets import FacetIndex
from memory.indexing import whole_index
from memory.kept import remembered
from programmes.filters import ProgrammeFilter


def programme_index() -> FacetIndex:
    return remembered("programmes", _build)


def _build() -> FacetIndex:
    return whole_index(ProgrammeFilter)
