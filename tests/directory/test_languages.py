"""A visitor of another language gets every word of a page in it, and the same words as in German."""

import pytest

from contacts.models import Person, Responsibility
from networks.models import Field, Network
from regions.models import Region
from tests.factories import make
from tests.languages import wrapped_words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_what_networks_share_is_named_in_the_language_of_the_visitor(client):
    region, field, person = make(Region), make(Field), make(Person)
    networks = [make(Network, regions=[region], fields=[field]) for _ in range(2)]
    for network in networks:
        make(Responsibility, person=person, network=network)

    with wrapped_words():
        page = client.get("/vergleich/", {"n": [network.slug for network in networks]}).content.decode()

    for label in ("Region", "Feld", "Ansprechperson"):
        assert f"<strong>⟦{label}⟧</strong>" in page


def test_list_without_hits_says_no_more_of_a_text_than_in_german(client):
    german = client.get("/netzwerke/?q=nirgendwo").content.decode()
    with wrapped_words():
        page = client.get("/netzwerke/?q=nirgendwo").content.decode()

    assert "⟦Nichts gefunden⟧" in page
    assert page.replace("⟦", "").replace("⟧", "") == german
