"""The conditions for the database agree with what the public pages say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.detail import network_page
from networks.enums import StatedStatus, Status
from networks.models import Network
from networks.status import shown_status
from pages.alive import UNSAID
from pages.record_page import RecordPage
from programmes.models import Funding, Programme
from publishing.enums import State
from publishing.history import type_of
from publishing.models import Figure, Link, Milestone, Name, Release, SourceDocument
from tests.factories import RECORDS, make
from worklist.tasks import TASKS, Ground

pytestmark = pytest.mark.django_db


def test_contradictions_are_those_that_the_pages_show(directory):
    """The condition for the database and the public page must never disagree."""
    network = make(Network)
    same = {"subject": network, "counted": "Betriebe"}
    sources = [make(SourceDocument, as_of="2020"), make(SourceDocument, as_of="2020"), make(SourceDocument)]
    make(Figure, source=sources[0], number=7, as_of="2019", **same)
    make(Figure, source=sources[2], number=7, qualifier="rund", as_of="2019", **same)
    others = [make(Network) for _ in range(6)]
    for at, source in enumerate(sources[:2]):
        for other, date in zip(others, ((2011, 2012)[at], ("2011", "Mai 2011")[at]), strict=False):
            make(Milestone, subject=other, kind="gruendung", date=str(date), text="Gegründet.", source=source)
        for other, name in zip(others[2:], (("Langer Name", "Anderer Name")[at], "Ein Name"), strict=False):
            make(Name, subject=other, kind="langform", name=name, source=source)
        for other, url in zip(
            others[4:], (f"https://netz{at}.example/", f"https://www.netz.example/{at}"), strict=False
        ):
            make(Link, subject=other, kind="website", label="Website", url=url, source=source)

    by_page, by_database = set(), set()
    for model in RECORDS:
        if model is not SourceDocument:
            for record in model.objects.published():
                found = RecordPage(record).context()["conflicts"]
                if found or model is Network and network_page(record)["conflicts"]:
                    by_page.add(record)
        by_database |= set(model.objects.published().filter(TASKS["widerspruch"].condition(model, Ground())))

    assert {network, *others[::2]} <= by_page and by_page.isdisjoint(others[1::2])
    assert by_database == by_page


def test_passed_funding_ends_are_those_that_make_a_status_unclear(directory):
    today = timezone.localdate()
    checked_since = make(Network, checked_on=today)
    checked_before = make(Network, checked_on=today - timedelta(days=5000))
    for network in (checked_since, checked_before):
        make(Funding, network=network, end="31.12.2019")
    make(Funding, network=make(Network), end="")

    found = set(Network.objects.published().filter(TASKS["foerderende"].condition(Network, Ground())))
    unclear = {
        network
        for network in Network.objects.published().filter(stated_status=StatedStatus.ACTIVE)
        if shown_status(
            network.stated_status,
            network.fundings.values_list("end_latest", flat=True),
            network.checked_on,
            UNSAID,
            today,
        )
        == Status.UNCLEAR
    }

    assert found == unclear
    assert checked_before in found and checked_since not in found


@pytest.mark.parametrize(("ends_in", "listed"), [(-1, False), (0, True), (183, True), (184, False), (None, False)])
def test_what_ends_in_half_a_year(ends_in, listed):
    """A funding of a network, and the time in which a programme takes applications."""
    end = "" if ends_in is None else f"{timezone.localdate() + timedelta(days=ends_in):%d.%m.%Y}"
    programme = make(Programme, deadline=end)
    network = make(Funding, network=make(Network), end=end).network

    for record in (programme, network):
        model = type(record)
        found = model.objects.filter(TASKS["laeuft-aus"].condition(model, Ground()))
        assert (record in found) is listed


@pytest.mark.parametrize(("ends_in", "listed"), [(0, True), (30, True), (31, False)])
def test_the_latest_release_counts(ends_in, listed):
    today = timezone.localdate()
    network, renewed = make(Network), make(Network)
    archived = make(Network, state=State.ARCHIVED, archive_reason="Aufgelöst")
    for record in (network, renewed, archived):
        released(record, today + timedelta(days=ends_in))
    released(renewed, today + timedelta(days=400))
    task = TASKS["freigabe-endet"]

    found = Network.objects.filter(task.condition(Network, Ground()))

    assert list(found) == ([network] if listed else [])
    assert task.statements().exists() is listed


def released(record, until) -> None:
    day = timezone.localdate() - timedelta(days=300)
    Release.objects.create(content_type=type_of(record), object_id=record.pk, office="Amt", day=day, valid_until=until)
