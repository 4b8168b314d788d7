"""What is taken back and handed in again is told once; proposals are told to those who decide about them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobs.models import Proposal
from networks.models import Network
from publishing import actions
from publishing.models import Revision
from regions.models import Region
from team import leaving
from team.models import MailWish, Notice
from team.notices import QUIET
from tests.factories import make, read
from tests.jobs.world import house, send
from tests.roles import administrator, change, editor, releasable, reviewer, signed_in
from tests.team.mails import told
from worklist.digest import build, written

pytestmark = pytest.mark.django_db


def test_recalled_and_handed_in_again_is_one_mail_but_after_a_decision_or_hours_it_is_news():
    region = make(Region)
    author = editor(regions=[region], email="autorin@x.example")
    boss = reviewer(regions=[region], email="leitung@x.example")
    network = releasable(Network, name="Lichtnetz", regions=[region])
    waits = ("leitung", "„Lichtnetz“ wartet auf Ihre Freigabe")
    change(network, author, summary="Neu.")
    assert told() == [waits]

    for _ in range(2):
        actions.recall(record=network, by=author)
        actions.submit(record=network, by=author)
    assert told() == []
    actions.send_back(record=network, by=boss, why="Bitte mit Jahr.")
    actions.submit(record=network, by=author)
    assert told() == [("autorin", "„Lichtnetz“ ist mit Kommentar zurück"), waits]

    Notice.objects.update(told_at=timezone.now() - QUIET - timedelta(minutes=1))
    actions.recall(record=network, by=author)
    actions.submit(record=network, by=author)
    assert told() == [waits]
    actions.release(revision=Revision.objects.of(network).open().get(), by=boss)
    assert told() == [("autorin", "„Lichtnetz“ ist freigegeben")] and not Notice.objects.exists()


@pytest.fixture
def proposed():
    place = house()
    place.author.email = "zustaendig@x.example"
    place.author.save()
    far = editor(regions=[make(Region)], username="fern", email="fern@x.example")
    return place, far


def propose(place, far) -> Proposal:
    said = {"name": "Helllicht", "since": "2023", "herkunft-title": "Brief", "herkunft-kind": "dokument"}
    send(signed_in(far), "umbenannt", place.network, **said | {"herkunft-dated": "2023"})
    return Proposal.objects.latest("pk")


def test_proposal_is_told_to_those_in_charge_and_its_end_to_whoever_made_it(proposed):
    place, far = proposed
    proposal = propose(place, far)
    (message,) = mail.outbox
    assert f"https://portal.example{proposal.get_absolute_url()}" in message.body
    assert told() == [("zustaendig", f"„Vorschlag: {proposal.title}“ wartet auf Ihre Entscheidung")]
    board = read(place.desk.get("/redaktion/"))
    assert "Vorschläge" in board and "Andere wissen etwas zu Ihren Einträgen" in board

    place.desk.post(proposal.get_absolute_url(), {"schritt": "ablehnen", "grund": "Ist nur ein Logo."})
    assert "Kommentar: Ist nur ein Logo." in mail.outbox[0].body
    assert told() == [("fern", f"„Vorschlag abgelehnt: {proposal.title}“")]
    assert not Notice.objects.exists()
    assert "Andere wissen etwas" not in read(place.desk.get("/redaktion/"))


def test_who_wants_the_week_finds_the_proposal_in_the_weekly_mail(proposed):
    place, far = proposed
    MailWish.objects.create(editor=place.author, handed_in="woche")
    propose(place, far)
    assert told() == []

    digest = build(place.author)
    assert digest.waiting == 1 and "ZUR FREIGABE (1)" in written(digest)[1]
    assert build(far).waiting == 0


def test_proposals_go_over_with_the_rest_when_somebody_leaves(proposed):
    place, far = proposed
    proposal = propose(place, far)
    boss, successor = administrator(), editor(regions=list(far.regions.all()), username="neu")
    held = {one.title: one for one in (*leaving.holdings(far), *leaving.holdings(place.author))}
    titles = [title for title in held if "orschläge" in title]
    assert [held[title].some for title in titles] == [[(proposal.title, proposal.get_absolute_url())]] * 2

    leaving.hand_over(far, successor, boss)
    proposal.refresh_from_db()
    assert proposal.by == successor
    assert proposal.title in read(signed_in(successor).get("/redaktion/was-ist-passiert/"))
    heir = editor(username="nachfolge")
    leaving.hand_over(place.author, heir, boss, regions=[place.region])
    heir.refresh_from_db()
    assert "Übernehmen" in read(signed_in(heir).get(proposal.get_absolute_url()))
