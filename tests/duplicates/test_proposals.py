"""Four eyes for merges: one account proposes, a second confirms, refuses, or never gets to see the button."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from duplicates.enums import MergeState
from duplicates.holding import fingerprint
from duplicates.merge import DROP
from duplicates.models import Merge, MergeProposal
from duplicates.proposals import confirm, confirmable, open_proposals, propose
from duplicates.undo import undo
from networks.models import Network, Organisation, Participation
from publishing import actions, history
from publishing.enums import RevisionKind, RevisionState, State
from publishing.models import Revision
from regions.models import Region
from tests.duplicates.merging import ask, confirmed, merge_by_two, url_of
from tests.factories import hide, make
from tests.roles import administrator, change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db

LIST = "/redaktion/dubletten/vorschlaege/"


def pair(**values) -> tuple[Network, Network]:
    return make(Network, name="Lichtnetz", **values), make(Network, name="Licht-Netz", summary="Länger.", **values)


def proposed(by, **values) -> MergeProposal:
    keep, drop = pair(**values)
    return propose(keep=keep, drop=drop, choices={"summary": DROP}, by=by, why="Zweimal erfasst")


def url(proposal: MergeProposal) -> str:
    return reverse("merge_proposal", args=[proposal.pk])


def post(client, proposal: MergeProposal, step: str, **data):
    seen = client.get(url(proposal)).context.get("seen", "")
    return client.post(url(proposal), {"schritt": step, "gesehen": seen, **data})


def test_nothing_changes_until_a_second_account_confirms(client):
    keep, drop = pair()
    client.force_login(editor())

    response = ask(client, keep, drop, **{"feld-summary": DROP, "grund": "Zweimal erfasst"})

    proposal = MergeProposal.objects.get()
    assert (response.status_code, response["Location"]) == (302, url(proposal))
    assert Network.objects.count() == 2 and not Merge.objects.exists()
    assert client.get("/netzwerke/licht-netz/").status_code == 200
    page = client.get("/redaktion/dubletten/").content.decode()
    assert "1 Zusammenführung</a> wartet auf Bestätigung" in page and "Vergleichen" not in page
    assert "wartet auf Bestätigung" in client.get(url_of(drop, keep)).content.decode()

    confirmed(client, response, by=reviewer())

    keep.refresh_from_db()
    proposal.refresh_from_db()
    assert (keep.summary, Network.objects.count()) == ("Länger.", 1)
    assert (proposal.state, proposal.merge) == (MergeState.DONE, Merge.objects.get())
    assert client.get("/netzwerke/licht-netz/").status_code == 301
    done = client.get("/redaktion/dubletten/").content.decode()
    assert f"{proposal.by}, bestätigt von {proposal.decided_by}: Zweimal erfasst" in done


def test_page_shows_what_will_hold_and_since_when_it_changed(client):
    proposal = proposed(editor())
    client.force_login(reviewer())

    page = client.get(url(proposal)).content.decode()
    assert "Zweimal erfasst" in page and "Länger." in page and "Seit dem Vorschlag" not in page
    summary = page[page.index(">Kurztext<") :]
    assert summary.index("Entfällt") < summary.index("Ein Netz.") < summary.index("Gilt") < summary.index("Länger.")

    Network.objects.filter(pk=proposal.drop_id).update(summary="Noch anders.")
    page = client.get(url(proposal)).content.decode()
    assert "Seit dem Vorschlag wurde einer der beiden Einträge geändert" in page and "Noch anders." in page


def test_what_is_confirmed_is_what_was_shown(client):
    proposal = proposed(editor())
    client.force_login(reviewer())
    seen = client.get(url(proposal)).context["seen"]
    Network.objects.filter(pk=proposal.drop_id).update(summary="Dazwischen geändert.")

    response = client.post(url(proposal), {"schritt": "bestaetigen", "gesehen": seen})

    assert response.status_code == 400 and "während Sie verglichen haben" in response.content.decode()
    assert Network.objects.count() == 2 and open_proposals().count() == 1


@pytest.mark.parametrize("role", [reviewer, administrator])
def test_the_same_account_cannot_do_both(client, role):
    by = role()
    proposal = proposed(by)
    client.force_login(by)

    page = client.get(url(proposal)).content.decode()
    assert "Vier Augen" in page and "Bestätigen und zusammenführen" not in page and "Zurückziehen" not in page
    assert "Vorschlag zurückziehen" in page
    assert post(client, proposal, "bestaetigen").status_code == 403
    assert post(client, proposal, "ablehnen", kommentar="Nein").status_code == 403
    assert Network.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (lambda home, away: editor(), False),
        (lambda home, away: reviewer(regions=[away]), False),
        (lambda home, away: reviewer(packages=["programmes"]), False),
        (lambda home, away: reviewer(regions=[home]), True),
        (lambda home, away: administrator(), True),
    ],
    ids=["editor", "other region", "other package", "own region", "administrator"],
)
def test_who_may_decide(client, who, may):
    home, away = make(Region), make(Region)
    proposal = proposed(editor(), regions=[home])
    by = who(home, away)
    client.force_login(by)

    assert confirmable(by, MergeProposal.objects.all()).exists() is may
    assert (f"Sie können entscheiden: {int(may)}<" in client.get(LIST).content.decode()) is True
    page = client.get(url(proposal)).content.decode()
    assert ("Bestätigen und zusammenführen" in page, ">Ablehnen<" in page) == (may, may)
    assert post(client, proposal, "ablehnen", kommentar="Zwei Netze").status_code == (302 if may else 403)
    if may:
        proposal = propose(keep=Network.objects.first(), drop=Network.objects.last(), choices={}, by=editor())
    assert post(client, proposal, "bestaetigen").status_code == (302 if may else 403)
    assert Network.objects.count() == (1 if may else 2)


def test_refusing_needs_a_reason_that_the_proposer_reads(client):
    author = editor()
    proposal = proposed(author)
    client.force_login(reviewer())
    assert post(client, proposal, "ablehnen", kommentar="  ").status_code == 400

    assert post(client, proposal, "ablehnen", kommentar="Das sind zwei Netze.").status_code == 302

    client.force_login(author)
    for page in (LIST, url(proposal)):
        told = client.get(page).content.decode()
        assert "abgelehnt" in told.lower() and "Das sind zwei Netze." in told
    assert post(client, proposal, "zurueckziehen").status_code == 400
    assert propose(keep=Network.objects.first(), drop=Network.objects.last(), choices={}, by=author)


def test_only_the_proposer_withdraws(client):
    author = editor()
    proposal = proposed(author)
    client.force_login(reviewer())
    assert post(client, proposal, "zurueckziehen").status_code == 403
    client.force_login(author)
    assert post(client, proposal, "zurueckziehen").status_code == 302
    assert not open_proposals().exists()


def test_one_proposal_for_a_record_at_a_time(client):
    proposal = proposed(editor())
    keep, drop = Network.objects.order_by("pk")
    for first, second in ((keep, drop), (drop, keep), (keep, make(Network))):
        with pytest.raises(ValidationError, match="schon vorgeschlagen"):
            propose(keep=first, drop=second, choices={}, by=editor())
    with pytest.raises(IntegrityError), transaction.atomic():
        MergeProposal.objects.create(
            content_type=proposal.content_type, keep_id=proposal.keep_id, drop_id=proposal.drop_id
        )


def test_a_proposal_about_what_is_gone_is_over(client):
    proposal = proposed(editor())
    actions.delete(record=Network.objects.get(pk=proposal.drop_id), by=administrator())
    client.force_login(reviewer())

    proposal.refresh_from_db()
    assert proposal.state == MergeState.OBSOLETE and not open_proposals().exists()
    assert "gibt es nicht mehr" in client.get(url(proposal)).content.decode()
    assert post(client, proposal, "bestaetigen").status_code == 400


def test_what_was_begun_since_is_decided_first(client):
    proposal = proposed(editor())
    change(Network.objects.get(pk=proposal.drop_id), editor(), note="Neu")
    client.force_login(reviewer())

    response = post(client, proposal, "bestaetigen")

    assert response.status_code == 400 and "offene Änderung" in response.content.decode()
    assert open_proposals().exists() and Network.objects.count() == 2


@pytest.mark.parametrize("step", ["", "x", "freigeben"])
def test_nonsense_is_refused(client, step):
    proposal = proposed(editor())
    client.force_login(reviewer())
    assert post(client, proposal, step).status_code == 400
    assert client.post(url(proposal), {"schritt": "bestaetigen", "gesehen": "x"}).status_code == 400
    assert client.get(f"{LIST}999999/").status_code == 404
    client.logout()
    assert client.get(LIST).status_code == client.post(url(proposal)).status_code == 302
    assert open_proposals().exists()


def test_drafts_of_nobody_need_no_second_account():
    keep, drop = hide(make(Network)), hide(make(Network))
    by = reviewer()
    with pytest.raises(PermissionDenied, match="schlagen es vor"):
        confirm(proposal=propose(keep=keep, drop=drop, choices={}, by=by), by=editor(), seen=fingerprint(keep, drop))


@pytest.mark.once
def test_list_asks_few_questions(client, django_assert_max_num_queries):
    for _ in range(5):
        proposed(editor())
    client.force_login(reviewer())
    client.get(LIST)

    with django_assert_max_num_queries(15):
        client.get(LIST)


def test_entries_whose_rows_now_point_elsewhere_have_a_line_too(client):
    """A network that had the organisation as member is another one afterwards; a draft's request shows it, too."""
    keep, drop = make(Organisation, name="Institut Prisma e. V."), make(Organisation, name="Institut Prisma")
    public = make(Network, name="Lichtnetz")
    draft = releasable(Network, name="Glanznetz", state=State.DRAFT, regions=[make(Region)])
    for network in (public, draft):
        make(Participation, network=network, organisation=drop, role="mitglied")
    waiting = actions.submit(record=draft, by=editor())
    untouched = make(Network, name="Anderes Netz")
    author, second = editor(), reviewer()

    done = merge_by_two(keep, drop, by=author, second=second)

    line = Revision.objects.of(public).get()
    assert (line.state, line.kind, line.batch) == (RevisionState.RELEASED, RevisionKind.EDIT, done.batch)
    assert (line.created_by, line.decided_by, list(line.authors.all())) == (author, second, [author])
    assert [(one["part"], one["field"], one["old"], one["new"]) for one in line.changes] == [
        ("participations", "organisation_id", drop.pk, keep.pk)
    ]
    assert line.why == "„Institut Prisma“ in „Institut Prisma e. V.“ aufgegangen."
    assert Revision.objects.of(draft).filter(batch=done.batch).get().state == RevisionState.APPLIED
    waiting.refresh_from_db()
    rows = waiting.snapshot["parts"]["participations"].values()
    assert [row["fields"]["organisation_id"] for row in rows] == [keep.pk]
    assert not Revision.objects.of(untouched).exists()
    shown = client.get("/netzwerke/lichtnetz/verlauf/").content.decode()
    assert "Geändert" in shown and "Prisma" not in shown

    undo(merge=done, by=second)
    assert Revision.objects.of(public).count() == 2
    assert history.of(public)[0].changes[0]["new"] == drop.pk
