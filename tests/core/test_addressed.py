"""Who has an address is told, except where the form does not ask for one."""

import pytest
from django.core.exceptions import ValidationError

from networks.models import Network
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_taken_address_is_told_where_the_form_asks_for_one():
    holder = make(Network, name="Lichtnetz", slug="licht")
    other = Network(slug=holder.slug)

    with pytest.raises(ValidationError, match="Lichtnetz"):
        other.validate_unique()
    other.validate_unique(exclude={"slug"})
