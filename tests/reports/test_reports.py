"""Telling the editors that something is wrong: without account, without cookie, and what editors do with it."""

import pytest
from django.urls import reverse

from networks.models import Network
from reports import limits
from reports.models import Report
from reports.pages import known_path, record_at
from tests.factories import hide, make
from tests.roles import administrator, editor, reviewer

pytestmark = pytest.mark.django_db
URL = "/fehler-melden/"
HERE = {"headers": {"sec-fetch-site": "same-origin"}}
DATA = {"kind": "angabe", "text": "Die Zahl der Mitglieder ist 17."}
LIST = "/redaktion/reports/report/"


def send(client, **values):
    return client.post(URL, DATA | values, **HERE)


def test_a_report_about_a_page_reaches_the_editors(client):
    network = make(Network, name="Lichtnetz")
    page = client.get(network.get_absolute_url()).content.decode()
    assert f'<a href="{URL}?seite=/netzwerke/lichtnetz/">Fehler melden</a>' in page
    form = client.get(URL, {"seite": "/netzwerke/lichtnetz/"}).content.decode()
    assert "Es geht um „Lichtnetz“" in form and 'name="seite" value="/netzwerke/lichtnetz/"' in form

    response = send(client, seite="/netzwerke/lichtnetz/", email="ina@firma.example", evidence="https://firma.example/")

    report = Report.objects.get()
    answer = response.content.decode()
    assert response.status_code == 200 and report.number in answer and f"{report.answer_by:%d.%m.%Y}" in answer
    assert not response.cookies and "no-store" in response["Cache-Control"]
    assert (report.content_type.model_class(), report.object_id) == (Network, network.pk)
    client.force_login(editor())
    home = client.get("/redaktion/")
    card = {card.title: card for card in home.context["board"].open}["Offene Meldungen"]
    assert card.number == 1
    shown = client.get(card.url).content.decode()
    assert report.number in shown and "Die Zahl der Mitglieder ist 17." in shown
    assert f"{report.answer_by:%d.%m.%Y}" in shown
    assert "„Lichtnetz“ öffnen" in client.get(report.get_absolute_url()).content.decode()


def test_removal_and_barriers_come_first(client):
    for kind in ("link", "person", "angabe", "barriere"):
        send(client, kind=kind)
    client.force_login(editor())

    listed = client.get(LIST, {"state__exact": "offen"}).context["cl"].result_list

    assert [report.kind for report in listed] == ["person", "barriere", "link", "angabe"]


def test_settling_takes_the_address_away(client):
    send(client, email="ina@firma.example")
    report, by = Report.objects.get(), reviewer()
    client.force_login(by)
    url = client.get(reverse("admin:reports_report_change", args=[report.pk])).url
    assert "ina@firma.example" in client.get(url).content.decode()

    client.post(url, {"schritt": "erledigen", "ergebnis": "Zahl berichtigt", "text": "anders", "email": "x@x.example"})

    report.refresh_from_db()
    assert (report.state, report.outcome, report.email, report.done_by) == ("erledigt", "Zahl berichtigt", "", by)
    assert report.text == DATA["text"] and report.done_at
    client.post(url, {"schritt": "oeffnen"})
    report.refresh_from_db()
    assert (report.state, report.done_at) == ("offen", None)


def test_who_sees_reports(client):
    send(client)
    report = Report.objects.get()
    for url in (LIST, report.get_absolute_url()):
        assert client.get(url).status_code == 302
    delete = reverse("admin:reports_report_delete", args=[report.pk])
    client.force_login(reviewer())
    assert client.get(delete).status_code == 403 and client.get(f"{LIST}add/").status_code == 403
    client.force_login(administrator())
    assert client.post(delete, {"post": "yes"}).status_code == 302 and not Report.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": ""}, "Bitte wählen Sie, was nicht stimmt."),
        ({"kind": "quatsch"}, "quatsch"),
        ({"text": "  "}, "Bitte beschreiben Sie kurz"),
        ({"text": "x" * 3001}, "3000"),
        ({"email": "ina@"}, "Bitte eine vollständige E-Mail-Adresse"),
        ({"adresse": "spam"}, "lassen Sie das Feld"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, values, said):
    response = send(client, **({"evidence": "Ein <b>Beleg</b>"} | values))

    page = response.content.decode()
    assert response.status_code == 400 and said in page and "<title>Fehler: " in page
    assert "Ein &lt;b&gt;Beleg&lt;/b&gt;" in page and not Report.objects.exists()


def test_only_from_this_page(client):
    for headers in ({}, {"sec-fetch-site": "cross-site"}, {"origin": "https://boese.example"}):
        response = client.post(URL, DATA, headers=headers)
        assert response.status_code == 400 and "woher die Meldung kommt" in response.content.decode()
    assert client.delete(URL).status_code == 405 and not Report.objects.exists()


def test_twice_is_once_and_a_flood_is_held_up(client, monkeypatch):
    monkeypatch.setattr(limits, "FREE_ALL", 2)
    assert send(client).status_code == send(client).status_code == 200
    assert Report.objects.count() == 1
    assert send(client, text="Noch etwas").status_code == 200

    refused = send(client, text="Zu viel")

    assert refused.status_code == 400 and "viele Meldungen" in refused.content.decode()
    assert "Zu viel" in refused.content.decode() and Report.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/netzwerke/x/?q=geheim#a", "/netzwerke/x/"),
        ("//boese.example/", ""),
        ("https://boese.example/", ""),
        ("javascript:alert(1)", ""),
        ("/x\ny/", ""),
        ("", ""),
    ],
)
def test_only_paths_of_this_site(client, typed, path):
    assert known_path(typed) == path
    assert client.get(URL, {"seite": typed}).status_code == 200


def test_the_entry_of_a_page():
    network, hidden = make(Network, name="Lichtnetz"), hide(make(Network, name="Glanznetz"))
    assert record_at("/netzwerke/lichtnetz/") == record_at("/netzwerke/lichtnetz/verlauf/") == network
    assert record_at(hidden.get_absolute_url()) is record_at("/netzwerke/") is record_at("/") is None


def test_the_page_one_came_from(client):
    page = client.get(URL, headers={"referer": "http://testserver/netzwerke/?q=x"}).content.decode()
    assert 'name="seite" value="/netzwerke/"' in page
    assert 'value=""' in client.get(URL, headers={"referer": "https://anders.example/netzwerke/"}).content.decode()
