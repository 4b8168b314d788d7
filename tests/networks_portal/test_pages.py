"""Home, orientation and legal pages, what machines ask for, and pages for what went wrong."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client

from networks.models import Event, Field, Network
from networks_portal.views import pages
from publishing.models import RemovedPage, SourceDocument
from regions.models import Region
from tests.factories import hide, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OPERATOR = {
    "OPERATOR_NAME": "Beispielamt",
    "OPERATOR_ADDRESS": "Musterweg 1\n12345 Musterstadt",
    "OPERATOR_EMAIL": "post@portal.example",
    "OPERATOR_PHONE": "030 115",
    "OPERATOR_REPRESENTATIVE": "Ada Docht",
    "OPERATOR_EDITOR": "Erika Licht",
    "OPERATOR_PRIVACY_CONTACT": "Datenschutz, Musterweg 2",
    "OPERATOR_PRIVACY_AUTHORITY": "Landesbeauftragte",
    "OPERATOR_LOG_DAYS": 7,
    "OPERATOR_ACCESSIBILITY_STATE": "Teilweise vereinbar.",
    "OPERATOR_ENFORCEMENT_BODY": "Schlichtungsstelle",
}
NOT_YET = "hat seine Angaben noch nicht hinterlegt"


def test_home_counts_honestly(client):
    for _ in range(4):
        make(Network)
    hide(make(Network))
    make(SourceDocument)
    page = read(client.get("/"))

    assert "4 Netzwerke" in page and "1 Quelle" in page and "0 Ansprechpersonen" in page
    assert "4 lange nicht bestätigt" in page


def test_home_leads_to_regions_fields_next_events_and_what_was_checked(client):
    region, field = make(Region, name="Ackerland"), make(Field, name="Licht")
    make(Network, name="Lichtnetz", regions=[region], fields=[field], checked_on=date.today())
    make(Event, name="Lichtfest", start=f"{date.today() + timedelta(days=3):%d.%m.%Y}")
    make(Event, name="Vorbei", start="2017")
    response = client.get("/")
    page = response.content.decode()

    assert f'href="/regionen/{region.slug}/"' in page and f'href="/felder/{field.slug}/"' in page
    assert '<option value="Licht"></option>' in page
    assert "Lichtfest" in read(response, "h-termine") and "Vorbei" not in page
    assert "Lichtnetz" in read(response, "h-neu")


def test_home_of_an_empty_portal(client):
    page = read(client.get("/"))

    assert "0 Netzwerke" in page and "0 lange nicht bestätigt" in page


def test_about_page_explains_sources_status_and_people(client):
    page = read(client.get("/ueber/"))

    for words in (
        "Zu jeder Angabe steht, woher sie stammt",
        "Genannt ist nicht zuständig",
        "setzen von sich aus kein Cookie",
    ):
        assert words in page


def test_licences_name_every_part(client):
    page = read(client.get("/ueber/lizenzen/"))

    assert "EUPL-1.2" in page
    for name, licence, _ in pages.LICENCES:
        assert f"{name} {licence}" in page


def test_legal_pages_without_an_operator_say_so(client):
    for url in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"):
        assert NOT_YET in read(client.get(url)), url


def test_legal_pages_name_the_operator(client, settings):
    for name, value in OPERATOR.items():
        setattr(settings, name, value)
    imprint, privacy, access = (read(client.get(url)) for url in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"))

    assert "Beispielamt Musterweg 1 12345 Musterstadt" in imprint and "Vertreten durch: Ada Docht" in imprint
    assert "Redaktionell verantwortlich Erika Licht" in imprint and "post@portal.example" in imprint
    assert "nach 7 Tagen gelöscht" in privacy and "Landesbeauftragte" in privacy and "Beispielamt" in privacy
    assert "Teilweise vereinbar." in access and "Schlichtungsstelle" in access
    assert NOT_YET not in imprint + privacy + access


@pytest.mark.parametrize(
    "url", ["/gibt-es-nicht/", "/netzwerke/nie-gehoert/", "/netzwerke/%00/", "/netzwerke/a\0b/", "/x" * 400]
)
def test_unknown_address_gets_a_page_that_helps(client, url):
    response = client.get(url)
    page = response.content.decode()

    assert response.status_code == 404
    assert "Diese Seite gibt es nicht (mehr)" in page and 'href="/netzwerke/"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_unknown_address_offers_a_search_for_its_words(client):
    assert 'value="its bb"' in client.get("/netzwerke/its-bb/").content.decode()
    assert 'value="gluehwurm"' in client.get("/netzwerke/Glühwurm/").content.decode()


def test_removed_page_says_why(client):
    RemovedPage.objects.create(path="/netzwerke/weg/", reason="Auf Wunsch gelöscht.")
    response = client.get("/netzwerke/weg/")

    assert response.status_code == 410
    assert "Auf Wunsch gelöscht." in response.content.decode()


def test_error_page_needs_neither_database_nor_template(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("directory.views.networks.network_index", broken)
    client.raise_request_exception = False
    response = client.get("/netzwerke/")
    page = response.content.decode()

    assert response.status_code == 500
    assert "Bei uns ist ein Fehler aufgetreten" in page and '<html lang="de">' in page
    assert "RuntimeError" not in page


def is_page_of_its_own(response) -> str:
    """The text of a German error page that leads back to the portal."""
    page = response.content.decode()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="de">' in page and page.count("<h1") == 1 and '<a href="/">' in page
    assert '<meta name="robots" content="noindex">' in page
    return page


def test_unknown_host_gets_a_german_page(client):
    response = client.get("/", headers={"host": "fremd.example"})

    assert response.status_code == 400
    page = is_page_of_its_own(response)
    assert "Diese Anfrage ist nicht verständlich" in page and "fremd.example" not in page


def test_forbidden_page_is_german(client, monkeypatch):
    def forbidden(*args, **kwargs):
        raise PermissionDenied("geheim")

    monkeypatch.setattr("directory.views.networks.network_index", forbidden)
    response = client.get("/netzwerke/")

    assert response.status_code == 403
    page = is_page_of_its_own(response)
    assert "Diese Seite dürfen Sie nicht öffnen" in page and "geheim" not in page


def test_expired_sign_in_form_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/redaktion/login/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    page = is_page_of_its_own(response)
    assert "Das Formular ist abgelaufen" in page and '<a href="/redaktion/login/">Anmeldeseite neu laden</a>' in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html"])
def test_page_for_a_refused_request_needs_no_context(name):
    assert "<h1>" in render_to_string(name)


@pytest.mark.parametrize(
    "path, name", [("/", "np-home"), ("/netzwerke/?ansicht=filter", "np-filterview"), ("/netzwerke/", "np")]
)
def test_body_carries_the_class_that_the_layout_hangs_on(client, db, path, name):
    tag = re.search(r"<body[^>]*>", client.get(path).content.decode())[0]

    assert name in re.fullmatch(r'<body class="([\w -]*)">', tag)[1].split()
