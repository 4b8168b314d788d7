"""Somebody leaves: one action moves what is begun and closes the account; what nobody cares for is listed."""

import pytest
from django.urls import reverse

from cases import actions as cases
from contacts.models import Person
from networks.models import Network
from publishing import actions
from publishing.history import type_of
from publishing.models import Revision
from regions.models import Region
from team import leaving
from team.models import StandIn
from tests.cases.world import draft, town
from tests.factories import make
from tests.roles import administrator, change, editor, releasable, reviewer, signed_in
from worklist.models import Handover

pytestmark = pytest.mark.django_db


def hand_over(by, account, successor, **inputs):
    url = reverse("hand_over", args=[account.pk])
    page = signed_in(by)
    shown = page.get(url, {"nachfolge": successor.pk})
    answer = page.post(url, {"nachfolge": successor.pk, **inputs}, follow=True)
    return shown.content.decode(), answer.content.decode()


def test_all_that_is_begun_goes_on_with_the_successor_and_keeps_the_old_name():
    place, there = town(), make(Region, name="Neukreis")
    old, new = place.author, editor(regions=[there], first_name="Neu", last_name="Hier")
    public = releasable(Network, name="Lichtnetz", regions=[place.region])
    fresh = draft(Network, old, name="Entwurfnetz", regions=[place.region])
    waiting = change(public, old, submit=False, summary="Neu.")
    case = cases.begin(title="Umzug", by=old)
    sent = change(releasable(Network, name="Wartenetz", regions=[place.region]), old, summary="Neu.")

    before, after = hand_over(administrator(), old, new, region=[place.region.pk])

    assert "Lichtnetz" in before and "Entwurfnetz" in before and "Umzug" in before
    assert "2 begonnene Einträge und 1 Vorgänge" in after
    old.refresh_from_db()
    assert not old.is_active and place.region in new.regions.all()
    own = signed_in(new)
    tasks = own.get("/redaktion/aufgaben/").content.decode()
    assert all(name in tasks for name in ("Lichtnetz", "Entwurfnetz", "Umzug"))
    waiting.refresh_from_db()
    assert waiting.created_by == old and set(waiting.authors.all()) == {old, new}
    cases.add(case=case, records=[public, fresh], by=new)
    boss = reviewer(regions=[place.region])
    actions.send_back(record=sent.record, by=boss, why="Bitte mit Jahr.")
    stands_in = own.get(f"/redaktion/aufgaben/?fuer={old.pk}").content.decode()
    assert "Wartenetz" in stands_in and "Lichtnetz" not in stands_in


def test_what_nobody_is_in_charge_of_is_listed_until_somebody_is():
    region, other = make(Region), make(Region)
    old, new = editor(regions=[region]), editor(regions=[other])
    releasable(Network, name="Waisennetz", regions=[region])
    releasable(Network, name="Anderesnetz", regions=[other])
    by = administrator(all_regions=False)  # keeps the accounts, not the entries

    before, after = hand_over(by, old, new)

    assert "Waisennetz" in before and "Anderesnetz" not in before
    assert "Dafür ist jetzt niemand zuständig" in after and "Waisennetz" in after
    editor(regions=[region])
    later = signed_in(by).get(reverse("hand_over", args=[old.pk])).content.decode()
    assert "Für alles ist jemand zuständig." in later


def test_what_was_given_up_is_settled_where_the_successor_may_look_after_it():
    region, other = make(Region), make(Region)
    old, new, by = editor(regions=[region, other]), editor(regions=[region]), administrator()
    for name, where in (("Lichtnetz", region), ("Fernnetz", other)):
        network = releasable(Network, name=name, regions=[where])
        about = {"content_type": type_of(network), "object_id": network.pk, "label": name}
        Handover.objects.create(editor=old, version="x", **about)

    before, _ = hand_over(by, old, new)

    assert "Schon abgegeben, noch nicht geregelt: 2" in before
    assert [one.label for one in Handover.objects.filter(done_at=None)] == ["Fernnetz"]
    assert Handover.objects.get(label="Lichtnetz").done_by == by


def test_deputies_follow_and_nobody_stands_in_for_themselves():
    old, new, away = editor(), editor(), editor()
    today = "2026-01-01"
    StandIn.objects.create(editor=away, deputy=old, since=today, until="2099-01-01")
    StandIn.objects.create(editor=new, deputy=old, since=today, until="2099-01-01")

    hand_over(administrator(), old, new)

    assert {(row.editor, row.deputy) for row in StandIn.objects.all()} == {(away, new), (old, new)}


def test_only_administrators_not_themselves_and_not_to_a_closed_account():
    old, new, by = editor(), editor(), administrator()
    url = reverse("hand_over", args=[old.pk])
    assert signed_in(reviewer()).get(url).status_code == 403
    assert signed_in(by).get(reverse("hand_over", args=[by.pk])).status_code == 403
    new.is_active = False
    new.save()
    assert signed_in(by).post(url, {"nachfolge": new.pk}).status_code == 400
    old.refresh_from_db()
    assert old.is_active
    assert not leaving.holdings(old) and not Revision.objects.exists() and not Person.objects.exists()
