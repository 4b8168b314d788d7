"""The contact persons in memory, as `contacts.filters` declares them."""

from contacts.filters import PersonFilter
from core.facets import FacetIndex
from memory.indexing import whole_index
from memory.kept import remembered


def contact_index() -> FacetIndex:
    return remembered("contacts", _build, daily=True)


def _build() -> FacetIndex:
    return whole_index(PersonFilter)
