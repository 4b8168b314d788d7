"""What was typed when the session had ended is not lost: it comes back after signing in, or the person is told."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import held_forms
from accounts.known_browsers import COOKIE
from networks.models import Network
from publishing.enums import State
from regions.models import Region
from tests.accounts.conftest import CHECK, LOGIN, code_of, forget_used_codes, set_up_app, sign_in
from tests.admin_pages import admin_url
from tests.factories import make
from tests.html_forms import form_data

pytestmark = pytest.mark.django_db
HERE = {"sec-fetch-site": "same-origin"}
LEAVE = "/redaktion/konto/abmelden/"


@pytest.fixture
def network():
    return make(Network, name="Lichtnetz", summary="Alt.", state=State.DRAFT, regions=[make(Region)])


@pytest.fixture
def opened(client, account, network):
    """The form of a draft, opened by somebody whose session is over when it is sent."""
    account(groups=["Redaktion"], all_regions=True)
    sign_in(client)
    data = form_data(client.get(admin_url(network, "change")).content.decode(), "network_form")
    end_session(client)
    return data | {"summary": "Neu getippt.", "_continue": "1"}


def end_session(client) -> None:
    del client.cookies[settings.SESSION_COOKIE_NAME]


def sent_again(page, **more) -> dict:
    """The fields that the page of the kept form sends."""
    sent: dict = {}
    for name, value in page.context["held"].fields:
        sent.setdefault(name, []).append(value)
    return sent | more


def test_it_comes_back_into_the_form_and_is_saved(client, network, opened):
    url = admin_url(network, "change")
    response = client.post(url, opened)
    door = client.get(response.url)
    assert (
        response.url.startswith(LOGIN) and "noch nicht gesichert; nach dem Anmelden ist es da" in door.content.decode()
    )
    assert sign_in(client, next=url).url == url

    page = client.get(url)
    assert "Noch nicht gesichert" in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    network.refresh_from_db()
    assert network.summary == "Alt."
    form = client.post(url, sent_again(page, **{held_forms.REVIEW: "1"}))
    words = form.content.decode()
    assert form.status_code == 200 and "So hatten Sie es eingegeben" in words and "Neu getippt." in words
    data = form_data(words, "network_form")
    assert held_forms.REVIEW not in data

    assert client.post(url, data | {"_continue": "1"}).status_code == 302
    network.refresh_from_db()
    assert network.summary == "Neu getippt." and "Noch nicht gesichert" not in client.get(url).content.decode()


def test_or_is_sent_at_once(client, network, opened):
    url = admin_url(network, "change")
    client.post(url, opened)
    sign_in(client)
    assert client.post(url, sent_again(client.get(url))).status_code == 302
    network.refresh_from_db()
    assert network.summary == "Neu getippt."


def test_or_is_thrown_away(client, network, opened):
    url = admin_url(network, "change")
    client.post(url, opened)
    sign_in(client)
    assert client.post(url, {held_forms.DISCARD: "1"}).url == url
    assert "Alt." in client.get(url).content.decode() and held_forms._HELD not in client.session


def test_another_account_never_sees_it(client, account, network, opened):
    account("eva", groups=["Redaktion"], all_regions=True)
    client.post(admin_url(network, "change"), opened)
    sign_in(client, "eva")

    assert "Neu getippt." not in client.get(admin_url(network, "change")).content.decode()
    assert held_forms._HELD not in client.session


def test_also_through_the_second_factor(client, account, network, settings):
    settings.MFA_REQUIRED = "all"
    account(groups=["Redaktion"], all_regions=True)
    sign_in(client)
    app = set_up_app(client)
    url = admin_url(network, "change")
    data = form_data(client.get(url).content.decode(), "network_form") | {"summary": "Neu getippt."}
    end_session(client)
    client.post(url, data)
    forget_used_codes()

    assert sign_in(client, next=url).url.startswith(CHECK)
    assert client.post(CHECK, {"code": code_of(app.secret)}).status_code == 302
    assert "Neu getippt." in client.get(url).content.decode()


@pytest.mark.parametrize("cookie", [None, "forged"])
def test_of_a_stranger_nothing_is_kept_but_the_person_is_told(client, network, opened, cookie):
    client.cookies.clear()
    if cookie:
        client.cookies[COOKIE] = cookie
    before = Session.objects.count()

    page = client.get(client.post(admin_url(network, "change"), opened).url).content.decode()

    assert "ist nicht gesichert" in page and "Kopieren Sie dort" in page
    assert Session.objects.count() == before


def test_neither_secrets_nor_files_nor_too_much(client, network, opened, monkeypatch):
    url = admin_url(network, "change")
    upload = SimpleUploadedFile("x.csv", b"a;b")
    client.post(url, {"name": "x", "new_password": "geheim", "credential": "y", "datei": upload})
    assert dict(client.session[held_forms._HELD])["sent"] == "name=x"
    client.post("/redaktion/konto/passwort/", {"oldpassword": "geheim"})
    client.post("/redaktion/login/", {"username": "ada", "password": "geheim"})
    assert "geheim" not in str(dict(client.session))
    sign_in(client)
    assert "wählen Sie die Datei danach noch einmal" in client.get(url).content.decode()

    client.post(LEAVE)
    monkeypatch.setattr(held_forms, "LARGEST", 10)
    assert "verloren=1" in client.post(url, opened).url and held_forms._HELD not in client.session


def test_signed_in_anew_in_another_window(account, network):
    """The form has the token of the former session; it is given back, not taken."""
    browser = Client(enforce_csrf_checks=True)
    account(groups=["Redaktion"], all_regions=True)
    Client.force_login(browser, account("bob", groups=["Redaktion"], all_regions=True))
    url = admin_url(network, "change")
    data = form_data(browser.get(url).content.decode(), "network_form") | {"summary": "Neu getippt."}
    data["csrfmiddlewaretoken"] = "x" * 64

    assert browser.post(url, data, headers=HERE).url == url
    network.refresh_from_db()
    assert network.summary == "Alt." and "Neu getippt." in browser.get(url).content.decode()


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://boese.example"}])
def test_what_another_site_sends_is_not_kept(client, account, network, headers):
    browser = Client(enforce_csrf_checks=True)
    Client.force_login(browser, account(groups=["Redaktion"], all_regions=True))

    response = browser.post(admin_url(network, "change"), {"summary": "Untergeschoben."}, headers=headers)

    assert response.status_code == 403 and "Zurück" in response.content.decode()
    assert held_forms._HELD not in browser.session


@pytest.mark.once
@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("body", ["x" * 3_000_000, "a=1&" * 21_000])
def test_more_than_a_form_has_is_neither_kept_nor_an_error(client, network, opened, is_known, body):
    if not is_known:
        client.cookies.clear()
    kind = "application/x-www-form-urlencoded"

    response = client.post(admin_url(network, "change"), f"text={body}", content_type=kind)

    assert response.status_code == 302 and "verloren=1" in response.url


def test_block_of_a_form_comes_back_as_that_block(client, account, network):
    account(groups=["Redaktion"], all_regions=True)
    sign_in(client)
    url = f"{admin_url(network, 'change')}?block=kurztext"
    data = form_data(client.get(url).content.decode(), "network_form") | {"summary": "Neu getippt.", "_save": "1"}
    end_session(client)
    client.post(url, data)
    sign_in(client, next=url)

    page = client.get(url)

    assert "Im Formular ansehen" in page.content.decode()
    words = client.post(url, sent_again(page, **{held_forms.REVIEW: "1"})).content.decode()
    assert "Neu getippt." in words and 'name="name"' not in words
    assert client.post(url, form_data(words, "network_form") | {"_save": "1"}).status_code == 302
    network.refresh_from_db()
    assert network.summary == "Neu getippt."
