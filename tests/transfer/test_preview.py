"""What the preview of an import says of each row."""

from datetime import date

import pytest

from networks.models import Network
from publishing import actions
from publishing.models import Revision
from tests.factories import make
from tests.html_forms import form_data
from tests.roles import change, editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import URL, apply, mapped, network_rows, rows, tick

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("directory_of_four")
def test_preview_sorts_rows_and_selects_only_what_is_new(region):
    client = signed_in(editor())

    one = mapped(client, network_rows(region))

    page = client.get(f"{URL}{one.pk}/").content.decode()
    assert {name: row.status for name, row in rows(one).items()} == {
        "Neues Netz": "neu", "Altes Netz": "geaendert", "Gleiches Netz": "unveraendert", "Kaputtes Netz": "fehler",
        "Doppeltes Netz": "konflikt",
    }  # fmt: skip
    for label in ("Neu", "Geändert", "Unverändert", "Gibt es vielleicht schon", "Fehlerhaft"):
        assert f"{label} <strong>1</strong>" in page
    ticked = [name for name in form_data(page, "import_preview_form") if name.startswith("ja-")]
    assert ticked == [f"ja-{rows(one)['Neues Netz'].pk}"]
    assert "Jetzt anders." in page
    for message in ("Spalte B, Art", "ist keine gültige Angabe", "Region „Nirgendwo“ gibt es", "161 Zeichen"):
        assert message in page
    assert Network.objects.count() == 4
    assert not Revision.objects.exists() and "Noch ist nichts übernommen" in page
    only = client.get(f"{URL}{one.pk}/?ergebnis=fehler").content.decode()
    assert "Kaputtes Netz" in only
    assert "Neues Netz" not in only


@pytest.mark.usefixtures("directory_of_four")
def test_buttons_choose_all_of_a_kind_and_none(region):
    client = signed_in(editor())
    one = mapped(client, network_rows(region))

    def chosen_after(action: str) -> set[str]:
        tick(client, one, action=action)
        return {name for name, row in rows(one).items() if row.selected}

    assert chosen_after("geaendert") == {"Altes Netz"}  # the page came without ticks
    assert chosen_after("neu") == {"Neues Netz"}
    assert chosen_after("merken") == chosen_after("keine") == set()
    tick(client, one, "Neues Netz", action="keine")
    assert not any(row.selected for row in rows(one).values())


@pytest.mark.usefixtures("directory_of_four")
def test_editor_says_which_record_is_meant(region):
    client = signed_in(editor())
    one = mapped(client, network_rows(region))
    row = rows(one)["Doppeltes Netz"]
    meant = Network.objects.get(name="doppeltes netz")

    tick(client, one, action=f"meint-{row.pk}", **{f"meint-{row.pk}": f"{meant.pk}+"})

    row.refresh_from_db()
    assert (row.status, row.record_id, row.selected) == ("geaendert", meant.pk, True)
    assert {change["field"] for change in row.changes if "field" in change} == {"summary"}  # its name stays
    forged = tick(client, one, action=f"meint-{row.pk}", **{f"meint-{row.pk}": "999"}).content.decode()
    assert "Diese Auswahl gibt es nicht mehr" in forged


def test_open_change_and_later_check_are_conflicts(region):
    by = editor()
    waiting, checked = make(Network, name="Wartet", regions=[region]), make(Network, name="Geprüft", regions=[region])
    change(waiting, by, summary="Schon in Arbeit.")
    actions.mark_checked(records=[checked], by=by)
    client = signed_in(by)

    one = mapped(client, csv_file(("Name", "Kurztext"), ("Wartet", "Neu."), ("Geprüft", "Neu.")))

    found = rows(one)
    assert {row.status for row in found.values()} == {"konflikt"}
    assert (found["Wartet"].may_apply, found["Geprüft"].may_apply) == (False, True)
    assert "wartet schon eine Änderung" in found["Wartet"].reason
    assert "später als der Stand der Datei (01.02.2024)" in found["Geprüft"].reason
    tick(client, one, "Geprüft")
    apply(client, one)
    assert Revision.objects.of(checked).open().get().changes[0]["new"] == "Neu."


def test_stand_of_a_row_counts_before_that_of_the_file(region):
    by = editor()
    for name in ("Alt", "Jung"):
        actions.mark_checked(records=[make(Network, name=name, regions=[region])], by=by, on=date(2025, 6, 15))

    lines = (("Alt", "Neu.", "Ende 2024"), ("Jung", "Neu.", "01.07.2025"))
    one = mapped(signed_in(by), csv_file(("Name", "Kurztext", "Stand"), *lines))

    assert {name: row.status for name, row in rows(one).items()} == {"Alt": "konflikt", "Jung": "geaendert"}


def test_dates_as_serial_numbers_are_read_with_a_note():
    client = signed_in(editor())

    one = mapped(client, csv_file(("Name", "Datum"), ("Treffen", "44473"), ("Fest", "bald")), "networks.event")

    found = rows(one)
    assert {c["field"]: c["new"] for c in found["Treffen"].changes if "field" in c}["start"] == "2021-10-04"
    assert found["Treffen"].notes == ["Beginn: Die Zahl 44473 ist als Tag gelesen: 04.10.2021."]
    assert "keine verständliche Zeitangabe" in found["Fest"].faults[0]["what"]


def test_value_for_all_rows_fills_only_new_ones(region):
    make(Network, name="Altes Netz", regions=[region], kind="hub")
    lines = (("Altes Netz", "Harz", "Neu."), ("Neues Netz", "Harz", "Neu."))
    one = mapped(signed_in(editor()), csv_file(("Name", "Region", "Kurztext"), *lines), **{"fest-kind": "cluster"})

    found = rows(one)
    assert found["Neues Netz"].status == "neu"
    changes = found["Altes Netz"].changes
    assert [change.get("field", change.get("part")) for change in changes] == ["summary", "citations"]


def test_two_rows_for_one_record_and_ids_that_do_not_fit(region):
    network, other = make(Network, name="Eins", regions=[region]), make(Network, name="Zwei", regions=[region])
    head = ("Id", "Kurzadresse", "Name", "Kurztext")
    lines = [
        (network.pk, "", "Eins", "Neu."),
        ("", network.slug, "Eins", "Anders."),
        (999_999, "", "Drei", "x"),
        ("viele", "", "Vier", "x"),
        (other.pk, network.slug, "Fünf", "x"),
    ]
    one = mapped(signed_in(editor()), csv_file(head, *lines))

    found = [(row.status, (row.errors or [["", row.reason]])[0][1]) for row in one.rows.all()]
    assert found[0] == ("geaendert", "")
    assert found[1] == ("fehler", "Meint denselben Eintrag wie Zeile 2.")
    assert found[2][0] == found[3][0] == "fehler"
    assert "gibt es nicht (mehr)" in found[2][1]
    assert "keine Id" in found[3][1]
    assert (found[4][0], "verschiedenen Einträgen" in found[4][1]) == ("konflikt", True)
