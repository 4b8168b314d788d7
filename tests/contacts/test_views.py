import pytest

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.models import SourceDocument
from regions.models import Region
from tests.factories import cards, found, hide, make, read

pytestmark = pytest.mark.django_db
URL = "/ansprechpersonen/"


def test_facets_find_by_task_region_network_programme_and_organisation(client):
    land = make(Region)
    network, programme = make(Network, regions=[make(Region, parent=land)]), make(Programme)
    person = make(Person, organisation=make(Organisation))
    make(Responsibility, person=person, concern="ausland", network=network, programme=programme, task="Reisen")
    make(Responsibility, task="Anderes")
    hidden = make(Responsibility, concern="ausland").person
    hide(hidden)

    for query in (
        {"aufgabe": "ausland"},
        {"region": land.slug},
        {"netzwerk": network.slug},
        {"programm": programme.slug},
        {"organisation": person.organisation.slug},
        {"q": "Reisen"},
        {"q": person.family_name.split()[1]},
    ):
        assert cards(client.get(URL, query)) == [person.slug], query


def test_region_of_a_task_counts_until_it_is_taken_away(client):
    land, task = make(Region), make(Responsibility)
    task.regions.add(land)
    assert cards(client.get(URL, {"region": land.slug})) == [task.person.slug]
    task.regions.clear()
    assert cards(client.get(URL, {"region": land.slug})) == []


def test_person_becomes_a_contact_with_the_first_task_and_stops_with_the_last(client):
    person = make(Person)
    assert client.get(person.get_absolute_url()).status_code == 404
    task = make(Responsibility, person=person)
    assert cards(client.get(URL)) == [person.slug]
    assert client.get(person.get_absolute_url()).status_code == 200
    task.delete()
    assert cards(client.get(URL)) == []
    assert client.get(person.get_absolute_url()).status_code == 404


def test_name_needs_three_letters(client):
    make(Responsibility, person=make(Person, family_name="Docht"))

    assert found(client.get(URL, {"q": "Do"})) == 0
    assert found(client.get(URL, {"q": "Doc"})) == 1


def test_contact_pages_stay_out_of_search_engines(client):
    task = make(Responsibility)
    for url in (URL, task.person.get_absolute_url(), f"{URL}?q=docht"):
        page = client.get(url).content.decode()
        assert '<meta name="robots" content="noindex,follow">' in page
        assert 'rel="canonical"' not in page


def test_list_says_where_each_card_comes_from(client):
    source = make(SourceDocument, title="Amtsheft", as_of="Juli 2018")
    person = make(Responsibility, source=source, task="Auskunft").person
    make(Channel, person=person, kind="telefon", value="0341 4711-0", source=source)
    page = read(client.get(URL))

    assert "Zuständig für: Auskunft Quelle [1]" in page and "Telefon Quelle [1]" in page
    assert "Stand Juli 2018, nicht bestätigt" in page
    assert "Amtsheft" in read(client.get(URL), "h-quellen")


def test_page_lists_networks_and_programmes_once(client):
    task = make(
        Responsibility, network=make(Network, name="Lichtnetz"), programme=make(Programme, name="Leuchtprogramm")
    )
    make(Responsibility, person=task.person, network=task.network, task="Noch etwas", start="2019")
    facts = read(client.get(task.person.get_absolute_url()), "h-fakten")

    assert facts.count("Lichtnetz") == facts.count("Leuchtprogramm") == 1
    assert "Noch etwas" in read(client.get(task.person.get_absolute_url()), "h-aufgaben")


def test_mention_is_shown_where_it_was_made(client):
    network, office = make(Network), make(Organisation)
    person = make(Person, title="Prof.", given_name="Ada", family_name="Docht")
    make(Mention, person=person, network=network, named_as="zitiert", role="Forscherin")
    make(Mention, person=person, organisation=office, named_as="abgebildet")

    assert "Prof. Ada Docht" in read(client.get(network.get_absolute_url()), "h-personen")
    assert "zitiert" in read(client.get(network.get_absolute_url()), "h-personen")
    assert "abgebildet" in read(client.get(office.get_absolute_url()), "h-personen")
    assert "Sie sind keine Ansprechpersonen." in read(client.get(network.get_absolute_url()), "h-personen")
