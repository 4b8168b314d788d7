"""A Freigabevermerk that ends soon is renewed without a change of the entry."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from networks.models import Network
from publishing import actions
from publishing.models import Release
from publishing.permissions import WrongStage
from regions.models import Region
from tests.desk_pages import token_of
from tests.factories import make, read
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def released():
    """Written by one account, released by another; the note holds for ten days more."""
    network = releasable(Network, name="Lichtnetz", regions=[make(Region)])
    writer, boss = reviewer(), reviewer(office="Kammer Musterland")
    revision = change(network, writer, summary="Neu gefasst.")
    note = actions.release(revision=revision, by=boss)
    today = timezone.localdate()
    Release.objects.filter(pk=note.pk).update(day=today - timedelta(days=90), valid_until=today + timedelta(days=10))
    network.refresh_from_db()
    return network, writer, boss


def ending(client) -> int:
    return client.get("/redaktion/networks/network/?arbeit=freigabe-endet").context["cl"].result_count


def test_new_note_from_the_form_and_on_the_page(client, released):
    network, _, boss = released
    client.force_login(boss)
    assert ending(client) == 1
    form = client.get(f"/redaktion/networks/network/{network.pk}/change/").content.decode()
    step = f"/redaktion/eintrag/networks.network/{network.pk}/erneuern/"
    assert step in form

    data = {"grund": "Angerufen, alles gilt noch", "gesehen": token_of(network)}
    answer = client.post(step, data, follow=True)

    assert "„Lichtnetz“: Freigabe erneuert." in read(answer)
    note = Release.objects.first()
    assert (note.day, note.office, note.by) == (timezone.localdate(), "Kammer Musterland", boss)
    assert note.valid_until > timezone.localdate() + timedelta(days=30)
    assert ending(client) == 0
    history = client.get(f"/redaktion/networks/network/{network.pk}/history/").content.decode()
    assert "Angerufen, alles gilt noch" in history
    client.logout()
    assert f"gültig bis {note.valid_until:%d.%m.%Y}" in client.get(network.get_absolute_url()).content.decode()
    assert "Freigabe erneuert" in client.get(f"{network.get_absolute_url()}verlauf/").content.decode()


def test_not_by_who_wrote_what_is_public(released):
    network, writer, _ = released
    with pytest.raises(PermissionDenied, match="Vier Augen"):
        actions.renew(record=network, by=writer)
    with pytest.raises(PermissionDenied, match="Recht zur Freigabe"):
        actions.renew(record=network, by=editor())


def test_not_while_a_change_waits_and_not_of_what_lacks_something(released):
    network, writer, boss = released
    network.citations.all().delete()
    with pytest.raises(ValidationError, match="Mindestens eine Quelle"):
        actions.renew(record=network, by=boss)
    change(network, writer, submit=False, summary="Noch einmal.")
    with pytest.raises(WrongStage):
        actions.renew(record=network, by=boss)
    assert Release.objects.count() == 1
