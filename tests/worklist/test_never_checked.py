"""What nobody has ever checked becomes due by and by, contacts sooner: in cards, list and mail."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from contacts.models import Person, Responsibility
from networks.models import Network
from regions.models import Region
from releasing.due import due_before
from tests.factories import make, read
from tests.roles import editor
from worklist.counts import count, next_due
from worklist.tasks import CHECK, TASKS, Ground

pytestmark = pytest.mark.django_db


def since():
    return timezone.now() - timedelta(weeks=10, hours=1)


def old(model, number, **values):
    """Entries of one day ten weeks ago."""
    made = [make(model, **values) for _ in range(number)]
    model.objects.filter(pk__in=[one.pk for one in made]).update(created_at=since())
    return list(model.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"))


def test_the_condition_for_the_database_says_what_the_entry_says():
    networks = old(Network, 30)

    for weeks in (-11, -10, 0, 3, 40):
        day = timezone.localdate() + timedelta(weeks=weeks)
        due = set(Network.objects.filter(due_before(Network, day)))
        assert due == {one for one in networks if one.check_due_on < day}, weeks


def test_a_few_each_week_and_contacts_sooner():
    networks, region = old(Network, 26), make(Region)
    people = old(Person, 8)
    for person in people:
        make(Responsibility, person=person, regions=[region])

    def due(model, day):
        return TASKS[CHECK].condition(model, Ground(day))

    days = [timezone.localdate(since()) + timedelta(weeks=week, days=1) for week in range(26)]
    assert [Network.objects.filter(due(Network, day)).count() for day in days] == list(range(1, 27))
    assert Person.objects.filter(due(Person, days[7])).count() == 8 == len(people)
    assert len(networks) == 26


def test_reaches_cards_list_and_mail(client, settings):
    settings.SITE_URL = "https://portal.example"
    region = make(Region)
    person = old(Person, 1, family_name="Muster")[0]
    make(Responsibility, person=person, regions=[region])
    make(Network, regions=[region])  # of today: not yet
    checked = make(Network, name="Längst geprüft", regions=[region], checked_on=date(2020, 1, 2))
    author = editor(regions=[region], email="ada@stadt.example")
    client.force_login(author)

    assert count(author).total(TASKS[CHECK]) == 2
    page = read(client.get("/redaktion/pruefung/"))
    assert page.index("Erika Muster") < page.index(checked.name)
    call_command("send_digests", verbosity=0)
    assert "Erika Muster (Person), noch nie geprüft" in mail.outbox[0].body


def test_when_nothing_is_due_the_first_day_of_a_first_check_is_said():
    region = make(Region)
    network = make(Network, regions=[region])

    assert next_due(editor(regions=[region])) == network.check_due_on
