"""What a record offers elsewhere: on its page, in lists, as a filter, in the search, and what the files claim of it."""

import re

import pytest

from networks.filters import NetworkFilter
from networks.models import Network
from pages.portals import OFFERS
from programmes.models import SupportOffer
from publishing.models import Link
from tests.factories import addresses, hide, make, read, results

pytestmark = pytest.mark.django_db


def portal(record, kind: str, **values) -> Link:
    return make(Link, subject=record, kind=kind, label=f"Dort: {kind}", **values)


@pytest.mark.once
def test_a_label_that_says_what_it_is_is_not_told_it_again(client):
    network = make(Network)
    make(Link, subject=network, kind="broschuere", label="Broschüre „Netz“")
    make(Link, subject=network, kind="dokument", label="Dokument von 2020")
    page = client.get(network.get_absolute_url())

    assert "Broschüre: " not in read(page, "h-portale") and "Broschüre „Netz“" in read(page, "h-portale")
    assert read(page, "h-links").count("Dokument") == 1


@pytest.mark.once
def test_page_shows_them_in_a_place_of_their_own_with_the_latest_check(client):
    network = make(Network)
    portal(network, "broschuere", check_result="defekt", checked_at="2026-11-02T08:00:00Z")
    portal(network, "stellen", check_result="ok", checked_at="2026-11-03T08:00:00Z", url="https://stellen.example/")
    make(Link, subject=network, kind="information", label="Nur zum Lesen")
    page = client.get(network.get_absolute_url())
    said = read(page, "h-portale")

    assert "Stellenbörse: Dort: stellen" in said and "erreichbar am 03.11.2026" in said
    assert said.index("Stellenbörse:") < said.index("Broschüre:")
    assert "nicht verlinkt, weil die Seite am 02.11.2026 nicht erreichbar war" in said
    assert 'href="https://stellen.example/" rel="external"' in page.content.decode()
    assert "Nur zum Lesen" in read(page, "h-links") and "Dort:" not in read(page, "h-links")
    assert 'id="portale"' not in client.get(make(Network).get_absolute_url()).content.decode()


def test_lists_say_it_and_find_by_it_whoever_asks(client):
    network, other, draft = make(Network), make(Network), hide(make(Network))
    for one in (network, draft):
        portal(one, "fachkraefte")
        portal(one, "stellen", check_result="unsicher")
    portal(other, "kalender")
    portal(other, "stellen", check_result="defekt")  # nobody gets there

    line, *others = client.get("/netzwerke/?portal=stellen").context["results"]
    assert (line.slug, [str(one) for one in line.portals], others) == (network.slug, ["Stellen", "Fachkräfte"], [])
    assert "Stellen, Fachkräfte" in read(client.get("/netzwerke/"))
    for value, names in {"stellen": [network.name], "kalender": [other.name], "broschuere": []}.items():
        answer = client.get("/api/v1/netzwerke", {"portal": value}).json()
        assert [one["name"] for one in answer["eintraege"]] == names, value
        assert list(NetworkFilter({"portal": value}).qs.values_list("name", flat=True)) == names, value
    assert results(client.get("/netzwerke/?portal=stellen&portal=kalender")) == [
        one.get_absolute_url() for one in (network, other)
    ]


def test_the_search_finds_them_by_the_words_people_use():
    network, other = make(Network, name="Alpha"), make(Network, name="Beta")
    portal(network, "stellen")
    portal(other, "mitglieder")

    assert addresses("Stellenbörse") == [network.get_absolute_url()]
    assert addresses("Mitgliedersuche") == [other.get_absolute_url()]
    assert addresses("Netzwerk Stellenbörse")[0] == network.get_absolute_url()


# What the source must call it.
CLAIMS = {
    "stellen": "offener Stellen",
    "fachkraefte": "Fachkräfte-Portal",
    "broschuere": "Broschüre|MIKRO_dt_web",
    "datenbank": "[Dd]atenbank",
}


@pytest.mark.usefixtures("directory")
@pytest.mark.once
class TestFiles:
    def test_each_is_one_by_the_words_of_its_source_and_no_other_is(self):
        found = {(str(link.subject.slug), link.kind): link for link in Link.objects.filter(kind__in=OFFERS)}

        assert set(found) == {
            ("silicon-saxony", "broschuere"),
            ("mikro-broschuere", "broschuere"),
            ("itsax", "stellen"),
            ("itsax", "fachkraefte"),
            ("firmen-in-sachsen", "datenbank"),
            ("go-cluster", "datenbank"),
            ("foerderdatenbank", "datenbank"),
        }
        for (slug, kind), link in found.items():
            assert re.search(CLAIMS[kind], f"{link.locator} {link.label} {link.target_title}"), slug
        # The brochure stands below the network in the source, which does not say whose it is.
        assert found["silicon-saxony", "broschuere"].certainty == "angedeutet"
        # The skills portal is one of the branch; that it belongs to a network, no source says.
        assert not SupportOffer.objects.get(slug="itsax").networks.exists()

    @pytest.mark.parametrize("words", ["Jobs", "Stellenangebote", "Praktikum", "Lehrstelle", "IT-Jobs Sachsen"])
    def test_whoever_looks_for_work_finds_the_portal(self, words):
        assert "/angebote/itsax/" in addresses(words)[:3]
        portal(Network.objects.get(slug="biosaxony"), "stellen")
        assert "/netzwerke/biosaxony/" in addresses(words.removeprefix("IT-"))[:4]
