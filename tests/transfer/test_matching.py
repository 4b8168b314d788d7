"""Which record a row means when it carries an id or an address."""

import pytest
from django.contrib.contenttypes.models import ContentType
from hypothesis import example, given
from hypothesis.strategies import text

from contacts.models import Channel, Person
from core.text import fold, sort_key
from networks.models import Network, Organisation
from publishing import history
from publishing.enums import State
from publishing.models import SlugHistory, SourceDocument
from regions.models import Region
from tables.cells import Cells
from tables.columns import KINDS
from tables.matching import NEW, Match, Matcher, skeleton
from tests.factories import cite, make
from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import apply, mapped, rows, tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return make(Network, name="Eins", slug="eins"), make(Network, name="Zwei", slug="zwei", state=State.DRAFT)


def match(choice: str = "", **row: str) -> Match:
    return Matcher(KINDS["networks.network"], Cells(), [(row, choice)]).match(row, choice)


def id_and_slug(number, slug: str = "", name: str = "") -> Match:
    return match(id=str(number), slug=slug, name=name)


def had(pk: int, slug: str) -> None:
    SlugHistory.objects.create(content_type=ContentType.objects.get_for_model(Network), object_id=pk, slug=slug)


def test_id_decides_before_the_name(two):
    one, other = two

    assert id_and_slug(one.pk, name="Zwei") == Match(one.pk)
    assert id_and_slug(f" {other.pk} ", "zwei", "Eins") == Match(other.pk)


@pytest.mark.parametrize("number", ["viele", "-1", "1.0", "²", "١", "1" * 16, "1" * 5000])
def test_what_is_no_id_is_said(number, two):
    found = id_and_slug(number, "eins", "Eins")

    assert (found.record, found.candidates) == (None, [])
    assert "ist keine Id" in found.error and len(found.error) < 100


def test_id_that_nobody_has_is_said_and_no_other_record_taken(two):
    for number in ("0", "9" * 15):
        found = id_and_slug(number, "eins", "Eins")
        assert (found.record, found.candidates) == (None, [])
        assert "gibt es nicht (mehr)" in found.error


def test_id_and_address_of_different_records_are_a_conflict(two):
    one, other = two

    found = id_and_slug(one.pk, "zwei")

    assert (found.record, found.candidates) == (None, [one.pk, other.pk])
    assert f"Id {one.pk}" in found.conflict and "verschiedenen Einträgen" in found.conflict


def test_id_with_an_address_that_nobody_has_is_a_conflict(two):
    one, _ = two

    found = id_and_slug(one.pk, "drei")

    assert (found.record, found.candidates) == (None, [one.pk])
    assert "gehört die Kurzadresse „eins“" in found.conflict and "„drei“" in found.conflict


def test_former_address_means_the_record_that_had_it(two):
    one, other = two
    had(one.pk, "frueher")

    assert match(slug="frueher", name="Zwei") == Match(one.pk)
    assert id_and_slug(one.pk, "frueher") == Match(one.pk)
    assert id_and_slug(other.pk, "frueher").candidates == [other.pk, one.pk]


def test_address_of_a_record_that_is_gone_means_nobody(two):
    one, other = two
    had(one.pk + other.pk, "weg")

    assert match(slug="weg", name="Zwei") == Match(other.pk)  # by its name
    assert match(slug="weg", name="Drei") == Match()


def test_choice_of_the_editor_goes_before_everything(two):
    one, other = two

    assert match(str(other.pk), id=str(one.pk), slug="eins", name="Eins") == Match(other.pk, keeps=True)
    assert match(f"{other.pk}+", name="Eins") == Match(other.pk)  # what the table says instead
    assert match(NEW, id=str(one.pk)) == Match()
    assert "gibt es nicht (mehr)" in match(str(one.pk + other.pk)).error


def test_name_decides_last_and_only_on_common_ground():
    country, other = make(Region, name="Sachsen"), make(Region, name="Bayern")
    here, there = (make(Network, name="Licht-Netz", regions=[region]) for region in (country, other))
    unplaced = make(Network, name="Hanse")

    assert match(name="licht-netz", regions="Sachsen") == Match(here.pk)
    assert match(name="licht-netz", regions="Bayern") == Match(there.pk)
    assert match(name="licht-netz").candidates == [here.pk, there.pk]
    assert match(name="Hanse", regions="Bayern") == Match(unplaced.pk)
    there.delete()
    elsewhere = match(name="Licht-Netz", regions="Bayern")
    assert (elsewhere.record, elsewhere.candidates) == (None, []) and "mit anderer Region" in elsewhere.notes[0]
    assert match(name="") == Match()


