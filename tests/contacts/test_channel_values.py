"""What is no mail address, number or web address is refused in words, unless the source prints it like that."""

import pytest
from django.core.exceptions import ValidationError

from contacts.models import Channel, Person
from publishing.enums import State
from tables.columns import KINDS
from tables.names import CellError
from tables.values import check
from tests.admin_pages import errors, save
from tests.factories import make
from tests.roles import editor

WRONG = [
    ("e-mail", "erika.zwei (at) netz.example", "keine E-Mail-Adresse"),
    ("e-mail", "a@netz.example, b@netz.example", "keine E-Mail-Adresse"),
    ("e-mail", "vorname.nachname@netz.example", "keine E-Mail-Adresse"),
    ("e-mail", "erika.drei@netz,example", "Gemeint ist wohl „erika.drei@netz.example“"),
    ("web", "javascript:alert(1)", "keine Adresse im Netz"),
    ("web", "//boese.example/", "keine Adresse im Netz"),
    ("web", "Telefonbuch", "keine Adresse im Netz"),
    ("telefon", "4,96213E+11", "keine Telefonnummer"),
    ("mobil", "auf Anfrage", "keine Telefonnummer"),
    ("fax", "ina@netz.example", "keine Telefonnummer"),
]
RIGHT = [
    ("e-mail", "ina@netz.example", "mailto:ina@netz.example"),
    ("web", "www.netz.example", "https://www.netz.example"),
    ("web", "http://netz.example/a", "http://netz.example/a"),
    ("telefon", "0341 4711-0", "tel:+4934147110"),
    ("telefon", "115", "tel:115"),
    ("telefon", "030 1234, Apparat 5 oder 6", ""),
    ("fax", "0341 4711-9", ""),
    ("post", "Steinplatz 1", ""),
]


@pytest.mark.parametrize(("kind", "value", "words"), WRONG)
def test_wrong_values_are_refused_and_lead_nowhere(kind, value, words):
    with pytest.raises(ValidationError) as refused:
        Channel(kind=kind, value=value).clean()
    assert (
        words in refused.value.message_dict["value"][0] and "fehlerhaft“ an" in refused.value.message_dict["value"][0]
    )

    Channel(kind=kind, value=value, is_faulty=True, fault="So gedruckt.").clean()
    assert Channel(kind=kind, value=value).href == "" or kind == "telefon"


@pytest.mark.parametrize(("kind", "value", "address"), RIGHT)
def test_right_values_lead_somewhere(kind, value, address):
    channel = Channel(kind=kind, value=value)
    channel.clean()
    channel.dial = channel.dialled_value()  # as every save does
    assert channel.href == address
    channel.is_faulty = True
    assert channel.href == ""


@pytest.mark.parametrize(("kind", "value", "words"), WRONG)
@pytest.mark.django_db
def test_tables_are_read_by_the_same_rule(kind, value, words):
    with pytest.raises(CellError, match=words):
        check(KINDS["contacts.person"].by_key[kind], value)


@pytest.mark.django_db
def test_the_form_says_what_is_wrong_and_takes_what_the_source_prints(client):
    person = make(Person, state=State.DRAFT)
    channel = make(Channel, person=person, kind="e-mail", value="erika@netz.example")
    client.force_login(editor())
    wrong = {"channels__0__value": "erika.zwei (at) netz.example"}

    refused = save(client, person, **wrong)

    assert refused.status_code == 200 and "„erika.zwei (at) netz.example“ ist keine E-Mail-Adresse" in errors(refused)
    faulty = {"channels__0__is_faulty": "on", "channels__0__fault": "In der Quelle steht (at)."}
    assert save(client, person, **wrong, **faulty).status_code == 302
    channel.refresh_from_db()
    assert (channel.value, channel.is_faulty) == ("erika.zwei (at) netz.example", True)
