"""What one query finds to release is what the rule for a single change allows."""

import pytest

from accounts.models import Editor
from networks.models import Network, Organisation
from publishing.models import Revision
from publishing.permissions import can_release, releasable
from tests.factories import make
from tests.roles import change, editor, reviewer

pytestmark = pytest.mark.django_db


def test_one_query_and_the_rule_for_one_change_agree():
    writer, other = editor(username="anna"), reviewer(username="bert")
    for model in (Network, Organisation):
        change(make(model), writer, summary="Neu gesagt.")
        change(make(model), writer, submit=False, summary="Noch nicht fertig.")
        change(make(model), other, summary="Selbst gesagt.")

    revisions = Revision.objects.all()
    for by in Editor.objects.all():
        assert set(releasable(by, revisions)) == {one for one in revisions if can_release(by, one)}
    assert [one.record.__class__ for one in releasable(other, revisions.order_by("pk"))] == [Network, Organisation]
