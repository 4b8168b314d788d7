"""Networks side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Responsibility
from networks.models import Event, Field, Network, NetworkMarket, Offer, Organisation, Participation
from programmes.models import Financing, Funding, Programme
from publishing.models import Figure, Link, Milestone, SourceDocument
from regions.models import Region
from tests.factories import cite, hide, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/vergleich/"


def compare(client, *networks, **more):
    return client.get(URL, {"n": [getattr(network, "slug", network) for network in networks], **more})


def rows(response) -> dict[str, list[str]]:
    """Attribute → what each network's cell says, without its name."""
    assert response.status_code == 200
    page = response.content.decode()
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]:
        label = re.search(r'<th scope="row"[^>]*>(.*?)</th>', row, re.DOTALL)[1]
        cells = re.findall(r"<td.*?</span>(.*?)</td>", row, re.DOTALL)
        found[label] = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    return found


def full(name: str) -> Network:
    source = make(SourceDocument, as_of="2021")
    network = make(Network, name=name, legal_form="e. V.", audience=f"Leute von {name}", fields=[make(Field)])
    network.regions.set([make(Region)])
    cite(network, source)
    make(NetworkMarket, network=network, source=source)
    make(Figure, subject=network, number=16, counted="Partner", is_membership=True, source=source)
    make(Milestone, subject=network, kind="gruendung", date="Ende 2018", text="Gründung", source=source)
    make(Link, subject=network, source=source)
    make(Offer, network=network, text=f"Hilfe von {name}", source=source)
    make(Event, kind="format", name=f"Treff {name}", frequency="monatlich", networks=[network])
    programme = make(Programme, name=f"Programm {name}")
    make(Funding, network=network, programme=programme, end="2999", source=source)
    make(Financing, programme=programme, organisation=make(Organisation, name=f"Amt {name}"), source=source)
    make(Participation, network=network, role="traeger", source=source)
    task = make(Responsibility, network=network, source=source)
    make(Channel, person=task.person, value="0341 4711-0", source=source)
    return network


def test_every_attribute_is_there_with_its_source(client):
    first, second = full("Erstes"), full("Zweites")
    response = compare(client, first, second)
    found = rows(response)

    assert list(found) == [
        "Kontakt", "Typ", "Status", "Regionen", "Felder", "Zielmärkte", "Für wen", "Gründung oder Beginn",
        "Rechtsform", "Träger", "Mitglieder und Partner", "Angebote", "Termine", "Förderung",
        "Fördergeber", "Website",
    ]  # fmt: skip
    assert found["Mitglieder und Partner"] == [
        "16 Partner (Stand 2021) Quelle [1]",
        "16 Partner (Stand 2021) Quelle [2]",
    ]
    assert found["Gründung oder Beginn"][0] == "Ende 2018 Quelle [1]"
    assert found["Termine"] == ["Treff Erstes (monatlich)", "Treff Zweites (monatlich)"]
    assert found["Förderung"][1] == "Programm Zweites (bis 2999) Quelle [2]"
    assert found["Fördergeber"][0] == "Amt Erstes (finanziert) Quelle [1]"
    assert "Telefon 0341 4711-0 Quelle [1]" in found["Kontakt"][0]
    page = response.content.decode()
    assert re.search(r'<table [^>]*aria-labelledby="h-vergleich"', page)
    assert 'id="quelle-2"' in page and 'id="quelle-3"' not in page


def test_figures_that_contradict_stand_side_by_side(client):
    network, other = make(Network), make(Network)
    for number in (16, 20):
        source = make(SourceDocument, as_of="2021")
        make(Figure, subject=network, number=number, counted="Partner", is_membership=True, as_of="2021", source=source)
    cell = rows(compare(client, network, other))["Mitglieder und Partner"]

    assert "16 Partner" in cell[0] and "20 Partner" in cell[0]
    assert cell[0].count("Die Quellen nennen Verschiedenes.") == 2
    assert cell[1] == "Keine Angabe"


def test_only_differences(client):
    first, second = make(Network, kind="hub", legal_form="GmbH"), make(Network, kind="hub", legal_form="AG")
    response = compare(client, first, second, nur="unterschiede")

    assert list(rows(response)) == ["Rechtsform"]
    assert "Gleich bei allen und hier ausgelassen: Typ, Status." in read(response)
    assert f'href="{URL}?n={first.slug}&amp;n={second.slug}"' in response.content.decode()
    assert f"&amp;n={second.slug}&amp;nur=unterschiede" in compare(client, first, second).content.decode()
    twins = make(Network, kind="hub"), make(Network, kind="hub")
    assert "unterscheiden sich in keiner Angabe" in read(compare(client, *twins, nur="unterschiede"))


