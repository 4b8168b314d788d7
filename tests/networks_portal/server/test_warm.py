"""What is made before the workers is what their pages need."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import clear_url_caches, get_resolver

from memory import kept
from networks_portal.server import rehearsal, warm
from tests.factories import PAGES

# What few ask for: made when somebody does, not for everybody's memory.
RARE = ("/ueber/unbestaetigt/", "/offene-daten/")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_pages_build_nothing_more(monkeypatch):
    kept.forget()
    warm.warm()
    built, build = set(), kept._build

    def noting(recipe, *args):
        built.add(recipe.name)
        return build(recipe, *args)

    monkeypatch.setattr(kept, "_build", noting)
    for url in PAGES:
        if url.startswith(RARE):
            continue
        assert Client().get(url).status_code == 200, url
    assert built == set()


@pytest.mark.once
def test_views_are_loaded_before_the_first_request():
    clear_url_caches()
    warm.warm()

    assert "url_patterns" in vars(get_resolver())


def test_without_a_database_the_portal_begins_all_the_same(monkeypatch, caplog):
    def away():
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(warm, "MADE", (away,))
    warm.warm()

    assert "nichts vorbereitet" in caplog.text


@pytest.mark.once
def test_pages_of_each_kind_are_asked_for_before_the_workers(caplog):
    warm.warm()
    paths = {path.split("/")[1] for path, _query in rehearsal.pages()}

    assert paths == {"", "netzwerke", "suche", "regionen", "felder", "foerderkontakt"}
    assert "misslang" not in caplog.text


def test_a_page_that_fails_stops_no_server(monkeypatch, caplog):
    monkeypatch.setattr(rehearsal, "pages", lambda: iter([("/gibt-es-nicht/", {})]))
    warm.warm()

    assert "misslang /gibt-es-nicht/" in caplog.text
