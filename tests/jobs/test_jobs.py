"""Each guided job writes all the places that people would else look for one by one."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from cases.models import Case
from contacts.models import Person, Responsibility
from jobs.table import JOBS, jobs_of
from networks.enums import StatedStatus
from networks.models import Event, Network, Relation
from programmes.models import Funding, Programme
from publishing.enums import Certainty, MilestoneKind, NameKind
from publishing.models import SourceDocument
from tests.factories import cite, make, read
from tests.jobs.world import address, house, released, send
from tests.roles import releasable

pytestmark = pytest.mark.django_db

CHANGE = {
    "new": "Bert Neu",
    "phone": "0341 222-2",
    "mail": "neu@licht.example",
    "since": "01.03.2021",
}


@pytest.fixture
def place():
    return house()


def german(days: int) -> str:
    return f"{date.today() + timedelta(days=days):%d.%m.%Y}"


def test_numbers_of_one_field_are_called_each_by_itself(place):
    numbers = CHANGE | {"phone": "0341 222-2, 0171 5550134"}
    send(place.desk, "ansprechperson", place.network, old=place.task.pk, source=place.letter.pk, **numbers)

    new = Person.objects.get(family_name="Neu")
    assert {(one.kind, one.value) for one in new.channels.exclude(kind="e-mail")} == {
        ("telefon", "0341 222-2"),
        ("mobil", "0171 5550134"),
    }


@pytest.mark.parametrize("told", ["README.md", "docs/redaktion.md", "templates/editors/lookup/help.html"])
def test_jobs_are_called_alike_wherever_people_are_led_to_them(told):
    text = (settings.BASE_DIR / told).read_text(encoding="utf-8")
    assert JOBS["ansprechperson"].title in text and JOBS["netzwerk-aufnehmen"].title in text


@pytest.mark.once
def test_readme_leads_to_a_new_network_by_the_item_of_the_menu(place):
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    (item,) = re.findall(r"„Neu“ → „([^“]+)“", readme)
    assert f'<a href="{address("netzwerk-aufnehmen")}">{item}</a>' in place.desk.get("/redaktion/").content.decode()


def test_end_of_a_task_changes_nothing_of_what_proves_the_task(place):
    """The letter says until when; that somebody was responsible, and how surely, another source says."""
    brochure = make(SourceDocument)
    said = {"source": brochure, "locator": "S. 3", "certainty": Certainty.IMPLIED}
    Responsibility.objects.filter(pk=place.task.pk).update(**said)
    send(place.desk, "ansprechperson", place.network, old=place.task.pk, source=place.letter.pk, **CHANGE)
    released(place)

    old = Responsibility.objects.get(pk=place.task.pk)
    assert old.end == "2021-02-28" and {name: getattr(old, name) for name in said} == said
    cited = place.person.citations.get(source=place.letter)
    assert cited.field == "" and old.task in cited.note


def test_author_waits_and_is_refused_nothing(place):
    send(place.desk, "ansprechperson", place.network, old=place.task.pk, source=place.letter.pk, **CHANGE)
    page = read(place.desk.get(Case.objects.get().get_absolute_url()))
    assert "wartet auf Freigabe" in page and "Recht zur Freigabe" not in page


def test_another_contact_answers_from_the_day_on(place, client):
    page = send(place.desk, "ansprechperson", place.network, old=place.task.pk, source=place.letter.pk, **CHANGE)
    assert "zur Freigabe gegeben" in read(page)
    assert place.person.full_name in read(client.get(place.network.get_absolute_url()))
    case = released(place)

    old, new = Responsibility.objects.order_by("pk")
    assert (old.end, old.source) == ("2021-02-28", place.task.source)
    assert (new.start, new.task, new.concern, new.network) == ("2021-03-01", old.task, old.concern, place.network)
    assert str(new.person) == "Bert Neu" and new.person.organisation == place.person.organisation
    assert sorted(new.person.channels.values_list("value", "source")) == [
        ("0341 222-2", place.letter.pk),
        ("neu@licht.example", place.letter.pk),
    ]
    assert case.origin == "job:ansprechperson" and case.source == place.letter
    page = read(client.get(place.network.get_absolute_url()))
    assert "Bert Neu" in page and "0341 222-2" in page


def test_who_is_there_already_is_chosen_not_entered_twice(place):
    known = releasable(Person, given_name="Bert", family_name="Neu")
    make(Responsibility, person=known, network=place.network)
    said = CHANGE | {"old": place.task.pk, "source": place.letter.pk}

    page = send(place.desk, "ansprechperson", place.network, **said)
    assert page.status_code == 400 and f"Bert Neu ({known.pk})" in page.content.decode()
    send(place.desk, "ansprechperson", place.network, **said | {"new": f"Bert Neu ({known.pk})"})
    released(place)
    assert Person.objects.filter(family_name="Neu").count() == 1
    assert known.responsibilities.filter(task="Geschäftsführung").exists()


def test_nobody_follows_and_the_desk_says_so(place):
    page = send(
        place.desk, "ansprechperson", place.network, old=place.task.pk, until="31.01.2021", source=place.letter.pk
    )
    assert "niemand mehr eingetragen" in read(page)
    released(place)
    place.task.refresh_from_db()
    assert place.task.end == "2021-01-31"


def test_desk_says_who_and_what_is_left_after_an_end(place):
    other = releasable(Person, given_name="Cem", family_name="Kollege")
    make(Responsibility, person=other, network=place.network, task="Vertretung")
    make(Responsibility, person=place.person, network=place.network, task="Partner finden")
    page = send(
        place.desk, "ansprechperson", place.network, old=place.task.pk, until="31.01.2021", source=place.letter.pk
    )
    assert "niemand mehr eingetragen" not in read(page)
    assert "Anna Alt bleibt hier eingetragen für: Partner finden." in read(page)


def test_renamed_keeps_name_and_address(place, client):
    before = place.network.get_absolute_url()
    cite(place.network, make(SourceDocument), "name")
    send(place.desk, "umbenannt", place.network, name="Helllicht e. V.", since="Mai 2023", source=place.letter.pk)
    released(place)

    place.network.refresh_from_db()
    former = place.network.names.get()
    assert (str(place.network), former.name, former.kind) == ("Helllicht e. V.", "Lichtnetz", NameKind.FORMER)
    assert place.network.milestones.get().date_wording == "" and place.network.milestones.get().date == "2023-05"
    assert [one.source for one in place.network.citations.filter(field="name")] == [place.letter]
    moved = client.get(before)
    assert moved.status_code == 301 and moved["Location"].endswith(place.network.get_absolute_url())


def test_ended_with_successor_and_contacts(place):
    successor = releasable(Network, name="Neonnetz", regions=[place.region])
    said = {"status": "beendet", "on": "31.12.2020", "successor": "Neonnetz", "source": place.letter.pk}
    send(place.desk, "beendet", place.network, **said)
    released(place)

    place.network.refresh_from_db()
    place.task.refresh_from_db()
    assert place.network.stated_status == StatedStatus.ENDED
    assert place.network.milestones.get().kind == MilestoneKind.ENDED
    assert place.task.end == "2020-12-31"
    relation = Relation.objects.get()
    assert (relation.from_network, relation.to_network, relation.source) == (successor, place.network, place.letter)


def test_successor_of_others_stands_in_the_note(place):
    releasable(Network, name="Fernnetz")
    said = {"status": "umgewandelt", "on": "2020", "successor": "Fernnetz", "source": place.letter.pk}
    page = send(place.desk, "beendet", place.network, **said)
    assert "gehört anderen" in read(page)
    released(place)
    place.network.refresh_from_db()
    assert place.network.status_note == "Nachfolge: Fernnetz." and not Relation.objects.exists()


def test_end_to_come_is_a_plan(place):
    send(place.desk, "beendet", place.network, status="beendet", on=german(60), source=place.letter.pk)
    released(place)
    place.network.refresh_from_db()
    assert place.network.stated_status == StatedStatus.ACTIVE
    assert place.network.milestones.get().kind == MilestoneKind.PLANNED


@pytest.mark.parametrize(
    ("opens", "deadline", "answer"),
    [(5, 30, "noch nicht, ab"), (-5, 30, "ja"), (-30, -5, "nein, Frist abgelaufen")],
)
def test_call_opens_and_closes_by_its_days(place, client, opens, deadline, answer):
    call = releasable(Programme, name="Leuchtruf", regions=[place.region], deadline="2019", application="nein")
    days = {"opens": german(opens), "deadline": german(deadline)}
    send(place.desk, "aufruf", call, what="offen", source=place.letter.pk, **days)
    released(place)

    assert answer in read(client.get(call.get_absolute_url()))
    open_now = read(client.get("/foerderprogramme/?antrag=ja"))
    assert ("Leuchtruf" in open_now) is (answer == "ja")


def test_event_of_a_network(place, client):
    said = {"name": "Lichtabend", "kind": "reihe", "frequency": "zweimal im Jahr", "source": place.letter.pk}
    send(place.desk, "veranstaltung", place.network, **said)
    released(place)
    assert Event.objects.get().networks.get() == place.network
    assert "Lichtabend" in read(client.get(place.network.get_absolute_url()))


def test_funding_goes_on_beside_what_was_stated(place, client):
    programme = releasable(Programme, name="GRW")
    place.network.stated_status = StatedStatus.FUNDING_ENDED
    place.network.save()
    first = make(Funding, network=place.network, programme=programme, end="2022-07", source=make(SourceDocument))
    send(place.desk, "foerderung-verlaengert", place.network, funding=first.pk, end="Juli 2099", source=place.letter.pk)
    released(place)

    first.refresh_from_db()
    place.network.refresh_from_db()
    second = place.network.fundings.exclude(pk=first.pk).get()
    assert (first.end, second.start, second.end, second.source) == ("2022-07", "2022-08-01", "2099-07", place.letter)
    assert place.network.stated_status == StatedStatus.ACTIVE
    assert "widersprechen" not in read(client.get(place.network.get_absolute_url()))


def test_merged_leads_to_the_comparison(place):
    other = releasable(Network, name="Lichternetz", regions=[place.region])
    page = place.desk.post(address("zusammengelegt", place.network), {"other": "Lichternetz", "keep": "other"})
    expected = reverse("duplicate_merge", args=["networks.network", other.pk, place.network.pk])
    assert page.status_code == 302 and page["Location"] == expected


def test_without_a_source_nothing_is_written(place):
    before = SourceDocument.objects.count()
    page = send(place.desk, "umbenannt", place.network, name="Anders", since="2023")
    assert page.status_code == 400 and "woher Sie das wissen" in page.content.decode()
    page = send(place.desk, "umbenannt", place.network, name="Anders", since="2023", **{"herkunft-kind": "dokument"})
    assert page.status_code == 400 and "Das braucht die Quelle noch" in page.content.decode()
    assert not Case.objects.exists() and SourceDocument.objects.count() == before


def test_all_tasks_of_somebody_end_and_are_taken_over_at_once(place):
    second = make(
        Responsibility, person=place.person, network=place.network, task="Partner finden", concern="partner-finden"
    )
    said = {"old": place.task.pk, "all_here": "on", "until": "31.12.2020", "since": "01.01.2021", "new": "Bea Neu"}
    send(place.desk, "ansprechperson", place.network, **said, mail="neu@licht.example", source=place.letter.pk)
    released(place)
    for row in (place.task, second):
        row.refresh_from_db()
        assert row.end == "2020-12-31"
    new = Person.objects.get(family_name="Neu").responsibilities.order_by("task")
    assert [(row.task, row.start) for row in new] == [
        ("Geschäftsführung", "2021-01-01"), ("Partner finden", "2021-01-01")
    ]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize(
    "job", [one for one in JOBS.values() if one.form and (one.kinds or one.alone)], ids=lambda job: job.key
)
def test_form_has_at_most_eight_places(job, place):
    """A group of small fields that say one thing is one place; so is the source."""
    records = {Network: place.network, Programme: releasable(Programme, regions=[place.region])}
    record = None if job.alone else records[next(kind for kind in job.kinds if kind in records)]
    page = place.desk.get(address(job.key, record))
    assert page.status_code == 200 and len(page.context["groups"]) <= 8


@pytest.mark.once
def test_entry_offers_its_jobs(place):
    url = reverse("jobs:entry", args=["networks.network", place.network.pk])
    assert url in place.desk.get(f"/redaktion/networks/network/{place.network.pk}/change/").content.decode()
    page = read(place.desk.get(url))
    assert all(job.title in page for job in jobs_of(place.network))
    found = read(place.desk.get(reverse("jobs:jobs"), {"suche": "licht"}))
    assert "Lichtnetz" in found and "Stadt Lichtenau" in found
