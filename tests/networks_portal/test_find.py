"""Where the sentence of the start page leads."""

import pytest

from networks.models import Field, Market, Network
from regions.models import Region
from tests.factories import hide, make

pytestmark = pytest.mark.django_db


def found(client, ort: str = "", zu: str = "") -> str:
    response = client.get("/finden/", {"ort": ort, "zu": zu})
    assert response.status_code == 302
    return response.headers["Location"]


@pytest.fixture
def land():
    return make(Region, name="Ackerland", slug="ackerland")


def test_place_and_field_lead_to_the_list_of_both(client, land):
    make(Field, name="Lichttechnik", slug="lichttechnik", synonyms="Leuchten\nPhotonik")
    for word in ("Lichttechnik", "lichttechnik ", "PHOTONIK"):
        assert found(client, "Ackerland", word) == "/netzwerke/?region=ackerland&feld=lichttechnik"
    assert found(client, "", "Leuchten") == "/netzwerke/?feld=lichttechnik"


def test_target_market_counts_as_what_it_is_about(client, land):
    make(Market, name="Japan", slug="japan")
    hide(make(Market, name="China", slug="china"))

    assert found(client, "Ackerland", "Japan") == "/netzwerke/?region=ackerland&zielmarkt=japan"
    assert found(client, "Ackerland", "China") == "/suche/?q=China+Ackerland"


def test_other_words_look_in_the_list_only_where_it_has_them(client, land):
    make(Network, name="Laternenbund", regions=[land])
    make(Network, name="Kerzenbund")

    assert found(client, "Ackerland", "Laternenbund") == "/netzwerke/?q=Laternenbund&region=ackerland"
    assert found(client, "Ackerland", "Kerzenbund") == "/suche/?q=Kerzenbund+Ackerland"
    assert found(client, "", "Kerzenbund") == "/suche/?q=Kerzenbund"


def test_place_alone_and_nothing_at_all(client, land):
    assert found(client, "ackerland") == "/netzwerke/?region=ackerland"
    assert found(client, "Akcerland") == "/netzwerke/?ort=Akcerland"
    assert "kennen wir nicht als Ort" in client.get(found(client, "Akcerland")).content.decode()
    assert found(client) == found(client, " \0", "\0") == "/netzwerke/"
