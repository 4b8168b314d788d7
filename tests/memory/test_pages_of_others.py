"""Kept pages beside others who write: other processes, other connections, and the clock."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from memory.kept import forget
from memory.pages import pages
from networks.models import Event, Network
from publishing.enums import State
from tests.factories import PAGES, make
from tests.memory.edits import edits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.PORTAL_CACHE = True
    forget()
    pages.forget()
    yield
    forget()
    pages.forget()


def body(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_page_turns_with_the_day(two, monkeypatch):
    soon = date.today() + timedelta(days=3)
    event = make(Event, name="Tagwechseltreffen", start=f"{soon:%d.%m.%Y}")
    url = "/veranstaltungen/"
    assert event.name in body(url) and event.name in body(url)
    for module in (
        "memory.kept",
        "memory.pledge",
        "memory.middleware",
        "networks.activity_times",
        "networks.activity_lines",
    ):
        monkeypatch.setattr(f"{module}.date", _later(soon + timedelta(days=1)))

    assert event.name not in body(url)
    Event.objects.all().delete()


def _later(day: date) -> type[date]:
    class Later(date):
        @classmethod
        def today(cls):
            return day

    return Later


PUBLISH = """
import django, sys
django.setup()
from networks.models import Network
for line in sys.stdin:
    slug, state, name = line.split()
    network = Network.objects.get(slug=slug)
    network.state, network.name = state, name
    network.save()
    print("done", flush=True)
"""


@contextmanager
def elsewhere() -> Iterator[Callable[[str], None]]:
    """Another process, on the database of this one: what is called returns when it has written the line."""
    name, there = connection.settings_dict["NAME"], "sqlite:///{name}"
    if connection.vendor == "postgresql":
        there = os.environ["DATABASE_URL"].rpartition("/")[0] + "/{name}"
    env = {**os.environ, "DATABASE_URL": there.format(name=name), "DJANGO_SETTINGS_MODULE": "networks_portal.settings"}
    command = [sys.executable, "-c", PUBLISH]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=env, cwd=django_settings.BASE_DIR, text=True, bufsize=1, **pipes) as other:

        def write(line: str) -> None:
            other.stdin.write(f"{line}\n")
            assert other.stdout.readline() == "done\n"

        yield write
        other.stdin.close()  # it ends at the end of its lines
    assert other.returncode == 0


def test_what_another_process_publishes_is_there_at_once(two):
    network = make(Network, name="Nebenan", state=State.DRAFT)
    for url in ("/netzwerke/", "/netzwerke/", "/api/v1/netzwerke"):
        assert "Fernlicht" not in body(url)

    with elsewhere() as write:
        write(f"{network.slug} {State.PUBLISHED.value} Fernlicht")
        assert "Fernlicht" in body("/netzwerke/") and "Fernlicht" in body(network.get_absolute_url())
        assert "Fernlicht" in body("/api/v1/netzwerke")
        write(f"{network.slug} {State.DRAFT.value} Fernlicht")
        assert "Fernlicht" not in body("/netzwerke/") + body("/api/v1/netzwerke")
        assert Client().get(network.get_absolute_url()).status_code == 404


def test_what_is_not_committed_is_not_there_and_what_is_at_once(two):
    network = make(Network, name="Wartelicht", state=State.DRAFT)

    def publish():
        Network.objects.filter(pk=network.pk).update(state=State.PUBLISHED)
        return "Wartelicht" in body("/netzwerke/")  # for itself it is

    body("/netzwerke/")
    with two.held(publish) as (inside, _):
        assert inside.result and "Wartelicht" not in body("/netzwerke/")
    assert "Wartelicht" in body("/netzwerke/")


def test_after_every_edit_all_pages_are_those_of_a_process_that_keeps_nothing(two, settings):
    """Each edit is committed, and the pages are asked for before and after it: what is kept is of the state before."""
    tried = list(edits())
    assert all(body(url) for url in PAGES)
    for name, edit in tried:
        edit()
        kept = {url: body(url) for url in PAGES}
        settings.PORTAL_CACHE = False
        forget()
        assert kept == {url: body(url) for url in PAGES}, name
        settings.PORTAL_CACHE = True
