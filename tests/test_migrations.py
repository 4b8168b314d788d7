"""Tests run on tables made from the models; the migrations make the same from nothing, and the portal works there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.test_project import run_manage

# What each role may do is written after every migration, into tables of Django.
RIGHTS = """
SELECT auth_group.name, auth_permission.codename, django_content_type.app_label FROM auth_group
JOIN auth_group_permissions ON auth_group_permissions.group_id = auth_group.id
JOIN auth_permission ON auth_permission.id = auth_group_permissions.permission_id
JOIN django_content_type ON django_content_type.id = auth_permission.content_type_id
"""
MADE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_directory", {folder!r})
"""
LIMITS = ("columns", "orders", "primary_key", "unique", "foreign_key", "check", "index", "definition")


def tables(of: BaseDatabaseWrapper) -> dict[str, dict]:
    """Columns, constraints and indexes of every table, as the database itself describes them."""
    found = {}
    with of.cursor() as cursor:
        for name in of.introspection.table_names(cursor):
            columns = of.introspection.get_table_description(cursor, name)
            limits = of.introspection.get_constraints(cursor, name)
            found[name] = {
                "columns": {one.name: _column(name, one) for one in columns},
                "limits": sorted([str(one.get(key)) for key in LIMITS] for one in limits.values()),
            }
    return found


def _column(table: str, column) -> tuple:
    """Django's own tables number their rows in the width of the release that made them."""
    width = None if (table.startswith("auth_") and column.name == "id") else (column.type_code, column.display_size)
    return width, column.null_ok, column.default


def rights(of: BaseDatabaseWrapper) -> set[tuple]:
    with of.cursor() as cursor:
        cursor.execute(RIGHTS)
        return set(cursor.fetchall())


@contextmanager
def another_database(folder: Path) -> Iterator[tuple[str, BaseDatabaseWrapper]]:
    """An empty one beside that of the tests; its address for DATABASE_URL, and a connection."""
    other = connection.copy()
    if connection.vendor == "sqlite":
        other.settings_dict["NAME"] = folder / "migrated.sqlite3"
        yield f"sqlite:///{folder / 'migrated.sqlite3'}", other
        other.close()
        return
    name = other.settings_dict["NAME"] = connection.settings_dict["NAME"] + "_migrated"
    address = urlsplit(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(address._replace(path=f"{address.path.rpartition('/')[0]}/{name}")), other
        other.close()
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.django_db
def test_migrations_describe_the_models(settings):
    settings.MIGRATION_MODULES = {}  # which tests switch off; without them there is nothing to differ from
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_from_nothing_make_the_tables_of_the_tests(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), another_database(tmp_path) as (address, migrated):
        (tmp_path / "regionen.yaml").write_text("regions:\n  - {slug: ackerland, name: Ackerland, kind: land}\n")
        place = {"SECRET_KEY": settings.SECRET_KEY, "STATE_DIR": str(tmp_path), "DATABASE_URL": address}
        result = run_manage("shell", "--no-imports", "-c", MADE.format(folder=str(tmp_path)), **place)
        assert "Region: 1 neu" in result.stdout, result.stderr
        made, expected = tables(migrated), tables(connection)

        assert made.pop("django_migrations")
        assert made.keys() == expected.keys() and len(made) > 80
        for name, table in made.items():
            assert table == expected[name], name
        assert rights(migrated) == rights(connection)
        assert len(rights(migrated)) > 50
