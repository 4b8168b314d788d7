"""What the holder of an account is told about sign-ins, and how little is kept for it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import SignIn
from accounts.sign_ins import MOST_FAILURES, browser_name, last_visit, record_sign_in
from core.kinds import record_models
from tests.accounts.conftest import FIREFOX, sign_in
from tests.stamped import stamps_of

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox"),
        (CHROME, "Chrome"),
        (f"{CHROME} Edg/140.0", "Edge"),
        (f"{CHROME} OPR/120", "Opera"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18 Mobile/15E148 Safari/604", "Safari"),
        ("curl/8", "anderer Browser"),
        ("", "anderer Browser"),
    ],
)
def test_browser_is_named_coarsely(agent, name):
    assert browser_name(agent) == name


def test_holder_is_told_about_the_last_visit_and_failures_since(client, account):
    editor = account()
    first = sign_in(client, next="/redaktion/konto/")
    assert "erste gespeicherte Anmeldung" in client.get(first.url).content.decode()
    SignIn.objects.update(at=timezone.now() - timedelta(days=1))
    for _ in range(2):
        sign_in(Client(), "ada@amt.example", "falsch")
    client.post("/redaktion/konto/abmelden/")
    sign_in(client)

    page = client.get("/redaktion/", follow=True).content.decode()
    when = timezone.localtime(editor.sign_ins.last().at)
    assert f"Letzte Anmeldung am {when:%d.%m.%Y um %H:%M} Uhr mit Firefox." in page
    assert "Seitdem sind 2 Versuche gescheitert." in page
    page = client.get("/redaktion/konto/").content.decode()
    assert page.count("<strong>gescheitert</strong>") == 2 and page.count("<td>angemeldet</td>") == 2
    assert str(last_visit(editor)) in page


def test_only_time_result_and_browser_are_kept(client, account):
    account()
    sign_in(client)

    assert set(SignIn.objects.values().get()) == {"id", "editor_id", "at", "succeeded", "browser"}


def test_old_rows_and_floods_of_failures_go_away(account):
    editor = account()
    for days in (91, 89):
        SignIn.objects.create(editor=editor, succeeded=True, browser="Safari", at=timezone.now() - timedelta(days=days))
    SignIn.objects.bulk_create(SignIn(editor=editor, succeeded=False, browser="Edge") for _ in range(MOST_FAILURES))
    record_sign_in(editor, succeeded=False, user_agent=FIREFOX)

    assert editor.sign_ins.filter(succeeded=True).count() == 1
    assert editor.sign_ins.filter(succeeded=False).count() == MOST_FAILURES
    assert editor.sign_ins.filter(browser="Firefox").exists()


def test_names_without_an_account_are_not_recorded(client, account):
    account()
    sign_in(client, "niemand", "falsch")

    assert not SignIn.objects.exists()


def test_signing_in_changes_nothing_that_visitors_see(client, account):
    account()
    before = stamps_of(*record_models())
    sign_in(client)

    assert stamps_of(*record_models()) == before
