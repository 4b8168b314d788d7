"""What somebody knows of an entry of others: a proposal, adopted or refused by those in charge."""

import pytest
from django.urls import reverse

from cases.models import Case
from cases.permissions import releasable as releasable_cases
from jobs.enums import ProposalState
from jobs.models import Proposal
from networks.models import Network
from programmes.models import Programme
from publishing.models import Revision
from regions.models import Region
from tests.factories import make, read
from tests.jobs.world import house, released, send
from tests.roles import editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return house()


@pytest.fixture
def elsewhere():
    return editor(regions=[make(Region)], username="fern")


def proposed(place, by, **values) -> Proposal:
    said = {"name": "Helllicht", "since": "2023", "herkunft-title": "Brief der Fernen", "herkunft-kind": "dokument"}
    page = send(signed_in(by), "umbenannt", place.network, **said | {"herkunft-dated": "2023"} | values)
    assert page.status_code == 200 and "Ihr Vorschlag liegt" in read(page)
    return Proposal.objects.get()


def test_who_is_not_in_charge_proposes_and_nothing_changes(place, elsewhere):
    form = read(
        signed_in(elsewhere).get(reverse("jobs:job_at", args=["umbenannt", "networks.network", place.network.pk]))
    )
    assert "geht als Vorschlag an die Zuständigen" in form and "Vorschlagen" in form
    proposal = proposed(place, elsewhere)

    assert not Case.objects.exists() and not Revision.objects.of(place.network).open().exists()
    page = read(signed_in(elsewhere).get(proposal.get_absolute_url()))
    assert "wartet auf die Zuständigen" in page and "Helllicht" in page and "Übernehmen" not in page
    assert "wartet auf die Zuständigen" in read(signed_in(elsewhere).get(reverse("jobs:jobs")))


def test_those_in_charge_find_it_in_their_queue_and_adopt_it(place, elsewhere):
    proposal = proposed(place, elsewhere)
    queue = place.desk.get(reverse("desk:queue"))
    assert proposal.get_absolute_url() in queue.content.decode() and "Vorschlag" in read(queue)
    page = place.desk.get(proposal.get_absolute_url()).content.decode()
    assert 'value="Helllicht"' in page and 'value="Brief der Fernen"' in page

    said = proposal.typed | {"name": "Helllicht e. V.", "weiter": "einreichen"}
    place.desk.post(proposal.get_absolute_url(), said, follow=True)
    proposal.refresh_from_db()
    case = proposal.case
    assert proposal.state == ProposalState.ADOPTED and set(case.authors.all()) == {elsewhere, place.author}
    assert "Vorgang: wartet auf Freigabe" in read(signed_in(elsewhere).get(reverse("jobs:jobs")))
    assert released(place) == case
    place.network.refresh_from_db()
    assert str(place.network) == "Helllicht e. V."
    assert "Vorgang: freigegeben" in read(signed_in(elsewhere).get(reverse("jobs:jobs")))


def test_whoever_proposed_it_neither_adopts_nor_releases_it(place):
    far = reviewer(regions=[make(Region)], username="fern")
    proposal = proposed(place, far)
    far.regions.add(place.region)
    far.refresh_from_db()
    client = signed_in(far)
    assert client.post(proposal.get_absolute_url(), proposal.typed).status_code == 403
    place.desk.post(proposal.get_absolute_url(), proposal.typed | {"weiter": "einreichen"})
    case = Case.objects.get()
    assert case not in releasable_cases(far, Case.objects.all())
    assert case in releasable_cases(place.boss, Case.objects.all())


def test_refused_with_a_reason_that_is_read(place, elsewhere):
    proposal = proposed(place, elsewhere)
    page = place.desk.post(proposal.get_absolute_url(), {"schritt": "ablehnen", "grund": " "})
    assert page.status_code == 400
    place.desk.post(proposal.get_absolute_url(), {"schritt": "ablehnen", "grund": "Ist nur ein Logo."})
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.REFUSED and not Case.objects.exists()
    assert "abgelehnt: Ist nur ein Logo." in read(signed_in(elsewhere).get(reverse("jobs:jobs")))
    again = place.desk.post(proposal.get_absolute_url(), proposal.typed | {"weiter": "einreichen"}, follow=True)
    assert "schon entschieden" in read(again) and not Case.objects.exists()


def test_call_of_a_nationwide_programme_is_proposed(place):
    call = releasable(Programme, name="Leuchtruf")
    page = send(place.desk, "aufruf", call, what="geschlossen", source=place.letter.pk)
    assert "Ihr Vorschlag liegt" in read(page)
    everywhere = editor(username="bund")
    proposal = Proposal.objects.get()
    signed_in(everywhere).post(proposal.get_absolute_url(), proposal.typed | {"weiter": "einreichen"})
    assert proposal.record == call and Case.objects.get().entries.get().record == call


def test_open_change_of_somebody_else_is_named(place):
    other = editor(regions=[place.region], username="zweite")
    send(signed_in(other), "umbenannt", place.network, name="Anders", since="2023", source=place.letter.pk)
    page = send(place.desk, "umbenannt", place.network, name="Noch anders", since="2023", source=place.letter.pk)
    assert page.status_code == 400 and "Umbenannt: Lichtnetz" in page.content.decode()
    assert Case.objects.count() == 1 and Network.objects.get(pk=place.network.pk).name == "Lichtnetz"
