"""The list of checks shows what there is to check: nobody confirms a number that they have not seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.models import Channel, Person, Responsibility
from networks.models import Network, Organisation
from publishing.history import type_of
from publishing.models import Link, SourceDocument
from regions.models import Region
from reports.enums import Reached
from reports.models import Attempts
from tests.factories import cite, make, read
from tests.roles import editor, signed_in
from worklist.facts import age, facts_of

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def place():
    region, office = make(Region), make(Organisation, name="Fachbereich Wirtschaft")
    network = make(Network, name="Lichtnetz", regions=[region], checked_on=today() - timedelta(days=500))
    person = make(Person, family_name="Muster", organisation=office, checked_on=today() - timedelta(days=400))
    make(Responsibility, person=person, network=network, task="Leitung", regions=[region])
    make(Responsibility, person=person, task="Früher", regions=[region], end="31.12.2019")
    letter = make(SourceDocument, title="Schreiben der Stadt", as_of="2024")
    make(Channel, person=person, kind="telefon", value="0621 293-3351", source=letter)
    make(Channel, person=person, kind="e-mail", value="erika.muster@stadt.example", source=letter)
    make(Link, subject=network, kind="website", label="Website", url="https://lichtnetz.example/")
    cite(network, make(SourceDocument, title="Broschüre", as_of="2021"))
    cite(network, make(SourceDocument, title="Bericht", as_of="2023"))
    for answer, number in ((Reached.YES, 2), (Reached.NO, 3)):
        row = {"content_type": type_of(network), "object_id": network.pk, "month": today().replace(day=1)}
        Attempts.objects.create(**row, answer=answer, number=number)
    return region, network, person


def test_shows_ways_duties_source_age_and_what_visitors_said(place):
    region, *_ = place
    page = read(signed_in(editor(regions=[region])).get("/redaktion/pruefung/"))

    first, second = (
        page[page.index("Erika Muster") : page.index("Lichtnetz Netzwerk")],
        page[page.index("Lichtnetz N") :],
    )
    for words in (
        "0621 293-3351",
        "erika.muster@stadt.example",
        "Leitung (Lichtnetz)",
        "Fachbereich Wirtschaft",
        "Schreiben der Stadt, Stand 2024",
        "vor 13 Monaten",
    ):
        assert words in first, words
    assert "Früher" not in first
    for words in (
        "0621 293-3351 Erika Muster",
        "Leitung: Erika Muster",
        "https://lichtnetz.example/",
        "Bericht, Stand 2023",
        "und 1 weitere",
        "3 nicht erreicht",
        "2 erreicht",
    ):
        assert words in second, words


def test_the_next_entry_takes_the_place_of_the_one_that_was_confirmed(place):
    region, *_ = place
    client = signed_in(editor(regions=[region]))
    page = client.get("/redaktion/pruefung/?was=pruefung").content.decode()

    assert 'id="e-1"' in page and 'formaction="/redaktion/pruefung/?was=pruefung#e-1"' in page


def test_costs_the_same_for_many(place, django_assert_num_queries):
    _, network, person = place
    facts_of([network, person], today())
    more = [make(Person) for _ in range(5)]
    for one in more:
        make(Responsibility, person=one, network=network)
        make(Channel, person=one, kind="telefon", value="0621 1")

    with django_assert_num_queries(5):
        found = facts_of([network, person, *more], today())
    assert len(found[network].ways) == 4 and found[more[0]].ways[0].value == "0621 1"


@pytest.mark.parametrize(
    ("days", "words"), [(None, "noch nie"), (3, "in den letzten Wochen"), (35, "vor 1 Monat"), (800, "vor 2 Jahren")]
)
def test_age(days, words):
    assert age(days and today() - timedelta(days=days), today()) == words
