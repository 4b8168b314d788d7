"""An entry in a browser: read first, a number put right by keyboard, nothing lost by a link, no barrier, on a phone."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from contacts.models import Person
from desk.pages import entry_url, form_url
from networks.models import Network
from tests.e2e.accessibility import examine
from tests.roles import administrator

PHONE = {"width": 390, "height": 844}
SMALL_DESK = {"width": 1024, "height": 768}
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
# Fields whose end one cannot see: beside the window, or out of what stands around them.
CUT_OFF = """[...document.querySelectorAll("#content input:not([type=hidden]), #content select, #content textarea")]
    .filter(one => one.checkVisibility() && !one.matches(".select2-hidden-accessible"))
    .filter(one => one.getBoundingClientRect().right > one.closest("fieldset, form").getBoundingClientRect().right + 1)
    .map(one => one.name)"""

TABLES = """[...document.querySelectorAll("#content table")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.id)"""


@pytest.fixture(scope="module")
def desk(portal, django_db_blocker) -> dict[str, str]:
    with django_db_blocker.unblock():
        client = Client()
        client.force_login(administrator(username="leserin"))
        person = Person.objects.filter(family_name="Fox").order_by("pk")[0]
        network = Network.objects.filter(responsibilities__person=person).order_by("pk")[0]
        return {
            "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "entry": entry_url(network),
            "person": entry_url(person),
            "form": form_url(network),
            "ways": f"{form_url(person)}?block=kontaktwege",
            "text": f"{form_url(network)}?block=kurztext",
            "add": "/redaktion/networks/network/add/",
            "list": "/redaktion/networks/network/",
        }


@pytest.fixture
def context_options() -> dict[str, object]:
    return {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page: Page, desk, portal: str) -> Page:
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": desk["session"], "url": portal}])
    return page


def test_number_is_put_right_with_the_keyboard_alone(page: Page, desk, trouble: list[str]):
    """From the top of the page, past the menu as the first link offers, to the number; saved from inside the field."""
    page.goto(desk["entry"])
    number = page.locator('input[name="channels-0-value"]').first
    expect(number).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    pressed = 1
    while not number.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        pressed += 1
        assert pressed <= 12

    page.keyboard.press("Control+A")
    page.keyboard.type("0621 293-9999")
    source = page.get_by_label("Woher wissen Sie das?").first
    while not source.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        pressed += 1
        assert pressed <= 20
    page.keyboard.type("Anruf")
    page.keyboard.press("Control+S")

    expect(page.locator(".messagelist")).to_contain_text("ist gesichert")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#kontakt")
    expect(page.locator("#kontakt")).to_contain_text("wartet eine Änderung")
    page.goto(desk["person"])
    expect(page.locator('input[name="channels-0-value"]')).to_have_value("0621 293-9999")
    assert trouble == []


def test_ctrl_s_saves_the_whole_form_and_stays(page: Page, desk, trouble: list[str]):
    page.goto(desk["form"])
    page.locator("#id_internal_note").fill("Mit Strg+S gesichert.")
    page.keyboard.press("Control+S")

    expect(page.locator(".messagelist")).to_be_visible()
    expect(page.locator("#id_internal_note")).to_have_value("Mit Strg+S gesichert.")
    assert trouble == []


def test_link_does_not_lose_what_is_not_saved(page: Page, desk):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(desk["text"])
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.locator("#kurztext")).to_be_visible()
    assert asked == [], "nothing was changed"

    page.goto(desk["text"])
    page.locator("#id_description").press_sequentially("Neu")
    page.get_by_role("link", name="Start").click()

    expect(page.locator("#id_description")).to_be_visible()
    assert asked == ["beforeunload"]
    page.get_by_label("Woher wissen Sie das?").select_option("anruf")
    page.get_by_role("button", name="Sichern", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("ist gesichert")
    assert asked == ["beforeunload"], "saving asks nothing"


def test_refused_form_says_why_on_top_and_leads_to_the_field(page: Page, desk, trouble: list[str]):
    page.goto(desk["text"])
    page.locator("#id_summary").fill("Zu lang. " * 20)
    expect(page.locator("#id_summary_zeichen")).to_contain_text("Zeichen zu viel")
    page.get_by_role("button", name="Sichern", exact=True).click()

    summary = page.locator("#fehler")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    summary.get_by_role("link").first.click()
    expect(page.locator("#id_summary")).to_be_focused()
    expect(page.locator("#id_summary")).to_have_value("Zu lang. " * 20)
    assert trouble == []


def test_save_bar_stays_in_sight(page: Page, desk):
    page.goto(desk["form"])

    for step in (0, 2000):
        page.mouse.wheel(0, step)
        expect(page.locator(".np-bar")).to_be_in_viewport()
    expect(page.locator(".np-bar")).to_contain_text("Freigegeben")


@pytest.mark.parametrize("name", ["entry", "person", "form", "ways", "text", "add", "list"])
class TestEveryWidth:
    def test_no_barrier_by_day_and_by_night(self, page: Page, desk, name: str):
        page.goto(desk[name])
        expect(page.locator("h1").first).to_be_visible()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = examine(page, only_looks=scheme == "dark").response["violations"]
            assert [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]] == []

    def test_nothing_is_wider_than_a_phone_or_cut_off_on_a_small_desk(self, page: Page, desk, name: str):
        for size in (PHONE, SMALL_DESK):
            page.set_viewport_size(size)
            page.goto(desk[name])
            expect(page.locator("h1").first).to_be_visible()
            wide, window = page.evaluate(WIDTHS)
            assert wide <= window
            assert page.evaluate(TABLES) == []
            assert page.evaluate(CUT_OFF) == []


class TestOnAPhoneWithoutScript:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": PHONE, "java_script_enabled": False}

    def test_block_is_opened_by_its_pencil_and_saved(self, page: Page, desk):
        page.goto(desk["entry"])
        page.locator("#hinweise").get_by_role("link").last.click()
        page.locator("#id_advice").fill("Bitte vorher anrufen.")
        page.get_by_role("button", name="Sichern", exact=True).click()

        expect(page.locator("#hinweise")).to_contain_text("Bitte vorher anrufen.")

    def test_filters_of_a_list_are_reached_from_its_top(self, page: Page, desk):
        page.goto(desk["list"])
        page.get_by_role("link", name="Filter", exact=True).click()

        expect(page.locator("#changelist-filter")).to_be_in_viewport()


def test_no_column_of_a_list_is_cut_off_on_a_desk(page: Page, desk):
    for path in ("networks/network", "networks/organisation", "contacts/person"):
        page.goto(f"/redaktion/{path}/")
        for width in (1024, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            table = page.locator("#result_list").locator("..")
            assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), (path, width)
