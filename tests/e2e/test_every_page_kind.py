"""One page of each kind: accessible, readable on a narrow screen, usable by keyboard and without script."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page, expect

from pictures.models import Picture
from pictures.taking import take_in
from tests.e2e.accessibility import examine
from tests.factories import LISTS, make
from tests.pictures.sent import photo, saved

PAGES = [
    "/",
    "/netzwerke/",
    "/netzwerke/?region=berlin&feld=games",
    "/netzwerke/?region=lausitz&feld=fintech",
    "/netzwerke/its-bb/",
    "/netzwerke/its-bb/verlauf/",
    "/netzwerke/industriestandort-mannheim/",
    "/regionen/",
    "/regionen/rhein-neckar/",
    "/regionen/sachsen/",
    "/regionen/mannheim/",
    "/regionen/landkreis-gifhorn/",
    "/netzwerke/?ort=Neustadt",
    "/netzwerke/?ort=Manheim",
    "/felder/",
    "/felder/it-sicherheit/",
    "/zielmaerkte/",
    "/zielmaerkte/polen/",
    "/foerderprogramme/",
    "/foerderprogramme/pfi/",
    "/angebote/",
    "/angebote/firmen-in-sachsen/",
    "/ansprechpersonen/",
    "/ansprechpersonen/kai-pflanz/",
    "/fehler-melden/?seite=/netzwerke/its-bb/",
    "/lebt-es-noch/?seite=/netzwerke/its-bb/",
    "/ueber/unbestaetigt/",
    "/foerderkontakt/",
    "/foerderkontakt/?anliegen=ausland&region=&ort=gibtesnicht",
    "/foerderkontakt/?anliegen=beitreten&region=mannheim",
    "/foerderkontakt/?anliegen=ausland&region=berlin&rolle=netzwerkmanagement",
    "/foerderkontakt/?anliegen=beitreten&region=rhein-neckar-kreis&feld=alle",
    "/foerderkontakt/?anliegen=unternehmen-gruenden&region=mannheim&feld=alle",
    "/foerderkontakt/anrufzettel/?anliegen=netzwerk-gruenden&region=sachsen",
    "/foerderkontakt/?anliegen=netzwerk-gruenden&region=sachsen",
    "/foerderkontakt/?anliegen=beitreten&region=baden-wuerttemberg",
    "/organisationen/",
    "/organisationen/senweb/",
    "/veranstaltungen/",
    "/veranstaltungen/asiaberlin-summit/",
    "/veranstaltungen/archiv/2021/",
    "/orte/",
    "/orte/cubex-one/",
    "/projekte/",
    "/projekte/cyberhotline/",
    "/themen/",
    "/themen/deep-dive-17-berliner-netzwerkfoerderung/",
    "/serien/cluster-in-mannheim/",
    "/quellen/",
    "/quellen/amt24-netzwerke/",
    "/suche/",
    "/suche/?q=mannheim",
    "/suche/?q=its+bb",
    "/suche/?q=mikroelektronk+sachsen",
    "/suche/?q=biotech+qqxyzzy+sachsen",
    "/suche/vorschlaege/?q=it",
    "/suche/?q=qqxyzzy",
    "/passendes-netzwerk/",
    "/passendes-netzwerk/?ort=gibtesnicht",
    "/passendes-netzwerk/?region=egal",
    "/passendes-netzwerk/?region=egal&feld=egal",
    "/passendes-netzwerk/?region=mannheim&feld=egal&bedarf=partner&rolle=kmu&zielmarkt=egal",
    "/vergleich/",
    "/vergleich/?n=its-bb&n=cn-bc&n=green-industry-cluster",
    "/merkliste/",
    "/merkliste/?n=its-bb&n=cn-bc",
    "/ueber/",
    "/ueber/lizenzen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
]

# Examined by all rules in both sizes: menu and search of the frame, and what leads to the filters of a list, are other
# ones on a phone. All else that is shown there is shown on a desk.
ON_A_PHONE_ALONE = {"/", "/suche/?q=mannheim", "/vergleich/?n=its-bb&n=cn-bc&n=green-industry-cluster", *LISTS}

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_is_accessible_on_a_phone_in_the_dark_and_on_a_desk(self, window: tuple[Page, list[str]], path: str):
        page, trouble = window
        trouble.clear()
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        results = examine(page, only_looks=path not in ON_A_PHONE_ALONE)
        assert results.violations_count == 0, results.generate_report()

        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        results = examine(page)
        assert results.violations_count == 0, results.generate_report()
        expect(page.locator("h1")).to_have_count(1)
        page.evaluate("document.documentElement.style.fontSize = '200%'")  # of who reads large letters
        assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
        assert page.context.cookies() == []
        assert trouble == []


@pytest.fixture(scope="module")
def picture(portal, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PICTURE_DIR", tmp_path_factory.mktemp("bilder"))
        file = take_in(SimpleUploadedFile("x.jpg", saved(photo(900, 600), quality=90)))
        yield make(Picture, title="Messestand", file=file).get_absolute_url()


class TestPictures:
    def test_a_telephone_gets_a_small_modern_file_with_its_room_kept(self, window, picture):
        page, trouble = window
        trouble.clear()
        page.set_viewport_size({"width": 390, "height": 844})
        with page.expect_response(lambda one: "/bilder/dateien/" in one.url) as sent:
            page.goto(picture)
        file = sent.value

        assert file.url.endswith("/400.avif") and len(file.body()) <= 60_000
        shown = page.locator("figure img")
        expect(shown).to_have_js_property("complete", True)
        assert shown.evaluate("one => [one.naturalWidth > 0, one.width / one.height]") == [
            True,
            pytest.approx(1.5, 0.02),
        ]
        for path in (picture, "/bilder/"):
            page.goto(path)
            results = examine(page)
            assert results.violations_count == 0, results.generate_report()
        assert trouble == []


class OnADesk:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": DESK}


class TestKeyboard(OnADesk):
    def test_first_tab_stop_leads_to_the_content(self, page: Page):
        page.goto("/netzwerke/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt"

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

    def test_line_under_the_title_leads_to_its_source(self, page: Page):
        page.goto("/netzwerke/its-bb/")

        page.locator(".np-trust a").first.press("Enter")

        expect(page).to_have_url("/netzwerke/its-bb/#quelle-1")
        expect(page.locator("#quelle-1:target")).to_have_count(1)

    def test_marker_opens_where_a_statement_is_from_and_closes(self, page: Page):
        page.goto("/netzwerke/its-bb/")
        marker, opened = page.locator(".np-proof").first, page.locator(".np-proof__text").first
        expect(opened).to_be_hidden()

        marker.press("Enter")
        expect(opened).to_be_visible()
        expect(opened).to_contain_text("Quelle:")

        page.keyboard.press("Escape")
        expect(opened).to_be_hidden()


class TestWithoutScript:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

    def test_small_screen_filters_on_a_page_of_its_own(self, page: Page):
        page.goto("/netzwerke/")
        page.get_by_role("link", name="Filter und Sortierung").click()
        page.locator("details", has_text="Region").locator(".np-facet__more > summary").first.click()
        page.locator('input[name="region"][value="sachsen"]').check()
        page.get_by_role("button", name="Ergebnisse anzeigen").click()

        expect(page).to_have_url(re.compile("region=sachsen"))
        expect(page.get_by_role("link", name="Silicon Saxony")).to_be_visible()
        expect(page.get_by_role("link", name="it’s.BB e. V.")).to_have_count(0)

    def test_owner_of_a_small_firm_reaches_a_person_to_call(self, page: Page):
        page.goto("/")
        page.get_by_label("Ort oder Postleitzahl").fill("68161")
        page.get_by_label("Feld oder Wort").fill("Medizintechnik")
        page.get_by_role("main").get_by_role("button", name="Suchen").click()
        page.get_by_role("link", name="Mannheim Medical Technology Cluster").first.click()

        expect(page.locator('a[href="tel:+496212939978"]').first).to_be_visible()
