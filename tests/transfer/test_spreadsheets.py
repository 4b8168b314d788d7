"""What was exported comes back unchanged from the programs that people open it with, for every kind of record."""

import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Network, Organisation
from programmes.models import Programme
from publishing.models import Link
from regions.models import Region
from sheets.formulas import harmless
from sheets.sameness import says_the_same
from tables.columns import KINDS
from tests.factories import make
from tests.transfer import spreadsheets
from tests.transfer.files import exported, imported
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db
DATES = {  # EDTF and the wording of the source
    "2021-05": "Mai 21",
    "2021-10": "",
    "2017-09-18": "",
    "2018": "",
    "2023-22": "",
    "XXXX-05-01": "",
    "XXXX-10": "",
    "2018-10~/2018-12~": "Ende 2018",
    "2021-10-04/2021-10-10": "",
}
NUMBERS = ("+493414711", "03414711", "+49 341 4711", "0341 4711 oder 4712", "+49 (0)341 4711-0", "341 / 47 11", "115")
AMOUNTS = ("100 €", "1.000 €", "50 %", "49,50 €", "+49", "007", "-5 Grad", "=1+1", "'Kurz", "4711", "1,5")


@pytest.fixture
def directory():
    region, network = make(Region, name="Harz"), make(Network, name="007", regions=[make(Region, name="Rhön")])
    office = make(Organisation, name="4711", region=region, parent=None)
    for text in AMOUNTS:
        make(Network, name=f"Netz {text}", join_cost=text, regions=[region])
        make(Programme, name=f"Programm {text}", abbreviation=text[:20], regions=[region])
    for number in NUMBERS:
        person = make(Person, given_name="Ada", family_name=f"Nr. {number}", organisation=office)
        for kind, value in (("telefon", number), ("mobil", number), ("post", "Ring 1, 01067 Dresden")):
            make(Channel, person=person, kind=kind, value=value)
        make(Responsibility, person=person, task="Beitritt", regions=[region], network=network)
    for edtf, wording in DATES.items():
        make(Event, name=f"Termin {edtf} {wording}", start=edtf, start_wording=wording)
    make(Link, subject=network, url="https://netz.example/?a=1;b=2")


WAYS = {**spreadsheets.OF_CSV, "XLSX, opened and saved": spreadsheets.xlsx_again}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("directory")
def test_table_comes_back_unchanged(way):
    for label in KINDS:
        form = "xlsx" if WAYS[way] is spreadsheets.xlsx_again else "csv"
        rows = imported(label, WAYS[way](exported(label, form)), name="x", clears=True)

        assert len(rows) == KINDS[label].model.objects.count() > 0
        assert {row.status for row in rows} == {"unveraendert"}, [
            (row.name, row.errors, row.changes) for row in rows if row.status != "unveraendert"
        ]
        ImportBatch.objects.all().delete()


@pytest.mark.parametrize("number", ["+49 341 4711", "+49 (0) 341 4711-0"])
def test_telephone_numbers_need_no_guard(number):
    assert harmless(number) == number


@pytest.mark.parametrize("text", ["+1", "+49-341/4711", "+1+cmd|calc", "-5", "=1", "@a"])
def test_what_a_program_would_calculate_is_guarded(text):
    assert harmless(text) == f"'{text}"


def test_other_statement_is_not_the_same():
    start = KINDS["networks.event"].by_key["start"].target
    name = KINDS["networks.event"].by_key["name"].target

    assert says_the_same(start, "Mai 2021", "Mai 21")
    for text, current in (("01.05.2021", "Mai 21"), ("2021", "Mai 21"), ("neulich", "Mai 21"), ("", "Mai 21")):
        assert not says_the_same(start, text, current)
    for text, current in (("Netz werk", "Netzwerk"), ("12", "1 3"), ("Mai 2021", "Mai 21"), ("x", ""), ("70", "007")):
        assert not says_the_same(name, text, current)
