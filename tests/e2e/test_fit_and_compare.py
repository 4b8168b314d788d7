"""From five questions to a comparison without script, and bookmarks by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility import examine


class TestWithoutScript:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

    def test_from_the_questions_to_the_differences(self, page: Page, trouble: list[str]):
        page.goto("/netzwerke/")
        page.get_by_role("link", name="Welches Netzwerk passt zu mir?").first.click()
        page.get_by_label("Ort oder Postleitzahl").fill("Mannheim")
        page.get_by_role("button", name="Weiter").click()
        expect(page).to_have_url(re.compile(r"\?region=mannheim$"))

        page.get_by_label("Egal oder weiß ich nicht").check()
        page.get_by_role("button", name="Weiter").click()
        page.get_by_label("Kooperationspartner").check()
        page.get_by_label("Fördermittel und Kapital").check()
        page.get_by_role("button", name="Weiter").click()
        page.get_by_label("Kleiner oder mittlerer Betrieb").check()
        page.get_by_role("button", name="Weiter").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Diese Netzwerke passen am besten")
        best = page.locator(".np-results > li").first
        expect(best.get_by_role("heading")).to_have_text("Green Industry Cluster")
        said = best.get_by_text("Leistung: Gezielt Fördermittel akquirieren")
        expect(said).to_be_hidden()
        best.get_by_text("Passt, weil …").click()
        expect(said).to_be_visible()

        page.get_by_label("Vergleichen Green Industry Cluster").check()
        page.get_by_label("Vergleichen Social Economy Cluster").check()
        page.get_by_role("button", name="Ausgewählte vergleichen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2 Netzwerke im Vergleich")
        expect(page.get_by_role("rowheader", name="Typ")).to_be_visible()

        page.get_by_role("link", name="Nur Unterschiede").click()
        expect(page.get_by_role("rowheader", name="Typ")).to_have_count(0)
        expect(page.get_by_role("rowheader", name="Felder")).to_be_visible()
        page.get_by_role("link", name="Entfernen Social Economy Cluster").click()
        expect(page.get_by_text("Noch ein Netzwerk")).to_be_visible()
        assert page.context.cookies() == []
        assert trouble == []

    def test_an_answer_can_be_changed(self, page: Page):
        page.goto("/passendes-netzwerk/?region=lausitz&feld=gesundheit-und-life-science")
        page.get_by_role("link", name="Region: Lausitz ändern").click()
        page.get_by_label("Land oder Region").select_option("sachsen")
        page.get_by_role("button", name="Weiter").click()

        expect(page).to_have_url(re.compile("region=sachsen&feld=gesundheit-und-life-science"))


class TestByKeyboard:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": {"width": 1280, "height": 900}}

    def press_on(self, page: Page, role: str, name: str) -> None:
        """Tab to the control and press it; fails when the keyboard does not get there."""
        wanted = page.get_by_role(role, name=name).first
        for _ in range(150):
            page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                break
        assert wanted.evaluate("element => element === document.activeElement"), name
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def test_remember_compare_and_forget(self, page: Page, trouble: list[str]):
        page.goto("/netzwerke/?region=lausitz")
        self.press_on(page, "button", "Merken Wirtschaftsinitiative Lausitz")
        expect(page).to_have_url("/netzwerke/?region=lausitz#gemerkt-wirtschaftsinitiative-lausitz")
        expect(page.locator("#gemerkt-wirtschaftsinitiative-lausitz")).to_be_visible()

        # The focus goes on from the network just marked.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Zur Merkliste"

        page.goto("/netzwerke/its-bb/")
        self.press_on(page, "button", "Merken it’s.BB e. V.")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="2 Netzwerke")).to_be_visible()
        assert examine(page).violations_count == 0
        [cookie] = page.context.cookies()
        assert (cookie["name"], cookie["path"], cookie["httpOnly"]) == ("merkliste", "/merkliste/", True)

        page.get_by_label("Vergleichen it’s.BB e. V.").focus()
        page.keyboard.press("Space")
        page.get_by_label("Vergleichen Wirtschaftsinitiative Lausitz").focus()
        page.keyboard.press("Space")
        self.press_on(page, "button", "Ausgewählte vergleichen")
        expect(page.get_by_role("heading", level=1)).to_have_text("2 Netzwerke im Vergleich")

        page.goto("/merkliste/")
        self.press_on(page, "button", "Entfernen it’s.BB e. V.")
        expect(page.get_by_role("heading", name="1 Netzwerk")).to_be_visible()
        self.press_on(page, "button", "Merkliste leeren")
        expect(page.get_by_role("heading", name="Noch nichts gemerkt")).to_be_visible()
        assert page.context.cookies() == []
        assert trouble == []


class TestNarrow:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": {"width": 320, "height": 640}}

    def test_comparison_of_four_scrolls_in_its_own_box_and_of_two_not_at_all(self, page: Page):
        page.goto("/vergleich/?n=its-bb&n=cn-bc&n=green-industry-cluster&n=mannheim-medical-technology-cluster")
        table = page.get_by_role("table")

        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator(".np-compare__scroll").evaluate("box => box.scrollWidth > 1.5 * box.clientWidth")
        last = page.get_by_role("columnheader").last.get_by_role("link").first
        expect(last).not_to_be_in_viewport()
        page.get_by_role("columnheader").nth(2).get_by_role("link").last.focus()
        page.keyboard.press("Tab")
        expect(last).to_be_focused()
        expect(last).to_be_in_viewport()
        expect(table.get_by_role("row").first.get_by_role("cell")).to_have_count(0)
        expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(4)
        page.goto("/vergleich/?n=its-bb&n=cn-bc")
        assert page.locator(".np-compare__scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
