"""The page for whoever watches the server: 200 only when all is well, and asked by number and without TLS."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import database, tasks
from networks_portal import health
from tests.core.test_tasks import despair, fail, note, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings, monkeypatch):
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks.note_seen()


@pytest.fixture(autouse=True)
def room(monkeypatch, tmp_path):
    """Whatever is on the disk of this machine."""
    monkeypatch.setattr(health, "STATE_DIR", tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=10**10))


def ask(client, **more) -> tuple[int, dict]:
    response = client.get("/gesundheit/", **more)
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, response.json()


def test_all_is_well(client, queue):
    assert ask(client) == (200, {"status": "ok", "datenbank": "ok", "speicherplatz": "ok", "hintergrund": "ok"})
    assert client.head("/gesundheit/").status_code == 200 and client.post("/gesundheit/").status_code == 405


@pytest.mark.parametrize("host", ["10.1.2.3:8000", "[::1]", "127.0.0.1", "unter_strich.example"])
def test_answers_without_tls_under_any_name(client, settings, host):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["portal.example"]

    assert client.get("/", headers={"host": host}).status_code in (301, 400)
    assert ask(client, headers={"host": host})[0] == 200


def test_database_that_is_away(client, queue, monkeypatch):
    def broken(*args, **kwargs):
        raise OperationalError("connection to server at db.intern, user portal, failed")

    monkeypatch.setattr(connection, "cursor", broken)
    status, said = ask(client)

    assert status == 503 and said["datenbank"] == "Die Datenbank antwortet nicht."
    assert said["status"] == "gestört" and "intern" not in str(said)


def test_database_that_takes_nothing(client, monkeypatch):
    def refuse():
        raise database.CannotWrite("Die Datenbank lässt sich gerade nicht beschreiben.")

    monkeypatch.setattr(database, "check", refuse)
    status, said = ask(client)

    assert status == 503 and "nicht beschreiben" in said["datenbank"]


@pytest.mark.django_db(transaction=True)
def test_database_that_only_reads_is_found_out():
    only_read = {
        "sqlite": "PRAGMA query_only = ON",
        "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    }
    write = {
        "sqlite": "PRAGMA query_only = OFF",
        "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    }
    database.check()
    with connection.cursor() as cursor:
        cursor.execute(only_read[connection.vendor])
        try:
            with pytest.raises(database.CannotWrite):
                database.check()
        finally:
            cursor.execute(write[connection.vendor])


def test_full_disk(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=5 * 1024**2))
    assert ask(client)[1]["speicherplatz"] == "Der Speicherplatz geht zu Ende: noch 5 MB frei."

    def full(**kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(health, "TemporaryFile", full)
    status, said = ask(client)
    assert status == 503 and "lässt sich nicht beschreiben" in said["speicherplatz"]


def background(client) -> str:
    status, said = ask(client)
    assert status == 503
    return said["hintergrund"]


def test_worker_that_is_gone(client, queue, monkeypatch):
    later = timezone.now() + tasks.LONGEST_SILENCE + timedelta(seconds=1)
    monkeypatch.setattr(health.timezone, "now", lambda: later)

    assert "läuft nicht seit" in background(client)


def test_worker_that_never_was(client, queue):
    tasks.cache.clear()

    assert background(client) == "Der Vorgang für Aufgaben im Hintergrund läuft nicht."


def test_worker_that_hangs(client, queue):
    note.enqueue("a")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - health.LONGEST_WAIT - timedelta(minutes=5))

    assert "wartet seit 15 Minuten" in background(client)


def test_mail_server_that_is_away_is_said_until_it_is_too_late_and_then_too(client, queue):
    fail.enqueue("a")
    work()
    assert ask(client)[0] == 200

    DBTaskResult.objects.update(enqueued_at=timezone.now() - health.LONGEST_WAIT - timedelta(minutes=5))
    assert "gelingen seit 15 Minuten nicht" in background(client)
    DBTaskResult.objects.update(worker_ids=["x"] * len(tasks.PAUSES), run_after=timezone.now())
    work()
    assert "aufgegeben: 1" in background(client)


def test_one_address_that_does_not_exist_is_no_trouble_of_the_server(client, queue):
    despair.enqueue()
    work()

    assert ask(client)[0] == 200 and tasks.count_given_up() == 1
