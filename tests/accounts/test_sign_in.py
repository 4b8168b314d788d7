"""The door to /redaktion/: who gets in, where it leads, and what visitors notice of it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

from accounts import AREA
from accounts.models import Editor
from tests.accounts.conftest import LOGIN, PASSWORD, is_signed_in, sign_in
from tests.html_forms import form_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["ada", "ADA", "ada@amt.example", "Ada@Amt.Example", " ada "])
def test_signs_in_by_name_or_address(client, account, login):
    account()
    response = sign_in(client, login)

    assert (response.status_code, response.url) == (302, "/redaktion/")
    assert is_signed_in(client)


def test_wrong_password_and_unknown_name_look_the_same(client, account):
    account()
    pages = []
    for login in ("ada", "niemand", "niemand@amt.example"):
        page = sign_in(client, login, "falsch").content.decode()
        pages.append(re.sub(r'value="[^"]*"', "", page))

    assert len(set(pages)) == 1
    assert "stimmen nicht" in pages[0] and not is_signed_in(client)


def test_the_admins_own_door_leads_here(client):
    response = client.get("/redaktion/", follow=True)

    assert response.redirect_chain[-1][0] == "/redaktion/konto/anmelden/?next=%2Fredaktion%2F"
    assert client.post("/redaktion/login/", {"username": "ada", "password": PASSWORD}).url.startswith(LOGIN)
    assert client.get("/redaktion/password_change/").url == "/redaktion/konto/passwort/"


@pytest.mark.parametrize("path", ["signup/", "registrieren/", "email/", "signup/passkey/", "3rdparty/"])
def test_nobody_can_make_an_account(client, account, path):
    account()
    data = {"username": "eva", "email": "eva@x.example", "password1": PASSWORD, "password2": PASSWORD}
    sign_in(client)

    assert client.post(f"/redaktion/konto/{path}", data).status_code in (302, 404)
    assert client.get(f"/redaktion/konto/{path}").status_code == 404
    assert Editor.objects.count() == 1


def test_sign_up_stays_closed_even_if_its_page_came_back(rf):
    from allauth.account.adapter import get_adapter

    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_everything_of_accounts_lies_in_the_editors_area():
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    ours = [name for name in names if name.startswith(("account_", "mfa_", "admin_"))]

    assert len(ours) > 25
    for name in ours:
        for possibility, *_ in get_resolver().reverse_dict.getlist(name):
            assert possibility[0][0].startswith("redaktion/"), name


@pytest.mark.once
@pytest.mark.parametrize(
    "target",
    [
        "https://boese.example/", "//boese.example/redaktion/", "/\\boese.example", "javascript:alert(1)",
        "http:///boese.example", "/impressum/", "https://boese.example/redaktion/", "/redaktion", "%00",
        "///redaktion/",
    ],
)  # fmt: skip
def test_leads_nowhere_else(client, account, target):
    account()
    response = sign_in(client, next=target)
    assert (response.status_code, response.url) == (302, "/redaktion/")

    assert client.get(LOGIN, {"next": target}).url == "/redaktion/"
    assert client.post("/redaktion/konto/abmelden/", {"next": target}).url == LOGIN


def test_leads_back_to_where_one_wanted_to_go(client, account):
    account(is_superuser=True)
    page = client.get(LOGIN, {"next": "/redaktion/regions/region/?q=x"}).content.decode()
    assert '<input type="hidden" name="next" value="/redaktion/regions/region/?q=x">' in page

    assert sign_in(client, next="/redaktion/regions/region/?q=x").url == "/redaktion/regions/region/?q=x"


@pytest.mark.once
@pytest.mark.parametrize(
    "path",
    [LOGIN, "/redaktion/konto/abmelden/", "/redaktion/konto/passkeys/anmelden/", "/redaktion/konto/einladung/x/"],
)
def test_forms_of_other_sites_are_refused(account, path):
    account()

    response = Client(enforce_csrf_checks=True).post(path, {"login": "ada", "password": PASSWORD})

    assert response.status_code == 403


def test_cookies_stay_in_the_editors_area(client, account):
    account()
    client.get(LOGIN)
    sign_in(client)
    client.get("/redaktion/")

    assert set(client.cookies) == {"sessionid", "csrftoken", "browser"}
    assert {cookie["path"] for cookie in client.cookies.values()} == {AREA}
    assert settings.SESSION_COOKIE_PATH == settings.CSRF_COOKIE_PATH == AREA


def test_public_pages_do_not_know_who_is_signed_in(client, account):
    account(is_superuser=True)
    sign_in(client)

    response = client.get("/impressum/")

    assert not response.wsgi_request.user.is_authenticated
    assert not response.cookies and "cookie" not in response.headers.get("Vary", "").lower()


def test_account_that_is_not_of_the_staff_sees_nothing(client, account):
    account(is_staff=False)
    sign_in(client)

    assert client.get("/redaktion/", follow=True).status_code == 403


def test_blocked_account_is_told_so_and_loses_its_session(client, account):
    editor = account()
    sign_in(client)
    editor.is_active = False
    editor.save()

    assert not is_signed_in(client)
    assert "Dieses Konto ist gesperrt" in client.get(sign_in(client).url).content.decode()


def test_signing_out_needs_a_button_and_ends_the_session(client, account):
    account()
    sign_in(client)
    for path in ("/redaktion/konto/abmelden/", "/redaktion/logout/"):
        sign_in(client)
        assert "Möchten Sie sich abmelden?" in client.get(path).content.decode() and is_signed_in(client)
        client.post(path)
        assert not is_signed_in(client)


@pytest.mark.parametrize("login", ["\0", "x" * 5000, "ä@" + "b" * 300, "' OR 1=1 --", "😀", "@", "a@b@c"])
@pytest.mark.parametrize("password", ["\0", "x" * 5000, "😀"])
def test_hostile_input_gets_a_page(client, account, login, password):
    account()

    response = sign_in(client, login, password)

    assert response.status_code == 200 and "Fehler" in response.content.decode()


def test_pages_are_german_and_keep_the_policy(client, account):
    account()
    paths = [LOGIN, "/redaktion/konto/passwort/vergessen/", "/redaktion/konto/passwort/vergessen/gesendet/"]
    paths += ["/redaktion/konto/gesperrt/", "/redaktion/konto/einladung/unsinn/", "/redaktion/konto/passwort/neu/1-x/"]
    mine = ["", "passwort/", "zweiter-faktor/", "abmelden/", "bestaetigen/", "passkeys/"]
    pages = [client.get(path).content.decode() for path in paths]
    sign_in(client)
    pages += [client.get(f"/redaktion/konto/{path}").content.decode() for path in mine]

    for page in pages:
        assert '<html lang="de"' in page and len(re.findall("<h1", page)) == 1
        assert not re.search(r'<script(?![^>]*(\bsrc=|type="application/json"))|\sstyle=|\son\w+=', page)
        assert not re.search(r"\b(du|dein|dir|dich|Du|Dein|Sign|Password|Login|Email)\b", re.sub(r"<[^>]+>", " ", page))


def test_the_first_account_comes_from_the_command_line(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, username="Erste", email="Erste@Amt.example", verbosity=0)
    sign_in(client, "erste@amt.example")

    assert is_signed_in(client)
    assert form_data(client.get("/redaktion/").content.decode(), "logout-form").keys() == {"csrfmiddlewaretoken"}


def test_forgotten_password(client, account, mailoutbox):
    account()
    client.post("/redaktion/konto/passwort/vergessen/", {"email": "Ada@amt.example"})
    [mail] = mailoutbox
    url = re.search(r"http://testserver(\S+)", mail.body)[1]
    assert mail.to == ["ada@amt.example"] and "Neues Passwort" in mail.subject and PASSWORD not in mail.body

    form = client.get(url).url
    new = {"password1": "acht-gelbe-Vögel!", "password2": "acht-gelbe-Vögel!"}
    assert "sind verschieden" in client.post(form, new | {"password2": "anders"}).content.decode()
    assert client.post(form, new).url == "/redaktion/konto/passwort/neu/fertig/"

    assert "gilt nicht mehr" in client.get(url).content.decode()
    sign_in(client, password=new["password1"])
    assert is_signed_in(client)
    assert "neu gesetzt" in mailoutbox[1].subject
    assert not EmailAddress.objects.exists()


def test_forgotten_password_tells_nobody_who_has_an_account(client, account, mailoutbox):
    account(), account("neu", password=None), account("weg", is_active=False)
    answers = {
        (response := client.post("/redaktion/konto/passwort/vergessen/", {"email": f"{name}@amt.example"})).url
        for name in ("ada", "neu", "weg", "niemand")
    }

    assert response.status_code == 302 and len(answers) == 1
    assert [mail.to for mail in mailoutbox] == [["ada@amt.example"]]


@pytest.mark.parametrize("password", ["kurz-und-12", "123456789012345", "1qaz2wsx3edc", "ada@amt.example"])
def test_weak_passwords_are_refused(client, account, password):
    account()
    sign_in(client)

    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post("/redaktion/konto/passwort/", data)

    assert response.status_code == 200 and 'class="errorlist"' in response.content.decode()
    assert Editor.objects.get().check_password(PASSWORD)
