"""Who is responsible is never denied: neither on the page of their entry nor on any other."""

from datetime import date

import pytest

from contacts.models import Mention, Responsibility
from networks.models import Network
from publishing.models import SourceDocument
from tests.factories import make, public_records

DENIED = "Sie sind keine Ansprechpersonen."

pytestmark = pytest.mark.django_db


def records_that_name_somebody() -> list:
    return [record for record in public_records() if getattr(record, "mentions", None) and record.mentions.exists()]


@pytest.mark.usefixtures("directory")
def test_nobody_with_a_current_task_is_denied_on_any_page(client):
    tasks = [task for task in Responsibility.objects.public().exclude(person=None) if task.is_current]
    responsible = {task.person_id for task in tasks}
    records, seen = records_that_name_somebody(), 0
    assert len(records) > 10
    for record in records:
        own = {t.person_id for t in tasks if record in (t.network, t.programme, t.organisation)}
        for one in client.get(record.get_absolute_url()).context["mentions"]:
            assert one.person.pk not in own, f"{record}: {one.name}"
            assert bool(one.tasks) == (one.person.pk in responsible), f"{record}: {one.name}"
            seen += bool(one.tasks)
    assert seen > 10


@pytest.mark.usefixtures("directory")
def test_source_leads_to_what_its_contacts_are_there_for(client):
    text = client.get("/quellen/mannheim-stadt-im-quadrat/").content.decode()

    assert text.count("Ansprechperson für <a") == 8
    assert 'Ansprechperson für <a href="/netzwerke/green-industry-cluster/">' in text


class TestRule:
    @pytest.fixture
    def network(self):
        return make(Network, name="Lichtnetz")

    def named(self, client, record) -> list:
        return client.get(record.get_absolute_url()).context["mentions"]

    def test_contact_of_the_entry_is_not_listed(self, client, network):
        person = make(Responsibility, network=network, task="Auskunft").person
        make(Mention, person=person, network=network, role="Leitung", named_as="zitiert")

        assert self.named(client, network) == []

    def test_contact_of_another_entry_is_linked(self, client, network):
        other = make(Network, name="Schattennetz")
        person = make(Responsibility, network=other, task="Auskunft").person
        make(Mention, person=person, network=network, named_as="abgebildet")

        (one,) = self.named(client, network)
        text = client.get(network.get_absolute_url()).content.decode()
        assert one.records == [other] and DENIED not in text
        assert f'Ansprechperson für <a href="{other.get_absolute_url()}">Schattennetz</a>' in text

    def test_task_without_an_entry_is_said_in_its_words(self, client):
        source = make(SourceDocument)
        person = make(Responsibility, task="Ansiedlungen in Sachsen").person
        make(Mention, person=person, document=source, named_as="zitiert")

        assert "Ansprechperson: Ansiedlungen in Sachsen" in client.get(source.get_absolute_url()).content.decode()

    def test_former_task_makes_no_contact(self, client, network):
        ended = f"{date.today().year - 2}"
        person = make(Responsibility, network=network, task="Auskunft", end=ended).person
        make(Mention, person=person, network=network, named_as="zitiert")

        (one,) = self.named(client, network)
        assert one.tasks == [] and DENIED in client.get(network.get_absolute_url()).content.decode()
