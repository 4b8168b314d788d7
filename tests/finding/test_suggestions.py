"""Suggestions while typing, for the script, as a page and for browsers; and the script's size."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders

from contacts.models import Person, Responsibility
from networks.models import Field, Network, Organisation
from programmes.models import Programme
from publishing.models import Name
from regions.models import Region
from tests.factories import hide, make

pytestmark = pytest.mark.django_db
URL = "/suche/vorschlaege/"


def suggested(client, text) -> list[str]:
    page = client.get(URL, {"q": text, "format": "liste"}).content.decode()
    return re.findall(r'<a href="[^"]+">(.*?)(?: <small>.*?</small>)?</a>', page)


def groups(client, text) -> list[str]:
    return re.findall(r'role="group" aria-label="(.*?)"', client.get(URL, {"q": text}).content.decode())


def test_beginning_of_a_name_finds_it_in_groups_of_fixed_order(client):
    for model, name in (
        (Organisation, "Lichtwerk"),
        (Programme, "Lichtprogramm"),
        (Field, "Lichttechnik"),
        (Region, "Lichtenfels"),
        (Network, "Lichterbund"),
    ):
        make(model, name=name)

    assert suggested(client, "lich") == ["Lichterbund", "Lichtenfels", "Lichttechnik", "Lichtprogramm", "Lichtwerk"]
    assert groups(client, "lich") == ["Netzwerke", "Regionen", "Felder", "Programme", "Weitere"]


def test_whole_name_comes_before_the_beginning_of_one_and_that_before_a_word_inside(client):
    for name in ("Bund der Lichter", "Lichtervereinigung", "Lichter"):
        make(Network, name=name)

    assert suggested(client, "lichter") == ["Lichter", "Lichtervereinigung", "Bund der Lichter"]


@pytest.mark.parametrize("text", ["its", "it's b", "it´s.b", "IT’S.BB", "ITSB"])
def test_names_are_begun_in_any_spelling(client, text):
    make(Network, name="it’s.BB e. V.")

    assert suggested(client, text) == ["it’s.BB e. V."]


@pytest.mark.parametrize("text", ["Lihctertechn", "Lichtertechnk", "Glas lichtertehcn", "Lcihterte"])
def test_typos_are_forgiven_also_in_an_unfinished_word(client, text):
    make(Network, name="Glas und Lichtertechnik")

    assert suggested(client, text) == ["Glas und Lichtertechnik"]


def test_every_word_counts_and_only_the_last_is_unfinished(client):
    make(Network, name="Roter Mond")
    make(Network, name="Roter Stern")

    assert suggested(client, "roter mo") == ["Roter Mond"]
    assert suggested(client, "stern ro") == ["Roter Stern"]


def test_other_names_people_and_abbreviations_are_suggested(client):
    make(Name, subject=make(Network, name="Leuchten"), kind="kurz", name="SUAB")
    make(Responsibility, person=make(Person, family_name="Pflanzlich"))

    assert suggested(client, "sua") == ["Leuchten"]
    assert suggested(client, "pflanzl") == ["Erika Pflanzlich"]


def test_at_most_eight_and_no_group_crowds_out_the_others(client):
    for number in range(12):
        make(Network, name=f"Licht {number}")
    make(Field, name="Lichtfeld")

    assert len(suggested(client, "licht")) == 8
    assert "Lichtfeld" in suggested(client, "licht")
    assert len(suggested(client, "licht 1")) <= 8


@pytest.mark.parametrize("text", ["", "l", " l ", "'", "??", "\0\0", "qqxyzzy", "x" * 10_000, "<b>", "%%", "__"])
def test_nothing_to_suggest_is_an_answer(client, text):
    make(Network, name="Licht")
    for shape in ("", "liste", "json"):
        response = client.get(URL, {"q": text, "format": shape})
        assert response.status_code == 200 and not response.cookies
        assert "<b>" not in response.content.decode() or shape == "json"
    assert suggested(client, text) == []


def test_names_are_escaped_and_drafts_never_suggested(client):
    make(Network, name="Licht <b>&")
    hide(make(Network, name="Lichtentwurf"))

    assert suggested(client, "licht") == ["Licht &lt;b&gt;&amp;"]


def test_page_stands_alone_and_may_be_kept_for_a_minute(client):
    make(Network, name="Licht")
    response = client.get(URL, {"q": "lich"})
    page = response.content.decode()

    assert '<html lang="de">' in page and page.count("<h1>") == 1 and "Alle Ergebnisse" in page
    assert response["Cache-Control"] == "max-age=60" and response["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in response.get("Vary", "")


def test_suggesting_asks_the_database_at_most_five_times(client, django_assert_max_num_queries):
    for number in range(12):
        make(Network, name=f"Lichtertechnik {number}")
    for text, most in (("licht", 4), ("lichtertehcn", 5)):
        client.get(URL, {"q": text[:-1]})
        with django_assert_max_num_queries(most):
            client.get(URL, {"q": text, "format": "liste"})


def test_browsers_get_names_places_and_addresses_as_json(client):
    network = make(Network, name="Licht", regions=[make(Region, name="Ackerland")])
    response = client.get(URL, {"q": "lich", "format": "json"})

    assert response["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(response.content) == [
        "lich", ["Licht"], ["Netzwerk · Ackerland"], [f"http://testserver{network.get_absolute_url()}"],
    ]  # fmt: skip


def test_opensearch_description_names_both_addresses(client):
    response = client.get("/opensearch.xml")
    root = ElementTree.fromstring(response.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert root.tag == f"{name}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{name}ShortName")) <= 16 and root.findtext(f"{name}Description")
    assert root.findtext(f"{name}InputEncoding") == "UTF-8"
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{name}Url")}
    make(Network, name="Licht")
    page = client.get(templates["text/html"].replace("{searchTerms}", "Licht"))
    assert page.context["total"] == 1
    answer = client.get(templates["application/x-suggestions+json"].replace("{searchTerms}", "Lich"))
    assert json.loads(answer.content)[1] == ["Licht"]
    assert 'rel="search" href="/opensearch.xml"' in client.get("/").content.decode()


def test_long_or_odd_site_names_keep_the_description_valid(client, settings):
    settings.SITE_NAME = "Netze & Cluster <der> Metropolregion"
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)

    assert root.findtext("{http://a9.com/-/spec/opensearch/1.1/}ShortName") == "Netze & Cluster"


def test_script_stays_below_three_kilobytes():
    with open(finders.find("js/portal.js"), "rb") as script:
        assert len(script.read()) < 3072