def test_what_they_share_and_who_would_go_with_them(client):
    region, field, other = make(Region, name="Rhein"), make(Field, name="Licht"), make(Field, name="Ton")
    first = make(Network, name="Eins", regions=[region], fields=[field, other])
    second = make(Network, name="Zwei", regions=[region], fields=[field])
    third = make(Network, name="Drei", regions=[region], fields=[other])
    both = make(Organisation, name="Stadtwerke")
    for network in (first, second):
        make(Participation, network=network, organisation=both)
    fourth = make(Network, name="Vier", regions=[region], fields=[field])
    make(Network, name="Ende", regions=[region], fields=[field], stated_status="beendet")

    page = read(compare(client, first, second, third))
    assert "Region Rhein Feld" in page, "shared by all: without names"
    assert "Feld Licht (Eins und Zwei)" in page and "Feld Ton (Eins und Drei)" in page
    assert "Beteiligt Stadtwerke (Eins und Zwei)" in page
    assert f"&amp;n={fourth.slug}" in compare(client, first, second, third).content.decode()
    assert "Ende hinzufügen" not in page


def test_one_none_and_too_many(client):
    networks = [make(Network, name=f"Netz Nummer {number}") for number in range(6)]

    assert "Noch ein Netzwerk" in read(compare(client, networks[0]))
    assert "Wählen Sie zwei bis vier Netzwerke" in read(client.get(URL))
    five = compare(client, *networks[:5])
    assert "Gezeigt sind die ersten 4" in read(five) and "4 Netzwerke im Vergleich" in read(five)
    assert "Netz Nummer 4" not in read(five)
    assert "Weiteres Netzwerk hinzufügen" not in read(five)
    assert "2 Netzwerke im Vergleich" in read(compare(client, networks[0], networks[0], networks[1]))


def test_search_adds_a_network(client):
    first, wanted = make(Network, name="Erstes"), make(Network, name="Zwiebelfisch")
    response = compare(client, first, suche="zwiebelfisch")

    assert f'href="{URL}?n={first.slug}&amp;n={wanted.slug}"' in response.content.decode()
    assert "gibt es kein weiteres Netzwerk" in read(compare(client, first, suche="xyz"))


def test_former_address_counts_and_what_is_hidden_does_not(client):
    first, second, secret = make(Network, name="Eins"), make(Network, name="Zwei"), make(Network, name="Geheim")
    old = first.slug
    first.slug = "umgezogen"
    first.save()
    hide(secret)
    page = read(compare(client, old, first, second, secret, "gibt-es-nicht"))

    assert "2 Netzwerke im Vergleich" in page and "Geheim" not in page
    assert "2 gewählte Netzwerke gibt es nicht (mehr)" in page


def test_former_contacts_are_not_named(client):
    network = make(Network)
    person = make(Responsibility, network=network, end="2019").person

    assert person.family_name not in read(compare(client, network, make(Network)))


@pytest.mark.parametrize(
    "query",
    ["n=%00&n=%00", "n=" + "x" * 9000, "n=a&" * 900, "n=%3Cscript%3E&suche=%3Cscript%3E", "suche=%00", "nur=x&n[]=1"],
)
def test_nonsense_gets_a_page(client, query):
    response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_queries_do_not_grow_with_the_networks(client):
    networks = [full(f"Netz {number}") for number in range(4)]

    def asked(*chosen) -> list[str]:
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                compare(client, *chosen)
        return [query["sql"] for query in captured.captured_queries]

    few, many = asked(*networks[:2]), asked(*networks)
    assert len(few) <= 20, few
    assert len(many) <= len(few), many


def test_lines_of_a_long_cell_end_with_a_link(client):
    network = make(Network)
    for number in range(8):
        make(Offer, network=network, text=f"Angebot {number}")

    assert rows(compare(client, network, make(Network)))["Angebote"][0].endswith("und 2 weitere")


def test_detail_page_leads_here(client):
    network = make(Network)

    assert f'href="{URL}?n={network.slug}"' in client.get(network.get_absolute_url()).content.decode()
