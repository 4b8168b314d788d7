from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from networks.models import Network
from publishing import actions
from publishing.enums import State
from publishing.models import ContentStamp, Editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Editor.objects.create_superuser("redaktion", password="geheim")


@pytest.fixture
def network():
    return Network.objects.create(name="Lichtnetz", kind="netzwerk", summary="Ein Netz.")


def test_mark_checked_sets_day_and_account(editor, network):
    before = ContentStamp.current()

    assert actions.mark_checked(records=[network], by=editor) == 1

    network.refresh_from_db()
    assert (network.checked_on, network.checked_by) == (timezone.localdate(), editor)
    assert ContentStamp.current() > before


def test_mark_checked_twice_changes_nothing_more(editor, network):
    actions.mark_checked(records=[network], by=editor, on=date(2026, 1, 2))

    assert actions.mark_checked(records=[network], by=editor, on=date(2026, 1, 2)) == 0


def test_publish_and_withdraw(editor, network):
    assert actions.publish(records=[network], by=editor) == 1
    assert Network.objects.published().get() == network

    assert actions.withdraw(records=[network], by=editor) == 1
    assert not Network.objects.published().exists()


def test_publish_of_an_archived_record_drops_the_reason(editor, network):
    actions.archive(records=[network], reason="Aufgelöst.", by=editor)
    actions.publish(records=[network], by=editor)

    network.refresh_from_db()
    assert (network.state, network.archive_reason) == (State.PUBLISHED, "")


def test_archive_demands_a_reason(editor, network):
    with pytest.raises(ValidationError, match="Grund"):
        actions.archive(records=[network], reason="  ", by=editor)


def test_actions_leave_other_changes_alone(editor, network):
    Network.objects.filter(pk=network.pk).update(summary="Von jemand anderem.")

    actions.publish(records=[network], by=editor)

    network.refresh_from_db()
    assert network.summary == "Von jemand anderem."


def test_account_without_right_changes_nothing(network):
    visitor = Editor.objects.create_user("gast")

    with pytest.raises(PermissionDenied):
        actions.publish(records=[network], by=visitor)

    network.refresh_from_db()
    assert network.state == State.DRAFT
