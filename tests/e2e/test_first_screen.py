"""What a phone shows without scrolling, in pixels, and how heavy a first visit is."""

import gzip
from statistics import median

import pytest
from playwright.sync_api import Page, expect

PHONE = {"width": 390, "height": 844}
LISTS = ["/netzwerke/", "/netzwerke/?region=mannheim", "/netzwerke/?region=berlin", "/netzwerke/?feld=it-sicherheit"]
MANY_CHIPS = "/netzwerke/?q=Fertigung&region=rhein-neckar-kreis&feld=industrie-und-produktion&typ=cluster"


@pytest.fixture
def context_options() -> dict[str, object]:
    return {"viewport": PHONE, "java_script_enabled": False}


def bottom(page: Page, selector: str) -> float:
    return page.locator(selector).evaluate("e => e.getBoundingClientRect().bottom + scrollY")


def test_start_page_asks_and_offers_three_doors_on_the_first_screen(page: Page, trouble: list[str]):
    page.goto("/")

    assert bottom(page, ".np-header") <= 64
    expect(page.locator("main form")).to_have_count(2)  # the sentence, and the empty one of „Merken“
    expect(page.locator(".np-doors a")).to_have_count(3)
    assert bottom(page, ".np-doors") <= 520
    page.locator(".np-menu summary").click()
    expect(page.locator(".np-menu a")).to_have_text(
        [
            "Netzwerke",
            "Regionen",
            "Felder und Märkte",
            "Förderung",
            "Förderkontakt",
            "Themen",
            "Merkliste",
        ]
    )

    page.locator(".np-menu summary").click()
    page.get_by_label("Ort oder Postleitzahl").fill("68161")
    page.get_by_label("Feld oder Wort").fill("Medizintechnologie und Gesundheitswirtschaft")
    page.get_by_role("main").get_by_role("button", name="Suchen").click()
    expect(page).to_have_url("/netzwerke/?region=mannheim&feld=medizintechnik")
    assert trouble == []


@pytest.mark.parametrize("path", [*LISTS, MANY_CHIPS])
def test_list_begins_with_its_results(page: Page, path: str):
    page.goto(path)
    cards = page.locator(".np-result").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    cut = page.locator(".np-result, .np-result *").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1).length"
    )

    assert page.locator(".np-result").first.bounding_box()["y"] < (360 if "?" in path else 400)
    assert median(cards) <= 200 and max(cards) <= 260
    assert cut == 0
    expect(page.locator(".np-crumbs li:visible")).to_have_count(1)


def test_parts_open_below_their_network_without_a_script(page: Page):
    page.goto("/netzwerke/?region=mannheim")
    page.get_by_text("6 Konsortien").click()

    expect(page.get_by_role("link", name="Konsortium „Wasserstoff“")).to_be_visible()
    expect(page.locator("#ergebnisse")).to_have_text("17 Netzwerke, davon 6 eingeklappt")


def test_comparison_keeps_two_names_in_sight(page: Page):
    page.goto("/vergleich/?n=cluster-smart-industries&n=green-industry-cluster")
    page.evaluate("scrollTo(0, 1500)")
    names = [page.locator("thead a", has_text=name).first.bounding_box() for name in ("Smart", "Green")]

    assert all(0 <= name["y"] < 60 for name in names)
    assert names[0]["x"] < 195 <= names[1]["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


class TestWithScript:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": PHONE}

    def test_menu_says_how_many_are_kept(self, page: Page):
        page.goto("/netzwerke/?region=mannheim")
        page.get_by_role("button", name="Merken Cluster Smart Industries").click()
        page.locator(".np-menu summary").click()
        expect(page.locator(".np-menu a").last).to_have_text("Merkliste (1)")

        page.goto("/merkliste/")
        page.get_by_role("button", name="Entfernen Cluster Smart Industries").click()
        page.locator(".np-menu summary").click()
        expect(page.locator(".np-menu a").last).to_have_text("Merkliste")

    @pytest.mark.parametrize(("path", "most"), [("/", 55_000), ("/netzwerke/", 75_000)])
    def test_first_visit_stays_light(self, page: Page, path: str, most: int):
        """All that is transferred, cold, compressed as in production; fonts are compressed as they are."""
        got = []
        page.on("response", lambda response: got.append(response))
        page.goto(path, wait_until="networkidle")
        sizes = {
            response.url: len(response.body() if response.url.endswith("woff2") else gzip.compress(response.body()))
            for response in got
        }

        assert len(sizes) > 4
        assert sum(sizes.values()) <= most, sizes
