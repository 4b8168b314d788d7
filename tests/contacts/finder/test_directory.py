"""The finder over the real directory: no answer is a dead end."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from contacts.enums import Concern, Role
from contacts.finder.ground import terrain
from contacts.finder.questions import ANOTHER, ANY
from contacts.finder.rules import OTHER, Inquiry
from contacts.models import Channel, Responsibility
from networks.models import Field
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
URL = "/foerderkontakt/"
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def walked(directory, django_db_blocker):
    """The ground, and every concern, every region on offer and every field, with one role after the other; every role
    with every concern and region; and every region there is: each with its route.
    """
    with django_db_blocker.unblock():
        ground = terrain()
        return ground, [(inquiry, ground.route(inquiry, TODAY)) for inquiry in inquiries(ground)]


def inquiries(ground):
    offered = [None, *(region.pk for region in (*ground.laender(), *ground.special_regions()))]
    fields, roles = [None, OTHER, *ground.fields], ["", *Role.values]
    diagonal = [
        (concern, region, field, roles[(c + r + f) % len(roles)])
        for (c, concern), (r, region), (f, field) in product(*map(enumerate, (Concern.values, offered, fields)))
    ]
    for concern, region, field, role in (
        *diagonal,
        *product(Concern.values, offered, [None], roles),
        *product(Concern.values, ground.tree.regions, [None], [""]),
    ):
        yield Inquiry(concern, region, field, role)


def fits_anywhere(ground, inquiry) -> bool:
    """Does somebody answer the same question in any region?"""
    places = {pk for rule in ground.rules for pk in rule.regions}
    return any(ground.decide(replace(inquiry, region=place), TODAY).lead for place in (None, *places))


@pytest.mark.once
def test_every_combination_of_answers_ends_at_whoever_is_known(walked):
    """Somebody who can be reached; nobody only where nobody in any region has the concern, or no region is said."""
    ground, routes = walked
    usable = Channel.objects.filter(is_faulty=False).exclude(kind="fax")
    people = set(usable.filter(person__isnull=False).values_list("person", flat=True))
    offices = set(usable.filter(organisation__isnull=False).values_list("organisation", flat=True))
    dead_ends, unanswered = [], set()
    for inquiry, route in routes:
        if not route.lead and inquiry.region:
            unanswered.add(replace(inquiry, region=0))
        if route.lead and route.lead.person not in people and route.lead.office not in offices:
            dead_ends.append(inquiry)
        if len(route.alternatives) > 2:
            dead_ends.append(inquiry)

    assert dead_ends == []
    assert [inquiry for inquiry in unanswered if fits_anywhere(ground, inquiry)] == []
    assert len(routes) > 5_000


@pytest.mark.once
def test_pages_of_many_combinations_show_a_way_to_ask(client):
    """A walk through the pages themselves: follow each question, with every concern and Land."""
    shown = set()
    for concern, region in product(Concern.values, ["alle", "berlin", "sachsen", "mannheim", "bayern", "thueringen"]):
        for field in (ANY, ANOTHER, "social-economy"):
            query = {"anliegen": concern, "region": region, "feld": field, "rolle": "kmu"}
            response = client.get(URL, query)
            page = response.content.decode()
            shown.add(response.context["answer"].title)
            if not response.context["answer"].lead:
                assert 'href="/ansprechpersonen/"' in page and 'href="/suche/"' in page
                continue
            start = page.index('id="antwort"')
            first = page[start : page.index("</section>", start)]
            assert 'href="tel:' in first or 'href="mailto:' in first or 'rel="external"' in first, query
            assert '<p class="np-finder__reason">' in first and "weil:" not in page

    assert shown == {
        "Ihre Ansprechperson",
        "Mögliche Ansprechperson",
        "Ihre zuständige Stelle",
        "Mögliche Anlaufstelle",
        "Hier kennen wir niemanden",
        "Für Ihre Angaben kennen wir niemanden",
    }


def test_network_in_berlin_that_goes_abroad(client):
    """The two names have no channel, so the office of both leads."""
    query = {"anliegen": "ausland", "region": "berlin", "rolle": "netzwerkmanagement"}
    page = read(client.get(URL, query))

    assert page.index("Ihre zuständige Stelle") < page.index("Senatsverwaltung für Wirtschaft, Energie und Betriebe")
    assert re.search(r"Fragen Sie nach Rolf Knütter.* oder Marzena Hartmann", page)
    assert "Laut Quelle: PfI-Netzwerke (Berlin, Netzwerkmanagement), aber ohne Durchwahl." in page
    assert "Angabe von 2021 – bitte nachsehen." in page
    assert "Programm für Internationalisierung (PfI)" in page


def test_firm_in_berlin_without_a_network_is_not_sent_to_those_who_fund_networks(client):
    assert client.get(URL, {"anliegen": "ausland", "region": "berlin"}).context["question"].param == "rolle"
    answer = client.get(URL, {"anliegen": "ausland", "region": "berlin", "rolle": "kmu"}).context["answer"]

    assert answer.title == "Hier kennen wir niemanden" and answer.lead.is_near
    assert answer.lead.name == "Wirtschaftsförderung Sachsen"
    assert "Senatsverwaltung" not in [stop.name for stop in answer.alternatives]


def test_old_statement_is_said_to_be_old(client):
    page = read(client.get(URL, {"anliegen": "netzwerk-gruenden", "region": "sachsen"}))

    assert page.index("Ihre Ansprechperson") < page.index("Dr. Kai Pflanz")
    assert "Angabe vom 18.07.2018 – bitte nachfragen." in page


@pytest.mark.once
def test_office_that_catches_what_is_left_answers_for_the_concerns_it_names_alone(walked):
    _, routes = walked
    caught = {inquiry.concern for inquiry, route in routes if route.lead and route.lead.verdict.rule.is_fallback}

    assert caught == {Concern.PROJECT, Concern.OTHER}


def test_whoever_is_nearest_stands_where_nobody_is_known_and_is_marked(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "kiel", "feld": "social-economy"})
    page = read(response)

    assert response.context["answer"].lead.is_near
    assert page.index("Hier kennen wir niemanden") < page.index("Nicht für Ihre Region zuständig")
    assert page.index("sondern für: Mannheim") < page.index("Matthias Henel")


def test_field_leads_to_the_cluster_and_its_second_person(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "mannheim", "feld": "social-economy"})
    page = read(response)

    assert "Laut Quelle: Ansprechperson des Social Economy Clusters (Mannheim, Feld Social Economy)." in page
    assert "Dass das zu „Einem Netzwerk beitreten“ passt, ist unsere Zuordnung." in page
    assert page.index("Matthias Henel") < page.index("Cornelia Maiherzyk")


def test_quarter_of_a_town_finds_who_answers_for_the_town(client):
    page = read(client.get(URL, {"anliegen": "beitreten", "region": "mannheim-jungbusch", "feld": "medizintechnik"}))

    assert "Katharina Fox" in page


def test_land_points_to_the_town_with_people_of_its_own(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "baden-wuerttemberg", "feld": "anderes"})

    assert "Mannheim" in read(response, "h-genauer")
    assert "/foerderkontakt/?anliegen=beitreten&amp;region=mannheim&amp;feld=anderes" in response.content.decode()


@pytest.mark.once
def test_pages_for_editors_within_the_budget(admin_client, django_assert_max_num_queries):
    editors = "/redaktion/contacts/responsibility/"
    for url in (f"{editors}abdeckung/", f"{editors}warum/?anliegen=ausland&region=berlin", editors):
        admin_client.get(url)
        with django_assert_max_num_queries(20):
            assert admin_client.get(url).status_code == 200
    assert admin_client.get(f"{editors}abdeckung/").context["gaps"] > 0


def test_rules_of_the_files_have_source_and_target():
    rules = Responsibility.objects.exclude(concern="", is_fallback=False)

    assert not rules.filter(source=None).exists()
    assert not rules.filter(is_fallback=True, concern="").exists()
    assert Field.objects.filter(responsibilities__concern="beitreten").distinct().count() == 4


def test_what_is_near_is_next_door():
    ground = terrain()
    by_slug = ground.tree.by_slug

    assert by_slug("berlin").pk in ground.near(by_slug("potsdam").pk, Concern.FOUND)
