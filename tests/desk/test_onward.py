"""After each decision comes the next of the list, whatever kind it is; and the list of somebody who is away."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions as cases
from cases.members import members, token
from jobs.models import Proposal
from networks.models import Network, Organisation
from publishing.actions import record_new, submit
from publishing.enums import RevisionState, State
from publishing.models import Revision
from regions.models import Region
from team.models import StandIn
from tests.desk_pages import token_of
from tests.factories import make, read
from tests.jobs.world import house, send
from tests.roles import change, editor, releasable, reviewer, signed_in

pytestmark = pytest.mark.django_db
QUEUE = "/redaktion/freigabe/"


def case_of(author, region, title):
    network = releasable(Network, regions=[region])
    case = cases.begin(title=title, by=author, why="Gegründet.")
    change(network, author, submit=False, summary="Neu gefasst.")
    cases.add(case=case, records=[network], by=author)
    cases.submit(case=case, by=author)
    return case


def press(client, url, case, step, **inputs):
    return client.post(url, {"schritt": step, "gesehen": token(case, members(case)), **inputs})


def test_from_case_to_case_to_change_and_back_to_the_list():
    region = make(Region)
    author = editor(regions=[region])
    first, second = case_of(author, region, "Erstens"), case_of(author, region, "Zweitens")
    single = change(releasable(Network, regions=[region]), author, summary="Kurz.")
    client = signed_in(reviewer(regions=[region]))
    row = "?reihe=neu&meine=ja"
    page = client.get(f"{QUEUE}?meine=ja").content.decode()
    paths = (first.get_absolute_url(), second.get_absolute_url(), f"/redaktion/aenderung/{single.pk}/")
    urls = [f"{path}{row}" for path in paths]
    assert all(url.replace("&", "&amp;") in page for url in urls)
    shown = client.get(urls[0]).content.decode()
    assert "Ohne Entscheidung zum Nächsten" in shown and f'href="{QUEUE}?meine=ja">Zur Freigabe' in shown

    assert press(client, urls[0], first, "freigeben").url == urls[1]
    assert press(client, urls[1], second, "zurueckgeben", grund="Bitte kürzer.").url == urls[2]
    decided = client.post(urls[2], {"schritt": "freigeben", "gesehen": token_of(single.record)})
    assert decided.url == f"{QUEUE}?meine=ja"
    alone = case_of(author, region, "Allein")
    assert press(client, alone.get_absolute_url(), alone, "freigeben").url == QUEUE
    assert "Ohne Entscheidung" not in client.get(first.get_absolute_url()).content.decode()


def test_what_is_new_is_seen_with_the_decision_straight_from_the_list_and_decided_from_there_in_the_row():
    region = make(Region)
    author = editor(regions=[region])
    drafts = [releasable(Organisation, region=region, state=State.DRAFT) for _number in range(3)]
    for one in drafts:
        record_new(one, by=author)
    submit(record=drafts[2], by=author)
    alone = Revision.objects.get(object_id=drafts[2].pk, state=RevisionState.REVIEW)
    case = cases.begin(title="Neu", by=author, why="Gegründet.")
    cases.add(case=case, records=drafts[:2], by=author)
    cases.submit(case=case, by=author)
    client = signed_in(reviewer(regions=[region]))
    page = client.get(f"{QUEUE}?meine=ja").content.decode()
    urls = [f"{one}?reihe=neu&meine=ja" for one in (case.get_absolute_url(), f"/redaktion/aenderung/{alone.pk}/")]
    assert all(url.replace("&", "&amp;") in page for url in urls)

    for url in urls:
        seen = client.get(url, follow=True)
        to = seen.redirect_chain[-1][0]
        assert "/vorschau/" in to and to.endswith("/?reihe=1&meine=ja")
        form = seen.content.decode().partition('class="np-preview"')[2].partition("<main")[0]
        assert 'value="freigeben"' in form
        to = unescape(re.search(r'action="([^"]+)"', form)[1])
        compared = client.get(to)
        assert compared.status_code == 200, "from there the comparison is one click away"
        answer = client.post(to, {"schritt": "freigeben", "gesehen": re.search(r'gesehen" value="([^"]+)"', form)[1]})
        assert answer.url == (urls[1] if url == urls[0] else f"{QUEUE}?meine=ja")


def test_proposal_goes_on_to_the_next_of_the_list():
    place = house()
    far = editor(regions=[make(Region)], username="fern")
    said = {"name": "Helllicht", "since": "2023", "herkunft-title": "Brief", "herkunft-kind": "dokument"}
    for name in ("Helllicht", "Dunkelnetz"):
        send(signed_in(far), "umbenannt", place.network, **said | {"herkunft-dated": "2023", "name": name})
    first, second = Proposal.objects.order_by("pk")

    refused = {"schritt": "ablehnen", "grund": "Nur ein Logo."}
    answer = place.desk.post(f"{first.get_absolute_url()}?reihe=1", refused)
    assert answer.url == f"{second.get_absolute_url()}?reihe=neu"
    assert place.desk.post(f"{second.get_absolute_url()}?reihe=1", refused).url == QUEUE


def test_deputy_sees_what_waits_for_somebody_who_is_away_with_her_own_rights():
    region, other = make(Region), make(Region)
    author = editor(regions=[region, other], username="ada")
    away = reviewer(regions=[region, other], username="weg", first_name="Wanda", last_name="Weg")
    deputy = reviewer(regions=[region], username="vertretung")
    here, there = (change(releasable(Network, regions=[one]), author, summary="Kurz.") for one in (region, other))
    elsewhere = change(releasable(Network, regions=[make(Region)]), editor(username="bund"), summary="Kurz.")
    client = signed_in(deputy)
    assert "In Vertretung" not in read(client.get(QUEUE))
    today = timezone.localdate()
    StandIn.objects.create(editor=away, deputy=deputy, since=today, until=today + timedelta(days=3))

    assert f'href="?vertretung={away.pk}">In Vertretung von Wanda Weg</a>' in client.get(QUEUE).content.decode()
    page = client.get(f"{QUEUE}?vertretung={away.pk}")
    answers = {line.revision.pk: line.answer for line in page.context["lines"]}
    assert answers == {here.pk: "Sie können freigeben", there.pk: "nicht Ihre Regionen oder Bereiche"}
    assert "Was Wanda Weg freigeben oder entscheiden könnte" in read(page)
    url = f"/redaktion/aenderung/{here.pk}/?reihe=1&vertretung={away.pk}"
    decided = client.post(url, {"schritt": "freigeben", "gesehen": token_of(here.record)})
    assert decided.url == f"{QUEUE}?vertretung={away.pk}"
    assert Revision.objects.get(pk=here.pk).state == RevisionState.RELEASED
    everything = {line.revision.pk for line in client.get(f"{QUEUE}?vertretung={author.pk}").context["lines"]}
    assert everything == {there.pk, elsewhere.pk}, "for whom she does not stand in, the address means nothing"


def test_deputy_of_an_editor_sees_the_proposals_to_decide():
    place = house()
    far = editor(regions=[make(Region)], username="fern")
    deputy = editor(regions=[make(Region)], username="vertretung")
    said = {"name": "Helllicht", "since": "2023", "herkunft-title": "Brief", "herkunft-kind": "dokument"}
    send(signed_in(far), "umbenannt", place.network, **said | {"herkunft-dated": "2023"})
    today = timezone.localdate()
    StandIn.objects.create(editor=place.author, deputy=deputy, since=today, until=today)

    (whole,) = signed_in(deputy).get(f"{reverse('desk:queue')}?vertretung={place.author.pk}").context["wholes"]
    assert whole.kind == "Vorschlag" and whole.answer == "wartet auf die Zuständigen"
