"""The contact persons of the real directory."""

import pytest

from contacts.models import Person
from tests.factories import cards, found, read

URL = "/ansprechpersonen/"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_twelve_contact_persons_each_with_a_card_and_a_page(client):
    response = client.get(URL)

    assert found(response) == 12
    assert len(cards(response)) == 12
    for slug in cards(response):
        assert client.get(f"{URL}{slug}/").status_code == 200


def test_card_without_a_channel_says_so_and_leads_to_the_office(client):
    card = read(client.get(f"{URL}monika-piefke/"), "h-kontakt")

    assert "Keine Durchwahl veröffentlicht. Zur zuständigen Stelle" in card
    assert "anrufen:" not in card and "E-Mail an" not in card


def test_faulty_postcode_as_printed_and_flagged(client):
    response = client.get(f"{URL}kai-pflanz/")
    card = read(response, "h-kontakt")

    assert "Steinplatz 1, 0623 Berlin" in card
    assert "Wie in der Quelle angegeben: Die Postleitzahl hat in der Quelle nur vier Ziffern" in card
    assert "10623" not in response.content.decode()


def test_page_of_a_contact_person(client):
    response = client.get(f"{URL}kai-pflanz/")
    page, source = read(response), response.content.decode()

    assert "<h1>Dr. Kai Pflanz</h1>" in source
    assert 'href="tel:+4930310078355"' in source and 'href="mailto:kai.pflanz@vdivde-it.de"' in source
    assert "Fax +49 30 310078-222" in page
    assert "Gründung neuer Netzwerke in Sachsen" in page
    assert 'href="/regionen/sachsen/"' in source
    assert "VDI | VDE | IT" in page
    assert "Sächsisches Staatsministerium" in page and "18.07.2018" in page, "the release note of the source"


def test_people_only_named_are_not_listed(client):
    named = Person.objects.filter(responsibilities=None)
    page = client.get(URL).content.decode()

    assert named.count() >= 20
    assert not [person for person in named if person.family_name in page and str(person) in page]


def test_facets_of_task_and_region(client):
    assert cards(client.get(URL, {"region": "sachsen"})) == ["kai-pflanz"]
    assert "monika-piefke" in cards(client.get(URL, {"aufgabe": "netzwerk-gruenden"}))
