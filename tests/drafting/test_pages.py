"""The page „Text zu Entwurf“ as an editor uses it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Editor
from contacts.models import Channel, Mention, Person, Responsibility
from drafting.models import DraftRun
from networks.models import Network, Organisation
from publishing.enums import State
from publishing.models import Citation, Figure, Link, Milestone, SourceDocument
from tests.articles.articles import ARTICLE, WEB_PAGE
from tests.drafting.pages import SOURCE, URL, create, ids, review, shown
from tests.factories import make
from tests.html_forms import form_data

pytestmark = pytest.mark.django_db


COPIED = "in Annaberg-Buchholz gegründet. Zwölf Betriebe waren dabei, inzwischen zählt es"


def test_text_becomes_drafts_with_their_place_in_the_source(admin_client):
    page = review(admin_client)

    response = create(admin_client, page, "Netzwerk TexNet Erzgebirge e. V.", "IHK Chemnitz", "Dr. Yusuf Brandt",
                      "03733 / 555 12-0", "über 60", "Herbst 2019", "http://www.texnet-erzgebirge.example/",
                      **{f"zu-{ids(page)['http://www.texnet-erzgebirge.example/']}": "IHK Chemnitz"},
                      basis="stelle")  # fmt: skip

    assert response.status_code == 302, response.content.decode()
    network, source = Network.objects.get(), SourceDocument.objects.get()
    assert (network.name, network.kind, network.state) == ("Netzwerk TexNet Erzgebirge e. V.", "netzwerk", State.DRAFT)
    assert (source.title, source.state, source.as_of_wording) == ("Textilbrief 3", State.DRAFT, "Ende 2020")
    name = network.citations.get(field="name")
    assert (name.source, name.certainty) == (source, "genannt")
    assert "TexNet Erzgebirge" in name.locator
    figure, founded = network.figures.get(), network.milestones.get()
    assert (figure.qualifier, figure.number, figure.counted, figure.source) == ("ueber", 60, "Mitglieder", source)
    assert (founded.kind, founded.date, founded.source) == ("gruendung", "2019-23", source)
    person = Person.objects.get()
    assert (person.title, person.given_name, person.family_name) == ("Dr.", "Yusuf", "Brandt")
    assert person.basis == "stelle"
    assert Responsibility.objects.get().source == source
    assert Channel.objects.get().person == person
    assert Organisation.objects.get().links.get().note == "Unverschlüsselte Adresse (http)."
    done = admin_client.get(response.url).content.decode()
    assert f'href="{reverse("admin:networks_network_change", args=[network.pk])}"' in done
    assert admin_client.get(network.get_absolute_url()).status_code == 404


def test_nothing_is_stored_before_the_last_step(admin_client):
    review(admin_client)

    assert not SourceDocument.objects.exists()
    assert not DraftRun.objects.exists()
    assert "TexNet" not in str(dict(admin_client.session.items()))


def test_only_what_is_clear_is_ticked(admin_client):
    make(Organisation, name="IHK Chemnitz")

    page = review(admin_client)

    ticked = {name.removeprefix("ja-") for name in shown(page) if name.startswith("ja-")}
    by_id = {key: label for label, key in ids(page).items()}
    ticked = {by_id[key] for key in ticked}
    assert "Netzwerk TexNet Erzgebirge e. V." in ticked
    doubtful = {"IHK Chemnitz", "Heike Lorenz", "0171 12", "Frühjahr 2023", "Bahnhofstraße 12, 0945 Annaberg-Buchholz"}
    assert not ticked & doubtful
    assert "Gibt es schon" in page.content.decode()


def test_what_is_ticked_from_the_start_can_be_created_as_it_stands(admin_client):
    for text in (ARTICLE, WEB_PAGE):
        response = admin_client.post(URL, shown(review(admin_client, text=text)) | {"anlegen": "1"})

        assert response.status_code == 302, response.content.decode()

    assert {network.state for network in Network.objects.all()} == {State.DRAFT}
    assert Channel.objects.exists()


def test_each_proposal_shows_its_sentence_and_its_faults(admin_client):
    page = review(admin_client).content.decode()

    assert "von der <mark>IHK Chemnitz</mark>, der Hochschule" in page
    assert "Die Postleitzahl hat nur vier Ziffern" in page
    assert "Als Plan formuliert" in page


def test_sent_twice_it_creates_once(admin_client):
    page = review(admin_client)

    first = create(admin_client, page, "IHK Chemnitz")
    second = create(admin_client, page, "IHK Chemnitz")

    assert first.url == second.url
    assert Organisation.objects.count() == SourceDocument.objects.count() == DraftRun.objects.count() == 1


def test_an_existing_source_is_cited_not_copied(admin_client):
    source = make(SourceDocument, title="Textilbrief 2")
    page = review(admin_client, source=source.pk, title="", as_of="")

    create(admin_client, page, "IHK Chemnitz")

    assert SourceDocument.objects.get() == source
    assert {citation.source for citation in Citation.objects.all()} == {source}


def test_who_is_only_named_never_becomes_a_contact(admin_client):
    page = review(admin_client)
    key = ids(page)["Heike Lorenz"]

    refused = create(admin_client, page, "Heike Lorenz", **{f"art-{key}": "kontakt", f"zu-{key}": ""})
    assert "nennt diese Person nur" in refused.content.decode()
    assert not Person.objects.exists()

    create(admin_client, page, "Heike Lorenz", **{f"zu-{key}": ""})
    mention = Mention.objects.get()
    assert (mention.named_as, mention.document) == ("zitiert", SourceDocument.objects.get())
    assert not Responsibility.objects.exists()


def test_faulty_channel_keeps_its_fault(admin_client):
    page = review(admin_client)

    create(admin_client, page, "Dr. Yusuf Brandt", "Bahnhofstraße 12, 0945 Annaberg-Buchholz")

    channel = Channel.objects.get()
    assert channel.is_faulty
    assert "vier Ziffern" in channel.fault


def test_statement_without_its_record_is_refused_and_nothing_is_created(admin_client):
    page = review(admin_client)

    response = create(admin_client, page, "IHK Chemnitz", "über 60")

    assert "ist weder ausgewählt noch vorhanden" in response.content.decode()
    assert f'id="ja-{ids(page)["über 60"]}"' in response.content.decode()
    assert not any(model.objects.exists() for model in (Organisation, Figure, SourceDocument, DraftRun))


def test_published_entries_get_no_statement_past_the_review(admin_client):
    make(Network, name="Netzwerk TexNet Erzgebirge e. V.")
    page = review(admin_client)

    response = create(admin_client, page, "über 60")

    assert "ist kein Entwurf (Freigegeben)" in response.content.decode()
    assert not Figure.objects.exists()


def test_drafts_get_statements_of_a_further_text(admin_client):
    network = make(Network, name="TexNet Erzgebirge", state=State.DRAFT)
    page = review(admin_client)

    create(admin_client, page, "über 60")

    assert network.figures.get().number == 60


@pytest.mark.parametrize(
    ("label", "part", "value", "message"),
    [
        ("IHK Chemnitz", "art", "quatsch", "ist keine gültige"),
        ("Herbst 2019", "wert", "irgendwann", "keine verständliche Zeitangabe"),
        ("Herbst 2019", "art", "quatsch", "darf nicht leer sein"),
        ("über 60", "zu", "", "wozu die Angabe gehört"),
        ("über 60", "wert", COPIED, "eigenen Worten"),
    ],
)  # fmt: skip
def test_what_was_changed_wrongly_is_explained(admin_client, label, part, value, message):
    page = review(admin_client)
    labels = ["Netzwerk TexNet Erzgebirge e. V.", label]

    response = create(admin_client, page, *labels, **{f"{part}-{ids(page)[label]}": value})

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Network.objects.exists()


def test_changed_name_is_the_editors_inference(admin_client):
    page = review(admin_client)

    create(admin_client, page, "IHK Chemnitz", **{f"wert-{ids(page)['IHK Chemnitz']}": "Kammer Chemnitz"})

    citation = Organisation.objects.get(name="Kammer Chemnitz").citations.get(field="name")
    assert (citation.certainty, citation.note) == ("erschlossen", "In der Quelle: „IHK Chemnitz“.")


def test_unknown_and_missing_choices_are_explained(admin_client):
    page = review(admin_client)

    unknown = create(admin_client, page, **{"ja-000000000000": "1"})
    nothing = create(admin_client, page)
    forged = create(admin_client, page, "IHK Chemnitz", token="falsch")

    assert "passt nicht mehr zu den angekreuzten" in unknown.content.decode()
    assert "Es ist nichts ausgewählt" in nothing.content.decode()
    assert "Bitte den Text neu auswerten" in forged.content.decode()
    assert not Organisation.objects.exists()


def test_form_of_another_account_is_refused(admin_client):
    page = review(admin_client)
    other = Client()
    other.force_login(Editor.objects.create_superuser("zweite", password="x"))

    response = create(other, page, "IHK Chemnitz")

    assert "gehört zu einem anderen Konto" in response.content.decode()


def test_back_to_the_text_keeps_it(admin_client):
    page = review(admin_client)

    response = admin_client.post(URL, shown(page) | {"zurueck": "1"})

    assert form_data(response.content.decode(), "draft_text_form")["title"] == ["Textilbrief 3"]
    assert "Fäden, die verbinden" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": ""}, "Bitte den Text einfügen"),
        ({"text": "x" * 200_001}, "200.001 Zeichen"),
        ({"text": "\x00\x01\ufffdPK" * 400}, "sieht nicht nach Text aus"),
        ({"as_of": "neulich"}, "keine verständliche Zeitangabe"),
        ({"source": "999999"}, "Diese Quelle gibt es nicht mehr"),
        ({"address": "nicht so"}, "gültige Adresse"),
    ],
)
def test_faulty_input_is_explained(admin_client, data, message):
    response = admin_client.post(URL, {"text": ARTICLE, **SOURCE, "pruefen": "1"} | data)

    assert response.status_code == 200
    assert message in response.content.decode()


def test_ten_megabytes_are_refused_in_words(admin_client):
    response = admin_client.post(URL, {"text": "x" * 10_000_000, **SOURCE})

    assert response.status_code == 413
    assert "Das ist zu groß" in response.content.decode()


def test_html_and_single_nul_are_harmless(admin_client):
    page = review(admin_client, text=WEB_PAGE + "\0").content.decode()

    assert '<script>alert("Cluster' not in page
    assert "BioHub Kiel" in page


def test_page_has_no_inline_script_or_style(admin_client):
    for page in (admin_client.get(URL), review(admin_client)):
        html = page.content.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", html[html.index("<body") :])


def test_admin_index_leads_to_the_page(admin_client):
    assert "/redaktion/drafting/draftrun/add/" in admin_client.get("/redaktion/").content.decode()
    assert admin_client.get("/redaktion/drafting/draftrun/add/").url == URL


def test_run_names_what_is_left_of_it(admin_client):
    page = review(admin_client)
    response = create(admin_client, page, "IHK Chemnitz", "Hochschule Mittweida")
    Organisation.objects.get(name="Hochschule Mittweida").delete()

    done = admin_client.get(response.url).content.decode()

    assert "IHK Chemnitz" in done
    assert "1 davon wurden inzwischen gelöscht" in done
    assert admin_client.get(f"{URL}ergebnis/999999/").status_code == 404


@pytest.mark.once
def test_queries_do_not_grow_with_the_text(admin_client, django_assert_max_num_queries):
    make(Milestone, subject=make(Network))
    make(Link, subject=make(Organisation))
    with django_assert_max_num_queries(20):
        review(admin_client, text=ARTICLE * 20)
