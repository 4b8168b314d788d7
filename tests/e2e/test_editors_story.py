"""One entry's life among editors, from a spreadsheet to the public page and on, in a browser."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from networks.models import Network
from publishing.enums import State
from publishing.models import SourceDocument
from regions.models import Region
from tests.roles import editor, reviewer

PASSWORD = "sehr-geheim-27"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REGION = "Landkreis Görlitz"
HEADERS = ("Name", "Art", "Kurztext", "Regionen", "Website")
# From the first to the last.
STEPS = (
    "Grund: Import",
    "Antrag auf Freigabe, Änderung 2: Freigegeben",
    "Freigegeben: In Prüfung → Freigegeben",
    "Geprüft, unverändert – Grund: Bestätigt über den Link in der Erinnerungsmail",
    "Grund: Mit „Werkstattbund 008“ zusammengeführt.",
)
COUNT = 40
FAULTY = set(range(2, 22, 2))


def committed(action: Callable) -> object:
    """What `action` returns, done beside the transaction of the test, so that the server sees it."""

    def act():
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


@pytest.fixture(scope="module")
def accounts(portal, django_db_blocker):
    with django_db_blocker.unblock():
        home = Region.objects.get(name=REGION)
        editor(username="autorin", password=PASSWORD, email="autorin@example.org", regions=[home])
        reviewer(username="prueferin", password=PASSWORD)


@pytest.fixture
def context_options() -> dict[str, object]:
    # Everything has to work without script, and this shows it.
    return {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False}


def sign_in(page: Page, name: str) -> None:
    page.goto("/redaktion/login/")
    page.get_by_label("Benutzername").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/redaktion/")


def spreadsheet(faulty: set[int]) -> bytes:
    """Networks; in the faulty rows a region that nobody knows, or no text."""
    book = Workbook()
    book.active.append(HEADERS)
    for number in range(1, COUNT + 1):
        region = "Nirgendland" if number in faulty and number <= 10 else REGION
        text = "" if number in faulty and number > 10 else f"Werkstätten helfen einander, Gruppe {number}."
        row = f"Werkstattbund {number:03}", "Netzwerk", text, region, f"https://bund-{number}.example.org/"
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def upload(page: Page, content: bytes) -> str:
    """Up to the preview; its text."""
    page.goto("/redaktion/import/")
    page.locator('input[type="file"]').set_input_files({"name": "bund.xlsx", "mimeType": XLSX, "buffer": content})
    page.locator('select[name="art"]').select_option("networks.network")
    page.get_by_role("button", name="Hochladen").click()
    page.locator('input[name="stand"]').fill("01.03.2026")
    page.get_by_label("Woher wissen Sie das?").select_option(label="Mitteilung unseres Hauses")
    page.get_by_role("button", name="Mit dem Verzeichnis vergleichen").click()
    page.get_by_role("heading", name=re.compile("Fehler beheben|Vorschau")).wait_for()
    if onward := page.get_by_role("button", name="Weiter", exact=True).all():
        onward[0].click()
    page.get_by_role("button", name="Nur übernehmen").wait_for()
    return " ".join(page.locator("#content").inner_text().split())


def hand_in_all(page: Page) -> str:
    """From the result of the import: everything that was taken over with its source, as one case; its address."""
    page.get_by_role("button", name="Zusammen zur Freigabe geben").click()
    expect(page.locator("#content")).to_contain_text("wartet auf Freigabe")
    page.get_by_role("link", name=re.compile(r"^Import \d+: ")).first.click()
    expect(page.locator("#content")).to_contain_text("wartet auf Freigabe")
    return page.url


def release_all(checker: Page, case: str) -> None:
    """Another account releases all of it with one decision."""
    checker.goto(case)
    checker.get_by_role("button", name="Alles außer den Ausnahmen freigeben").click()
    expect(checker.locator("#content")).to_contain_text(f"freigegeben: {COUNT + 1}")


def long_ago(name: str) -> None:
    """As if years had passed since somebody checked the entry, and since what it is cited from."""
    Network.objects.filter(name=name).update(checked_on=date(2020, 1, 1))
    for source in SourceDocument.objects.filter(short_title__contains="Mitteilung"):
        source.dated = source.as_of = "2019"
        source.save()


def address_of(name: str) -> str:
    """Of the public page of a network."""
    return committed(lambda: Network.objects.get(name=name, state=State.PUBLISHED).get_absolute_url())


def public(page: Page, address: str) -> str:
    page.goto(address)
    return " ".join(page.locator("main").inner_text().split())


def pk_of(address: str) -> int:
    return Network.objects.get(slug=address.strip("/").rpartition("/")[2]).pk


def merge_by_two(page: Page, checker: Page, keep: int, drop: int, seen: Callable[[], str]) -> None:
    """One account proposes, a second finds it among its tasks and confirms."""
    before = seen()
    page.goto(f"/redaktion/dubletten/networks.network/{keep}/{drop}/")
    page.get_by_role("button", name="Zusammenführen vorschlagen").click()
    page.get_by_text("Ein zweites Konto bestätigt").wait_for()
    assert seen() == before, "nothing has changed yet"
    checker.goto("/redaktion/")
    checker.get_by_role("link", name="Zusammenführungen 1").click()
    checker.get_by_role("link", name="in „").click()
    checker.get_by_role("button", name="Bestätigen und zusammenführen").click()
    checker.wait_for_url(f"**/network/{keep}/change/")


def test_entry_from_the_spreadsheet_to_its_history(page: Page, accounts, open_context, portal, settings, trouble):
    settings.SITE_URL = portal
    page.set_default_timeout(60_000)  # many entries are written at once
    sign_in(page, "autorin")

    preview = upload(page, spreadsheet(FAULTY))
    assert f"Neu {COUNT - 10}" in preview and "Fehlerhaft 10" in preview, preview[:500]
    page.get_by_role("link", name="Fehlerhaft").click()
    expect(page.locator(".import-rows")).to_contain_text("Kurztext: Fehlt")
    faults = page.locator(".import-rows").inner_text()
    assert faults.count("Region „Nirgendland“ gibt es im Verzeichnis nicht.") == 5
    assert faults.count("Kurztext: Fehlt") == 5

    assert f"Neu {COUNT}" in upload(page, spreadsheet(set()))
    page.get_by_role("button", name="Nur übernehmen").click()
    case = hand_in_all(page)

    checker = open_context(base_url=portal, java_script_enabled=False).new_page()
    sign_in(checker, "prueferin")
    release_all(checker, case)
    kept, doubled = (address_of(name) for name in ("Werkstattbund 007", "Werkstattbund 008"))
    visitor = open_context(base_url=portal, java_script_enabled=False).new_page()
    assert "Werkstätten helfen einander, Gruppe 7." in public(visitor, kept)

    committed(lambda: long_ago("Werkstattbund 007"))
    assert "zuletzt geprüft Januar 2020" in public(visitor, kept)
    mail.outbox.clear()
    committed(lambda: call_command("send_digests", verbosity=0))
    (digest,) = mail.outbox
    assert digest.to == ["autorin@example.org"] and "Werkstattbund 007 (Netzwerk), überfällig seit" in digest.body
    visitor.goto(re.search(r"Werkstattbund 007 [^)]+\)[^\n]*\n  stimmt noch: (\S+)", digest.body)[1])
    visitor.get_by_role("button", name="stimmt noch").click()
    visitor.wait_for_load_state()
    fresh = public(visitor, kept)
    assert "Januar 2020" not in fresh and "geprüft am" in fresh, fresh[:400]

    keep, drop = (committed(lambda address=address: pk_of(address)) for address in (kept, doubled))
    merge_by_two(page, checker, keep, drop, lambda: public(visitor, doubled))
    visitor.goto(doubled)
    expect(visitor).to_have_url(portal + kept)

    page.goto(f"/redaktion/networks/network/{keep}/history/")
    history = page.locator("#content").inner_text()
    steps = [history.index(step) for step in STEPS]
    assert steps == sorted(steps, reverse=True), history  # the latest comes first
    told = public(visitor, f"{kept}verlauf/")
    for step in (
        "In das Verzeichnis aufgenommen",
        "Freigegeben",
        "Geprüft",
        "Mit einem doppelten Eintrag zusammengeführt",
    ):
        assert step in told
    assert "autorin" not in told and "prueferin" not in told
    assert trouble == []
