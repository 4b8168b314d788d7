"""A table of firms as a city keeps it, by keyboard alone, on a small screen and a phone: from the file to the case."""

import pytest
from playwright.sync_api import Page, expect

from regions.models import Region
from tests.e2e.test_editors_story import PASSWORD, sign_in
from tests.e2e.test_guided_jobs import check, reach
from tests.roles import editor
from tests.transfer.files import csv_file

SIZES = {"screen": {"width": 1024, "height": 768}, "phone": {"width": 390, "height": 844}}
HEAD = ("Lfd. Nr.", "Firma", "Typ", "PLZ", "Ort", "E-Mail", "Internet", "Bemerkung")


@pytest.fixture(scope="module")
def accounts(portal, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        for size in SIZES:
            editor(username=size, password=PASSWORD, regions=[Region.objects.get(slug="mannheim")])


@pytest.fixture(params=SIZES)
def size(request) -> str:
    return request.param


@pytest.fixture
def context_options(size) -> dict[str, object]:
    return {"viewport": SIZES[size], "reduced_motion": "reduce"}


def table(size: str) -> bytes:
    """With a title, the encoding of an old Mac, a word that is nowhere else, a wrong cell and two rows for one firm."""
    lines = [
        (n, f"Müller {word} {size} GmbH", "Betrieb", "68159", "Mannheim", f"post@{word.lower()}.example", "", "ruft an")
        for n, word in enumerate(("Öfen", "Räder", "Wälzlager", "Räder"), 1)
    ]
    lines[0] = (*lines[0][:5], "post (at) öfen", "www.oefen.example", "")
    return csv_file(("Unternehmensliste, Stand Oktober",), (), HEAD, *lines, encoding="mac_roman")


def test_table_of_a_city_by_keyboard(page: Page, accounts, size):
    sign_in(page, size)
    page.get_by_role("link", name="Tabelle importieren", exact=True).press("Enter")
    page.locator('input[type="file"]').set_input_files(
        {"name": "firmen.csv", "mimeType": "text/csv", "buffer": table(size)}
    )
    check(page)
    page.get_by_role("button", name="Hochladen").press("Enter")

    expect(page.get_by_role("heading", name="Import: Datei und Spalten")).to_be_visible()
    check(page)
    expect(page.get_by_label("Bemerkung")).to_have_value("internal_note")
    reach(page, "herkunft-kind")
    page.keyboard.type("Mitteilung")
    reach(page, "stand")
    page.keyboard.type("31.10.2025")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Fehler beheben")).to_be_visible()
    check(page)
    page.get_by_label("„Betrieb“ bedeutet").focus()
    page.keyboard.type("Unternehmen")
    page.get_by_role("button", name="Weiter", exact=True).press("Enter")

    expect(page.get_by_role("heading", name="Fehlerhaft 1")).to_be_visible()
    check(page)
    page.get_by_role("heading", name="Ohne eine Angabe 1").click()
    page.get_by_label("E-Mail, Zeile 4").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("post@oefen.example")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zeile 4 neu geprüft: Neu.")).to_be_visible()
    expect(page.get_by_text("Meint denselben Eintrag wie Zeile 5.")).to_be_visible()

    page.get_by_role("button", name="Übernehmen und zur Freigabe geben").press("Enter")
    expect(page.get_by_role("link", name="3 als Entwurf angelegt")).to_be_visible()
    check(page)
    expect(page.get_by_text("wartet auf Freigabe")).to_be_visible()
    page.get_by_role("link", name="firmen.csv").press("Enter")
    expect(page.get_by_role("heading", name="firmen.csv")).to_be_visible()
