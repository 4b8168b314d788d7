"""The records of a page stand as its index says, without those that are gone."""

import pytest

from core.list_view import in_order
from networks.models import Network
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_records_stand_in_the_order_of_the_page():
    one, other, third = (make(Network) for _ in range(3))

    assert in_order(Network.objects.all(), [third.pk, one.pk, other.pk]) == [third, one, other]


def test_what_was_deleted_meanwhile_is_left_out():
    one, other = make(Network), make(Network)
    pks = [one.pk, other.pk]
    one.delete()

    assert in_order(Network.objects.all(), pks) == [other]
