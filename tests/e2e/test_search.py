"""Searching by keyboard alone with suggestions, and the same page without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import examine

FIELD = "main .np-search input[name=q]"


def serious(trouble: list[str]) -> list[str]:
    """Without the requests for suggestions that the next letter made superfluous."""
    return [line for line in trouble if not (line.startswith("failed:") and "/suche/vorschlaege/" in line)]


class TestBySuggestions:
    @pytest.mark.parametrize(("path", "place"), [("/", "header .np-search input"), ("/suche/", FIELD)])
    def test_type_arrow_down_enter_opens_the_entry(self, page: Page, trouble: list[str], path: str, place: str):
        page.goto(path)
        page.locator(place).focus()
        page.keyboard.type("silicon sax", delay=20)
        field = page.get_by_role("combobox").and_(page.locator(place))
        expect(field).to_have_attribute("aria-expanded", "true")
        option = page.get_by_role("option", name="Silicon Saxony").first
        expect(option).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="Vorschl")).to_have_count(1)
        assert field.get_attribute("aria-activedescendant") == ""

        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
        expect(option).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        page.wait_for_url("**/netzwerke/silicon-saxony/")
        assert serious(trouble) == []

    def test_escape_closes_and_enter_without_a_choice_submits(self, page: Page, trouble: list[str]):
        page.goto("/suche/")
        page.locator(FIELD).focus()
        page.keyboard.type("sachsen", delay=20)
        expect(page.get_by_role("option").first).to_be_visible()

        page.keyboard.press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)
        assert page.locator(FIELD).input_value() == "sachsen"
        page.keyboard.type(" ")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url("**/suche/?q=sachsen*")
        expect(page.locator("h1")).to_have_text("Suche")
        assert serious(trouble) == []

    def test_arrows_go_round_through_the_field_itself(self, page: Page):
        page.goto("/suche/")
        page.locator(FIELD).focus()
        page.keyboard.type("sachsen", delay=20)
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        assert 1 < len(options.all()) <= 8

        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        assert page.locator(FIELD).get_attribute("aria-activedescendant") == ""
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")

    def test_open_list_breaks_no_accessibility_rule_and_is_announced_in_groups(self, page: Page):
        page.goto("/suche/")
        page.locator(FIELD).focus()
        page.keyboard.type("it", delay=20)
        expect(page.get_by_role("option").first).to_be_visible()

        results = examine(page)
        assert results.violations_count == 0, results.generate_report()
        expect(page.get_by_role("listbox", name="Vorschläge").get_by_role("group", name="Netzwerke")).to_have_count(1)

    def test_leaving_the_field_closes_the_list_and_the_next_stop_is_the_button(self, page: Page):
        page.goto("/suche/")
        page.locator(FIELD).focus()
        page.keyboard.type("it", delay=20)
        expect(page.get_by_role("option").first).to_be_visible()

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Suchen"
        expect(page.get_by_role("option")).to_have_count(0)

    def test_one_letter_asks_for_nothing_and_the_mouse_can_choose(self, page: Page):
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "vorschlaege/?" in request.url else None)
        page.goto("/")
        page.locator("#kopfsuche").focus()
        page.keyboard.type("s")
        page.wait_for_timeout(400)
        assert asked == []

        page.keyboard.type("ilicon", delay=20)
        page.get_by_role("option", name="Silicon Saxony").first.click()
        page.wait_for_url("**/netzwerke/silicon-saxony/")
        assert len(asked) <= 3  # typing faster than the pause asks once


class TestWithoutScript:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

    def test_search_is_a_form_with_a_page_of_results(self, page: Page):
        page.goto("/")
        page.get_by_role("link", name="Suche", exact=True).click()
        expect(page.get_by_role("combobox").and_(page.locator(FIELD))).to_have_count(0)
        page.locator(FIELD).fill("Mikroelektronk")
        page.locator(FIELD).press("Enter")

        expect(page.get_by_text("Gesucht wurde auch:")).to_be_visible()
        page.get_by_role("link", name="Nur „Mikroelektronk“ suchen").click()
        expect(page.get_by_role("heading", name="Nichts gefunden")).to_be_visible()
        page.get_by_role("link", name="Mikroelektronik").click()
        expect(page.get_by_role("link", name="Silicon Saxony")).to_be_visible()

    def test_suggestions_are_a_page_of_links(self, page: Page):
        page.goto("/suche/vorschlaege/?q=silicon")
        page.get_by_role("link", name="Silicon Saxony").click()

        expect(page).to_have_url("/netzwerke/silicon-saxony/")
