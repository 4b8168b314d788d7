"""Who merges what is not public changes nothing for visitors, not even in the history of what names it."""

import pytest
from django.core.exceptions import PermissionDenied

from duplicates.merge import merge
from duplicates.models import Merge
from duplicates.undo import undo
from networks.models import Network, Relation
from publishing.enums import RevisionState
from publishing.models import Revision
from tests.duplicates.merging import ask, merge_by_two
from tests.factories import hide, make, read
from tests.roles import administrator

pytestmark = pytest.mark.django_db


def test_merged_drafts_leave_no_line_in_the_public_history_of_what_names_them(client):
    public, keep, drop = make(Network), make(Network, state="entwurf"), make(Network, state="entwurf")
    relation = make(Relation, from_network=public, to_network=drop)
    page = f"{public.get_absolute_url()}verlauf/"
    before = read(client.get(page))

    done = merge(keep=keep, drop=drop, choices={}, by=administrator())

    relation.refresh_from_db()
    assert relation.to_network == keep
    assert read(client.get(page)) == before
    undo(merge=done, by=administrator())
    assert read(client.get(page)) == before
    assert {row.state for row in Revision.objects.of(public)} == {RevisionState.APPLIED}


def test_merged_public_records_stand_in_the_public_history_of_what_names_them(client):
    public, keep, drop = make(Network), make(Network), make(Network)
    make(Relation, from_network=public, to_network=drop)

    merge_by_two(keep, drop)

    assert "Beziehungen" in read(client.get(f"{public.get_absolute_url()}verlauf/"))


@pytest.mark.parametrize("state", ["entwurf", "archiviert"])
def test_what_is_merged_into_an_archived_record_waits_for_a_second_account(client, state):
    """The address of the draft would answer visitors, or another reason would stand at the one that was archived."""
    keep, drop = hide(make(Network), "archiviert"), hide(make(Network), state)
    by = administrator()

    with pytest.raises(PermissionDenied, match="zweite"):
        merge(keep=keep, drop=drop, choices={}, by=by)

    client.force_login(by)
    assert ask(client, keep, drop, grund="Dasselbe.").status_code == 302
    assert not Merge.objects.exists()
    assert client.get(drop.get_absolute_url()).status_code == (410 if state == "archiviert" else 404)
