"""What a machine gets for an address is what the page shows for it, in the same order."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given, settings

from networks.models import Branch, Brand, Network, Organisation
from open_data.selection import LISTS, select
from regions.models import Region
from tests.factories import make
from tests.filter_queries import queries
from tests.folded import part_of
from tests.open_data.pages import shown

pytestmark = pytest.mark.django_db
# The others have a page that shows all of them at once.
PAGED = ["netzwerke", "organisationen", "foerderprogramme", "angebote", "veranstaltungen", "orte", "projekte",
         "ansprechpersonen"]  # fmt: skip


def slugs(selection) -> list[str]:
    rows = selection.of.model.objects.in_bulk(selection.keys())
    return [rows[pk].slug for pk in selection.keys()]


@pytest.mark.parametrize("name", PAGED)
def test_selects_what_the_page_shows(world, name):
    of = LISTS[name]

    @settings(max_examples=12)
    @given(queries(of.filters, of.index()))
    def check(asked):
        lines, folded = shown(name, asked)

        selection = select(name, QueryDict(urlencode(asked, doseq=True)))

        found = slugs(selection)
        assert [slug for slug in found if slug not in folded] == lines, asked
        assert set(found) == {*lines, *folded}
        assert selection.count == len(found)

    check()


def test_folded_parts_are_selected_like_others(db):
    region = make(Region, kind="land")
    whole = make(Network, name="Ganzes", regions=[region])
    part = part_of(whole, name="Teil")
    asked = {"region": [region.slug]}

    assert shown("netzwerke", asked) == ([whole.slug], {part.slug})
    assert sorted(slugs(select("netzwerke", QueryDict(urlencode(asked, doseq=True))))) == ["ganzes", "teil"]


@pytest.mark.parametrize("name", LISTS)
def test_gives_all_in_parts_of_any_size(world, name):
    selection = select(name, QueryDict())
    everything = selection.keys()
    assert everything

    assert [pk for part in selection.batches(3) for pk in part] == everything
    for start in (0, 1, len(everything) - 1, len(everything)):
        assert selection.keys(start, 4) == everything[start : start + 4]
    assert [selection.position(pk) for pk in everything] == list(range(len(everything)))
    assert selection.position(0) is None


@pytest.mark.once
@pytest.mark.parametrize("name", PAGED)
def test_names_what_it_does_not_understand(world, name):
    selection = select(name, QueryDict("sortierung=quatsch&region=gibt-es-nicht&ort=Xyzzyhausen"))

    label = LISTS[name].filters.base_filters["region"].label
    wrong = [f"{label} ‚gibt-es-nicht‘", "Sortierung ‚quatsch‘", "Ort ‚Xyzzyhausen‘"]
    assert [str(one) for one in selection.unknown] == wrong
    assert selection.keys() == select(name, QueryDict()).keys()


def test_a_place_in_words_is_its_region(db):
    region = make(Region, name="Kerzenstadt", slug="kerzenstadt", kind="kreis")
    there = make(Network, regions=[region])
    make(Network)

    assert select("netzwerke", QueryDict("ort=Kerzenstadt")).keys() == [there.pk]


def test_terms_without_facets_are_named_in_order(world):
    make(Brand, slug="niemand-traegt-sie")
    make(Organisation, state="entwurf", brands=[make(Brand, slug="nur-im-entwurf")])
    make(Organisation, brands=[make(Brand, slug="getragen")])
    slugs = Brand.objects.in_bulk(select("dachmarken", QueryDict()).keys()).values()
    assert {one.slug for one in slugs} == {"marke-0", "marke-1", "marke-2", "getragen"}
    branches = [Branch.objects.get(pk=pk).code for pk in select("branchen", QueryDict()).keys()]
    assert branches == ["62", "J", "K", "62", "62.1", "J"], "by edition, then by code"
    assert [str(one) for one in select("branchen", QueryDict("q=Geld")).unknown] == ["Suche ‚Geld‘"]
    found = select("regionen", QueryDict("q=gibtesnicht"))
    assert (found.count, found.unknown) == (0, [])
