"""Making two entries again of what had become one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from duplicates.merge import DROP, merge
from duplicates.models import Merge
from duplicates.undo import CannotUndo, undo
from networks.models import Network
from publishing import actions
from publishing.models import Citation, Link, Revision
from regions.models import Region
from tests.duplicates.merging import merge_by_two
from tests.factories import make
from tests.roles import administrator, change, editor, reviewer

pytestmark = pytest.mark.django_db


def merged(**values) -> tuple[Network, Network, Merge]:
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz", summary="Länger.", **values)
    make(Citation, subject=drop)
    return keep, drop, merge_by_two(keep, drop, choices={"summary": DROP})


def test_undo_from_the_list(client):
    keep, drop, done = merged()
    client.force_login(editor())
    assert client.post(reverse("merge_undo", args=[done.pk])).status_code == 403
    client.force_login(reviewer())
    page = client.get("/redaktion/dubletten/").content.decode()
    assert "„Licht-Netz“ in „Lichtnetz“" in page

    answer = client.post(reverse("merge_undo", args=[done.pk]), follow=True).content.decode()

    assert "wieder ein eigener Eintrag" in answer and "aufgehoben am" in answer
    assert client.get("/netzwerke/licht-netz/").status_code == 200
    assert Revision.objects.of(keep).first().why.startswith("Zusammenführung vom")
    again = client.post(reverse("merge_undo", args=[done.pk]), follow=True).content.decode()
    assert "schon aufgehoben" in again


def test_undo_keeps_what_was_written_since():
    keep, drop, done = merged()
    keep.refresh_from_db()
    keep.note = "Später ergänzt"
    keep.save()
    link = make(Link, subject=keep)

    undo(merge=done, by=reviewer())

    keep.refresh_from_db()
    assert (keep.summary, keep.note, list(keep.links.all())) == ("Ein Netz.", "Später ergänzt", [link])


def later(keep, drop, done, by):
    keep.refresh_from_db()
    return {
        "Kurztext": lambda: Network.objects.filter(pk=keep.pk).update(summary="Wieder anders."),
        "gelöscht oder umgehängt": lambda: Citation.objects.filter(object_id=keep.pk).delete(),
        "gibt es nicht mehr": lambda: actions.delete(record=keep, by=by),
        "gehört inzwischen zu": lambda: make(Network, slug=drop.slug),
        "offene Änderung": lambda: change(keep, by, note="Neu"),
        "30 Tage": lambda: Merge.objects.update(at=timezone.now() - timedelta(days=31)),
    }


@pytest.mark.parametrize(
    "reason",
    [
        "Kurztext",
        "gelöscht oder umgehängt",
        "gibt es nicht mehr",
        "gehört inzwischen zu",
        "offene Änderung",
        "30 Tage",
    ],
)
def test_undo_refuses_with_the_reason(reason):
    by = administrator()
    keep, drop, done = merged()
    later(keep, drop, done, by)[reason]()
    count = Network.objects.count()

    with pytest.raises(CannotUndo, match=reason):
        undo(merge=done, by=by)

    assert Network.objects.count() == count and not Network.objects.filter(pk=drop.pk).exists()


def test_undo_refuses_when_a_referenced_record_is_gone():
    region = make(Region)
    keep, drop, done = merged(seat=region)
    region.delete()

    with pytest.raises(CannotUndo, match="gibt es nicht mehr"):
        undo(merge=done, by=reviewer())
    assert Network.objects.get() == keep


def test_undo_puts_back_nothing_that_nobody_released():
    """Both were drafts, and what became of them was released: the text of before never was."""
    keep, drop = make(Network, state="entwurf"), make(Network, state="entwurf", summary="Anders.")
    done = merge(keep=keep, drop=drop, choices={"summary": DROP}, by=administrator())
    Network.objects.filter(pk=keep.pk).update(state="freigegeben")

    with pytest.raises(CannotUndo, match="seitdem freigegeben"):
        undo(merge=done, by=administrator())

    assert Network.objects.get().summary == "Anders."


def test_undo_is_for_those_in_charge():
    keep, drop, done = merged()
    with pytest.raises(PermissionDenied):
        undo(merge=done, by=editor())
    with pytest.raises(PermissionDenied):
        undo(merge=done, by=reviewer(regions=[make(Region)]))
