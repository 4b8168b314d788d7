"""What was exported, edited and imported again: untouched rows are unchanged, edited ones say what was edited."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Network
from publishing.enums import State
from publishing.models import Link
from regions.models import Region
from tables.columns import KINDS
from tests.factories import make
from tests.transfer.files import edited, exported, imported, statuses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_untouched_rows_with_awkward_content_are_unchanged(form):
    regions = [make(Region, name="Neustadt"), make(Region, name="Neustadt")]
    network = make(Network, name="=1+1", summary="+49; „a“ | b", description="Eins\r\nZwei\n", regions=regions)
    make(Network, name="'Kurz", note="-5 Grad\t", stated_status="unklar")
    make(Link, subject=network, url="https://eins.example/")
    make(Link, subject=network, url="https://zwei.example/?a=1;b=2")
    person = make(Person, given_name="@Erika")
    make(Channel, person=person, value="+49 341 4711")
    make(Channel, person=person, value="0341 1 oder 2")
    for task in ("Beitritt", "Auskunft"):
        make(Responsibility, person=person, task=task, regions=regions)
    make(Event, start="Ende 2018", end="um 2019")

    for label in KINDS:
        content = exported(label, form) if KINDS[label].model.objects.exists() else b""
        rows = imported(label, content, name=f"x.{form}", clears=True) if content else []
        assert {row.status for row in rows} <= {"unveraendert"}, [(row.name, row.errors, row.changes) for row in rows]


def test_edited_cells_are_the_only_changes():
    region = make(Region, name="Harz")
    network = make(Network, name="Bergnetz", regions=[region], legal_form="Verein")
    make(Network, name="Talnetz", regions=[region])

    def change(row):
        if row["Name"] == "Bergnetz":
            row |= {"Kurztext": "Netz der Berge.", "Rechtsform": "", "Website": "https://berg.example/"}

    rows = imported("networks.network", edited(exported("networks.network"), change))

    assert statuses(rows) == {"Bergnetz": "geaendert", "Talnetz": "unveraendert"}
    berg = next(row for row in rows if row.record_id == network.pk)
    assert [change.get("field", change.get("part")) for change in berg.changes] == ["summary", "citations", "links"]
    assert not berg.selected


def test_export_made_before_a_check_or_a_change_is_a_conflict():
    network, other, third = (make(Network, name=name) for name in ("Eins", "Zwei", "Drei"))
    Network.objects.update(changed_at=timezone.now() - timedelta(days=3))
    content = exported("networks.network")
    Network.objects.filter(pk=network.pk).update(checked_on=timezone.localdate() + timedelta(days=1))
    Network.objects.filter(pk=other.pk).update(changed_at=timezone.now() + timedelta(minutes=5))

    rows = imported("networks.network", edited(content, lambda row: row.update({"Kurztext": "Neu."})))

    assert statuses(rows) == {"Eins": "konflikt", "Zwei": "konflikt", "Drei": "geaendert"}
    assert "später als der Stand der Datei" in rows[0].reason
    assert "Seit dem Export geändert" in rows[1].reason
    assert not any(row.selected for row in rows)
    assert third.state == State.PUBLISHED


def test_formulas_are_neutralised_in_both_formats():
    make(Network, name="=cmd|calc")
    assert ";'=cmd|calc;" in exported("networks.network").decode()
    page = load_workbook(io.BytesIO(exported("networks.network", "xlsx"))).active
    cell = next(cell for cell in page[2] if cell.value == "=cmd|calc")
    assert cell.data_type == "s"
