"""Deleting what others still need is refused in words."""

import pytest
from django.core.exceptions import ValidationError

from networks.models import Network, Organisation, Participation
from publishing import actions, history
from tests.factories import make
from tests.roles import administrator

pytestmark = pytest.mark.django_db


def test_what_others_need_stays_with_a_word_about_them():
    organisation = make(Organisation, name="Amt")
    make(Participation, network=make(Network), organisation=organisation)

    with pytest.raises(ValidationError, match="„Amt“ wird noch gebraucht: Beteiligungen"):
        actions.delete(record=organisation, by=administrator())

    assert Organisation.objects.filter(pk=organisation.pk).exists() and not history.of(organisation)
