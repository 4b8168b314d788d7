"""From what people type to somebody they reach: places all over the country, with every concern."""

import re

import pytest

from contacts.enums import Concern
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]
URL = "/foerderkontakt/"
# What somebody types, and the region it means.
PLACES = {
    "69469": "rhein-neckar-kreis", "68161": "mannheim", "Weinheim": "rhein-neckar-kreis", "Heidelberg": "heidelberg",
    "Ludwigshafen": "ludwigshafen-am-rhein", "Worms": "worms", "Stuttgart": "stuttgart", "München": "muenchen",
    "Nürnberg": "nuernberg", "10115": "berlin", "Potsdam": "potsdam", "Dresden": "dresden", "Leipzig": "leipzig",
    "Halle (Saale)": "halle-saale", "Erfurt": "erfurt", "Kiel": "kiel", "Bremen": "bremen", "Hamburg": "hamburg",
    "19055": "schwerin", "Saarbrücken": "regionalverband-saarbruecken", "Mainz": "mainz", "Kassel": "kassel",
}  # fmt: skip
LAENDER = (
    "baden-wuerttemberg", "bayern", "berlin", "brandenburg", "bremen", "hamburg", "hessen", "mecklenburg-vorpommern",
    "niedersachsen", "nordrhein-westfalen", "rheinland-pfalz", "saarland", "sachsen", "sachsen-anhalt",
    "schleswig-holstein", "thueringen",
)  # fmt: skip
ROUTE = re.compile(r'href="(tel:|mailto:|https?://)')


def is_answered(response) -> bool:
    """Somebody who can be reached, or the sentence that nobody is known."""
    if response.context["answer"].lead is None:
        return "Für Ihre Angaben kennen wir niemanden" in read(response)
    return bool(ROUTE.search(first_card(response)))


def first_card(response) -> str:
    page = response.content.decode()
    return page[page.index('id="antwort"') : page.index("</article>", page.index('id="antwort"'))]


@pytest.mark.parametrize("typed, slug", PLACES.items())
def test_typed_place_leads_to_somebody(typed, slug, client):
    """With one concern after the other, so that each is tried in several places."""
    concern = Concern.values[list(PLACES).index(typed) % len(Concern)]
    moved = client.get(URL, {"anliegen": concern, "ort": typed, "feld": "alle", "rolle": "kmu"})

    assert f"region={slug}&" in moved.url
    assert is_answered(client.get(moved.url))


@pytest.mark.parametrize("concern", Concern.values)
def test_every_land_has_an_answer_that_says_how_sure_it_is(concern, client):
    for land in LAENDER:
        response = client.get(URL, {"anliegen": concern, "region": land, "feld": "alle", "rolle": "kmu"})
        found = response.context["answer"]
        assert is_answered(response), land
        if found.lead is None:
            continue
        if found.lead.is_possible and not found.nobody_here:
            assert found.title.startswith("Mögliche "), land
        if not found.lead.is_possible and not found.lead.stop.is_near:
            assert found.title in ("Ihre Ansprechperson", "Ihre zuständige Stelle"), land


def test_firm_in_weinheim_finds_the_people_of_the_next_town(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "rhein-neckar-kreis", "feld": "smart-production"})
    page = read(response)

    assert page.index("Hier kennen wir niemanden") < page.index("Nicht für Ihre Region zuständig")
    assert page.index("sondern für: Mannheim") < page.index("Stefan Bley") < page.index("Sandra Link")


@pytest.mark.parametrize("place", ["Heppenheim", "Ludwigshafen", "Viernheim", "67059", "Heidelberg"])
def test_next_town_counts_across_the_border_of_a_land(place, client):
    moved = client.get(URL, {"anliegen": "beitreten", "ort": place, "feld": "medizintechnik"})
    found = client.get(moved.url).context["answer"]

    assert found.lead.is_near and found.lead.name == "Katharina Fox"


def test_firm_in_weinheim_without_a_field_sees_all_four_clusters(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "rhein-neckar-kreis", "feld": "anderes"})
    networks = {line.network.slug for line in response.context["answer"].networks}

    assert networks == {
        "cluster-smart-industries", "green-industry-cluster", "mannheim-medical-technology-cluster",
        "social-economy-cluster",
    }  # fmt: skip


def test_founder_in_mannheim_finds_people_accelerator_and_advice(client):
    response = client.get(URL, {"anliegen": "unternehmen-gruenden", "region": "mannheim", "feld": "alle"})
    found = response.context["answer"]

    assert found.title == "Mögliche Ansprechperson" and found.lead.name == "Matthias Henel"
    assert {"s-hub-accelerator", "exi-gruendungsberatung"} <= {offer.slug for offer in found.offers}
    assert len(found.networks) >= 3
    assert 'href="tel:' in first_card(response)


def test_project_of_a_firm_has_the_federation_and_offers(client):
    found = client.get(URL, {"anliegen": "vorhaben-foerdern", "region": "sachsen"}).context["answer"]

    assert found.nobody_here and found.lead.name == "Förderberatung „Forschung und Innovation“ des Bundes"
    assert {"foerderung-und-finanzielle-hilfen", "foerderdatenbank"} <= {offer.slug for offer in found.offers}
    assert not found.programmes  # no source says that one holds in Sachsen


def test_bank_of_the_land_is_responsible_for_projects_of_firms(client):
    found = client.get(URL, {"anliegen": "vorhaben-foerdern", "region": "mainz"}).context["answer"]

    assert (found.title, found.lead.is_possible) == ("Ihre zuständige Stelle", False)
    assert found.lead.name == "Investitions- und Strukturbank Rheinland-Pfalz"


def test_berlin_network_funding_is_dated_by_the_article_not_by_the_website(client):
    page = read(client.get(URL, {"anliegen": "netzwerk-gruenden", "region": "berlin"}))

    assert "Angabe von 2021" in page and "Angabe vom Juli 2023" not in page


def test_firm_of_a_land_without_an_office_for_markets_abroad_sees_the_nearest_marked(client):
    response = client.get(URL, {"anliegen": "ausland", "region": "baden-wuerttemberg", "rolle": "kmu"})

    assert response.context["answer"].title == "Hier kennen wir niemanden" and response.context["answer"].lead.is_near
    assert "Ergänzung, nicht aus den Quelldokumenten" in read(response)
