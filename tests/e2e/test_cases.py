"""What belongs together goes to release together: on a phone, by keyboard; jump links on a desk."""

import pytest
from playwright.sync_api import Page, expect

from networks.models import Network
from publishing.models import SourceDocument
from regions.models import Region
from tests.cases.world import Town, draft, parts
from tests.e2e.test_workflow import PASSWORD, serious, sign_in
from tests.factories import cite, make
from tests.roles import editor, reviewer


@pytest.fixture(scope="module")
def place(portal, django_db_blocker):
    """With a network and what belongs to it, and a network that lacks a contact, as their author left them."""
    with django_db_blocker.unblock():
        region = Region.objects.filter(kind="kreis").first()
        town = Town(
            region,
            editor(username="autorin", password=PASSWORD, regions=[region]),
            reviewer(username="prueferin", password=PASSWORD, regions=[region]),
        )
        town.new = parts(town)
        town.bare = draft(Network, town.author, name="Kahlnetz", regions=[region])
        cite(town.bare, make(SourceDocument))
        return town


@pytest.fixture
def context_options() -> dict[str, object]:
    return {"viewport": {"width": 390, "height": 844}}


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= 390


def test_new_network_with_its_own_source_and_contact_is_public_by_two_accounts(
    page: Page, place, open_context, portal, trouble
):
    network = place.new.network
    sign_in(page, "autorin")
    page.goto(f"/redaktion/networks/network/{network.pk}/change/")
    page.locator('input[name="_submit"]').first.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Zur Freigabe gegeben, zusammen mit")
    page.get_by_role("link", name="Lichtnetz (mit 3 weiteren Einträgen)").first.press("Enter")
    expect(page.get_by_role("heading", name="4 Einträge")).to_be_visible()
    expect(page.get_by_role("button", name="Alles freigeben")).to_have_count(0)
    assert serious(page) == [] and fits(page)

    checker = open_context(base_url=portal, viewport={"width": 390, "height": 844}).new_page()
    sign_in(checker, "prueferin")
    checker.get_by_role("link", name="Zur Freigabe").first.click()
    checker.wait_for_url("**/freigabe/")
    assert serious(checker) == []
    checker.get_by_role("link", name="Lichtnetz (mit 3 weiteren Einträgen)").press("Enter")
    expect(checker.get_by_role("button", name="Alles freigeben")).to_be_visible()
    assert serious(checker) == [] and fits(checker)
    checker.get_by_role("button", name="Alles freigeben").press("Enter")
    expect(checker.locator(".messagelist")).to_contain_text("4 Einträge sind freigegeben")
    page.goto(network.get_absolute_url())
    for name in ("Lichtnetz", "Lampen GmbH", "Muster", "Mitteilung des Hauses"):
        expect(page.locator("main")).to_contain_text(name)


def test_link_to_what_is_missing_opens_the_place_in_the_form(open_context, place, portal, trouble):
    page = open_context(base_url=portal, viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, "autorin")
    page.goto(f"/redaktion/networks/network/{place.bare.pk}/change/")
    page.locator('input[name="_submit"]').first.click()
    expect(page.locator(".messagelist")).to_contain_text("Noch nicht zur Freigabe gegeben")
    expect(page.locator("#responsibilities-group > fieldset > details")).to_have_attribute("open", "")
    page.goto("/redaktion/vorgaenge/")
    assert serious(page) == []