@pytest.mark.parametrize("spelt", ["MÜLLER & Söhne", "Mueller  &  Soehne", "Müller’s Söhne", "Mu\u0308ller und Söhne"])
def test_name_is_the_same_however_it_is_spelt(spelt):
    """As `fold` says; what only looks alike to the database means nobody."""
    there = make(Network, name=spelt)
    make(Network, name="Mullr Sohn")

    for other in ("müller & söhne", "MUELLER soehne", "Müllers Söhne", "muller und söhne", "Mullr", "e", "Mullr Sohne"):
        assert match(name=other) == (Match(there.pk) if fold(other) == fold(spelt) else Match())


@given(text())
@example("Bäeckerei")
@example("O´Neil e. V.")
def test_folded_name_and_dictionary_word_are_the_same_but_for_what_is_left_out(name):
    assert skeleton(fold(name)) == skeleton(sort_key(name))


def test_people_are_found_by_both_parts_of_their_name():
    office = make(Organisation, name="Amt")
    anna = make(Person, given_name="Anna Maria", family_name="von Müller", organisation=office)
    make(Person, given_name="Maria", family_name="Müller", organisation=office)
    row = {"given_name": "Anna", "family_name": "Maria von Mueller", "organisation": "Amt"}

    assert Matcher(KINDS["contacts.person"], Cells(), [(row, "")]).match(row) == Match(anna.pk)


def test_namesake_elsewhere_is_somebody_new_unless_a_way_to_reach_them_agrees():
    office, other = make(Organisation, name="Amt"), make(Organisation, name="Werk")
    anna = make(Person, given_name="Anna", family_name="Schmidt", organisation=office)
    make(Channel, person=anna, kind="telefon", value="0391 567-100")
    make(Channel, person=anna, kind="e-mail", value="Schmidt@amt.example")

    def found(firm: Organisation, **ways: str) -> Match:
        row = {"given_name": "Anna", "family_name": "Schmidt", "organisation": firm.name, **ways}
        return Matcher(KINDS["contacts.person"], Cells(), [(row, "")]).match(row)

    assert found(office, telefon="0351 99 88 77") == Match(anna.pk)
    assert found(other) == found(other, telefon="0351 99 88 77", **{"e-mail": "schmidt@werk.example"}) == Match()
    for ways in ({"telefon": "+49 391 567100"}, {"e-mail": "schmidt@AMT.example"}, {"mobil": "0391/567100"}):
        asked = found(other, **ways)
        assert asked.candidates == [anna.pk] and "Wer ist gemeint?" in asked.conflict


def test_only_what_rows_may_mean_is_read(two):
    one, other = two
    for n in range(3):
        make(Network, name=f"Anderes {n}")
    rows = [({"name": "Eins"}, ""), ({"id": str(other.pk), "name": "Drei"}, NEW), ({"slug": "eins"}, "")]

    assert list(Matcher(KINDS["networks.network"], Cells(), rows).known.slugs) == [one.pk, other.pk]


@pytest.mark.parametrize("spelt", ['Konsortium "Wasserstoff"', "konsortium wasserstoff", "KONSORTIUM „WASSERSTOFF“"])
def test_row_that_was_found_by_its_name_renames_nothing(region, spelt):
    there = make(Network, name="Konsortium „Wasserstoff“", slug="konsortium", regions=[region])
    proof = cite(there, make(SourceDocument), field="name")
    firm = make(Organisation, name="Alpha GmbH")
    head, client = ("Id", "Kurzadresse", "Name", "Mitglieder"), signed_in(editor())

    for slug in ("", "unbekannt"):
        one = mapped(client, csv_file(head, ("", slug, spelt, "Alpha GmbH")))
    tick(client, one, spelt)
    apply(client, one)

    proposed = history.open_change(there).snapshot
    assert proposed["fields"]["name"] == "Konsortium „Wasserstoff“"
    assert str(proof.pk) in proposed["parts"]["citations"]
    (row,) = proposed["parts"]["participations"].values()
    assert row["fields"]["organisation_id"] == firm.pk


@pytest.mark.parametrize("line", [("{pk}", "", "Neuer Name"), ("", "konsortium", "Neuer Name")])
def test_row_with_the_id_or_address_of_an_entry_renames_it(region, line):
    there = make(Network, name="Konsortium", slug="konsortium", regions=[region])
    cells = [cell.format(pk=there.pk) for cell in line]

    one = mapped(signed_in(editor()), csv_file(("Id", "Kurzadresse", "Name"), cells))

    assert "name" in str(rows(one)["Neuer Name"].changes)
