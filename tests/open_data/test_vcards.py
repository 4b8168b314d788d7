"""Another program reads every contact card of the directory, and finds in it what the page shows."""

import html

import pytest
import vobject

from contacts.models import Person, Responsibility
from networks.models import Network
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def cards(client, url: str) -> list:
    response = client.get(f"{url}kontakt.vcf")
    if response.status_code == 404:
        return []
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    text = response.content.decode()
    assert not [line for line in text.split("\r\n") if len(line.encode()) > 75 or "\n" in line]
    found = list(vobject.readComponents(text))
    for card in found:
        card.validate(raiseException=True)
        assert card.version.value == "4.0"
    return found


def dialled(card) -> set[str]:
    return {tel.value.removeprefix("tel:") for tel in card.contents.get("tel", ()) if tel.value.startswith("tel:")}


def test_every_person_is_read_with_name_and_ways(client, directory):
    seen = 0
    for person in Person.objects.with_page():
        for card in cards(client, person.get_absolute_url()):
            page = html.unescape(client.get(person.get_absolute_url()).content.decode())
            assert card.fn.value == person.full_name
            assert (card.n.value.family, card.n.value.given) == (person.family_name, person.given_name)
            working = [channel for channel in person.channels.public() if not channel.is_faulty]
            assert dialled(card) == {channel.dial for channel in working if channel.dial}
            assert all(f'href="mailto:{mail.value}"' in page for mail in card.contents.get("email", ()))
            seen += 1

    assert seen > 3


def test_every_network_is_read_with_whom_its_page_names(client, directory):
    seen = 0
    for network in Network.objects.with_page():
        page = read(client.get(network.get_absolute_url()))
        for card in cards(client, network.get_absolute_url()):
            assert card.fn.value in page
            ways = [key for key in ("tel", "email", "adr", "url") if key in card.contents]
            assert ways, network
            seen += 1

    assert seen > 20


def test_former_address_of_a_card_leads_to_the_card(client):
    person = make(Responsibility, person=make(Person, slug="alt")).person
    person.slug = "neu"
    person.save()
    response = client.get("/ansprechpersonen/alt/kontakt.vcf")

    assert response.status_code == 301 and response["Location"] == "/ansprechpersonen/neu/kontakt.vcf"
