import pytest

from contacts.models import Channel, Person
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
    ],
)
def test_number_stays_as_printed_and_its_digits_are_kept(kind, value, digits, dial):
    channel = make(Channel, kind=kind, value=value)
    channel.refresh_from_db()

    assert (channel.value, channel.digits, channel.dial) == (value, digits, dial)


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
