"""The API answers as it describes itself, and as the pages do."""

import json
import re

import pytest
from django.test import Client

from networks.models import Network, Organisation
from open_data.api import limits
from publishing.models import Figure, RemovedPage, SourceDocument
from tests.factories import hide, make
from tests.open_data.reading import ROOT, everything, get

pytestmark = pytest.mark.django_db


def test_reads_on_where_records_went_and_came():
    made = [make(Network, name=f"Netz {letter}") for letter in "ABCDEF"]
    first = get(f"{ROOT}/netzwerke?anzahl=2&sortierung=name&nur=art")
    hide(made[0])

    second = get(first["weiter"])
    hide(made[3])
    third = get(second["weiter"])

    names = [[one["name"] for one in page["eintraege"]] for page in (first, second, third)]
    assert names == [["Netz A", "Netz B"], ["Netz C", "Netz D"], ["Netz E", "Netz F"]]
    assert "weiter" not in third


def test_a_cursor_comes_from_an_answer():
    assert get(f"{ROOT}/netzwerke?cursor=5", 400)["parameter"] == ["cursor"]
    assert get(f"{ROOT}/netzwerke?cursor=5-999")["eintraege"] == []


def test_gives_only_the_keys_that_are_asked_for():
    make(Network, name="Netz", legal_form="e. V.", description="Lang.")

    (one,) = everything("netzwerke", "nur=rechtsform,typ")

    assert one["rechtsform"] == "e. V." and "worum" not in one
    assert get(f"{ROOT}/netzwerke?nur=rechtsform,quatsch", 400)["detail"].endswith("kennt nicht: quatsch.")


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ("regoin=x", 400, "unbekannter-parameter"),
        ("typ=quatsch", 400, "unbekannter-wert"),
        ("sortierung=quatsch", 400, "unbekannter-wert"),
        ("region=gibt-es-nicht", 404, "unbekannter-wert"),
        ("ort=Xyzzyhausen", 404, "unbekannter-wert"),
        ("anzahl=0", 400, "falscher-wert"),
        ("anzahl=501", 400, "falscher-wert"),
        ("anzahl=zehn", 400, "falscher-wert"),
        ("typ=", 400, "falscher-wert"),
        ("q=!!", 400, "falscher-wert"),
        ("nur=typ&nur=art", 400, "falscher-wert"),
    ],
)
def test_what_is_not_understood_is_refused_in_two_languages(query, status, name):
    response = Client().get(f"{ROOT}/netzwerke?{query}")
    said = json.loads(response.content)

    assert response.status_code == said["status"] == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert said["type"].endswith(f"/offene-daten/api/#{name}")
    assert said["detail"] and said["detail_en"] and said["detail"] != said["detail_en"]


class TestAddresses:
    def test_a_renamed_record_is_led_on(self):
        network = make(Network, name="Netz", slug="alt")
        network.slug = "neu"
        network.save()
        response = Client().get(f"{ROOT}/netzwerke/alt")

        assert (response.status_code, response.headers["Location"]) == (301, f"{ROOT}/netzwerke/neu")
        assert get(f"{ROOT}/netzwerke/neu")["id"] == network.pk

    def test_an_archived_and_a_deleted_record_say_why(self):
        hide(make(Network, slug="fort"), "archiviert")
        RemovedPage.objects.create(path="/netzwerke/weg/", reason="Doppelt.", successor="/netzwerke/da/")

        assert get(f"{ROOT}/netzwerke/fort", 410)["grund"] == "Aufgelöst."
        gone = get(f"{ROOT}/netzwerke/weg", 410)
        assert (gone["grund"], gone["nachfolge"]) == ("Doppelt.", "/netzwerke/da/")

    def test_a_draft_and_what_never_was_are_not_there(self):
        hide(make(Network, slug="entwurf"))

        for path in (
            "netzwerke/entwurf",
            "netzwerke/nie",
            "nie",
            "ansprechpersonen",
            "ansprechpersonen/erika",
            "a%0Ab",
        ):
            assert get(f"{ROOT}/{path}", 404)["type"].endswith("#nicht-gefunden")

    def test_an_address_with_a_slash_leads_to_the_one_without(self):
        response = Client().get(f"{ROOT}/netzwerke/?typ=cluster")

        assert (response.status_code, response.headers["Location"]) == (301, f"{ROOT}/netzwerke?typ=cluster")

    def test_a_record_names_its_page(self):
        make(Organisation, slug="amt")
        link = Client().get(f"{ROOT}/organisationen/amt").headers["Link"]

        assert re.fullmatch(r'<http\S+/organisationen/amt/>; rel="alternate"; type="text/html"', link)


