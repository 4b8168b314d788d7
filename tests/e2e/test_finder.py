"""From the start page to somebody to call: keyboard only, without script."""

import re

import pytest
from playwright.sync_api import Page, expect

CONCERNS = "/foerderkontakt/"


@pytest.fixture
def context_options() -> dict[str, object]:
    return {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


def focus(page: Page, name: str, role: str = "link") -> None:
    """Go on by Tab until the named element has the focus."""
    target = page.get_by_role(role, name=name, exact=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by Tab on {page.url}")


def choose(page: Page, first: str, wanted: str) -> None:
    """Tab to a group of radios, go down to the wanted one, and on to the button."""
    radios = page.get_by_role("radio")
    labels = radios.evaluate_all("all => all.map(one => one.labels[0].textContent.trim())")
    assert labels[0] == first
    for _ in range(60):
        page.keyboard.press("Tab")
        if radios.first.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Space")
    for _ in range(labels.index(wanted)):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=wanted)).to_be_checked()
    focus(page, "Weiter", "button")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_keyboard_leads_from_the_start_page_to_a_person_to_call(page: Page, trouble: list[str]):
    page.goto("/")
    focus(page, "Wer ist zuständig? Der Förderkontakt sagt es Ihnen")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(CONCERNS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Worum geht es?")

    choose(page, "Förderung für ein Vorhaben in meinem Betrieb", "Einem Netzwerk beitreten")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wo liegt Ihr Betrieb oder Vorhaben?")
    focus(page, "Ort oder Postleitzahl", "textbox")
    page.keyboard.type("mannheim")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"{CONCERNS}?anliegen=beitreten&region=mannheim")

    choose(page, "Green Tech", "Medizintechnologie und Gesundheitswirtschaft")
    expect(page).to_have_url(f"{CONCERNS}?anliegen=beitreten&region=mannheim&feld=medizintechnik")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Ansprechperson")
    expect(page.get_by_role("link", name="Katharina Fox anrufen")).to_be_visible()
    expect(page.get_by_text("Laut Quelle: Ansprechperson des").first).to_be_visible()
    assert page.context.cookies() == [] and trouble == []


def test_one_answer_can_be_changed_without_losing_the_others(page: Page):
    page.goto("/foerderkontakt/?anliegen=beitreten&region=mannheim&feld=medizintechnik")
    page.get_by_role("link", name="Feld: Medizintechnologie").click()
    page.get_by_label("Social Economy").check()
    page.get_by_role("button", name="Weiter").click()

    expect(page).to_have_url(f"{CONCERNS}?anliegen=beitreten&region=mannheim&feld=social-economy")
    expect(page.get_by_role("link", name="Matthias Henel anrufen")).to_be_visible()


def test_paper_shows_the_answer_and_no_controls(page: Page):
    page.goto("/foerderkontakt/?anliegen=netzwerk-gruenden&region=sachsen")
    page.emulate_media(media="print")

    expect(page.get_by_text("kai.pflanz@vdivde-it.de")).to_be_visible()
    expect(page.get_by_text("/foerderkontakt/?anliegen=netzwerk-gruenden&region=sachsen")).to_be_visible()
    expect(page.get_by_role("link", name="Ort: Sachsen")).to_be_hidden()
    expect(page.get_by_role("link", name="‹ Zurück")).to_be_hidden()


# --- On the first screen of a telephone


ANSWERS = {
    "person": "?anliegen=netzwerk-gruenden&region=sachsen",
    "office": "?anliegen=netzwerk-gruenden&region=berlin",
    "possible": "?anliegen=vorhaben-foerdern&region=thueringen",
    "near": "?anliegen=beitreten&region=rhein-neckar-kreis&feld=smart-production",
    "founder": "?anliegen=unternehmen-gruenden&region=mannheim&feld=social-economy",
    "nobody": "?anliegen=vorhaben-foerdern&region=bayern",
}


def test_all_concerns_and_the_button_are_on_one_screen(page: Page):
    page.goto(CONCERNS)
    button = page.get_by_role("button", name="Weiter").bounding_box()

    expect(page.get_by_role("radio")).to_have_count(7)
    assert button["y"] + button["height"] <= 844


@pytest.mark.parametrize("query", ANSWERS.values(), ids=ANSWERS)
def test_call_sheet_is_one_page_of_paper(query: str, page: Page):
    """With the longest of answers too: Chromium writes one object for each page."""
    page.goto(f"{CONCERNS}anrufzettel/{query}&rolle=hochschule")
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1.5cm"))

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_call_sheet_is_reached_from_the_answer_and_leads_back(page: Page, trouble: list[str]):
    page.goto(f"{CONCERNS}{ANSWERS['person']}")
    page.get_by_role("link", name="Anrufzettel").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Anrufzettel")
    expect(page.get_by_role("img", name="QR-Code")).to_be_visible()
    page.get_by_role("link", name="‹ Zurück zur Antwort").click()
    expect(page).to_have_url(CONCERNS + ANSWERS["person"])
    assert page.context.cookies() == [] and trouble == []


@pytest.mark.parametrize("query", ANSWERS.values(), ids=ANSWERS)
def test_name_and_button_are_above_the_fold(query: str, page: Page):
    page.goto(f"{CONCERNS}{query}")
    card = page.locator("#antwort .np-contact").first
    name, button = card.locator("h3"), card.locator(".kern-btn").first

    for box in (name.bounding_box(), button.bounding_box()):
        assert box["y"] + box["height"] <= 400
    assert page.locator("#angaben").bounding_box()["y"] > page.locator("#h-quellen").bounding_box()["y"]
