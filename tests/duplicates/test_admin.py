"""The warning in the forms of entries, and merging from their lists."""

import pytest
from django.urls import reverse

from contacts.models import Person
from networks.models import Network, Organisation
from publishing.models import Revision
from regions.models import Region
from tests.admin_pages import admin_url, errors, save
from tests.factories import make
from tests.roles import administrator, editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    account = editor()
    client.force_login(account)
    return account


def test_a_new_entry_that_is_called_alike_is_asked_about_once(client, by):
    known = make(Network, name="it's.BB e. V.")
    new = {"name": "its bb", "kind": "netzwerk", "summary": "Ein Netz.", "regions": make(Region).pk}

    refused = save(client, Network, **new)

    assert refused.status_code == 200
    assert "Das gibt es vielleicht schon" in errors(refused)
    page = refused.content.decode()
    assert f'<a href="{admin_url(known, "change")}">it&#x27;s.BB e. V.</a> (heißt genauso)' in page
    assert '<input type="checkbox" name="_trotzdem" value="itsbb">' in page
    assert save(client, Network, **new, _trotzdem="anders").status_code == 200
    assert save(client, Network, **new, _trotzdem="itsbb").status_code == 302
    assert Network.objects.count() == 2


def test_saving_an_old_name_again_asks_nothing(client, by):
    make(Network, name="Lichtnetz")
    twin = make(Network, name="Licht-Netz", state="entwurf", regions=[make(Region)])

    assert save(client, twin, summary="Neu.").status_code == 302
    twin.refresh_from_db()
    assert twin.summary == "Neu."
    assert "vielleicht schon" in errors(save(client, twin, name="Licht Netz"))


def test_people_by_both_parts_of_their_name(client, by):
    make(Person, given_name="Mia", family_name="Müller")

    assert "Mia Müller" in errors(save(client, Person, given_name="Mia", family_name="Mueller"))
    assert save(client, Person, given_name="Mio", family_name="Brandt").status_code == 302


def test_names_are_shown_as_text(client, by):
    make(Organisation, name="<script>x</script> Amt")

    page = save(client, Organisation, name="<script>x</script> Amt", kind="unternehmen").content.decode()

    assert "<script>x" not in page and "&lt;script&gt;x" in page


def test_form_tells_the_script_whom_to_ask(client, by):
    network = make(Network)
    page = client.get(admin_url(network, "change")).content.decode()

    assert 'data-aehnlich="/redaktion/dubletten/aehnlich/"' in page and f'data-ausser="{network.pk}"' in page
    assert "js/namensgleich.js" in page
    assert 'data-mit="id_given_name id_family_name"' in client.get(admin_url(Person, "add")).content.decode()


def test_two_chosen_in_a_list_are_compared(client, by):
    first, second, third = make(Network), make(Network), make(Network)
    url = admin_url(Network, "changelist")
    data = {"action": "merge_two", "_selected_action": [first.pk, second.pk]}

    assert client.post(url, data)["Location"] == reverse(
        "duplicate_merge", args=["networks.network", first.pk, second.pk]
    )
    data["_selected_action"].append(third.pk)
    assert "genau zwei" in client.post(url, data, follow=True).content.decode()
    assert not Revision.objects.exists()


def test_decisions_can_be_looked_at_and_taken_back(client):
    client.force_login(administrator())
    one, other = make(Network), make(Network)
    client.post(reverse("no_duplicate", args=["networks.network", one.pk, other.pk]))

    assert str(one) in client.get("/redaktion/duplicates/noduplicate/").content.decode()
