"""Two people who were taken for one and are two again."""

import pytest

from contacts.models import Person
from duplicates.undo import undo
from erasure.person import erase
from publishing import actions
from publishing.models import Revision, Transition
from tests.duplicates.merging import merge_by_two
from tests.factories import make
from tests.roles import administrator

pytestmark = pytest.mark.django_db


def test_erasing_one_leaves_the_history_of_the_other():
    by = administrator()
    erased, other = make(Person, family_name="Doppel"), make(Person, family_name="Zwilling")
    actions.mark_checked(records=[other], by=by)
    undo(merge=merge_by_two(erased, other), by=by)
    kept = [
        list(model.objects.filter(object_id=other.pk).values_list("pk", flat=True)) for model in (Revision, Transition)
    ]
    assert all(kept)

    erase(person=erased, by=by)

    assert [
        list(model.objects.filter(pk__in=pks).values_list("pk", flat=True))
        for model, pks in zip((Revision, Transition), kept, strict=True)
    ] == kept
