"""Guided jobs by keyboard alone, on a desk and on a phone: filled, handed in, released, and to be seen."""

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Responsibility
from tests.e2e.accessibility import examine
from tests.e2e.test_editors_story import PASSWORD, sign_in
from tests.roles import editor, reviewer

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PLACES = {"desk": DESK, "phone": PHONE}
MOST_TABS = 120


@pytest.fixture(scope="module")
def networks(portal, django_db_blocker) -> dict[str, tuple[int, str]]:
    """Two accounts, and for each size a network with somebody responsible: its key and address."""
    with django_db_blocker.unblock():
        editor(username="autorin", password=PASSWORD)
        reviewer(username="prueferin", password=PASSWORD)
        known = Responsibility.objects.public().filter(network__isnull=False, person__isnull=False, end="")
        found = list(dict.fromkeys(known.order_by("pk").values_list("network", "network__slug")))[:2]
        return dict(zip(PLACES, found, strict=True))


@pytest.fixture(params=PLACES)
def size(request) -> str:
    return request.param


@pytest.fixture
def context_options(size) -> dict[str, object]:
    return {"viewport": PLACES[size]}


def reach(page: Page, name: str) -> None:
    """Tab to an input or a button by its name, and its value where several share it."""
    name, _, value = name.partition("=")
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate("[document.activeElement.name || '', document.activeElement.value || '']")
        if at[0] == name and (not value or at[1] == value):
            return
    raise AssertionError(f"{name} is not reached by {MOST_TABS} tabs.")


def fill(page: Page, **values: str) -> None:
    """In the order of the form."""
    for name, value in values.items():
        reach(page, name)
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
        page.keyboard.press("Escape")  # the list of suggestions
    reach(page, "weiter=einreichen")
    page.keyboard.press("Enter")


def check(page: Page) -> None:
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def release(page: Page, title: str, heading: str = "") -> None:
    """By the second account, from the queue; what is all new is seen there as visitors will, with its own `heading`."""
    page.context.clear_cookies()
    sign_in(page, "prueferin")
    page.goto("/redaktion/freigabe/")
    page.get_by_role("link", name=title).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=heading or title, level=1)).to_be_visible()
    check(page)
    if heading:
        page.get_by_role("button", name="freigeben").focus()
    else:
        reach(page, "schritt=freigeben")
    page.keyboard.press("Enter")
    expect(page.get_by_text("freigegeben und ab sofort öffentlich")).to_be_visible()


SOURCE = {"herkunft-kind": "Dokument", "herkunft-title": "Jahresbericht", "herkunft-dated": "01.02.2024"}


def test_another_contact(page: Page, networks, size):
    key, slug = networks[size]
    sign_in(page, "autorin")
    page.goto(f"/redaktion/was-ist-passiert/eintrag/networks.network/{key}/")
    check(page)
    page.get_by_role("link", name="Ansprechperson gewechselt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Zuständig ab")).to_be_visible()
    check(page)
    fits_the_screens(page)
    family = f"Probst{size}"
    fill(page, new=f"Petra {family}", phone="0341 4711-77", mail="p@probst.example", since="01.02.2024", **SOURCE)
    expect(page.get_by_text("zur Freigabe gegeben").first).to_be_visible()
    check(page)

    release(page, "Ansprechperson gewechselt", f"Petra {family}")
    page.goto(f"/netzwerke/{slug}/")
    expect(page.get_by_text(f"Petra {family}").first).to_be_visible()


def test_renamed(page: Page, networks, size):
    key, slug = networks[size]
    sign_in(page, "autorin")
    page.goto(f"/redaktion/was-ist-passiert/umbenannt/networks.network/{key}/")
    fill(page, name="")
    problems = page.get_by_role("alert")
    expect(problems).to_be_focused()
    check(page)
    fill(page, name=f"Neuname {size}", since="Mai 2023", **SOURCE)
    expect(page.get_by_text("zur Freigabe gegeben").first).to_be_visible()

    release(page, "Umbenannt")
    page.goto(f"/netzwerke/{slug}/")
    expect(page.get_by_role("heading", level=1, name=f"Neuname {size}")).to_be_visible()


@pytest.mark.parametrize("address", ["was-ist-passiert/", "was-ist-passiert/netzwerk-aufnehmen/"])
def test_further_pages(page: Page, networks, address):
    sign_in(page, "autorin")
    page.goto(f"/redaktion/{address}")
    check(page)
    fits_the_screens(page)


TOO_NARROW = """name => [...document.querySelectorAll(".np-job__long")].filter(input => {
  const pen = document.createElement("canvas").getContext("2d"), style = getComputedStyle(input);
  pen.font = style.font;
  const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return pen.measureText(name).width > room;
}).map(input => input.name)"""


def test_name_of_sixty_letters_is_read_whole_on_a_desk(page: Page, networks):
    sign_in(page, "autorin")
    for width in (1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/redaktion/was-ist-passiert/netzwerk-aufnehmen/")
        expect(page.locator(".np-job__long").first).to_be_visible()
        assert page.evaluate(TOO_NARROW, "Kompetenzzentrum für nachhaltige Produktion und Logistik e. V.") == []


def fits_the_screens(page: Page) -> None:
    """One on a desk, two on a phone."""
    assert page.viewport_size
    screens = 1 if page.viewport_size["width"] > 1000 else 2
    bottom = page.evaluate(
        "(document.querySelector('.np-job__steps') || document.body.firstElementChild).getBoundingClientRect().bottom"
    )
    assert bottom <= screens * page.viewport_size["height"]
