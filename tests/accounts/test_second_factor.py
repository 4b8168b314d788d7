"""The second factor: who must have one, setting it up, using it, losing it."""

import json
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.admin.models import LogEntry
from django.test import Client, override_settings

from accounts import encryption
from networks.models import Network
from publishing.enums import State
from tests.accounts.conftest import (
    CHECK,
    FACTOR,
    code_of,
    confirm,
    is_signed_in,
    set_up_app,
    sign_in,
)
from tests.admin_pages import admin_url
from tests.factories import make

pytestmark = pytest.mark.django_db
ROLES = {
    "superuser": {"is_superuser": True},
    "Verwaltung": {"groups": ["Verwaltung"]},
    "Freigabe": {"groups": ["Redaktion", "Freigabe"]},
    "Redaktion": {"groups": ["Redaktion"]},
    "none": {},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("required", ["none", "reviewers", "all"])
def test_who_must_have_one(client, account, settings, role, required):
    settings.MFA_REQUIRED = required
    account(**ROLES[role])
    sign_in(client)
    locked = required == "all" or (required == "reviewers" and role in ("superuser", "Verwaltung", "Freigabe"))

    response = client.get("/redaktion/")

    assert (response.status_code, response.headers.get("Location")) == ((302, FACTOR) if locked else (200, None))


@pytest.fixture
def locked(client, account, settings):
    """The browser of an administrator who has no second factor yet."""
    settings.MFA_REQUIRED = "reviewers"
    account(is_superuser=True)
    sign_in(client)
    return client


def test_without_it_nothing_of_the_desk_can_be_reached(locked):
    network = make(Network)
    urls = ["/redaktion/", "/redaktion/networks/network/", admin_url(network, "change"), admin_url(network, "delete")]
    urls += ["/redaktion/jsi18n/", "/redaktion/autocomplete/", "/redaktion/gibt-es-nicht/", "/redaktion/r/1/2/"]
    urls += ["/redaktion/konto/", "/redaktion/konto/passwort/", "/redaktion/konto/passkeys/"]
    for url in urls:
        for response in (locked.get(url), locked.post(url), locked.delete(url)):
            assert (response.status_code, response.url) == (302, FACTOR), url
    locked.post(admin_url(Network, "changelist"), {"action": "withdraw", "_selected_action": [network.pk]})
    locked.post(admin_url(network, "delete"), {"post": "yes"})

    network.refresh_from_db()
    assert network.state == State.PUBLISHED
    page = locked.get(FACTOR).content.decode()
    assert "Richten Sie zuerst einen zweiten Faktor ein" in page


@pytest.mark.parametrize("secure", [False, True])
def test_passkeys_say_where_browsers_allow_them(locked, secure):
    confirm(locked)
    page = locked.get("/redaktion/konto/passkeys/neu/", secure=secure).content.decode()

    assert "Passkey einrichten</h1>" in page
    assert ("nur über <code>https://</code>" in page) is not secure


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_desk_and_shows_codes(locked, mailoutbox):
    assert locked.get(f"{FACTOR}app/einrichten/").url.startswith("/redaktion/konto/bestaetigen/")
    app = set_up_app(locked)

    assert len(app.codes) == 10 and is_signed_in(locked)
    [mail] = mailoutbox
    assert "Authenticator-App wurde eingerichtet" in mail.body and "127.0.0.1" not in mail.body
    assert app.secret not in mail.body and not any(code in mail.body for code in app.codes)
    file = locked.get(f"{FACTOR}codes/datei/")
    assert file.headers["Content-Type"].startswith("text/plain") and app.codes[0] in file.content.decode()


def test_qr_code_is_a_picture_the_policy_allows(locked):
    confirm(locked)
    response = locked.get(f"{FACTOR}app/einrichten/")

    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert "img-src 'self' data:" in response.headers["Content-Security-Policy"]


def test_wrong_code_sets_nothing_up(locked):
    confirm(locked)
    locked.get(f"{FACTOR}app/einrichten/")
    response = locked.post(f"{FACTOR}app/einrichten/", {"code": "12345"})

    assert "stimmt nicht" in response.content.decode() and not Authenticator.objects.exists()


@pytest.fixture
def app(client, account):
    """An account with an app and recovery codes; setting them up by the pages has a test of its own."""
    editor, secret = account(), totp.generate_totp_secret()
    totp.TOTP.activate(editor, secret)
    return SimpleNamespace(secret=secret, codes=RecoveryCodes.activate(editor).get_unused_codes())


def test_password_alone_does_not_sign_in(client, app):
    assert sign_in(client).url == CHECK
    assert not is_signed_in(client) and client.get("/redaktion/konto/").status_code == 302
    wrong = client.post(CHECK, {"code": "000000"})
    assert "stimmt nicht" in wrong.content.decode() and not is_signed_in(client)

    assert client.post(CHECK, {"code": code_of(app.secret)}).url == "/redaktion/"
    assert is_signed_in(client)


def test_code_counts_once_and_old_codes_never(client, app):
    code = code_of(app.secret)
    sign_in(client)
    client.post(CHECK, {"code": code})
    other = Client()
    sign_in(other)
    assert other.post(CHECK, {"code": code}).status_code == 200 and not is_signed_in(other)
    assert other.post(CHECK, {"code": code_of(app.secret, steps=3)}).status_code == 200 and not is_signed_in(other)


def test_recovery_code_counts_once(client, app):
    for client_, expected in ((client, True), (Client(), False)):
        sign_in(client_)
        client_.post(CHECK, {"code": app.codes[3]})
        assert is_signed_in(client_) is expected
    confirm(client)
    assert "Noch 9 Codes" in client.get(FACTOR).content.decode()


def test_new_codes_replace_the_old(client, app):
    sign_in(client)
    client.post(CHECK, {"code": app.codes[0]})
    confirm(client)
    client.post(f"{FACTOR}codes/neu/")
    page = client.get(f"{FACTOR}codes/").content.decode()

    assert page.count("<li><code>") == 10 and not any(code in page for code in app.codes)


def test_next_survives_the_second_step(client, app):
    sign_in(client, next="/redaktion/konto/passwort/")

    assert client.post(CHECK, {"code": code_of(app.secret)}).url == "/redaktion/konto/passwort/"


@pytest.mark.parametrize("path", ["app/entfernen/", "codes/", "codes/neu/", "codes/datei/"])
def test_changes_ask_for_the_password_again(client, app, path):
    sign_in(client)
    client.post(CHECK, {"code": code_of(app.secret)})

    for response in (client.get(FACTOR + path), client.post(FACTOR + path)):
        assert response.status_code in (302, 405)
        assert response.status_code == 405 or response.url.startswith("/redaktion/konto/bestaetigen/")
    assert Authenticator.objects.count() == 2


def test_the_last_factor_stays_where_one_is_demanded(client, app, settings):
    sign_in(client)
    client.post(CHECK, {"code": code_of(app.secret)})
    confirm(client)
    settings.MFA_REQUIRED = "all"
    assert "braucht einen zweiten Faktor" in client.post(f"{FACTOR}app/entfernen/").content.decode()
    assert Authenticator.objects.count() == 2

    settings.MFA_REQUIRED = "none"
    client.post(f"{FACTOR}app/entfernen/")
    assert not Authenticator.objects.exists()


def test_secrets_are_unreadable_in_the_database(app, settings):
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert app.secret not in stored and not any(code in stored for code in app.codes)
    encrypted = encryption.encrypt("geheim")
    with override_settings(SECRET_KEY="neu" * 20, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert encryption.decrypt(encrypted) == "geheim"


def test_lost_secret_key_lets_nobody_in(client, app):
    with override_settings(SECRET_KEY="ganz-neu" * 10):
        sign_in(client)
        for code in (code_of(app.secret), code_of(""), app.codes[0]):
            assert client.post(CHECK, {"code": code}).status_code == 200
        assert not is_signed_in(client)


def reset_url(editor) -> str:
    return f"/redaktion/accounts/editor/{editor.pk}/konto/faktor-zuruecksetzen/"


def test_administrator_resets_the_factor_of_a_colleague(client, app, admin_client):
    sign_in(client)
    client.post(CHECK, {"code": code_of(app.secret)})
    editor = Authenticator.objects.first().user
    assert reset_url(editor) in admin_client.get(admin_url(editor, "change")).content.decode()
    assert "Vergewissern Sie sich" in admin_client.get(reset_url(editor)).content.decode()
    assert Authenticator.objects.exists()

    response = admin_client.post(reset_url(editor), follow=True)

    assert "Zweiter Faktor zurückgesetzt" in response.content.decode()
    assert not Authenticator.objects.exists() and not is_signed_in(client)
    assert LogEntry.objects.get().get_change_message() == "Zweiter Faktor zurückgesetzt."


def test_nobody_resets_the_own_factor_or_one_of_somebody_above(client, account, admin_user):
    from django.contrib.auth.models import Permission

    manager, boss = account(groups=["Verwaltung"]), admin_user
    manager.user_permissions.set(Permission.objects.filter(content_type__model="editor"))
    client.force_login(manager)
    for target in (manager, boss):
        for response in (client.get(reset_url(target)), client.post(reset_url(target))):
            assert response.status_code == 403
        assert reset_url(target) not in client.get(admin_url(target, "change")).content.decode()
    assert client.post(admin_url(boss, "change"), {"username": "weg"}).status_code == 403
    assert client.post(admin_url(boss, "delete"), {"post": "yes"}).status_code == 403

    client.force_login(account("eva"))
    assert client.post(reset_url(manager)).status_code == 403


def test_manager_makes_nobody_a_superuser(client, account):
    from django.contrib.auth.models import Permission

    manager = account(groups=["Verwaltung"])
    manager.user_permissions.set(Permission.objects.filter(content_type__model="editor"))
    client.force_login(manager)
    data = {"username": "ada", "is_superuser": "on", "is_staff": "on", "is_active": "on", "email": "ada@amt.example"}
    client.post(admin_url(manager, "change"), data)

    manager.refresh_from_db()
    assert not manager.is_superuser


CREDENTIALS = [
    "", "null", "[]", "1", '"x"', "{}", "{", '{"response": 1}', '{"response": {}}', '{"response": null}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": "MQ"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": null}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "signature": "eA", '
    '"authenticatorData": "eA", "userHandle": "eA"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"attestationObject": "oA"}}', '{"response": {"userHandle": 7}}', "9" * 5000, '{"a": ' * 3000,
]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
def test_hostile_passkeys_are_refused_with_words(client, account, credential):
    account()
    client.get("/redaktion/konto/passkeys/anmelden/", headers={"accept": "application/json"})
    client.post("/redaktion/konto/passkeys/anmelden/", {"credential": credential})
    page = client.get("/redaktion/konto/anmelden/").content.decode()
    assert 'class="error"' in page and not is_signed_in(client)

    sign_in(client)
    confirm(client)
    client.get("/redaktion/konto/passkeys/neu/")
    response = client.post("/redaktion/konto/passkeys/neu/", {"credential": credential, "name": "x"})
    assert response.status_code == 200 and "errornote" in response.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("credential", CREDENTIALS, ids=range(len(CREDENTIALS)))
def test_hostile_passkeys_do_not_pass_the_second_step(client, app, credential):
    sign_in(client)
    client.get(CHECK)
    response = client.post(CHECK, {"credential": credential})

    assert response.status_code == 200 and "errornote" in response.content.decode()
    assert not is_signed_in(client)


def test_codes_and_passkeys_of_others_are_out_of_reach(client, account, app):
    account("eva")
    mine = Authenticator.objects.create(
        user_id=Authenticator.objects.first().user_id, type="webauthn", data={"name": "Telefon", "credential": {}}
    )
    sign_in(client, "eva")
    confirm(client)
    for step in ("entfernen", "umbenennen"):
        assert client.post(f"/redaktion/konto/passkeys/{mine.pk}/{step}/", {"name": "x"}).status_code == 404
    assert client.get(f"{FACTOR}codes/").status_code == 404


def test_allauths_tables_are_not_in_the_admin(admin_client):
    page = admin_client.get("/redaktion/").content.decode()

    assert "/redaktion/mfa/" not in page and "/redaktion/account/" not in page
    assert admin_client.get("/redaktion/mfa/authenticator/").status_code == 404
