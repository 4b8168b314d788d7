"""The editors' pages: accessible by day and by night, readable at 200 % zoom, usable by keyboard alone."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from contacts.models import Person
from duplicates.candidates import candidates
from duplicates.proposals import propose
from networks.models import Network, Organisation
from reports.enums import ReportKind
from reports.models import Report
from search.models import MissedQuery
from tests.e2e.accessibility import examine
from tests.roles import administrator, change, editor

EDIT_FORM = "/redaktion/networks/network/{network}/change/"
WORK_LIST = "/redaktion/"
CHECKS = "/redaktion/pruefung/?art=networks.network"
PROPOSAL = "/redaktion/dubletten/vorschlaege/{proposal}/"
ERASURE = "/redaktion/personen/{person}/daten-loeschen/"
REPORT = "/redaktion/meldungen/{report}/"
PAGES = [
    EDIT_FORM,
    WORK_LIST,
    CHECKS,
    "/redaktion/networks/network/",
    "/redaktion/freigabe/",
    "/redaktion/suche/?q=netz",
    "/redaktion/hilfe/",
    "/redaktion/aufgaben/",
    "/redaktion/aenderung/{change}/",
    "/redaktion/networks/network/{changed}/change/",
    "/redaktion/networks/network/{changed}/history/",
    "/redaktion/import/",
    "/redaktion/listen/",
    "/redaktion/listen/networks.network/",
    "/redaktion/listen/networks.network/?format=steckbrief",
    "/redaktion/verlauf/",
    "/redaktion/personen/{person}/widerspruch/",
    "/redaktion/dubletten/?art=networks.network",
    "/redaktion/dubletten/networks.network/{network}/{double}/",
    "/redaktion/dubletten/vorschlaege/",
    PROPOSAL,
    ERASURE,
    "/redaktion/reports/report/?state__exact=offen",
    REPORT,
    "/redaktion/mails-und-vertretung/",
    "/redaktion/nachfrage/networks.network/{network}/",
    "/redaktion/links/",
    "/redaktion/text-zu-entwurf/",
    "/redaktion/search/missedquery/",
    "/redaktion/pictures/picture/add/",
]


# What editors look at all day.
DAILY = [EDIT_FORM, WORK_LIST, CHECKS, "/redaktion/aenderung/{change}/"]
# What must be read in full before anybody decides.
DECISIONS = [PROPOSAL, ERASURE, REPORT]


@pytest.fixture(scope="module")
def desk(portal, django_db_blocker) -> dict[str, object]:
    """An account that sees every page, and something to see on each of them."""
    with django_db_blocker.unblock():
        client = Client()
        boss = administrator(username="prueferin")
        client.force_login(boss)
        network, changed, double = Network.objects.filter(slug__in=["its-bb", "cn-bc", "silicon-saxony"]).order_by("pk")
        revision = change(changed, editor(username="autorin"), summary="Neu gefasster Satz über dieses Netzwerk.")
        change(
            Network.objects.exclude(pk__in=[network.pk, changed.pk, double.pk])[0], boss, submit=False, summary="Neu."
        )
        Network.objects.filter(pk=network.pk).update(checked_on=date(2020, 1, 1))
        Network.objects.filter(pk=double.pk).update(name=network.name)
        assert candidates(Network, anew=True).pairs
        keep, drop = Organisation.objects.order_by("pk")[:2]
        proposal = propose(keep=keep, drop=drop, choices={}, by=editor(username="vorschlag"), why="Dieselbe Anschrift.")
        person = Person.objects.exclude(responsibilities=None).order_by("pk")[0]
        report = Report.objects.create(
            kind=ReportKind.REMOVAL, text="Bitte löschen Sie meinen Eintrag.", email="weg@firma.example"
        )
        MissedQuery.objects.create(text="quantengarten", day=timezone.localdate(), count=3)
        return {
            "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "network": network.pk,
            "changed": changed.pk,
            "change": revision.pk,
            "double": double.pk,
            "proposal": proposal.pk,
            "person": person.pk,
            "report": report.pk,
        }


@pytest.fixture
def page(page: Page, desk, portal: str) -> Page:
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": desk["session"], "url": portal}])
    return page


def open_page(page: Page, desk: dict[str, object], path: str) -> None:
    answer = page.goto(path.format(**desk))
    assert answer.ok
    assert "/login/" not in page.url


def barriers(page: Page, only_looks: bool = False) -> list[str]:
    found = examine(page, only_looks).response["violations"]
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the element has the focus; whoever presses it so often has given up."""
    element = wanted.element_handle()
    for _ in range(400):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached with Tab: {wanted}")


