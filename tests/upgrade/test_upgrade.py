"""Databases of earlier states of the tables come to the present one by migrating, and the portal works on them."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.test_migrations import another_database, tables
from tests.test_project import run_manage

HERE = Path(__file__).parent
KIND = "postgresql" if connection.vendor == "postgresql" else "sqlite"
ASKED = """
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from networks.models import Network
from publishing.models import Revision
call_command("migrate", verbosity=0)
setup_test_environment()
urls = ["/", "/netzwerke/", "/suche/?q=netz", *(row.get_absolute_url() for row in Network.objects.published())]
print([Client().get(url).status_code for url in urls], Revision.objects.count() > 100)
"""


@pytest.mark.django_db  # makes the tables of the tests, also when this file runs alone
def test_there_is_one_to_try():
    assert {path.name.partition(".")[2] for path in HERE.glob("*.gz")} == {"sqlite.sql.gz", "postgresql.sql.gz"}


@pytest.mark.parametrize("file", sorted(HERE.glob(f"*.{KIND}.sql.gz")), ids=lambda file: file.name.partition(".")[0])
def test_filled_database_is_brought_up_to_date(file, django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), another_database(tmp_path) as (address, other):
        restore(other, gzip.decompress(file.read_bytes()).decode())
        place = {"SECRET_KEY": settings.SECRET_KEY, "STATE_DIR": str(tmp_path), "DATABASE_URL": address}
        asked = run_manage("shell", "--no-imports", "-c", ASKED, **place, STATIC_MANIFEST="off")
        assert asked.stdout == f"{[200] * 5} True\n", asked.stderr

        made = tables(other)
        made.pop("django_migrations")
        assert made == tables(connection)


def restore(database, words: str) -> None:
    if KIND == "sqlite":
        with closing(sqlite3.connect(database.settings_dict["NAME"])) as file:
            file.executescript(words)
        return
    with database.cursor() as cursor:
        cursor.execute(words)
    database.close()  # the words also say where names are looked for, for as long as it lasts
