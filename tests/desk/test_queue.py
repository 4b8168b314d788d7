"""The desk of those who release: narrowed down, several at once where that is right, and on to the next."""

import re

import pytest
from django.urls import reverse

from contacts.models import Channel, Person, Responsibility
from duplicates.merge import merge
from networks.models import Network, Organisation
from publishing import actions
from publishing.enums import RevisionState, State
from publishing.models import Revision
from regions.models import Region
from tests.desk_pages import decide, token_of
from tests.factories import make, read
from tests.roles import change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
QUEUE = "/redaktion/freigabe/"


@pytest.fixture
def region():
    return make(Region)


@pytest.fixture
def author(region):
    return editor(regions=[region], username="ada")


def changed(author, region, name: str = "", model=Network, **fields) -> Revision:
    place = {"region": region} if model is Organisation else {"regions": [region]}
    names = {"name": name} if name else {}
    return change(releasable(model, **place, **names), author, **(fields or {"summary": "Neu gefasst."}))


def ticks(client, query: str = "") -> dict[str, str]:
    """What can be released in the list: key of the change → what its box sends."""
    page = client.get(QUEUE + query).content.decode()
    return {value.partition(":")[0]: value for value in re.findall(r'name="aenderung"\s+value="([^"]+)"', page)}


def listed(client, query: str = "") -> list[int]:
    return [line.revision.pk for line in client.get(QUEUE + query).context["lines"]]


def test_several_texts_at_once_but_nobody_s_data_and_nothing_unseen(author, region):
    texts = [changed(author, region) for _ in "abc"]
    long = changed(author, region, note="x" * 300)
    person = make(Person)
    make(Responsibility, person=person, regions=[region])
    grave = change(person, author, function="Leitung")
    draft = releasable(Network, state=State.DRAFT, regions=[region])
    actions.record_new(draft, by=author)
    actions.submit(record=draft, by=author)
    client = signed_in(reviewer(regions=[region]))

    found = ticks(client)
    assert found.keys() == {str(one.pk) for one in texts}
    response = client.post(f"{QUEUE}?meine=ja", {"aenderung": [found[str(one.pk)] for one in texts[:2]]})

    assert response.url == f"{QUEUE}?meine=ja"
    assert "2 Änderungen sind freigegeben" in read(client.get(response.url))
    states = dict(Revision.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in texts] == [RevisionState.RELEASED] * 2 + [RevisionState.REVIEW]
    assert {states[one.pk] for one in (long, grave)} == {RevisionState.REVIEW}
    assert set(listed(client)) >= {texts[2].pk, long.pk, grave.pk}


def test_a_box_says_what_was_seen_and_grants_nothing(author, region):
    seen, forged = changed(author, region), make(Person)
    make(Responsibility, person=forged, regions=[region])
    grave = change(forged, author, function="Leitung")
    boss = reviewer(regions=[region])
    client = signed_in(boss)
    found = ticks(client)
    actions.discard(record=seen.record, by=author)
    change(seen.record, author, summary="Etwas ganz anderes.")
    own = changed(boss, region)

    names = [*found.values(), f"{grave.pk}:{grave.token}", f"{own.pk}:{own.token}", "x", "999999:1"]
    said = read(client.post(QUEUE, {"aenderung": names}, follow=True))

    assert said.count("bitte noch einmal ansehen") == 2 and "Vier Augen" in said
    assert not Revision.objects.filter(state=RevisionState.RELEASED).exists()
    assert "Nichts angekreuzt" in read(client.post(QUEUE, follow=True))
    outsider = signed_in(editor(regions=[region]))
    fresh = Revision.objects.get(pk=own.pk)
    outsider.post(QUEUE, {"aenderung": [f"{fresh.pk}:{fresh.token}"]})
    assert not Revision.objects.filter(state=RevisionState.RELEASED).exists()


def test_narrowed_down_by_kind_weight_and_author(author, region):
    other = editor(regions=[region], username="bert")
    network, status = changed(author, region), changed(author, region, stated_status="beendet")
    office = changed(other, region, model=Organisation)
    client = signed_in(reviewer(regions=[region]))

    assert listed(client, "?art=networks.organisation") == [office.pk]
    assert listed(client, f"?von={author.pk}") == [status.pk, network.pk]
    assert listed(client, "?gewicht=2") == [status.pk]
    assert listed(client, "?gewicht=9&art=auth.group&von=x") == [status.pk, network.pk, office.pk]
    assert "So eingegrenzt wartet nichts" in read(client.get(f"{QUEUE}?gewicht=4"))
    page = read(client.get(QUEUE))
    assert "Status 1" in page and "Text 2" in page and "ada 2" in page and "bert 1" in page


def test_after_each_decision_comes_the_next_with_the_same_filters(author, region):
    first, second = changed(author, region), changed(author, region)
    office = changed(author, region, model=Organisation)
    client = signed_in(reviewer(regions=[region]))
    page = client.get(f"{QUEUE}?art=networks.network").content.decode()
    url = re.search(rf'href="([^"]*/aenderung/{first.pk}/[^"]*)"', page)[1].replace("&amp;", "&")
    assert url.endswith("?reihe=neu&art=networks.network")

    released = client.post(url, {"schritt": "freigeben", "gesehen": token_of(first.record)})
    assert released.url == f"/redaktion/aenderung/{second.pk}/?reihe=neu&art=networks.network"
    assert "Ohne Entscheidung zum Nächsten" not in read(client.get(f"/redaktion/aenderung/{second.pk}/"))
    sent = {"schritt": "zurueckgeben", "gesehen": token_of(second.record), "grund": "Bitte kürzer"}
    assert client.post(released.url, sent).url == f"{QUEUE}?art=networks.network"
    assert decide(client, office, "freigeben").url == QUEUE


def test_what_was_merged_or_archived_is_nobody_s_task_any_more(author, region):
    keep, drop, gone = (releasable(Network, state=State.DRAFT, regions=[region]) for _ in "abc")
    for record in (keep, drop, gone):
        actions.record_new(record, by=author)
    client = signed_in(author)
    assert len(client.get("/redaktion/aufgaben/").context["revisions"]) == 3

    merge(keep=keep, drop=drop, choices={}, by=reviewer(regions=[region]))
    Network.objects.filter(pk=gone.pk).update(state=State.ARCHIVED, archive_reason="Doppelt")

    (task,) = client.get("/redaktion/aufgaben/").context["revisions"]
    assert task.object_id == keep.pk
    assert "Meine Aufgaben <strong>1</strong>" in client.get("/redaktion/").content.decode()


@pytest.mark.once
def test_costs_the_same_for_many(author, region, django_assert_max_num_queries):
    client = signed_in(reviewer(regions=[region]))
    for number in range(6):
        changed(author, region)
        person = make(Person)
        make(Responsibility, person=person, regions=[region])
        make(Channel, person=person, kind="telefon", value=f"0621 29{number}")
        change(person, author, function="Leitung")
    client.get(QUEUE)

    with django_assert_max_num_queries(18):
        assert len(listed(client)) == 12
    assert reverse("desk:queue") == QUEUE
