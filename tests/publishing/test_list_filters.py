"""The filters beside the editors' lists, and the lists with chosen columns of what they leave."""

import pytest

from networks.models import Network
from regions.models import Region
from tests.factories import make
from tests.roles import editor

pytestmark = pytest.mark.django_db
LIST = "/redaktion/listen/networks.network/"


def test_list_of_editors_says_what_it_did_not_understand(client):
    make(Network)
    client.force_login(editor())

    page = client.get("/redaktion/networks/network/?region=xyz&typ=hub&typ=quatsch")

    assert page.context["cl"].result_count == 0
    assert [str(one) for one in page.context["messages"]] == [
        "Unbekannte Angabe: Region ‚xyz‘ – nicht berücksichtigt.",
        "Unbekannte Angabe: Typ ‚quatsch‘ – nicht berücksichtigt.",
    ]


def test_region_of_an_editors_list_may_be_a_code(client):
    harz, other = make(Region, ags="15999"), make(Region)
    inside = make(Network, regions=[harz], state="entwurf")
    make(Network, regions=[other])
    client.force_login(editor())

    assert list(client.get("/redaktion/networks/network/?region=15999").context["cl"].result_list) == [inside]
    both = client.get(f"/redaktion/networks/network/?region=15999&region={other.slug}").context["cl"]
    assert both.result_count == 2


def test_export_holds_what_the_list_shows_and_refuses_what_it_does_not_understand(client):
    region = make(Region, kind="kreis", parent=make(Region))
    for number in range(3):
        make(Network, regions=[region] if number else [region.parent], kind="hub" if number == 2 else "netzwerk")
    client.force_login(editor())
    for query in ("region=" + region.slug, "typ=hub&typ=netzwerk", "region=ohne", "arbeit=ohne-quelle", "q=Nummer&o=1"):
        listed = client.get(f"/redaktion/networks/network/?{query}").context["cl"].result_count
        page = client.get(f"{LIST}?{query}&umfang=alle")
        assert page.context["page"].count == listed, query
    for query in ("region=xyz", "typ=hub&typ=quatsch", "kind__exact=hub", "arbeit=quatsch"):
        assert client.get(f"{LIST}?{query}").status_code == 404, query


def test_numbers_beside_the_filters_are_what_they_bring(client):
    region = make(Region)
    for number in range(3):
        make(Network, regions=[region] if number else [], kind="hub" if number else "cluster")
    client.force_login(editor())

    page = client.get("/redaktion/networks/network/?_facets=True&typ=hub")

    beside = {one.title: one for one in page.context["cl"].filter_specs}
    counts = {choice["display"]: choice for choice in beside["Region"].choices(page.context["cl"])}
    assert page.context["cl"].result_count == 2
    assert f"{region.name} (2)" in counts and "ohne Region (0)" in counts
