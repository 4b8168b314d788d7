"""The honest list of what nobody has confirmed for a long time."""

from datetime import date, timedelta

import pytest

from networks.models import Network
from networks_portal.views import unconfirmed as view
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make, read

pytestmark = pytest.mark.django_db
URL = "/ueber/unbestaetigt/"


def named(region, name, as_of, **values):
    network = make(Network, name=name, regions=[region], **values)
    cite(network, make(SourceDocument, as_of=as_of))
    return network


def test_names_what_is_unconfirmed_by_land_the_oldest_first(client):
    land, other = make(Region, name="Ackerland", kind="land"), make(Region, name="Birkenland", kind="land")
    named(land, "Mittelnetz", "2021")
    named(land, "Altnetz", "2018")
    named(land, "Frisch", f"{date.today():%m/%Y}")
    named(land, "Geprüft", "2018", checked_on=date.today())
    named(land, "Vorbei", "2018", stated_status="beendet")
    named(other, "Unklares", "2019", stated_status="unklar")
    hide(named(land, "Geheim", "2018"))
    page = read(client.get(URL))

    assert "Bei 3 von 6 Einträgen weiß niemand aus den letzten zwei Jahren" in page
    assert "Einen hat die Redaktion in den letzten 12 Monaten geprüft" in page
    assert "Ackerland Altnetz zuletzt genannt 2018 Mittelnetz zuletzt genannt 2021" in page
    assert "Birkenland Unklares unklar (Stand 2019)" in page
    assert "2018 1 1 Eintrag 2019 1 1 Eintrag 2021 1 1 Eintrag" in page
    for name in ("Frisch", "Geprüft", "Vorbei", "Geheim"):
        assert f"{name} zuletzt" not in page and f"{name} laut" not in page


def test_each_region_leads_to_all_that_it_counts(client):
    land = make(Region, name="Ackerland", kind="land")
    for number in range(12):
        named(land, f"Netz {number:02}", "2018")
    response = client.get(URL)
    (group,) = response.context["groups"]

    assert (group.number, len(group.lines)) == (12, 10)
    assert "Alle 12 zeigen (Ackerland)" in read(response)
    all_of_it = client.get(group.url)
    assert [len(one.lines) for one in all_of_it.context["groups"]] == [12] and "Netz 11" in read(all_of_it)
    assert client.get(response.context["all_url"]).context["page"].count == response.context["count"] == 12


def test_a_long_list_goes_on_page_by_page(client, monkeypatch):
    monkeypatch.setattr(view, "PAGE", 5)
    land = make(Region, name="Ackerland", kind="land")
    for number in range(12):
        named(land, f"Netz {number:02}", "2018")

    found = [client.get(URL, {"region": land.slug, "seite": number}).context["groups"] for number in (1, 2, 3)]
    assert [[line.name for line in group.lines] for (group,) in found] == [
        [f"Netz {number:02}" for number in some] for some in (range(5), range(5, 10), range(10, 12))
    ]
    assert "12 Einträge, von denen niemand" in read(client.get(URL, {"region": land.slug}))
    assert "seite=3" in client.get(URL, {"region": land.slug, "seite": 2}).content.decode()
    assert client.get(URL, {"region": land.slug, "seite": 4}).status_code == 404


def test_what_lies_in_no_land_is_named_too(client):
    named(make(Region, name="Zwischenland", kind="funktional"), "Grenznetz", "2018")

    assert "Bundesweit oder ohne Land Grenznetz zuletzt genannt 2018" in read(client.get(URL))


def test_a_nationwide_network_is_named_once_not_under_every_land(client):
    country = make(Region, name="Bund", kind="staat")
    lands = [make(Region, name=name, kind="land", parent=country) for name in ("Ackerland", "Birkenland")]
    named(lands[0], "Feldnetz", "2018")
    named(country, "Bundesnetz", "2018")
    response = client.get(URL)
    groups = {group.name: [line.name for line in group.lines] for group in response.context["groups"]}

    assert groups == {"Ackerland": ["Feldnetz"], "Bundesweit oder ohne Land": ["Bundesnetz"]}
    ackerland = response.context["groups"][0]
    assert client.get(ackerland.url).context["page"].count == ackerland.number


def test_nothing_to_name_is_said(client):
    make(Network, checked_on=date.today() - timedelta(days=3))

    assert "Nichts: Jeder Eintrag ist geprüft" in read(client.get(URL))


def test_start_page_calls_newly_checked_only_what_still_counts(client):
    make(Network, name="Jüngst", checked_on=date.today() - timedelta(days=300))
    make(Network, name="Längst", checked_on=date.today() - timedelta(days=400))
    page = read(client.get("/"))

    assert "Jüngst" in page and "Längst" not in page
