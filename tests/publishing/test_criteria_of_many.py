"""What records need is asked of many at once as of each alone, in a number of queries that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.criteria import checklist, checklists
from publishing.models import SourceDocument
from tests.factories import ATTACHED, RECORDS, cite, make, relate_in_every_way

pytestmark = pytest.mark.django_db


def some(model):
    """Bare, cited, with every relation and statement, and with statements whose source is named."""
    bare, cited, related = make(model), make(model), make(model)
    cite(cited, make(SourceDocument))
    relate_in_every_way(related)
    full = make(model)
    for attached in ATTACHED:
        make(attached, subject=full)
    return [type(one)._base_manager.get(pk=one.pk) for one in (bare, cited, related, full)]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_as_of_each_alone(model):
    records = some(model)

    assert checklists(records) == {record.pk: checklist(record) for record in records}


@pytest.mark.once
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_queries_do_not_grow(model):
    counts = []
    for records in ([make(model)], [make(model) for _ in range(6)]):
        checklists(records)
        with CaptureQueriesContext(connection) as queries:
            checklists(records)
        counts.append(len(queries))

    assert counts[0] == counts[1]