def shows_focus(page: Page) -> bool:
    """Whether the element that has the focus looks different from the way it looks without."""
    look = """element => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor]
    }"""
    element = page.evaluate_handle("document.activeElement").as_element()
    focused = element.evaluate(look)
    visible = (focused[0] != "none" and focused[1] != "0px") or focused[3] != "none"
    element.evaluate("element => element.blur()")
    differs = element.evaluate(look) != focused
    element.focus()
    return visible and differs


SCREEN = {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 512}  # what is left of 1280 by 1024 pixels at 200 % zoom


class TestByDayByNightAndZoomed:
    @pytest.fixture
    def signed_in(self, window: tuple[Page, list[str]], desk, portal: str) -> tuple[Page, list[str]]:
        page, trouble = window
        trouble.clear()
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": desk["session"], "url": portal}])
        page.set_viewport_size(SCREEN)
        page.emulate_media(color_scheme="light")
        return page, trouble

    @pytest.mark.parametrize("path", PAGES)
    def test_page_has_no_barrier(self, signed_in: tuple[Page, list[str]], desk, path: str):
        page, trouble = signed_in
        open_page(page, desk, path)

        expect(page.locator("h1:visible").first).to_be_visible()
        schemes = ["light"]
        if path in DAILY + DECISIONS:
            page.set_viewport_size(ZOOMED)
            wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide[0] <= wide[1]
            page.set_viewport_size(SCREEN)
            schemes = ["light", "dark"]
        page.emulate_media(color_scheme=schemes[-1])
        assert trouble == []  # before axe, which styles what it measures against the policy of the page
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            assert barriers(page, only_looks=scheme != schemes[0]) == []

    def test_pages_show_what_they_are_tested_with(self, signed_in: tuple[Page, list[str]], desk):
        page, _ = signed_in
        for path, text in [
            ("/redaktion/aenderung/{change}/", "Neu gefasster Satz"),
            ("/redaktion/freigabe/", "autorin"),
            ("/redaktion/aufgaben/", "1 begonnen"),
            ("/redaktion/networks/network/{changed}/history/", "autorin"),
            ("/redaktion/dubletten/?art=networks.network", "Kein Doppel"),
            ("/redaktion/dubletten/networks.network/{network}/{double}/", "Zusammenführen"),
            ("/redaktion/dubletten/vorschlaege/", "vorschlag"),
            (PROPOSAL, "Dieselbe Anschrift."),
            (ERASURE, "löschen"),
            (REPORT, "Bitte löschen Sie meinen Eintrag."),
            ("/redaktion/search/missedquery/", "quantengarten"),
        ]:
            open_page(page, desk, path)
            expect(page.locator("#content"), path).to_contain_text(text)


class TestByKeyboard:
    @pytest.fixture
    def context_options(self) -> dict[str, object]:
        return {"viewport": {"width": 1280, "height": 900}}

    def test_field_is_edited_and_saved(self, page: Page, desk, trouble: list[str]):
        open_page(page, desk, EDIT_FORM)
        tab_to(page, page.locator("#id_summary"))
        assert shows_focus(page)
        page.keyboard.press("Control+A")
        page.keyboard.type("Mit der Tastatur geschrieben.")
        tab_to(page, page.locator('.submit-row input[name="_continue"]').first)
        assert shows_focus(page)

        with page.expect_navigation():
            page.keyboard.press("Enter")

        expect(page.locator(".messagelist .success")).to_have_count(1)
        expect(page.locator("#id_summary")).to_have_value("Mit der Tastatur geschrieben.")
        assert trouble == []

    def test_entry_is_confirmed_in_the_list_of_checks(self, page: Page, desk, trouble: list[str]):
        open_page(page, desk, WORK_LIST)
        tab_to(page, page.locator("#content").get_by_role("link", name="Prüfung überfällig").first)
        assert shows_focus(page)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        row = page.locator(f'button[name="nur"][value^="networks.network:{desk["network"]}:"]')
        tab_to(page, row)
        expect(row).to_have_text("Stimmt noch")
        assert shows_focus(page)

        with page.expect_navigation():
            page.keyboard.press("Space")

        expect(page.locator(".messagelist")).to_contain_text("1 Eintrag gilt von heute an als geprüft.")
        expect(row).to_have_count(0)
        assert trouble == []
