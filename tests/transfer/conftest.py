"""What the pages of an import find in the directory."""

import pytest

from networks.models import Network
from regions.models import Region
from tests.factories import make


@pytest.fixture
def region():
    return make(Region, name="Harz")


@pytest.fixture
def directory_of_four(region):
    other = make(Region, name="Rhön")
    make(Network, name="Altes Netz", regions=[region])
    make(Network, name="Gleiches Netz", regions=[region])
    make(Network, name="Doppeltes Netz", regions=[region])
    make(Network, name="doppeltes netz", regions=[other])
