"""Each trace of having been public is enough: editors may not delete the record."""

import pytest
from django.core.exceptions import PermissionDenied

from networks.models import Network
from publishing import actions, history
from publishing.enums import Stage, State, Verb
from publishing.models import Release, Transition
from tests.factories import make
from tests.roles import administrator, editor

pytestmark = pytest.mark.django_db


def released(record):
    Release.objects.create(**_about(record), office="Amt")


def published(record):
    Transition.objects.create(**_about(record), verb=Verb.RELEASE, from_stage=Stage.REVIEW, to_stage=Stage.PUBLISHED)


def withdrawn(record):
    Transition.objects.create(**_about(record), verb=Verb.WITHDRAW, from_stage=Stage.PUBLISHED, to_stage=Stage.DRAFT)


def _about(record) -> dict:
    return {"content_type": history.type_of(record), "object_id": record.pk}


@pytest.mark.parametrize("leave_trace", [released, published, withdrawn])
def test_what_left_a_trace_of_having_been_public_stays(leave_trace):
    draft, other = make(Network, state=State.DRAFT), make(Network, state=State.DRAFT)
    leave_trace(draft)

    with pytest.raises(PermissionDenied, match="Was öffentlich war"):
        actions.delete(record=draft, by=editor())
    actions.delete(record=other, by=editor())
    assert list(Network.objects.all()) == [draft]
    actions.delete(record=draft, by=administrator())
    assert not Network.objects.exists()


def test_what_waits_for_review_is_not_for_editors_to_delete():
    waiting = make(Network, state=State.REVIEW)

    with pytest.raises(PermissionDenied):
        actions.delete(record=waiting, by=editor())
