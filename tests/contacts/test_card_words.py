"""What a contact card says of what somebody is there for."""

import pytest

from contacts.models import Channel, Person, Responsibility
from networks.models import Organisation
from tests.factories import make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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


def test_where_somebody_has_no_channel_the_office_is_what_one_presses(client):
    office = make(Organisation, name="Lichtamt")
    make(Channel, organisation=office, kind="web", value="https://licht.example.org/amt/", note="Nur die Startseite.")
    make(Responsibility, person=make(Person, organisation=office))
    page = client.get("/ansprechpersonen/").content.decode()
    button = page[page.index('<a class="kern-btn kern-btn--primary"\n', page.index('class="np-contact ')) :]

    assert 'href="https://licht.example.org/amt/"' in button[:200]
    assert "Website von Lichtamt: </span>licht.example.org" in button[:400]
    assert "Nur die Startseite." in button[button.index("<details") :]
