"""What many rows hold as JSON comes back as it was, however it is sent (memory.backends.postgresql)."""

import pytest
from django.contrib.contenttypes.models import ContentType

from networks.models import Network
from publishing.models import Revision

NASTY = [
    '"',
    "\\",
    '\\"',
    '\\\\"x',
    '","',
    "NULL",
    "{}",
    "'",
    "%s",
    "ä\n\t\x7f",
    " \u2028",
    "",
    None,
    1.5,
    True,
    [],
    {},
]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, len(NASTY)])
def test_as_it_was(number):
    kind = ContentType.objects.get_for_model(Network)
    states = [{"said": one, str(one): [one, [one], {"more": one}]} for one in NASTY[:number]]
    Revision.objects.bulk_create(
        Revision(content_type=kind, object_id=pk, number=1, snapshot=state, changes=[state])
        for pk, state in enumerate(states, start=1)
    )

    found = Revision.objects.order_by("object_id").values_list("snapshot", "changes")
    assert list(found) == [(state, [state]) for state in states]
