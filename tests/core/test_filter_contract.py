"""One declaration, two answers: the index in memory and the database find the same records in the same order."""

from functools import partial
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import given, settings

from contacts.facets import contact_index
from contacts.filters import PersonFilter
from core.facet_form import ListQuery
from core.facets import FacetIndex
from core.filters import RecordFilterSet
from directory.activity_facets import event_index, place_index, project_index
from directory.facets import network_index
from directory.filters import DirectoryFilter
from directory.organisation_facets import organisation_index
from memory.indexing import whole_index
from memory.kept import remembered
from networks.activity_filters import EventFilter, PlaceFilter, ProjectFilter
from networks.filters import FieldFilter, MarketFilter, NetworkFilter, OrganisationFilter
from pages.filters import SourceFilter
from pictures.filters import PictureFilter
from programmes.facets import offer_index, programme_index
from programmes.filters import OfferFilter, ProgrammeFilter
from search.query import find
from stories.filters import SeriesFilter, StoryFilter, story_index
from tests.filter_queries import addresses_of, queries
from tests.filter_world import World
from tests.late_index import late_index

pytestmark = pytest.mark.django_db
INDEXES = {
    DirectoryFilter: network_index,
    OrganisationFilter: organisation_index,
    EventFilter: event_index,
    PlaceFilter: place_index,
    ProjectFilter: project_index,
    ProgrammeFilter: programme_index,
    OfferFilter: offer_index,
    PersonFilter: contact_index,
    StoryFilter: story_index,
}
KINDS = [
    *INDEXES,
    NetworkFilter,
    FieldFilter,
    MarketFilter,
    SourceFilter,
    PictureFilter,
    SeriesFilter,
]


def all_filtersets(base=RecordFilterSet) -> list[type[RecordFilterSet]]:
    return [one for sub in base.__subclasses__() for one in (sub, *all_filtersets(sub))]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One for all tests of this module, which only read."""
    with django_db_blocker.unblock(), late_index(), transaction.atomic():
        made = World()
        find("Öl")  # brings the search index up to date, for all tests
        yield made
        transaction.set_rollback(True)


def index_of(filterset) -> FacetIndex:
    """That of the public list, or one made from the declaration alone."""
    if filterset in INDEXES:
        return INDEXES[filterset]()
    return remembered(f"test {filterset.__name__}", partial(whole_index, filterset))


@pytest.mark.parametrize("filterset", KINDS)
def test_memory_and_database_agree(world, filterset):
    index = index_of(filterset)
    assert index.pks, filterset

    @settings(max_examples=40)
    @given(queries(filterset, index))
    def check(asked):
        query = QueryDict(urlencode(asked, doseq=True))
        listing = ListQuery.by(filterset, "/liste/", query, index)
        answer = filterset(query)

        found = list(answer.qs.values_list("pk", flat=True))

        assert listing.keys(0, 1000) == found, asked
        assert listing.selection.count() == len(found)
        assert listing.unknown == answer.unknown

    check()


@pytest.mark.parametrize("filterset", KINDS)
def test_each_option_finds_the_same(world, filterset):
    """One by one, so that no value is left to chance."""
    index = index_of(filterset)
    for param, facet in filterset.facets().items():
        for value in dict.fromkeys(map(str, (*index.by_value[param], *facet.find(addresses_of(facet))))):
            query = QueryDict(urlencode({param: value}))
            listing = ListQuery.by(filterset, "/liste/", query, index)
            found = list(filterset(query).qs.values_list("pk", flat=True))
            assert listing.keys(0, 1000) == found, query


def test_every_declaration_is_compared():
    assert set(KINDS) == {one for one in all_filtersets() if one._meta.model and one.hides}


def test_world_answers_differently(world):
    """The comparison means something: most values find some but not all records."""
    index = network_index()
    everything = index.with_ended()
    assert 0 < len(set(NetworkFilter.matching("ofen  zink"))) < len(set(NetworkFilter.matching("ofen")))
    for param in index.specs:
        if index.specs[param].is_kept:
            counts = set(everything.counts(param).values())
            assert any(0 < count < everything.count() for count in counts), param
