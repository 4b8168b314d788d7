"""What a public entry lacked before holds up no change that does not touch it; what it would newly lack does."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from core.kinds import kinds, record_models
from publishing import actions, criteria, history
from publishing.enums import Stage
from publishing.models import Record
from publishing.snapshots import take
from tests.roles import administrator, change, releasable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
MODELS = pytest.mark.parametrize("model", record_models(), ids=lambda model: model.__name__)


def test_there_are_old_gaps_to_try_this_with():
    gaps = [one for model in record_models() for one in model.objects.published() if _gaps(one)]
    assert len({type(one) for one in gaps}) > 1 and len(gaps) > 20


def _gaps(record: Record) -> list[criteria.Answer]:
    return [answer for answer in criteria.checklist(record) if answer.stops]


@pytest.mark.once
@MODELS
def test_typo_can_be_handed_in_and_released_whatever_a_public_entry_lacks(model):
    """In every entry that lacks something; of those that lack nothing, a few stand for all."""
    author, boss = administrator(), administrator()
    lacking, whole = [], []
    for record in model.objects.published():
        (lacking if _gaps(record) else whole).append(record)
    refused = {}
    for record in (*lacking, *whole[:3]):
        try:
            with transaction.atomic():
                revision = change(record, author, internal_note=f"{record.internal_note} Tippfehler behoben.")
                actions.release(revision=revision, by=boss)
                transaction.set_rollback(True)
        except ValidationError as error:
            refused[str(record)] = error.messages
    assert refused == {}


@pytest.mark.parametrize("model", [kind.model for kind in kinds() if kind.is_record and kind.is_cited])
def test_taking_the_source_away_is_refused_at_hand_in_and_named_as_old_where_it_lacked_before(model):
    author, record = administrator(), releasable(model)
    state = take(record)
    state["parts"]["citations"] = {}
    revision = actions.propose(record=record, snapshot=state, by=author)
    with pytest.raises(criteria.Lacking, match="Mindestens eine Quelle") as refused:
        actions.submit(record=record, by=author)
    assert "citations" in {answer.field for answer in refused.value.answers}
    assert history.stage(record) == Stage.CHANGED

    record.citations.all().delete()
    revision.refresh_from_db()
    (answer,) = [
        one for one in criteria.once_released(record, revision) if one.text.startswith("Mindestens eine Quelle")
    ]
    assert answer.is_old and "hält diese Änderung nicht auf" in answer.word
    actions.submit(record=record, by=author)
