"""Which tables a statement reads and writes is what the database itself says."""

from itertools import islice

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from memory.kept import forget
from memory.sql import tables_of
from networks.models import Network
from networks_portal.loading.load import load_directory
from tests.factories import PAGES, public_records
from tests.oracle import answers
from tests.roles import administrator

pytestmark = pytest.mark.django_db
# Made by Django without a model, and read by no page.
WITHOUT_MODEL = {"portal_cache", "django_migrations"}


def missed(found) -> list[str]:
    """Statements of which a table is not noted. Who writes also looks where foreign keys lead; that tells nothing."""
    wrong = []
    for sql, answer in found.items():
        noted = tables_of(sql)
        unnoted = (set() if answer.written else answer.read) - noted.named - noted.passing - {"memory_tablestamp"}
        unstamped = answer.written - noted.written - noted.passing - {"memory_tablestamp"} - WITHOUT_MODEL
        if unnoted or unstamped or answer.written and not noted.changes:
            wrong.append(f"{sorted(unnoted | unstamped)} in {sql[:300]}")
    return wrong


def test_no_table_that_is_written_is_missed():
    """Loading writes every kind of row in many ways; deleting sweeps away what hangs on it."""
    with answers() as found:
        load_directory(settings.BASE_DIR / "fixtures")
        Network.objects.first().delete()

    assert missed(found) == []
    assert len({table for answer in found.values() for table in answer.written}) > 30


@pytest.mark.usefixtures("directory")
def test_no_table_of_a_page_is_missed():
    """Also those that only build what is remembered. A table without a model would be missed."""
    forget()
    with answers() as found:
        for url in (*PAGES, *(row.get_absolute_url() for row in islice(public_records(), 0, None, 4)), "/sitemap.xml"):
            assert Client().get(url).status_code == 200, url

    assert missed(found) == []
    assert len({sql for sql, answer in found.items() if answer.read}) > 100


@pytest.mark.usefixtures("directory")
def test_no_table_of_an_editors_page_is_missed():
    client, network = Client(), Network.objects.published().first()
    client.force_login(administrator())
    preview = reverse("desk:record_preview", args=["networks.network", network.pk])
    addresses = [reverse("admin:index"), reverse("duplicate_list"), reverse("check_list"), preview]
    with answers() as found:
        for url in addresses:
            assert client.get(url).status_code == 200, url

    assert [line for line in missed(found) if "portal_cache" not in line] == []


@pytest.mark.parametrize(
    "sql, named, written",
    [
        ("SELECT 1 FROM networks_network, regions_region", {"networks_network", "regions_region"}, set()),
        ('select * from "networks_network" n left JOIN networks_event', {"networks_network", "networks_event"}, set()),
        ("SELECT EXISTS(SELECT 1 FROM public.networks_network)", {"networks_network"}, set()),
        ("WITH a AS (SELECT 1 FROM networks_event) SELECT * FROM a", {"networks_event"}, set()),
        (
            "INSERT INTO networks_event SELECT * FROM networks_network",
            {"networks_event", "networks_network"},
            {"networks_event"},
        ),
        ("INSERT OR IGNORE INTO networks_event VALUES (1)", {"networks_event"}, {"networks_event"}),
        (
            "WITH a AS (DELETE FROM networks_event RETURNING 1) SELECT * FROM a, networks_network",
            {"networks_event", "networks_network"},
            {"networks_event", "networks_network"},
        ),
        ('TRUNCATE "networks_event", networks_network', *[{"networks_event", "networks_network"}] * 2),
        ("UPDATE search_missedquery SET count = 1", set(), set()),
    ],
)
def test_every_shape_of_a_statement_is_understood(sql, named, written):
    found = tables_of(sql)

    assert (found.named, found.written) == (named, written)
    assert found.changes == (not sql.upper().startswith("SELECT") and "AS (SELECT" not in sql)
