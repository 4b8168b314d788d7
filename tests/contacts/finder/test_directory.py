"""The finder over the real directory: no answer is a dead end."""

import re
from datetime import date
from itertools import product

import pytest

from contacts.enums import Concern, Role
from contacts.finder.ground import terrain
from contacts.finder.questions import ANOTHER, ANY
from contacts.finder.rules import OTHER, Inquiry
from contacts.models import Channel, Responsibility
from networks.models import Field
from regions.models import Region
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]
URL = "/foerderkontakt/"
TODAY = date(2026, 11, 25)


def test_every_combination_of_answers_ends_at_somebody_who_can_be_reached():
    """Every concern, every region on offer and every field, with one role after the other; every role with every
    concern and region; and every region there is.
    """
    ground = terrain()
    usable = Channel.objects.filter(is_faulty=False).exclude(kind="fax")
    people = set(usable.filter(person__isnull=False).values_list("person", flat=True))
    offices = set(usable.filter(organisation__isnull=False).values_list("organisation", flat=True))
    offered = [None, *(region.pk for region in (*ground.laender(), *ground.special_regions()))]
    fields, roles = [None, OTHER, *ground.fields], ["", *Role.values]
    tried, dead_ends = 0, []
    diagonal = [
        (concern, region, field, roles[(c + r + f) % len(roles)])
        for (c, concern), (r, region), (f, field) in product(*map(enumerate, (Concern.values, offered, fields)))
    ]
    for concern, region, field, role in (
        *diagonal,
        *product(Concern.values, offered, [None], roles),
        *product(Concern.values, ground.tree.regions, [None], [""]),
    ):
        inquiry = Inquiry(concern, region, field, role)
        route = ground.route(inquiry, TODAY)
        tried += 1
        if not route.lead or (route.lead.person not in people and route.lead.office not in offices):
            dead_ends.append(inquiry)
        if len(route.alternatives) > 2:
            dead_ends.append(inquiry)

    assert dead_ends == []
    assert tried > 5_000
    assert len(offered) >= 18


def test_pages_of_many_combinations_show_a_way_to_ask(client):
    """A walk through the pages themselves: follow each question, with every concern and Land."""
    shown = set()
    for concern, region in product(Concern.values, ["alle", "berlin", "sachsen", "mannheim", "bayern", "thueringen"]):
        for field in (ANY, ANOTHER, "social-economy"):
            query = {"anliegen": concern, "region": region, "feld": field, "rolle": "kmu"}
            response = client.get(URL, query)
            page = response.content.decode()
            start = page.index('id="antwort"')
            first = page[start : page.index("</section>", start)]
            assert 'href="tel:' in first or 'href="mailto:' in first or 'rel="external"' in first, query
            assert '<p class="np-finder__reason">' in first and "weil:" not in page
            shown.add(response.context["answer"].title)

    assert shown == {
        "Ihre Ansprechperson",
        "Mögliche Ansprechperson",
        "Ihre zuständige Stelle",
        "Mögliche Anlaufstelle",
        "Hier kennen wir niemanden",
    }


def test_network_in_berlin_that_goes_abroad(client):
    """The two names have no channel, so the office of both leads."""
    query = {"anliegen": "ausland", "region": "berlin", "rolle": "netzwerkmanagement"}
    page = read(client.get(URL, query))

    assert page.index("Ihre zuständige Stelle") < page.index("Senatsverwaltung für Wirtschaft, Energie und Betriebe")
    assert re.search(r"Fragen Sie nach Rolf Knütter.* oder Marzena Hartmann", page)
    assert "Laut Quelle zuständig für Berlin, Netzwerkmanagement, aber ohne Durchwahl." in page
    assert "Angabe von 2021 – bitte nachsehen." in page
    assert "Wenn Sie dort niemanden erreichen" in page
    assert "Programm für Internationalisierung (PfI)" in page


def test_firm_in_berlin_without_a_network_is_not_sent_to_those_who_fund_networks(client):
    assert client.get(URL, {"anliegen": "ausland", "region": "berlin"}).context["question"].param == "rolle"
    answer = client.get(URL, {"anliegen": "ausland", "region": "berlin", "rolle": "kmu"}).context["answer"]

    assert answer.title == "Mögliche Anlaufstelle" and answer.lead.name == "Berlin Partner"
    assert "Senatsverwaltung" not in [stop.name for stop in answer.alternatives]


def test_old_statement_is_said_to_be_old_and_the_fallback_stands_beside(client):
    page = read(client.get(URL, {"anliegen": "netzwerk-gruenden", "region": "sachsen"}))

    assert page.index("Ihre Ansprechperson") < page.index("Dr. Kai Pflanz") < page.index("Wenn Sie dort")
    assert "Angabe vom 18.07.2018 – bitte nachfragen." in page
    assert page.index("Wenn Sie dort") < page.index("Allgemeine Anlaufstelle für Sachsen")


def test_field_leads_to_the_cluster_and_its_second_person(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "mannheim", "feld": "social-economy"})
    page = read(response)

    assert "Laut Quelle zuständig für Mannheim, Feld Social Economy. Das passt zu „Einem Netzwerk beitreten“." in page
    assert page.index("Matthias Henel") < page.index("Cornelia Maiherzyk")


def test_quarter_of_a_town_finds_who_answers_for_the_town(client):
    page = read(client.get(URL, {"anliegen": "beitreten", "region": "mannheim-jungbusch", "feld": "medizintechnik"}))

    assert "Katharina Fox" in page


def test_land_points_to_the_town_with_people_of_its_own(client):
    response = client.get(URL, {"anliegen": "beitreten", "region": "baden-wuerttemberg", "feld": "anderes"})

    assert "Mannheim" in read(response, "h-genauer")
    assert "/foerderkontakt/?anliegen=beitreten&amp;region=mannheim&amp;feld=anderes" in response.content.decode()


def test_pages_for_editors_within_the_budget(admin_client, django_assert_max_num_queries):
    editors = "/redaktion/contacts/responsibility/"
    for url in (f"{editors}abdeckung/", f"{editors}warum/?anliegen=ausland&region=berlin", editors):
        admin_client.get(url)
        with django_assert_max_num_queries(20):
            assert admin_client.get(url).status_code == 200
    assert admin_client.get(f"{editors}abdeckung/").context["gaps"] == 0


def test_rules_of_the_files_have_source_and_target():
    rules = Responsibility.objects.exclude(concern="", is_fallback=False)

    assert rules.filter(is_fallback=True).count() >= 9
    assert not rules.filter(source=None).exists()
    assert Region.objects.filter(responsibilities__is_fallback=True).distinct().count() >= 8
    assert Field.objects.filter(responsibilities__concern="beitreten").distinct().count() == 4


def test_what_is_near_is_next_door():
    ground = terrain()
    by_slug = ground.tree.by_slug

    assert by_slug("berlin").pk in ground.near(by_slug("potsdam").pk, Concern.FOUND)
