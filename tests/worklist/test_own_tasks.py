"""„Meine Aufgaben“: what an account has begun, and handing it in together."""

import pytest
from django.test import Client

from networks.models import Network
from programmes.models import Programme
from publishing import actions, history
from publishing.enums import RevisionState, State
from publishing.models import Revision
from regions.models import Region
from tests.factories import make, read
from tests.roles import change, editor, releasable

pytestmark = pytest.mark.django_db
URL = "/redaktion/aufgaben/"


@pytest.fixture
def region():
    return make(Region, name="Musterland")


@pytest.fixture
def author(region):
    return editor(regions=[region])


def draft(by, region, name: str, model=Network, batch: str = "", complete: bool = True) -> Network:
    """As the form or an import leaves it; complete: nothing is missing for its release."""
    record = releasable(model, name=name, state=State.DRAFT) if complete else make(model, name=name, state=State.DRAFT)
    record.regions.add(region)
    actions.record_new(record, by=by, batch=batch)
    return record


def listed(client, query: str = "") -> set[str]:
    return {revision.label for revision in client.get(URL + query).context["revisions"]}


def state(record) -> str:
    record.refresh_from_db()
    return record.state


def test_new_drafts_are_tasks_until_they_are_handed_in(client, author, region):
    begun, other = draft(author, region, "Lichtnetz"), draft(editor(regions=[region]), region, "Fremdnetz")
    client.force_login(author)
    assert listed(client) == {"Lichtnetz"}

    change(begun, author, submit=False, summary="Neu gefasst.")
    assert listed(client) == {"Lichtnetz"}

    client.post(URL, {"aenderung": Revision.objects.of(begun).latest("number").pk})
    assert (state(begun), state(other)) == (State.REVIEW, State.DRAFT)
    assert listed(client) == set()


def test_ticked_ones_are_handed_in_and_nothing_else(client, author, region):
    first, second = releasable(Network, regions=[region]), releasable(Network, regions=[region])
    one, two = (change(record, author, submit=False, summary="Neu.") for record in (first, second))
    foreign = change(
        releasable(Network, regions=[region]), editor(regions=[region]), submit=False, summary="Nicht Ihres."
    )
    client.force_login(author)

    answer = client.post(URL, {"aenderung": [one.pk, foreign.pk, "x", "9" * 30]}, follow=True)

    assert "1 Eintrag ist zur Freigabe gegeben." in read(answer)
    assert history.open_change(first).state == RevisionState.REVIEW
    assert history.open_change(second).pk == two.pk
    foreign.refresh_from_db()
    assert {history.open_change(second).state, foreign.state} == {RevisionState.DRAFT}
    assert "Nichts angekreuzt" in read(client.post(URL, follow=True))


def test_what_lacks_something_stays_and_says_what(client, author, region):
    ready, bare = draft(author, region, "Lichtnetz"), draft(author, region, "Kahlnetz", complete=False)
    author.packages = ["networks"]
    author.save()
    programme = make(Programme, state="entwurf", name="Fernprogramm")
    actions.record_new(programme, by=author)
    client.force_login(author)

    page = read(client.post(URL, {"alle": "1"}, follow=True))

    assert "1 Eintrag ist zur Freigabe gegeben." in page
    assert "„Kahlnetz“ nicht: Vor der Freigabe fehlt: Mindestens eine Quelle." in page
    assert [state(record) for record in (ready, bare, programme)] == [State.REVIEW, State.DRAFT, State.DRAFT]
    assert not Revision.objects.of(bare).open().exists()


def test_needs_the_token_of_the_form(author, region):
    draft(author, region, "Lichtnetz")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author)
    assert strict.post(URL, {"alle": "1"}).status_code == 403
