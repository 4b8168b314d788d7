"""What a merge does with addresses, and its undo."""

import pytest

from core.addresses import why_taken
from duplicates.merge import merge
from duplicates.undo import CannotUndo, undo
from networks.models import Network
from publishing.enums import State
from publishing.models import SlugHistory
from tests.duplicates.merging import merge_by_two
from tests.factories import make
from tests.roles import administrator

pytestmark = pytest.mark.django_db


def test_nobody_knows_the_address_of_a_draft():
    keep, drop = make(Network, state=State.DRAFT), make(Network, state=State.DRAFT, slug="entwurf")

    done = merge(keep=keep, drop=drop, choices={}, by=administrator())

    assert not SlugHistory.objects.exists()
    assert undo(merge=done, by=administrator()).slug == "entwurf"


def test_draft_merged_takes_no_redirect_and_gives_it_back_to_nobody(client):
    moved = make(Network, slug="erst")
    moved.slug = "dann"
    moved.save()
    keep, drop = make(Network, state=State.DRAFT), make(Network, state=State.DRAFT, slug="erst")

    done = merge(keep=keep, drop=drop, choices={}, by=administrator())

    assert client.get("/netzwerke/erst/").headers["Location"] == "/netzwerke/dann/"
    with pytest.raises(CannotUndo, match="gehört inzwischen zu"):
        undo(merge=done, by=administrator())


def test_address_of_the_one_that_went_is_taken_until_it_is_back(client):
    keep, drop = make(Network, slug="bleibt"), make(Network, slug="geht")
    done = merge_by_two(keep, drop)

    assert "gehörte früher zu" in why_taken(Network(slug="geht"))
    assert client.get("/netzwerke/geht/").headers["Location"] == "/netzwerke/bleibt/"
    assert undo(merge=done, by=administrator()).slug == "geht"
    assert not SlugHistory.objects.exists()
