from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from contacts.models import Channel, Person, Responsibility
from networks.models import Organisation
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "kind, value, digits, dial",
    [
        ("telefon", "0341 4711-0", "034147110", "+4934147110"),
        ("telefon", "+49 30 310078-355", "4930310078355", "+4930310078355"),
        ("mobil", "0170/123 45", "017012345", "+4917012345"),
        ("telefon", "115", "115", "115"),
        ("fax", "+43 1 23", "43123", "+43123"),
        ("telefon", "+49 (0)30 123", "49030123", "+4930123"),
        ("telefon", "(+49) 30 123", "4930123", "+4930123"),
        ("telefon", "0049 30 123", "004930123", "+4930123"),
        ("telefon", "0049 (0) 30 123", "0049030123", "+4930123"),
        ("telefon", "(0)30 123", "030123", "+4930123"),
        ("telefon", "(030) 123", "030123", "+4930123"),
    ],
)
def test_number_stays_as_printed_and_its_digits_are_kept(kind, value, digits, dial):
    channel = make(Channel, kind=kind, value=value)
    channel.refresh_from_db()

    assert (channel.value, channel.digits, channel.dial) == (value, digits, dial)


@pytest.mark.parametrize(
    "value",
    [
        *["030/1234, 030/5678", "030 1234; 030 5678", "030 1234 oder 030 5678", "+49 30 1234 und -35"],
        *["030 1234 Fax 030 5678", "030 1234 App. 12", "auf Anfrage", "+"],
    ],
)
def test_several_numbers_or_none_cannot_be_dialled(value, client):
    person = make(Responsibility).person
    assert make(Channel, person=person, kind="telefon", value=value).dial == ""

    page = client.get(person.get_absolute_url()).content.decode()
    assert value in page
    assert "tel:" not in page and "np-contact__actions" not in page


@pytest.mark.parametrize("end", ["\n", "\r\n", "\v", "\u2028"])
def test_numbers_in_several_lines_are_several(end):
    """As cells of spreadsheets have them."""
    assert make(Channel, kind="telefon", value=f"030 1234{end}030 56").dial == ""
    assert make(Channel, kind="telefon", value=f"030 1234{end}").dial == "+49301234"


def test_what_is_dialled_follows_its_value_however_it_is_written():
    channel = make(Channel, kind="telefon", value="030 1234 (Mo–Fr 9–12 Uhr)")
    assert channel.dial == "+49301234"
    channel.value = "030 99"
    channel.save(update_fields=["value"])
    channel.refresh_from_db()
    assert (channel.dial, channel.digits) == ("+493099", "03099")


def test_migration_fills_in_what_is_dialled():
    for value in ("030 12", "030 12 / -13"):
        make(Channel, value=value)
    Channel.objects.update(dial="")

    import_module("contacts.migrations.0006_dialled_number").fill(apps, connection.schema_editor())

    assert list(Channel.objects.order_by("value").values_list("value", "dial")) == [
        ("030 12", "+493012"), ("030 12 / -13", ""),
    ]  # fmt: skip


def test_button_calls_the_first_number_that_can_be_dialled(client):
    person = make(Responsibility).person
    make(Channel, person=person, kind="telefon", value="030/1234, 030/5678")
    make(Channel, person=person, kind="telefon", value="030 99", position=1)

    page = client.get(person.get_absolute_url()).content.decode()
    assert page.count('href="tel:+493099"') == 1 and page.count("tel:") == 1


def test_address_is_not_dialled():
    assert make(Channel, kind="e-mail", value="a1@netz.example").dial == ""


def test_faulty_channel_of_the_organisation_is_flagged_where_it_stands_in(client):
    office = make(Organisation)
    person = make(Person, organisation=office)
    make(Responsibility, person=person)
    make(Channel, organisation=office, value="0341 4", is_faulty=True, fault="Ziffern fehlen.")

    page = client.get(person.get_absolute_url()).content.decode()
    assert "0341 4" in page and "Wie in der Quelle angegeben: Ziffern fehlen." in page


@pytest.mark.parametrize("kind, value", [("e-mail", "a1@netz.example"), ("post", "Docht 1, 04109 Leipzig")])
def test_address_has_no_digits_to_search(kind, value):
    assert make(Channel, kind=kind, value=value).digits == ""


def test_digits_follow_a_change():
    channel = make(Channel, kind="telefon", value="0341 1")
    channel.value = "0341 22"
    channel.save()
    channel.refresh_from_db()

    assert channel.digits == "034122"


def test_full_name_has_the_title():
    assert make(Person, title="Dr.", given_name="Ada", family_name="Docht").full_name == "Dr. Ada Docht"
    assert make(Person, given_name="Ada", family_name="Docht").full_name == "Ada Docht"
