"""Whose words go into another entry by a merge is an author of that one, too."""

import pytest
from django.core.exceptions import PermissionDenied

from duplicates.merge import merge
from duplicates.proposals import confirm, fingerprint, propose
from networks.models import Network
from publishing import actions, history
from publishing.snapshots import take
from regions.models import Region
from tests.factories import make
from tests.roles import editor, releasable, reviewer

pytestmark = pytest.mark.django_db


def pair(state: str, author) -> tuple[Network, Network]:
    """The second is a draft that the author wrote at."""
    region = make(Region)
    keep, drop = (
        releasable(Network, state=state, regions=[region]),
        releasable(Network, state="entwurf", regions=[region]),
    )
    snapshot = take(drop)
    snapshot["fields"]["note"] = "Von mir."
    actions.propose(record=drop, snapshot=snapshot, by=author)
    return keep, drop


def test_author_of_what_went_into_a_draft_does_not_release_it():
    author = reviewer()
    keep, drop = pair("entwurf", author)
    merge(keep=keep, drop=drop, choices={"note": "uebernehmen"}, by=reviewer())
    keep.refresh_from_db()
    assert keep.note == "Von mir."

    actions.submit(record=keep, by=editor())

    with pytest.raises(PermissionDenied, match="Vier Augen"):
        actions.release(revision=history.open_change(keep), by=author)


def test_author_of_a_draft_does_not_confirm_that_it_goes_into_a_public_entry():
    author = reviewer()
    keep, drop = pair("freigegeben", author)
    proposal = propose(keep=keep, drop=drop, choices={"note": "uebernehmen"}, by=editor())

    with pytest.raises(PermissionDenied, match="Vier Augen"):
        confirm(proposal=proposal, by=author, seen=fingerprint(keep, drop))

    keep.refresh_from_db()
    assert keep.note == ""
    confirm(proposal=proposal, by=reviewer(), seen=fingerprint(keep, drop))
