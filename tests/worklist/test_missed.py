"""Where visitors reached nobody, editors look first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from networks.models import Network
from publishing.history import type_of
from regions.models import Region
from reports.attempts import last_two_months
from reports.enums import Reached
from reports.models import Attempts
from tests.factories import make
from tests.roles import editor
from worklist.tasks import MISSED, NEVER

pytestmark = pytest.mark.django_db
CHECKS = "/redaktion/pruefung/"


@pytest.fixture
def region():
    return make(Region)


@pytest.fixture
def desk(client, region):
    client.force_login(editor(regions=[region]))
    return client


def last_month() -> date:
    return last_two_months(timezone.localdate())[1]


def missed(network, number, month=None, answer=Reached.NO):
    month = month or last_two_months(timezone.localdate())[0]
    about = {"content_type": type_of(network), "object_id": network.pk}
    Attempts.objects.create(**about, month=month, answer=answer, number=number)


def listed(client, key) -> list[str]:
    return [str(record) for record in client.get(CHECKS, {"was": key}).context["records"]]


def test_most_missed_come_first_and_say_so(desk, region):
    names = {name: make(Network, name=name, regions=[region]) for name in ("Aaa", "Bbb", "Ccc", "Ddd")}
    missed(names["Ccc"], 3)
    missed(names["Bbb"], 1)
    missed(names["Bbb"], 1, last_month())
    missed(names["Ddd"], 9, answer=Reached.YES)

    assert listed(desk, NEVER) == ["Ccc", "Bbb", "Aaa", "Ddd"]
    assert listed(desk, MISSED) == ["Ccc", "Bbb"]
    assert "3 nicht erreicht im" in desk.get(CHECKS, {"was": NEVER}).content.decode()
    assert "3 nicht erreicht im" in desk.get(f"/redaktion/networks/network/{names['Ccc'].pk}/change/").content.decode()


def test_a_check_since_then_and_old_answers_end_the_task(desk, region):
    checked = make(Network, name="Geprüft", regions=[region], checked_on=timezone.localdate())
    before = make(Network, name="Vorher", regions=[region], checked_on=last_month() - timedelta(days=1))
    old = make(Network, name="Alt", regions=[region])
    for network in (checked, before):
        missed(network, 1)
    missed(old, 5, (last_month() - timedelta(days=40)).replace(day=1))

    assert listed(desk, MISSED) == ["Vorher"]
    assert "was=nicht-erreicht" in desk.get("/redaktion/").content.decode()


@pytest.mark.parametrize(
    "today, months",
    [
        (date(2026, 11, 29), (date(2026, 11, 1), date(2026, 10, 1))),
        (date(2027, 1, 31), (date(2027, 1, 1), date(2026, 12, 1))),
        (date(2027, 3, 31), (date(2027, 3, 1), date(2027, 2, 1))),
    ],
)
def test_this_month_and_the_last(today, months):
    assert last_two_months(today) == months
