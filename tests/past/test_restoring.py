"""What somebody changed is had back: one change alone, or the whole record as it was."""

import pytest
from django.urls import reverse

from networks.models import Network
from publishing import actions, history
from publishing.enums import RevisionState
from publishing.models import Name, Revision
from regions.models import Region
from tests.desk_pages import token_of
from tests.factories import make
from tests.roles import change, editor, releasable, reviewer, signed_in
from tests.writing import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    """As loaded from the files: public, and nobody has changed anything yet."""
    return releasable(Network, name="Lichtnetz", summary="Eins.", audience="Alle.", regions=[make(Region)])


def released(network: Network, **values) -> Revision:
    waiting = change(network, editor(), **values)
    actions.release(revision=waiting, by=reviewer())
    network.refresh_from_db()
    return Revision.objects.get(pk=waiting.pk)


def press(client, name: str, revision: Revision, **inputs):
    url = reverse(f"past:{name}", args=[revision.pk])
    return client.post(url, {"gesehen": token_of(revision.record), **inputs})


def read(client, name: str, revision: Revision) -> str:
    return client.get(reverse(f"past:{name}", args=[revision.pk])).content.decode()


def test_taking_a_change_back_restores_what_was_before_it_and_keeps_what_came_since(network):
    client = signed_in(editor())
    first, _ = released(network, summary="Zwei."), released(network, audience="Betriebe.")
    page = read(client, "take_back", first)
    assert "<del>Zwei.</del>" in page and "<ins>Eins.</ins>" in page and "Alle." not in page

    taken = press(client, "take_back", first)
    assert (
        taken.status_code == 302
        and "Geben Sie die Änderung noch zur Freigabe." in client.get(taken.url).content.decode()
    )

    waiting = history.open_change(network)
    assert waiting.changes == [{"field": "summary", "old": "Zwei.", "new": "Eins."}]
    assert waiting.why.startswith("Änderung 1 vom ") and waiting.why.endswith(" zurückgenommen")


def test_what_was_changed_again_since_is_named_and_stays(network):
    client = signed_in(editor())
    first, _ = released(network, summary="Zwei.", audience="Betriebe."), released(network, summary="Drei.")
    page = read(client, "take_back", first)
    assert "Kurztext: heute „Drei.“, vor der Änderung „Eins.“" in page

    press(client, "take_back", first)

    assert [one["field"] for one in history.open_change(network).changes] == ["audience"]


def test_rows_that_came_go_and_rows_that_went_come_back(network):
    client = signed_in(editor())
    old = make(Name, subject=network, kind="auch", name="Altname")
    with recorded(record=network, by=editor()):
        old.delete()
        make(Name, subject=network, kind="auch", name="Neuname")
    revision = Revision.objects.of(network).get()

    press(client, "take_back", revision)
    actions.submit(record=network, by=editor())
    actions.release(revision=history.open_change(network), by=reviewer())

    assert list(network.names.values_list("name", flat=True)) == ["Altname"]


def test_state_as_loaded_is_a_state(network):
    client = signed_in(editor())
    first = released(network, summary="Zwei.")
    released(network, summary="Drei.", audience="Betriebe.")
    url = reverse("admin:networks_network_history", args=[network.pk])
    link = reverse("past:restore_before", args=[first.pk])
    assert f'<a href="{link}">Ausgangsstand wiederherstellen</a>' in client.get(url).content.decode()

    press(client, "restore_before", first)

    assert {one["field"]: one["new"] for one in history.open_change(network).changes} == {
        "summary": "Eins.", "audience": "Alle.",
    }  # fmt: skip


def test_what_made_a_record_and_what_waits_cannot_be_taken_back(network):
    client = signed_in(editor())
    made = actions.record_new(network, by=editor())
    waiting = change(network, editor(), submit=False, summary="Zwei.")
    assert waiting.state == RevisionState.DRAFT
    url = reverse("admin:networks_network_history", args=[network.pk])

    assert [client.get(reverse("past:take_back", args=[one.pk])).status_code for one in (made, waiting)] == [404, 404]
    page = client.get(url).content.decode()
    assert "zurücknehmen" not in page and "Ausgangsstand" not in page
