"""Documents as they are kept encoded: the same bytes as made anew."""

import pytest

from core.kinds import kind_of, kinds
from documents.build import documents_of
from documents.encoded import encoded, encoded_documents
from documents.shape import shape_of
from memory.pieces import pieces
from networks.models import Network

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
TOLD = [kind for kind in kinds() if kind.document]


@pytest.mark.once
def test_all_records_of_the_directory_are_the_same_bytes_kept_or_made_anew():
    """Asked for in batches that overlap, in another order than they were made in."""
    for kind in TOLD:
        pks = list(kind.model._base_manager.order_by("pk").values_list("pk", flat=True))[:400]
        for only in (None, shape_of(kind.model).own):
            anew = {one["id"]: encoded(one) for one in documents_of(kind, pks, only)}
            for start in (*range(0, len(pks), 20), *range(0, len(pks), 30)):
                some = pks[start : start + 30][::-1]
                assert encoded_documents(kind, some, only) == [anew[pk] for pk in some if pk in anew]
    assert pieces.bytes > 100_000


def test_what_is_kept_asks_the_database_for_nothing_but_its_state(django_assert_num_queries):
    kind = kind_of(Network)
    pks = list(Network.objects.published().values_list("pk", flat=True)[:20])
    first = encoded_documents(kind, pks)

    with django_assert_num_queries(1):
        assert encoded_documents(kind, pks) == first
