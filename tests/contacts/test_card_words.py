"""What a contact card says of what somebody is there for."""

import pytest

from contacts.models import Channel, Person, Responsibility
from tests.factories import make, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "task, said",
    [
        ("Ansprechperson des Lichtnetzes", "Lena Licht Ansprechperson des Lichtnetzes"),
        ("Gründungen in der Optik", "Lena Licht Zuständig für: Gründungen in der Optik"),
    ],
)
def test_a_task_that_names_itself_has_no_other_word_before_it(client, task, said):
    person = make(Person, given_name="Lena", family_name="Licht")
    make(Responsibility, person=person, task=task)
    make(Channel, person=person, value="0341 4711-0")

    assert said in read(client.get("/ansprechpersonen/"))


def test_a_printed_address_breaks_only_after_its_slashes(client):
    person = make(Person, given_name="Lena", family_name="Licht")
    make(Responsibility, person=person)
    make(Channel, person=person, kind="web", value="https://licht.example.org/sen/wirtschaft/")
    page = client.get("/ansprechpersonen/").content.decode()

    assert "https:/<wbr>/<wbr>licht.example.org/<wbr>sen/<wbr>wirtschaft/<wbr></a>" in page
