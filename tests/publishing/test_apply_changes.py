"""What is written by a change meets the rules of its fields, as if somebody had typed it into a form."""

import pytest
from django.core.exceptions import ValidationError

from networks.models import Network
from publishing import changes
from publishing.models import Citation, Milestone
from tests.factories import cite, make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "new", "message"),
    [
        ("summary", "", "darf nicht leer sein"),
        ("kind", "kegelklub", "keine gültige Option"),
        ("name", "x" * 500, "höchstens"),
        ("seat_id", 999_999, "ist gelöscht"),
    ],
)
def test_value_that_no_form_would_take_is_refused_and_nothing_written(field, new, message):
    network = make(Network)
    before = getattr(network, field)

    with pytest.raises(ValidationError, match=message):
        changes.apply(network, [{"field": field, "old": before, "new": new}])

    assert getattr(Network.objects.get(), field) == before


def test_what_no_form_shows_stands_in_nobodys_way():
    """Nobody could mend it there."""
    citation = cite(make(Network), None)

    assert changes.hidden(citation) >= {"content_type", "object_id"}
    assert not changes.hidden(citation) & {"note", "field", "source", "certainty"}
    assert not changes.hidden(make(Milestone, subject=make(Network))) & {"date_earliest", "date_latest"}
    assert Citation.objects.count() == 1
