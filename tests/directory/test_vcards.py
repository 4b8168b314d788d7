"""The card of a contact person holds every way to reach her, in the words of the format."""

import pytest

from contacts.models import Channel, Responsibility
from networks.models import Network, Organisation
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/merkliste/kontakte.vcf"


@pytest.fixture
def task():
    network = make(Network, name="Lichtnetz")
    task = make(Responsibility, network=network)
    task.person.organisation = make(Organisation, name="Kammer; Harz")
    task.person.function = "Leiterin"
    task.person.save()
    return task


def card(client, task) -> list[str]:
    text = client.get(URL, {"n": task.network.slug}).content.decode()
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("kind", "value", "line"),
    [
        ("post", "Weg 1, 01234 Ort", "ADR;TYPE=work:;;Weg 1\\, 01234 Ort;;;;"),
        ("web", "https://kammer.example/team", "URL:https://kammer.example/team"),
        ("telefon", "0341 47110", 'TEL;TYPE="work,voice";VALUE=uri:tel:+4934147110'),
        ("telefon", "0341 4711-0 oder 0341 4712-0", 'TEL;TYPE="work,voice";VALUE=text:0341 4711-0 oder 0341 4712-0'),
        ("fax", "0341 47119", 'TEL;TYPE="work,fax";VALUE=uri:tel:+4934147119'),
        ("e-mail", "eva@kammer.example", "EMAIL;TYPE=work:eva@kammer.example"),
    ],
)
def test_every_channel_has_its_line(client, task, kind, value, line):
    make(Channel, person=task.person, kind=kind, value=value)

    assert line in card(client, task)


def test_organisation_and_function_are_named(client, task):
    make(Channel, person=task.person, value="0341 47110")

    lines = card(client, task)

    assert "ORG:Kammer\\; Harz" in lines and "TITLE:Leiterin" in lines
