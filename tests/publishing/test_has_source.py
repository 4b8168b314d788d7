"""A record has a source when the record, a field of it or one of its statements names one."""

import pytest

from networks.models import Network, Participation
from publishing.criteria import has_source
from publishing.models import Link, SourceDocument
from tests.factories import cite, make

pytestmark = pytest.mark.django_db


def test_source_of_the_record_of_a_field_or_of_a_statement_is_one():
    source = make(SourceDocument)
    whole, field, link, joined, none = (make(Network) for _ in range(5))
    cite(whole, source)
    cite(field, source, field="name")
    make(Link, subject=link, source=source)
    make(Participation, network=joined, source=source)
    cite(none, None)
    make(Link, subject=none)

    assert [has_source(one) for one in (whole, field, link, joined, none)] == [True, True, True, True, False]
