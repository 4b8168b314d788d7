"""Signing in with a real browser and an authenticator that Chromium pretends to have."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Editor
from tests.e2e.accessibility import examine

PASSWORD = "sieben-graue-Katzen"
LOGIN = "/redaktion/konto/anmelden/"
SCREENS = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
}


@pytest.fixture(scope="module")
def editor(portal, django_db_blocker) -> Editor:
    with django_db_blocker.unblock():
        return Editor.objects.create_superuser("ada", "ada@amt.example", PASSWORD)


@pytest.fixture(autouse=True)
def second_factor_demanded(settings):
    settings.MFA_REQUIRED = "reviewers"


@pytest.fixture
def context_options(request):
    return SCREENS[getattr(request, "param", "desk")]


@pytest.fixture
def authenticator(page: Page) -> None:
    """A device with a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/redaktion/")
    page.get_by_label("Benutzername oder E-Mail-Adresse").fill("ada")
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def check(page: Page, trouble: list[str]) -> None:
    assert trouble == []
    width = page.evaluate("document.documentElement.scrollWidth")
    results = examine(page)
    assert width <= page.viewport_size["width"], page.url
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    expect(page.locator("h1")).to_have_count(1)
    # What Axe itself tries, inline styles for one, is refused by the policy and not the page's doing.
    trouble.clear()


@pytest.mark.parametrize("context_options", SCREENS, indirect=True)
def test_pages_before_signing_in_are_accessible(page: Page, trouble: list[str], editor: Editor):
    for path in (LOGIN, "/redaktion/konto/passwort/vergessen/"):
        page.goto(path)
        check(page, trouble)
    sign_in(page, "falsch")
    expect(page.get_by_role("alert").filter(has_text="stimmen nicht")).to_be_visible()
    check(page, trouble)

    assert trouble == []


@pytest.mark.parametrize("context_options", SCREENS, indirect=True)
def test_pages_of_the_account_are_accessible(page: Page, trouble: list[str], editor: Editor, settings):
    settings.MFA_REQUIRED = "none"
    sign_in(page)
    for path in ("", "passwort/", "zweiter-faktor/", "passkeys/", "zweiter-faktor/app/einrichten/"):
        page.goto(f"/redaktion/konto/{path}")
        check(page, trouble)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    expect(page.get_by_role("heading", name="Authenticator-App einrichten")).to_be_visible()
    check(page, trouble)
    page.goto("/redaktion/konto/passkeys/neu/")
    check(page, trouble)

    assert trouble == []


def test_passkey_is_set_up_and_signs_in(page: Page, trouble: list[str], editor: Editor, authenticator: None):
    sign_in(page)
    expect(page.get_by_text("Richten Sie zuerst einen zweiten Faktor ein")).to_be_visible()
    page.get_by_role("link", name="Passkey einrichten").click()
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bestätigen").click()
    page.get_by_label("Name", exact=True).fill("Diensthandy")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("heading", name="Wiederherstellungscodes")).to_be_visible()
    expect(page.locator(".konto-codes li")).to_have_count(10)
    check(page, trouble)

    page.goto("/redaktion/")
    expect(page.get_by_role("heading", name="Was ansteht")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    page.context.clear_cookies()

    page.goto("/redaktion/regions/region/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_text("Letzte Anmeldung am")).to_be_visible()
    assert {cookie["path"] for cookie in page.context.cookies()} == {"/redaktion/"}
    page.get_by_role("button", name="Abmelden").click()

    sign_in(page)
    expect(page.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()
    check(page, trouble)
    # Axe fetched this page once more, and each time it is made a new challenge counts.
    page.reload()
    page.get_by_role("button", name="Passkey benutzen").click()
    expect(page.get_by_role("heading", name="Was ansteht")).to_be_visible()
    page.goto("/redaktion/konto/passkeys/")
    expect(page.get_by_role("rowheader", name="Diensthandy")).to_be_visible()
    check(page, trouble)

    assert trouble == []


def test_device_without_a_passkey_is_told_so(page: Page, trouble: list[str], authenticator: None):
    page.goto(LOGIN)
    page.get_by_role("button", name="Mit Passkey anmelden").click()

    expect(page.get_by_role("alert").filter(has_text="keinen passenden Passkey")).to_be_visible()
    assert trouble == []
