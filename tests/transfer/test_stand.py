"""From when what a table says is: each row where it says so, else the file; never the day on which it was read in."""

from datetime import date

import pytest
from django.utils import timezone

from networks.models import Network, Organisation
from publishing.models import SourceDocument
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file, xlsx_file
from tests.transfer.pages import URL, apply, batch, mapped, rows, tick, upload

pytestmark = pytest.mark.django_db

HEAD = ("Firma", "Art", "Sitz", "Telefon", "aktualisiert am")


def said(name: str) -> set[tuple[str, str]]:
    """Of the entry and its phone number."""
    firm = Organisation.objects.get(name=name)
    return {(one.as_of, one.as_of_wording) for one in (firm.citations.get(), firm.channels.get())}


def test_each_row_has_its_own_stand(region):
    lines = [
        ("Alpha", "Unternehmen", "Harz", "05321 10", "03.02.2025"),
        ("Beta", "Unternehmen", "Harz", "05321 20", "Mai 2024"),
        ("Gamma", "Unternehmen", "Harz", "05321 30", ""),
        ("Delta", "Unternehmen", "Harz", "05321 40", "31.02.2021"),
        ("Epsilon", "Unternehmen", "Harz", "05321 50", f"01.01.{timezone.localdate().year + 2}"),
    ]
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD, *lines), "networks.organisation", stand="01.02.2024")
    found = rows(one)
    assert {name: [fault["key"] for fault in row.faults] for name, row in found.items() if row.faults} == {
        "Delta": ["stand"],
        "Epsilon": ["stand"],
    }
    apply(client, one)

    assert {name: said(name) for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")} == {
        "Alpha": {("2025-02-03", "")},
        "Beta": {("2024-05", "")},
        "Gamma": {("2024-02-01", "")},
        "Delta": {("2024-02-01", "")},
        "Epsilon": {("2024-02-01", "")},
    }


def test_stand_of_the_source_is_not_said_twice(region):
    source = make(SourceDocument, as_of="2024-02", state="entwurf")
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], ("Alpha", "Unternehmen", "Harz", "05321 10")), "networks.organisation",
                 source=source, stand="01.02.2024")  # fmt: skip
    apply(client, one)
    assert said("Alpha") == {("", "")}


def test_what_a_row_does_not_change_keeps_its_stand(region):
    network = make(Network, name="Altes Netz", regions=[region], state="entwurf")
    old = make(SourceDocument)
    link = network.links.create(kind="website", url="https://alt.example/", source=old, as_of="2019")
    client = signed_in(editor())
    head = ("Name", "Kurztext", "Website", "Stand")
    one = mapped(client, csv_file(head, ("Altes Netz", "Neu.", "https://alt.example/", "2025")))
    tick(client, one, "Altes Netz")
    apply(client, one)

    link.refresh_from_db()
    assert (link.source, link.as_of) == (old, "2019")
    assert network.citations.get(field="summary").as_of == "2025"
    assert Network.objects.get(pk=network.pk).checked_on in (None, date(2024, 1, 1))


FIRM = ("Alpha", "Unternehmen", "Harz", "05321 10")


def asked(client, content: bytes, name="netze.csv") -> dict[str, list[str]]:
    """What the page of the columns shows."""
    page = client.get(upload(client, content, "networks.organisation", name).url).content.decode()
    return form_data(page, "import_mapping_form")


def test_title_says_from_when_a_file_and_its_new_source_are(region):
    client = signed_in(editor(office="Stadt Harzburg"))
    form = asked(client, csv_file(("Betriebe im Harz", "Stand März 2024"), (), HEAD[:4], FIRM))
    assert (form["stand"], form["herkunft-dated"]) == (["März 2024"], [""])
    client.post(f"{URL}{batch().pk}/spalten/", form | {"herkunft-kind": "mitteilung"}, follow=True)
    assert "Stand März 2024" in client.get(f"{URL}{batch().pk}/").content.decode()
    apply(client, batch())

    source = Organisation.objects.get(name="Alpha").citations.get().source
    assert (source.title, source.dated, source.as_of) == ("Mitteilung, März 2024", "2024-03", "2024-03")
    assert said("Alpha") == {("", "")}


def test_day_on_which_a_table_came_is_not_its_stand(region):
    client = signed_in(editor())
    mapped(client, csv_file(HEAD[:4], FIRM), "networks.organisation", stand="Ende 2024",
           **{"herkunft-kind": "e-mail", "herkunft-who": "Frau Nord", "herkunft-dated": "03.04.2025"})  # fmt: skip
    source = batch().source
    assert (source.title, source.dated) == ("E-Mail, 03.04.2025", "2025-04-03")
    assert (source.as_of, source.as_of_wording) == ("2024-10~/2024-12~", "Ende 2024")
    assert batch().stand.wording == "Ende 2024"


@pytest.mark.parametrize("stand", ["", "Oktober"])
def test_stand_is_asked_where_no_row_says_it(region, stand):
    """A program saved the file just now, which says nothing of when its rows were true."""
    client = signed_in(editor())
    form = asked(client, xlsx_file(HEAD[:4], FIRM), "firmen.xlsx")
    assert form["stand"] == [""]
    page = client.post(f"{URL}{batch().pk}/spalten/", form | {"herkunft-kind": "mitteilung", "stand": stand})
    assert page.status_code == 400 and page.context["form"].errors["stand"]
    assert not SourceDocument.objects.exists()


def test_new_file_of_a_known_table_does_not_begin_with_today(region):
    client = signed_in(editor())
    apply(client, mapped(client, csv_file(HEAD[:4], FIRM), "networks.organisation", stand="31.03.2024"))
    assert asked(client, csv_file(HEAD[:4], FIRM))["stand"] == [""]
    assert asked(client, csv_file(("Stand: 30.09.2024",), HEAD[:4], FIRM))["stand"] == ["30.09.2024"]


def test_what_was_checked_in_the_month_of_the_stand_is_no_conflict(region):
    make(Network, name="Altes Netz", regions=[region], state="entwurf", checked_on=date(2024, 3, 10))
    line = ("Altes Netz", "Neu.")
    client = signed_in(editor())
    for stand, status in (("März 2024", "geaendert"), ("Februar 2024", "konflikt")):
        one = mapped(client, csv_file(("Name", "Kurztext"), line), stand=stand)
        assert one.rows.get().status == status
