"""Who is called like this already: asked while somebody types."""

import pytest

from duplicates.namesakes import namesakes
from networks.models import Network
from publishing.models import Name
from regions.models import Region
from tests.factories import make
from tests.roles import editor

pytestmark = pytest.mark.django_db
URL = "/redaktion/dubletten/aehnlich/"


def hits(client, name: str, **more) -> list[tuple[str, str]]:
    response = client.get(URL, {"art": "networks.network", "name": name, **more})
    assert response.status_code == 200
    return [(hit["name"], hit["grund"]) for hit in response.json()["treffer"]]


@pytest.fixture
def signed_in(client):
    client.force_login(editor())
    return client


def test_says_who_is_called_alike_and_where_to_look(signed_in):
    network = make(Network, name="it's.BB e. V.", state="entwurf")
    make(Name, subject=network, kind="langform", name="Netzwerk für sichere Technik")

    assert hits(signed_in, "Its BB") == [("it's.BB e. V.", "heißt genauso")]
    assert hits(signed_in, "netzwerk fuer sichere TECHNIK") == [
        ("it's.BB e. V.", "heißt mit einem weiteren Namen genauso")
    ]
    assert hits(signed_in, "Netzwerk für sichere Tehcnik") == [("it's.BB e. V.", "heißt fast genauso")]
    found = signed_in.get(URL, {"art": "networks.network", "name": "its.bb"}).json()["treffer"][0]
    assert signed_in.get(found["adresse"]).status_code == 200


def test_follows_what_is_saved_and_leaves_out_the_entry_itself(signed_in):
    assert hits(signed_in, "Lichtnetz") == []
    network = make(Network, name="Lichtnetz")

    assert hits(signed_in, "Lichtnetz") == [("Lichtnetz", "heißt genauso")]
    assert hits(signed_in, "Lichtnetz", ausser=str(network.pk)) == []


@pytest.mark.parametrize("name", ["", " ", "?", "e. V.", "\x00", "%" * 5000, "<script>", "💡"])
def test_nonsense_finds_nobody(signed_in, name):
    make(Network, name="Lichtnetz")

    assert hits(signed_in, name, ausser="²") == []


def test_only_kinds_that_can_double(signed_in):
    assert signed_in.get(URL, {"art": "accounts.editor", "name": "x"}).status_code == 404
    assert signed_in.get(URL).status_code == 404
    assert signed_in.post(URL).status_code == 405


def test_name_without_its_place_is_the_same_but_no_other_place():
    region = make(Region, name="Harz", kind="kreis")
    own = make(Network, name="Netzwerkbüro Optik Harz", regions=[region])

    def found(name: str) -> list:
        return [(one.pk, one.reason) for one in namesakes(Network, name)]

    assert found("Netzwerkbüro Optik") == [(own.pk, "heißt so, mit einem Ort dazu")]
    own.name = "Netzwerkbüro Optik"
    own.save()
    assert found("Netzwerkbüro Optik Harz") == [(own.pk, "heißt so, nur ohne Ort")]
    make(Region, name="Lausitz", kind="kreis")
    own.name = "Netzwerkbüro Optik Lausitz"
    own.save()
    assert found("Netzwerkbüro Optik Harz") == []
