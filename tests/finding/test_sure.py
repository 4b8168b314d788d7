"""Every hit of something that may have changed says how sure it is and whom to reach, as of now."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from pictures.models import Picture
from programmes.models import Programme, SupportOffer
from publishing import actions
from publishing.models import Link, SourceDocument
from reach.hits import is_sure
from regions.models import Region
from search.documents import KIND_OF
from stories.models import Series, Story
from tests.factories import NAMED_BY, cite, hide, make, read

pytestmark = pytest.mark.django_db
URL = "/suche/"
WORD = "Laternen"
BELONG = [Event, Place, Project, SupportOffer]
STATED = [Person, Programme, Organisation, *BELONG]
TERMS = [Field, Market, Region, Series, Story, SourceDocument, Picture]


def named(model, **values):
    """Found by a word that is not its whole name."""
    record = make(model, **{NAMED_BY.get(model, "name"): f"{WORD} Süd", "slug": "sued"} | values)
    if model is Person:
        make(Responsibility, person=record)
    return record


def reachable_network(**values) -> Network:
    network = make(Network, **values)
    make(Channel, person=make(Responsibility, network=network).person)
    return network


def sure(client, word: str = WORD):
    """What the hit of what is `named` says."""
    lines = client.get(URL, {"q": word}).context["results"]
    return next(line.sure for line in lines if line.url.split("#")[0].endswith("/sued/"))


def reach(client, word: str = WORD) -> str:
    return sure(client, word).reach.label


def test_every_kind_of_record_is_asked_but_sources_and_texts():
    asked = {model for model, kind in KIND_OF.items() if is_sure(kind)}

    assert asked == set(STATED)
    assert set(KIND_OF) == asked | {Network} | set(TERMS)


@pytest.mark.parametrize("model", STATED, ids=lambda model: model.__name__)
def test_hit_says_what_its_page_says_of_how_sure_it_is(client, model):
    record = named(model)
    cite(record, make(SourceDocument, as_of="03/2021"))

    words = sure(client).alive.words
    assert words == "zuletzt genannt März 2021"
    assert words in read(client.get(URL, {"q": WORD}))
    assert words in read(client.get(record.get_absolute_url()))


@pytest.mark.parametrize("model", TERMS, ids=lambda model: model.__name__)
def test_terms_texts_and_sources_are_not_asked(client, model):
    named(model)

    assert sure(client) is None
    assert "np-result__foot" not in client.get(URL, {"q": WORD}).content.decode()


@pytest.mark.parametrize("model", STATED, ids=lambda model: model.__name__)
def test_check_counts_at_once_and_ends_with_its_year(client, model, admin_user):
    record = named(model)
    assert "nicht bestätigt" in sure(client).alive.words

    today = date.today()
    actions.mark_checked(records=[record], by=admin_user)
    assert sure(client).alive.words == f"geprüft am {today:%d.%m.%Y}"
    actions.mark_checked(records=[record], by=admin_user, on=today - timedelta(days=800))
    assert sure(client).alive.words.startswith("zuletzt geprüft")


def test_changed_and_withdrawn_sources_count_at_once(client):
    source = make(SourceDocument, as_of="2019")
    citation = cite(named(Programme), source)
    assert sure(client).alive.words == "zuletzt genannt 2019"

    citation.as_of = "2016"
    citation.save()
    assert sure(client).alive.words == "zuletzt genannt 2016"
    hide(source)
    assert "ohne datierte Quelle" in sure(client).alive.words


def test_person_says_by_which_way(client):
    office = make(Organisation, name="Amt am Markt")
    person = named(Person, organisation=office)
    make(Channel, organisation=office)
    assert reach(client) == "über Amt am Markt"

    mail = make(Channel, person=person, kind="e-mail", value="docht@netz.example")
    assert reach(client) == "E-Mail"
    make(Channel, person=person, kind="telefon", value="0341 4711-0")
    assert reach(client) == "Telefon, E-Mail"
    mail.delete()
    assert reach(client) == "Telefon"


def test_faulty_number_is_no_way(client):
    make(Channel, person=named(Person), is_faulty=True, fault="Zahlendreher")

    assert reach(client) == ""


def test_programme_says_how_many_people_then_its_website(client):
    programme = named(Programme)
    link = make(Link, subject=programme, kind="website")
    assert reach(client) == "Website"

    tasks = [make(Responsibility, programme=programme) for _ in range(2)]
    for task in tasks:
        make(Channel, person=task.person)
    assert reach(client) == "2 Ansprechpersonen"
    tasks[0].delete()
    assert reach(client) == "1 Ansprechperson"
    hide(tasks[1].person)
    type(link).objects.update(check_result="defekt")
    assert reach(client) == ""


def test_task_that_ended_is_no_way(client):
    task = make(Responsibility, programme=named(Programme), end="2020")
    make(Channel, person=task.person)

    assert reach(client) == ""


def test_organisation_says_telephone_or_website(client):
    organisation = named(Organisation)
    make(Link, subject=organisation, kind="website")
    assert reach(client) == "Website"

    make(Channel, organisation=organisation)
    assert reach(client) == "Telefon"


@pytest.mark.parametrize("model", BELONG, ids=lambda model: model.__name__)
def test_what_belongs_to_a_network_is_reached_there_unless_it_has_a_website(client, model):
    record = named(model)
    record.networks.add(make(Network, name="Niemandsbund"), reachable_network(name="Dochtbund"))
    assert reach(client) == "über Dochtbund"

    make(Link, subject=record, kind="website")
    assert reach(client) == "Website"


@pytest.mark.parametrize("model", [*BELONG, Programme, Organisation], ids=lambda model: model.__name__)
def test_office_of_the_region_is_no_way_to_an_entry(client, model):
    region = make(Region, name="Ackerland")
    office = make(Organisation, name="Amt am Markt")
    make(Channel, organisation=office)
    make(Responsibility, office=office, regions=[region], concern="beitreten")
    place = KIND_OF[model].found.place
    named(model, **{place: [region] if place == "regions" else region})

    assert reach(client) == ""


@pytest.mark.parametrize("model", BELONG, ids=lambda model: model.__name__)
def test_card_of_what_is_meant_by_name_says_it_too(client, model):
    make(model, name=WORD).networks.add(reachable_network(name="Dochtbund"))
    card = client.get(URL, {"q": WORD}).content.decode().partition('class="np-direct"')[2].partition("</article>")[0]

    assert "über Dochtbund" in card and "ohne datierte Quelle" in card


def test_same_number_of_two_kinds_is_told_apart(client):
    place, event = make(Place, id=7001, name=f"{WORD} Ost"), make(Event, id=7001, name=f"{WORD} West")
    make(Link, subject=place, kind="website")
    cite(event, make(SourceDocument, as_of="2018"))

    found = {line.url: line.sure for line in client.get(URL, {"q": WORD}).context["results"]}
    assert found[place.get_absolute_url()].reach.label == "Website"
    assert found[event.get_absolute_url()].reach.label == ""
    assert found[event.get_absolute_url()].alive.words == "zuletzt genannt 2018"


@pytest.mark.once
def test_hits_of_all_kinds_take_three_queries_more_than_networks(client):
    make(Network, name=f"{WORD}bund")
    networks = queries(client)
    for model in STATED:
        for _ in range(2):
            record = make(model, **{NAMED_BY.get(model, "name"): f"{WORD} Süd"})
            if model is Person:
                make(Responsibility, person=record)

    assert queries(client) <= networks + 3


def queries(client) -> int:
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(URL, {"q": WORD})
    return len(captured)
