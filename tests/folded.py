"""Networks that lists fold under another, and a town for them."""

import pytest

from networks.enums import NetworkKind, RelationKind
from networks.models import Network, Relation
from regions.models import Region
from tests.factories import make


@pytest.fixture
def town():
    return make(Region, name="Kerzenstadt", slug="kerzenstadt")


def part_of(whole: Network, **values) -> Network:
    values = {"regions": list(whole.regions.all()), "kind": NetworkKind.CONSORTIUM} | values
    part = make(Network, **values)
    make(Relation, from_network=part, to_network=whole, kind=RelationKind.PART_OF)
    return part
