"""Members, fundings and events of a text become drafts; what no rule has seen is added by hand."""

from datetime import date

import pytest

from networks.models import Event, Network, Organisation, Participation
from programmes.models import Funding
from publishing.enums import Certainty, State
from publishing.models import Figure, Milestone, SourceDocument
from tests.articles.articles import PRESS
from tests.drafting.pages import URL, shown
from tests.factories import make

pytestmark = pytest.mark.django_db


def review(client, **data):
    return client.post(URL, {"text": PRESS, "pruefen": "1"} | data)


def test_a_press_text_becomes_drafts_as_it_stands(admin_client):
    response = admin_client.post(URL, shown(review(admin_client)) | {"anlegen": "1"})

    assert response.status_code == 302, response.content.decode()
    network = Network.objects.get()
    assert network.name == "Metallring Oberland e. V."
    assert set(Participation.objects.values_list("network__name", "organisation__name", "role")) == {
        (network.name, "Zerspanung Huber GmbH", "mitglied"),
        (network.name, "Stahlbau Reitmeier KG", "mitglied"),
    }
    funding = Funding.objects.get()
    assert (funding.network, funding.programme.name) == (network, "Handwerk im Verbund")
    assert (funding.start, funding.end, funding.note) == ("2025-01", "2027-12", "Laut Quelle 180.000 Euro.")
    event = Event.objects.get()
    assert (event.name, event.start, event.location) == ("Funkenflug", "2026-06-18", "Stadthalle Oberlingen")
    assert [*event.networks.all()] == [network] and event.state == State.DRAFT
    assert {row.source for row in (funding, *Participation.objects.all())} == {SourceDocument.objects.get()}


def test_the_source_is_made_from_the_head_of_the_text(admin_client):
    page = shown(review(admin_client))

    assert page["title"] == ["Metallring Oberland nimmt zwei neue Betriebe auf"]
    assert (page["kind"], page["publisher"]) == (["mitteilung"], ["Landkreis Oberland"])
    admin_client.post(URL, page | {"anlegen": "1"})
    source = SourceDocument.objects.get()
    assert (source.title, source.kind, source.dated) == (page["title"][0], "mitteilung", "2026-03-12")


def test_what_the_head_does_not_say_is_asked_before_anything_is_made(admin_client):
    page = shown(review(admin_client, text="Der Metallring Oberland e. V. hat 34 Mitglieder."))

    response = admin_client.post(URL, page | {"anlegen": "1"})

    assert "aus welcher Zeit der Text stammt" in response.content.decode()
    assert not Network.objects.exists()
    admin_client.post(URL, page | {"as_of": "Ende 2025", "title": "Brief", "anlegen": "1"})
    assert SourceDocument.objects.get().as_of_wording == "Ende 2025"


def test_everything_can_be_added_by_hand(admin_client):
    make(Organisation, name="IHK Oberland")
    page = {name: value for name, value in shown(review(admin_client)).items() if not name.startswith("ja-")}

    response = admin_client.post(
        URL,
        page
        | {
            "anlegen": "1",
            "wert-neu-netzwerk-0": "Feilenrunde", "art-neu-netzwerk-0": "initiative",
            "wert-neu-beteiligung-0": "IHK Oberland", "art-neu-beteiligung-0": "partner",
            "zu-neu-beteiligung-0": "Feilenrunde",
            "wert-neu-zahl-0": "rund 12 Lehrlinge", "zu-neu-zahl-0": "Feilenrunde",
            "wert-neu-zeit-0": "Herbst 2017", "art-neu-zeit-0": "gruendung", "zu-neu-zeit-0": "Feilenrunde",
            "wert-neu-veranstaltung-0": "Feilentag", "art-neu-veranstaltung-0": "veranstaltung",
            "wann-neu-veranstaltung-0": "9. bis 11. Oktober 2026", "zu-neu-veranstaltung-0": "Feilenrunde",
        },
    )  # fmt: skip

    assert response.status_code == 302, response.content.decode()
    network = Network.objects.get()
    assert (network.name, network.kind) == ("Feilenrunde", "initiative")
    assert network.citations.get(field="name").certainty == Certainty.INFERRED
    assert Participation.objects.get().organisation.name == "IHK Oberland"
    assert (Figure.objects.get().number, Figure.objects.get().counted) == (12, "Lehrlinge")
    milestone = Milestone.objects.get()
    assert (milestone.date, milestone.locator[:6], milestone.certainty) == ("2017-23", "wurde ", Certainty.STATED)
    event = Event.objects.get()
    assert (event.start_earliest, event.end_latest) == (date(2026, 10, 9), date(2026, 10, 11))


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("zahl", "viele Lehrlinge", "Bitte mit Zahl und Wort"),
        ("zeit", "irgendwann", "keine verständliche Zeitangabe"),
        ("beteiligung", "Niemand GmbH", "ist weder ausgewählt noch vorhanden"),
    ],
)
def test_what_is_added_wrongly_is_explained_and_kept(admin_client, kind, value, message):
    page = shown(review(admin_client)) | {f"wert-neu-{kind}-0": value, f"art-neu-{kind}-0": "mitglied"}

    response = admin_client.post(URL, page | {"anlegen": "1"})

    assert message in response.content.decode()
    assert shown(response)[f"wert-neu-{kind}-0"] == [value]
    assert not Network.objects.exists()


TWO_PERIODS = (
    " Davor gab es aus dem Programm „Handwerk im Verbund“ von 2021 bis 2024 schon 90.000 Euro für den Metallring."
)


def test_two_fundings_of_one_programme_from_one_text_are_refused_in_words(admin_client):
    page = shown(review(admin_client, text=PRESS + TWO_PERIODS))
    rows = [name.removeprefix("bis-") for name in page if name.startswith("bis-") and "neu-" not in name]
    assert len(rows) == 2
    ends = {page[f"bis-{row}"][0]: row for row in rows}
    assert [end for end, row in ends.items() if f"ja-{row}" in page] == ["Dezember 2027"]

    response = admin_client.post(URL, page | {f"ja-{row}": "1" for row in rows} | {"anlegen": "1"})

    assert response.status_code == 200
    assert "„Handwerk im Verbund“: Diese Verbindung ist zweimal ausgewählt" in response.content.decode()
    assert not Network.objects.exists()
    response = admin_client.post(URL, page | {"anlegen": "1"})
    assert response.status_code == 302
    assert Funding.objects.get().end == "2027-12"


def test_a_member_that_is_ticked_and_added_by_hand_is_refused_in_words(admin_client):
    again = {
        "wert-neu-beteiligung-0": "Zerspanung Huber GmbH", "art-neu-beteiligung-0": "mitglied",
        "zu-neu-beteiligung-0": "Metallring Oberland e. V.",
    }  # fmt: skip

    response = admin_client.post(URL, shown(review(admin_client)) | again | {"anlegen": "1"})

    assert "„Zerspanung Huber GmbH“: Diese Verbindung ist zweimal ausgewählt" in response.content.decode()
    assert shown(response)["wert-neu-beteiligung-0"] == ["Zerspanung Huber GmbH"]
    assert not Network.objects.exists()


def test_of_a_text_without_words_everything_is_added_by_hand(admin_client):
    page = shown(review(admin_client, text="<p></p>", title="Anruf", as_of="2026"))

    admin_client.post(URL, page | {"wert-neu-netzwerk-0": "Feilenrunde", "art-neu-netzwerk-0": "hub", "anlegen": "1"})

    assert (Network.objects.get().name, Network.objects.get().kind) == ("Feilenrunde", "hub")
