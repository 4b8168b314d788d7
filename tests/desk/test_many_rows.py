"""The form of an entry with thousands of rows of one kind: the first are there, the others stay as they are."""

import pytest

from desk.admin import forms
from networks.models import Network, Organisation, Participation
from regions.models import Region
from tests.admin_pages import admin_url, save, shown
from tests.factories import make, read
from tests.roles import editor, signed_in

pytestmark = pytest.mark.django_db
MOST = 3


@pytest.fixture
def network(monkeypatch):
    monkeypatch.setattr(forms, "MOST_ROWS", MOST)
    network = make(Network, state="entwurf", regions=[make(Region)])
    for number in range(MOST + 2):
        make(Participation, network=network, role="mitglied", organisation=make(Organisation, name=f"Firma {number}"))
    return network


def members(network: Network) -> list[tuple[str, str]]:
    return list(network.participations.values_list("organisation__name", "role"))


def test_form_has_the_first_rows_and_says_how_many_there_are_besides(network):
    client = signed_in(editor())
    response = client.get(admin_url(network, "change"))

    assert 'name="participations-INITIAL_FORMS" value="3"' in response.content.decode()
    assert "Beteiligte Organisationen (3): 2 weitere stehen nicht in diesem Formular" in read(response)
    assert "weitere stehen nicht in" not in read(client.get(admin_url(make(Network), "change")))


def test_what_is_written_changes_the_row_that_was_shown_and_no_other(network):
    client, before = signed_in(editor()), members(network)
    assert shown(client, admin_url(network, "change"))["participations-TOTAL_FORMS"] == [str(MOST)]

    assert save(client, network, participations__1__role="partner").status_code == 302

    assert members(network) == [*before[:1], ("Firma 1", "partner"), *before[2:]]


def test_row_that_moved_behind_the_first_meanwhile_is_still_the_same(network):
    client = signed_in(editor())
    data = shown(client, admin_url(network, "change"))
    Participation.objects.filter(organisation__name="Firma 1").update(position=9)

    client.post(admin_url(network, "change"), data | {"participations-1-note": "Seit jeher.", "_continue": "1"})

    assert Participation.objects.count() == MOST + 2
    assert {one.note for one in network.participations.exclude(organisation__name="Firma 1")} == {""}
