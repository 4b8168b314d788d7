"""The funding programmes and support offers in memory, as `programmes.filters` declares them."""

from functools import partial

from core.facets import FacetIndex
from memory.indexing import whole_index
from memory.kept import remembered
from programmes.filters import OfferFilter, ProgrammeFilter

_programmes, _offers = (partial(whole_index, kind) for kind in (ProgrammeFilter, OfferFilter))


def programme_index() -> FacetIndex:
    return remembered("programmes", _programmes)


def offer_index() -> FacetIndex:
    return remembered("offers", _offers)
