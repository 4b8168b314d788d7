"""A network's vCard says what its page says, and of people only what is published."""

import pytest

from contacts.models import Channel, Responsibility
from networks.models import Network, Organisation, Participation
from publishing.models import Link, SourceDocument
from tests.factories import hide, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def card(client, url: str) -> list[str]:
    response = client.get(f"{url}kontakt.vcf")
    assert response.status_code == 200 and "attachment" in response.headers["Content-Disposition"]
    return response.content.decode().replace("\r\n ", "").split("\r\n")


@pytest.fixture
def network():
    return make(Network, name="Lichtnetz")


def test_people_of_the_network_with_what_works(client, network):
    person = make(Responsibility, network=network, task="Auskunft").person
    make(Channel, person=person, value="0341 47110")
    make(Channel, person=person, value="0341 9", is_faulty=True, fault="Ziffern fehlen.")

    for url in (network.get_absolute_url(), person.get_absolute_url()):
        lines = card(client, url)
        assert 'TEL;TYPE="work,voice";VALUE=uri:tel:+4934147110' in lines and "0341 9" not in "".join(lines)


def test_website_and_the_office_of_who_carries_it(client, network):
    office = make(Organisation, name="Lichtverein")
    make(Channel, organisation=office, kind="e-mail", value="amt@example.org")
    make(Participation, network=network, organisation=office, role="traeger")
    assert "EMAIL;TYPE=work:amt@example.org" in card(client, network.get_absolute_url())

    make(Link, subject=network, kind="website", url="https://netz.example/")

    lines = card(client, network.get_absolute_url())
    assert "FN:Lichtnetz" in lines and "URL:https://netz.example/" in lines


def test_nobody_and_drafts_have_no_card(client, network):
    person = make(Responsibility, network=network).person
    for url in (network.get_absolute_url(), person.get_absolute_url()):
        assert client.get(f"{url}kontakt.vcf").status_code == 404

    make(Channel, person=person, value="0341 47110")
    hide(person)

    for url in (network.get_absolute_url(), person.get_absolute_url()):
        assert client.get(f"{url}kontakt.vcf").status_code == 404


def test_office_of_the_region_is_not_saved_as_the_network(client, network):
    office = make(Organisation, name="Amt")
    make(Channel, organisation=office, kind="e-mail", value="amt@example.org")
    make(Responsibility, office=office, is_fallback=True)

    page = client.get(network.get_absolute_url()).content.decode()

    assert "amt@example.org" in page and "kontakt.vcf" not in page
    assert client.get(f"{network.get_absolute_url()}kontakt.vcf").status_code == 404


def test_bookmarked_networks_without_people_have_their_nearest_contact(client, network):
    make(Link, subject=network, kind="website", url="https://netz.example/")

    text = client.get("/merkliste/kontakte.vcf", {"n": network.slug}).content.decode()

    assert "URL:https://netz.example/" in text


def test_oldest_part_dates_a_card(client, network):
    old, new = make(SourceDocument, as_of="2018"), make(SourceDocument, as_of="2023")
    person = make(Responsibility, network=network, task="Auskunft", source=old).person
    make(Channel, person=person, value="0341 47110", source=new)

    for url in (network.get_absolute_url(), person.get_absolute_url()):
        (note,) = [line for line in card(client, url) if line.startswith("NOTE:")]
        assert note.endswith("aus der Quelle (Stand 2018)\\, nicht bestätigt")
    saved = client.get(f"/merkliste/kontakte.vcf?n={network.slug}").content.decode().replace("\r\n ", "")
    assert "aus der Quelle (Stand 2018)\\, nicht bestätigt" in saved


def test_website_is_dated_and_one_of_development_is_none(client, network):
    make(Link, subject=network, kind="website", url="https://netz.example/", source=make(SourceDocument, as_of="2018"))
    for url in (f"{network.get_absolute_url()}kontakt.vcf", f"/merkliste/kontakte.vcf?n={network.slug}"):
        assert "(Stand 2018)" in client.get(url).content.decode().replace("\r\n ", "")

    person = make(Responsibility, network=network).person
    make(Channel, person=person, kind="web", value="https://dev.netz.example/")
    make(Channel, person=person, kind="telefon", value="0341 47110")
    assert not [line for line in card(client, person.get_absolute_url()) if line.startswith("URL")]