class TestHttp:
    def test_answers_304_while_nothing_has_changed(self, settings):
        settings.PORTAL_CACHE = False
        network = make(Network, name="Netz", slug="netz")
        tag = Client().get(f"{ROOT}/netzwerke/netz").headers["ETag"]

        again = Client(headers={"If-None-Match": tag}).get(f"{ROOT}/netzwerke/netz")
        network.name = "Anders"
        network.save()
        changed = Client(headers={"If-None-Match": tag}).get(f"{ROOT}/netzwerke/netz")

        assert (again.status_code, again.content) == (304, b"")
        assert changed.status_code == 200

    def test_every_site_may_read_and_nobody_may_write(self):
        client = Client(enforce_csrf_checks=True)
        asked = client.options(f"{ROOT}/netzwerke")
        posted = client.post(f"{ROOT}/netzwerke")

        assert (asked.status_code, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
        assert (posted.status_code, posted.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        for response in (asked, posted, client.get(f"{ROOT}/netzwerke"), client.get(f"{ROOT}/nie")):
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert not response.cookies

    def test_who_asks_too_often_is_told_when_to_come_back(self, settings):
        settings.API_RATE, settings.PORTAL_CACHE = 2, False
        limits.minute.forget()
        answers = [Client().get(f"{ROOT}/netzwerke") for _ in range(3)]
        other = Client(REMOTE_ADDR="198.51.100.7").get(f"{ROOT}/netzwerke")
        limits.minute.forget()

        assert [one.status_code for one in answers] == [200, 200, 429]
        assert 0 < int(answers[2].headers["Retry-After"]) <= 61
        assert other.status_code == 200

    def test_lists_cost_the_same_queries_whatever_they_hold(self, django_assert_max_num_queries):
        for number in range(30):
            make(Network, name=f"Netz {number}")
        get(f"{ROOT}/netzwerke?anzahl=20")
        with django_assert_max_num_queries(12):
            assert len(get(f"{ROOT}/netzwerke?anzahl=20&sortierung=name")["eintraege"]) == 20


def test_facets_count_what_choosing_a_value_would_leave():
    make(Network, name="Eins", kind="cluster")
    make(Network, name="Zwei", kind="hub")

    found = get(f"{ROOT}/facetten/netzwerke?typ=hub")

    kinds = next(one for one in found["facetten"] if one["parameter"] == "typ")
    assert [(one["wert"], one["anzahl"], one["gewaehlt"]) for one in kinds["werte"]] == [
        ("cluster", 1, False),
        ("hub", 1, True),
    ]
    assert found["anzahl"] == 1


def test_a_list_tells_what_a_record_is_and_the_rest_on_demand():
    network = make(Network, name="Netz", slug="netz", legal_form="e. V.")
    make(Figure, subject=network, source=make(SourceDocument))

    (listed,), (whole,) = everything("netzwerke", ""), everything("netzwerke", "nur=alles")

    assert listed["rechtsform"] == "e. V." and listed["belege"]["rechtsform"] == []
    assert "zahlen" not in listed
    assert whole == get(f"{ROOT}/netzwerke/netz") and whole["zahlen"]
