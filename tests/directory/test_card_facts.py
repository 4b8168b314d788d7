"""What a network's result line takes from rows beside it when there are several."""

from datetime import date

import pytest

from directory.facets import network_index
from networks.models import Network
from publishing.models import SourceDocument
from tests.factories import cite, hide, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def said_of(network):
    return network_index().alive(network.pk).date


@pytest.mark.parametrize("latest", range(3))
def test_latest_public_source_of_the_whole_network_counts(latest):
    """Whatever the order in which they were cited; a source without a day is older than any other."""
    network = make(Network)
    days = ["2018", "", "2019"]
    days[latest] = "2021"
    sources = [make(SourceDocument, as_of=day) if day else make(SourceDocument, as_of=None) for day in days]
    for source in sources:
        cite(network, source)
    cite(network, make(SourceDocument, as_of="2024"), field="summary")
    cite(network, hide(make(SourceDocument, as_of="2025")))

    assert said_of(network) == date(2021, 1, 1)
    cite(network, make(SourceDocument, as_of="2023"), field="name")  # who says what it is called now names it
    assert said_of(network) == date(2023, 1, 1)
    assert said_of(make(Network)) is None


def test_latest_source_counts_whether_it_is_cited_for_the_status_or_for_the_whole():
    network = make(Network)
    cite(network, make(SourceDocument, as_of="2023"))
    cite(network, make(SourceDocument, as_of="2021"), field="stated_status")
    other = make(Network)
    cite(other, make(SourceDocument, as_of="2021"))
    cite(other, make(SourceDocument, as_of="2023"), field="stated_status")

    assert said_of(network) == said_of(other) == date(2023, 1, 1)
