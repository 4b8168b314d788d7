"""Values of a facet that records had before, and those that visitors may not know."""

import pytest

from networks.filters import NetworkFilter
from networks.models import Field, Network
from tests.factories import hide, make

pytestmark = pytest.mark.django_db


def test_former_address_of_what_is_hidden_now_means_nothing():
    shown, hidden = make(Field, slug="licht"), make(Field, slug="optik")
    network = make(Network, fields=[shown, hidden])
    for field, slug in ((shown, "neues-licht"), (hidden, "neue-optik")):
        field.slug = slug
        field.save()
    hide(hidden)

    answer = NetworkFilter({"feld": ["licht", "optik"]})

    assert list(answer.qs) == [network]
    assert [str(one) for one in answer.unknown] == ["Feld ‚optik‘"]
    assert not NetworkFilter({"feld": ["optik"]}).understood.chosen
