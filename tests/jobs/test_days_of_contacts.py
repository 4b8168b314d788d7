"""Whoever begins on a day is shown from then on and not before, whoever ends not any more: wherever visitors look."""

from datetime import date, timedelta

import pytest

from contacts.models import Channel, Person, Responsibility
from core import prepared
from core.tasks import tidying
from networks.models import Network
from search import index
from search.models import IndexState
from tests.factories import make, read
from tests.roles import releasable

pytestmark = pytest.mark.django_db

AHEAD, PASSED = {"start": "2999-01-01"}, {"end": "2019-12-31"}


def contact(**period) -> Responsibility:
    network = releasable(Network, name="Lichtnetz")
    person = releasable(Person, given_name="Ada", family_name="Dochtmann")
    make(Channel, person=person, value="0341 4711-0")
    return make(Responsibility, person=person, network=network, task="Auskunft", concern="beitreten", **period)


@pytest.mark.parametrize("period", [AHEAD, PASSED], ids=["not yet", "not any more"])
def test_nobody_is_shown_outside_of_their_time(client, period):
    task = contact(**period)
    pages = [
        task.network.get_absolute_url(),
        "/ansprechpersonen/",
        "/suche/?q=Dochtmann",
        "/netzwerke/?kontakt=1",
        f"/merkliste/?n={task.network.slug}",
    ]
    for url in pages:
        page = client.get(url).content.decode()
        assert "Ada Dochtmann" not in page and task.person.get_absolute_url() not in page, url
    assert client.get(task.person.get_absolute_url()).status_code == 404
    assert client.get(f"{task.person.get_absolute_url()}kontakt.vcf").status_code == 404
    assert task.person.slug not in client.get("/sitemap-ansprechpersonen.xml").content.decode()


def test_whoever_is_in_office_is_shown_with_the_days(client):
    task = contact(start="2019", end="2998-12-31")
    page = read(client.get(task.network.get_absolute_url()))
    assert "Dochtmann" in page and "0341 4711-0" in page and "bis 31.12.2998" in page
    assert "Dochtmann" in read(client.get("/suche/?q=Dochtmann"))


class Tomorrow(date):
    shift = 0

    @classmethod
    def today(cls):
        real = date.fromordinal(date.today().toordinal() + cls.shift)
        return cls(real.year, real.month, real.day)


@pytest.fixture
def turn(monkeypatch):
    """The day turns, for all who ask."""
    import contacts.cards
    import contacts.models.responsibility
    import finding.days
    import memory.kept
    import networks.models.relation

    def to(days: int) -> None:
        monkeypatch.setattr(Tomorrow, "shift", days)
        asking = (contacts.cards, contacts.models.responsibility, networks.models.relation, finding.days)
        for module in (*asking, memory.kept, prepared):
            monkeypatch.setattr(module, "date", Tomorrow)

    return to


def test_the_day_turns_for_pages_lists_and_search(client, turn):
    tomorrow = date.today() + timedelta(days=1)
    task = contact(start=tomorrow.isoformat())
    address = task.person.get_absolute_url()
    index.rebuild()
    tidying.send(sender=None)
    for url in (task.network.get_absolute_url(), "/ansprechpersonen/", "/suche/?q=Dochtmann"):
        assert address not in client.get(url).content.decode(), url

    turn(1)
    tidying.send(sender=None)
    for url in (task.network.get_absolute_url(), "/ansprechpersonen/", "/suche/?q=Dochtmann"):
        assert address in client.get(url).content.decode(), url
    assert IndexState.objects.get().day == tomorrow

    Responsibility.objects.update(start="", start_earliest=None, end=tomorrow.isoformat(), end_latest=tomorrow)
    assert address in client.get(task.network.get_absolute_url()).content.decode()
    turn(2)
    tidying.send(sender=None)
    for url in (task.network.get_absolute_url(), "/ansprechpersonen/", "/suche/?q=Dochtmann"):
        assert address not in client.get(url).content.decode(), url
