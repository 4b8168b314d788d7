"""An editor changes a public entry, a reviewer releases it: in a browser, by keyboard, without script, zoomed."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import examine
from tests.roles import editor, reviewer

PASSWORD = "sehr-geheim-27"


@pytest.fixture(scope="module")
def accounts(portal, django_db_blocker):
    with django_db_blocker.unblock():
        editor(username="autorin", password=PASSWORD)
        reviewer(username="prueferin", password=PASSWORD)


def sign_in(page: Page, name: str) -> Page:
    page.goto("/redaktion/login/")
    page.get_by_label("Benutzername").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/redaktion/")
    return page


def serious(page: Page) -> list[str]:
    found = examine(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.fixture
def context_options() -> dict[str, object]:
    # 1280 px at 200 % zoom, and everything has to work without script.
    return {"viewport": {"width": 640, "height": 800}, "java_script_enabled": False}


def test_change_waits_for_a_second_account_and_then_is_public(page: Page, accounts, open_context, portal, trouble):
    sign_in(page, "autorin")
    page.goto("/redaktion/programmes/programme/?q=PfI")
    page.locator("th.field-name a").first.click()
    expect(page.locator("#kurztext .np-pencil")).to_be_visible()
    expect(page.locator("#kurztext .np-pencil")).to_be_visible()
    entry = page.url
    page.locator("#kurztext .np-pencil").click()
    page.get_by_label("Woher wissen Sie das?").select_option("schreibweise")
    page.get_by_role("textbox", name="Kurz gesagt:").fill("Neu gefasster Satz über dieses Programm.")
    page.get_by_label("Warum ändern Sie das?").fill("Kürzer")
    page.locator('input[name="_submit"]').first.press("Enter")
    expect(page.locator("body")).to_contain_text("Zur Freigabe gegeben")
    public = page.get_by_role("link", name="Auf der Seite ansehen").get_attribute("href")

    other = open_context(base_url=portal, viewport={"width": 640, "height": 800}).new_page()
    other.goto(public)
    expect(other.locator("body")).not_to_contain_text("Neu gefasster Satz")
    sign_in(other, "prueferin")
    other.get_by_role("link", name="Zur Freigabe").first.click()
    other.wait_for_url("**/freigabe/")
    assert serious(other) == []
    other.locator(".np-queue a[data-row]").first.click()
    expect(other.get_by_role("button", name="Freigeben")).to_be_visible()
    assert serious(other) == []
    assert other.evaluate("document.documentElement.scrollWidth") <= 640
    other.get_by_role("button", name="Freigeben").press("Enter")
    other.wait_for_url("**/freigabe/")
    other.goto(entry)
    assert serious(other) == []
    assert other.evaluate("document.documentElement.scrollWidth") <= 640

    page.goto(public)
    expect(page.locator("body")).to_contain_text("Neu gefasster Satz")
    expect(page.locator("body")).to_contain_text("Freigabe: Wirtschaftsförderung Musterland")
    page.goto(entry)
    page.get_by_role("link", name="Verlauf").click()
    expect(page.locator("body")).to_contain_text("prueferin")
    expect(page.locator("body")).to_contain_text("Kürzer")
    assert trouble == []
