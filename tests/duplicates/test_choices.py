"""What of two entries can be joined and what has to be chosen, and what is chosen before anybody has."""

import pytest

from duplicates.comparison import choices
from duplicates.merge import BOTH, DROP, KEEP
from networks.models import Network
from publishing.snapshots import take
from regions.models import Region
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_only_lists_and_the_internal_note_can_be_joined():
    keep = make(Network, summary="Eins.", note="", internal_note="a", regions=[make(Region)])
    drop = make(Network, summary="Zwei.", note="Neu.", internal_note="b", regions=[make(Region)])

    found = {choice.name: choice for choice in choices(Network, (take(keep), take(drop)))}

    assert {name for name, choice in found.items() if choice.joinable} == {"regions", "internal_note"}
    defaults = {name: found[name].chosen for name in ("regions", "internal_note", "summary", "note")}
    assert defaults == {"regions": BOTH, "internal_note": BOTH, "summary": KEEP, "note": DROP}
