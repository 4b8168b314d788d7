"""A record is found by the names of what its region lies in, and of what a functional one covers or reaches into."""

import pytest

from regions.models import Region
from regions.tree import RegionTree
from search.documents import region_words
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_functional_region_brings_the_names_of_what_it_covers_and_of_what_it_touches():
    covered, touched, other = (make(Region, name=name) for name in ("Nordland", "Südland", "Westland"))
    district = make(Region, name="Küste", kind="kreis", parent=touched)
    around = make(Region, name="Gegend", kind="funktional", covers=[covered], touches=[district])

    words = region_words(RegionTree.load(), around.pk)

    assert words >= {"Gegend", "Nordland", "Küste", "Südland"}
    assert other.name not in words
