"""The pages of the real directory, above all it’s.BB, which has most of what is awkward."""

import re

import pytest

from contacts.models import Mention, Person
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


@pytest.fixture
def response(client):
    return client.get("/netzwerke/its-bb/")


def test_three_spellings_of_the_apostrophe_as_printed(response):
    names = read(response, "h-namen")

    for spelling in ("it’s.BB", "it‘s.BB", "it´s.BB"):
        assert f"{spelling} Schreibweise" in names
    assert "itsbb" not in names, "names that are only for the search are not shown"
    assert "Digital Security Network früherer Name" in names


def test_both_numbers_of_members_with_their_time(response):
    facts = read(response, "h-fakten")

    assert "10 Gründungsmitglieder aus der Cyber-Sicherheitsbranche Stand Ende 2018" in facts
    assert re.search("16 Partner (?!Stand)", facts), "that is what the line under the title says"


def test_every_marker_leads_to_a_source_on_the_page(response):
    page = response.content.decode()
    marked = set(re.findall(r'href="#(quelle-\d+)"', page))

    assert marked
    assert marked <= set(re.findall(r'id="(quelle-\d+)"', page))


def test_passed_funding_is_a_notice_and_the_status_unclear(response):
    page = read(response)

    assert "Die bekannte Förderung ist abgelaufen" in page
    assert "deutet eine Förderung bis Oktober 2021 an. Ob es weiterarbeitet, ist nicht bestätigt." in page
    assert "unklar" in page


def test_uncertain_statements_are_marked(response):
    assert "Digital Security Network früherer Name nicht ausdrücklich" in read(response, "h-namen")


def test_person_who_is_only_quoted_is_named_but_is_no_contact(response):
    mention = Mention.objects.filter(network__slug="its-bb").first()

    contact = read(response, "h-kontakt")

    assert "Kein Kontakt bekannt. Allgemeine Anlaufstelle:" in contact
    assert re.search(f"2021 genannt: {mention.person} .Netzwerkmanagerin., nicht als Ansprechperson", contact)
    assert mention.person.full_name in read(response, "h-personen")
    assert mention.person.slug not in response.content.decode()


def test_source_is_listed_with_stand_and_release_note(response):
    sources = read(response, "h-quellen")

    assert "Deep Dive #17" in sources and "Stand 2021" in sources
    assert "freigegeben von" not in sources


def test_plans_are_plans(response):
    assert "Pläne laut Quelle" in read(response, "h-plaene")
    assert "Plan laut Quelle" in read(response, "h-verlauf")


def test_people_who_are_only_named_have_no_page(client):
    named = Person.objects.published().filter(responsibilities=None)

    assert named.count() >= 20
    for person in named:
        assert client.get(person.get_absolute_url()).status_code == 404


def test_number_beside_a_field_is_what_its_page_says(client):
    shown = 0
    for term in client.get("/felder/").context["groups"][0][3]:
        for field in (term, *term.below):
            assert client.get(field.get_absolute_url()).context["total"] == field.count, field
            shown += bool(field.count)
    assert shown > 10
