"""The page before the preview: how the file is read can be seen and changed there."""

import pytest
from openpyxl import Workbook

from cases.models import Case
from publishing.models import SourceDocument
from tables.columns import KINDS
from tables.guessing import guess
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file, xlsx_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, upload
from transfer.models import ImportFile

pytestmark = pytest.mark.django_db

FIRMS = (("Firma", "Art", "Sitz"), ("Müller Öl GmbH", "Unternehmen", "Harz"), ("Straße AG", "Unternehmen", "Harz"))


def two_sheets(book: Workbook) -> None:
    page = book.create_sheet("Netze")
    for line in (("Unser Stand",), (), ("Netzwerkname", "Region"), ("Netz Ä", "Harz")):
        page.append(line)


def page_of(client) -> tuple[str, dict]:
    page = client.get(f"{URL}{batch().pk}/spalten/").content.decode()
    return page, form_data(page, "import_mapping_form")


def read_again(client, **values):
    _page, form = page_of(client)
    return client.post(f"{URL}{batch().pk}/spalten/", form | values, follow=True).content.decode()


def test_encoding_is_chosen_by_a_line_with_umlauts():
    client = signed_in(editor())
    upload(client, csv_file(*FIRMS, encoding="mac_roman"), "networks.organisation")
    page, form = page_of(client)
    assert "Müller Öl GmbH" in page and form["encoding"] == ["mac_roman"]

    page = read_again(client, encoding="cp1252")

    assert "Neu gelesen: 2 Zeilen" in page
    assert "Müller" not in batch().rows.get(number=2).cells[0]
    read_again(client, encoding="mac_roman")
    assert batch().rows.get(number=2).cells[0] == "Müller Öl GmbH"


def test_sheet_header_row_and_kind_are_chosen():
    client = signed_in(editor())
    upload(client, xlsx_file(*FIRMS, change=two_sheets), "networks.organisation", name="a.xlsx")
    assert batch().headers == list(FIRMS[0])

    read_again(client, sheet="Netze", art="networks.network")
    assert (batch().headers, batch().kind) == (["Netzwerkname", "Region"], "networks.network")
    read_again(client, header_row="1")
    assert batch().headers[0] == "Unser Stand"


def test_what_cannot_be_read_so_can_be_read_in_another_way():
    client = signed_in(editor())

    def empty_first(book):
        page = book.create_sheet("Firmen")
        for line in FIRMS:
            page.append(line)

    upload(client, xlsx_file(change=empty_first), "networks.organisation", name="a.xlsx")
    if not batch().rows.exists():
        read_again(client, sheet="Firmen")
    assert batch().rows.count() == 2


def test_kind_is_recognised_by_the_headers_and_by_what_the_office_said():
    by = editor(office="Stadt Musterstadt")
    client = signed_in(by)
    upload(client, csv_file(*FIRMS), kind="")
    assert batch().kind == "networks.organisation"
    upload(client, csv_file(("Netzwerk", "Region"), ("Netz", "Harz")), kind="")
    assert batch().kind == "networks.network"
    upload(client, csv_file(("Vorname", "Nachname", "Firma"), ("A", "B", "C")), kind="")
    assert batch().kind == "contacts.person"

    said = {"spalte-0": "name", "spalte-1": "", "spalte-2": ""}
    apply(client, mapped(client, csv_file(*FIRMS), kind="networks.event", **said))
    upload(signed_in(editor(office="Stadt Musterstadt")), csv_file(*FIRMS), kind="")
    assert batch().kind == "networks.event"


def test_source_is_asked_as_everywhere_and_goes_with_the_case(region):
    client = signed_in(editor())
    values = {"herkunft-kind": "e-mail", "herkunft-who": "Frau Muster", "herkunft-dated": "01.02.2024"}

    one = mapped(client, csv_file(*FIRMS), "networks.organisation", **values)

    source = SourceDocument.objects.get()
    assert (one.source, source.kind, "Muster" in source.title) == (source, "e-mail", False)
    assert ImportFile.objects.filter(batch=one).exists()
    page = apply(client, one).content.decode()
    assert "als Entwurf angelegt" in page and not ImportFile.objects.exists()
    case = Case.objects.get(origin=one.token)
    assert {entry.record for entry in case.entries.all()} >= {source} and case.entries.count() == 3
    client.post(f"{URL}{one.pk}/ergebnis/", follow=True)
    assert not type(case).objects.filter(pk=case.pk).exists()
    assert set(rows(one)) == {"Müller Öl GmbH", "Straße AG"}


@pytest.mark.parametrize("label", list(KINDS))
def test_notes_are_internal_unless_said_otherwise(label):
    kind = KINDS[label]
    for header in ("Bemerkung", "Anmerkungen", "Notiz"):
        assert guess(kind, [header]) == {0: "internal_note"}
    if "note" in kind.by_key:
        assert guess(kind, [kind.by_key["note"].label]) == {0: "note"}


def test_table_without_headers_is_read_when_somebody_says_so():
    client = signed_in(editor())
    upload(client, csv_file(("Müller Öl GmbH", "Unternehmen", "Harz")), "networks.organisation")
    assert "einzige Zeile" in page_of(client)[0]

    read_again(client, header_row="-1")

    assert batch().headers == ["Spalte A", "Spalte B", "Spalte C"]
    assert batch().rows.get().cells == ["Müller Öl GmbH", "Unternehmen", "Harz"]
