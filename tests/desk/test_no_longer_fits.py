"""A pending change that no longer fits, and a record that is gone, are told in words wherever somebody meets them."""

import pytest
from django.urls import reverse

from desk.pages import entry_url
from networks.models import Network, Organisation
from publishing import actions
from publishing.enums import RevisionState
from publishing.models import Revision
from publishing.snapshots import take
from regions.models import Region
from tests.desk_pages import decide, restore
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import administrator, change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["seat_id", "regions"])
def stranded(request):
    """A change that names a region which was deleted since."""
    region, network, by = make(Region, name="Versunken"), releasable(Network, name="Lichtnetz"), editor()
    proposed = take(network)
    proposed["fields" if request.param == "seat_id" else "many"] |= {
        request.param: region.pk if request.param == "seat_id" else [region.pk]
    }
    revision = actions.propose(record=network, snapshot=proposed, by=by)
    actions.submit(record=network, by=by)
    region.delete()
    revision.refresh_from_db()
    return revision


def names_it_still(revision: Revision) -> bool:
    """A column was emptied with the region; a list names it on."""
    return "regions" in str(revision.changes)


def signed_in(client, by):
    client.force_login(by)
    return client


def test_form_opens_with_what_is_public_and_says_why(client, stranded):
    url = reverse("admin:networks_network_change", args=[stranded.object_id])

    page = signed_in(client, editor()).get(url)

    assert page.status_code == 200
    assert "Lichtnetz" in page.content.decode()
    assert ("Die offene Änderung passt nicht mehr" in page.content.decode()) is names_it_still(stranded)


def test_page_of_the_change_opens_and_releases_nothing(client, stranded):
    signed_in(client, reviewer())

    assert client.get(reverse("desk:change", args=[stranded.pk])).status_code == 200
    response = decide(client, stranded, "freigeben")

    stranded.refresh_from_db()
    assert response.status_code < 500 and stranded.state == RevisionState.REVIEW
    assert Network.objects.get(pk=stranded.object_id).seat is None


def test_preview_says_when_there_is_none(client, stranded):
    page = signed_in(client, editor()).get(reverse("desk:preview", args=[stranded.pk]))

    assert page.status_code == 200
    assert ("Keine Vorschau" in page.content.decode()) is names_it_still(stranded)
    assert "Versunken" not in page.content.decode()


@pytest.fixture
def orphaned():
    """The change of a record that does not exist any more."""
    revision = change(releasable(Organisation, name="Amt"), editor(), summary="Neu.")
    Organisation.objects.filter(pk=revision.object_id).delete()
    return Revision.objects.get(pk=revision.pk)


def test_change_of_what_is_gone_is_neither_released_nor_restored(client, orphaned):
    signed_in(client, reviewer())
    seen = {"gesehen": "1", "schritt": "freigeben"}

    answer = client.post(reverse("desk:change", args=[orphaned.pk]), seen)
    assert answer.status_code < 500 and Organisation.objects.count() == 0
    assert client.post(reverse("past:restore", args=[orphaned.pk]), seen).status_code == 404


def test_restoring_between_the_look_and_the_lock_leads_to_the_list(client, monkeypatch):
    record = releasable(Organisation, name="Amt")
    revision = change(record, editor(), summary="Neu.")
    signed_in(client, editor())
    monkeypatch.setattr("publishing.locking.locked_rows", lambda wanted, **options: {})

    response = restore(client, revision, grund="Zurück.")

    assert response.url == reverse("admin:networks_organisation_changelist")


def test_deleting_what_became_public_meanwhile_is_refused_in_words(client, monkeypatch):
    """The page to confirm was opened before somebody else pointed to it."""
    organisation = make(Organisation, name="Amt", state="entwurf")
    signed_in(client, administrator())
    url = reverse("admin:networks_organisation_delete", args=[organisation.pk])
    monkeypatch.setattr("publishing.locking.locked_rows", lambda wanted, **options: {})

    page = client.post(url, {"post": "yes"}, follow=True)
    several = {"action": "delete_selected", "_selected_action": [organisation.pk], "post": "yes"}
    again = client.post(reverse("admin:networks_organisation_changelist"), several, follow=True)

    for one in (page, again):
        assert "Nicht gelöscht: " in one.content.decode()
    assert Organisation.objects.filter(pk=organisation.pk).exists()


@pytest.mark.parametrize(("button", "page"), [("_addanother", "add"), ("_save", "entry"), ("_continue", "change")])
def test_after_saving_one_is_led_where_the_button_says(client, button, page):
    record = make(Organisation, name="Amt", state="entwurf")
    signed_in(client, administrator())
    url = reverse("admin:networks_organisation_change", args=[record.pk])
    sent = form_data(client.get(url).content.decode(), "organisation_form") | {"name": "Anders"}

    response = client.post(url, sent | {button: "1"})

    assert response.status_code == 302, response.content.decode()[:2000]
    expected = {"add": reverse("admin:networks_organisation_add"), "entry": entry_url(record), "change": url}
    assert response.url == expected[page]
