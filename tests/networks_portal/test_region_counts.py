"""Every page says the same number of a region: the networks that work there or share ground with it, not ended."""

import re

import pytest

from directory.facets import network_index
from fit.questions import QUESTIONS, choices
from fit.ranking import fit_index
from networks.models import Network
from networks_portal.filled_regions import filled_regions
from regions.models import Region
from regions.nearness import Nearness
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.fixture(autouse=True)
def ended():
    """One that no page counts."""
    return make(Network, stated_status="beendet", regions=[Region.objects.get(slug="mannheim")])


def test_index_counts_every_region_alike():
    index, fits = network_index(), fit_index()
    offered = {row.option.value: row.hits for row in index.select({}).offered("region")}
    counts = index.select({}).counts("region")
    asked = {choice.value: choice.count for choice in choices(QUESTIONS[0], {}, fits)}
    for region in index.regions.values():
        count = index.count_at(region)
        steps = Nearness(index, [region.slug]).steps(index.select({"region": [region.slug]}).bits)
        assert counts[region.slug] == count
        assert offered.get(region.slug, count) == asked.get(region.slug, count) == count, region.slug
        first = next((step.number for step in steps if step.label != "im ganzen Land"), 0) if count else 0
        assert not steps or first == count, region.slug
        assert index.select({"region": [region.slug]}).count() == sum(step.number for step in steps) or not steps


def test_pages_say_the_same_of_every_region_where_something_is(client):
    index = network_index()
    listed = numbers(client.get("/regionen/"), "/regionen/")
    start = numbers(client.get("/"), "/regionen/")
    assert len(listed) > 20 and len(start) > 5
    filled = sorted(index.regions[pk].slug for pk in filled_regions())
    for slug in filled:
        region = index.regions[next(pk for pk, one in index.regions.items() if one.slug == slug)]
        page, count = client.get(region.get_absolute_url()), index.count_at(region)
        assert page.context["total"] == count, slug
        assert {listed.get(slug, count), start.get(slug, count)} == {count}, slug
        steps = client.get("/netzwerke/", {"region": slug}).context["steps"]
        assert [step.number for step in page.context["steps"]] == [step.number for step in steps], slug


def test_page_says_what_it_does_not_count(client):
    page = client.get("/regionen/mannheim/")

    assert "1 beendetes Netzwerk ist nicht mitgezählt" in read(page)
    assert page.context["total"] == 16 and "ohne beendete" in read(page)


def test_land_shows_what_its_towns_show(client):
    """Nationwide networks work in a Land as well as in its towns."""
    for slug in ("baden-wuerttemberg", "mannheim"):
        assert "bundesweit: + 1" in read(client.get(f"/netzwerke/?region={slug}")), slug


def numbers(response, path: str) -> dict[str, int]:
    """The number of networks beside each link to a region."""
    links = re.findall(rf'<a href="{path}([a-z0-9-]+)/">(.*?)</a>', response.content.decode(), re.S)
    found = {slug: re.search(r"(\d+)\s+Netzwerk", re.sub(r"<[^>]+>", " ", text)) for slug, text in links}
    return {slug: int(match[1]) for slug, match in found.items() if match}
