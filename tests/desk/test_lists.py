"""The editors' lists: sorted by the dictionary like public ones, with what their filters say of themselves."""

import pytest
from django.contrib import admin
from django.db import models

from core.text import sort_key
from desk.admin.filters import desk_filter
from networks.models import Event, Network, Organisation
from publishing.models import Record
from stories.models import Story
from tests.factories import RECORDS, make

pytestmark = pytest.mark.django_db
NAMES = ["Zink", "öl", "Ofen", "ofen-netz", "Ofen Netz", "Ärzte", "Straße", "strasse b", "É", "1", "10", "2"]


def url_of(model: type[models.Model]) -> str:
    return f"/redaktion/{model._meta.app_label}/{model._meta.model_name}/"


def listed(page) -> list[Record]:
    return page.context["cl"].result_list


def test_lists_are_sorted_by_the_dictionary(admin_client):
    for name in NAMES:
        make(Organisation, name=name)
    expected = sorted(NAMES, key=sort_key)

    assert [row.name for row in listed(admin_client.get(url_of(Organisation)))] == expected
    assert [row.name for row in listed(admin_client.get(f"{url_of(Organisation)}?o=1"))] == expected
    backwards = listed(admin_client.get(f"{url_of(Organisation)}?o=-1"))
    assert [row.sort_name for row in backwards] == sorted(map(sort_key, NAMES), reverse=True)


def test_so_are_the_lists_to_choose_from(admin_client):
    for name in NAMES:
        make(Organisation, name=name)
    asked = {"app_label": "networks", "model_name": "participation", "field_name": "organisation", "term": ""}

    found = admin_client.get("/redaktion/autocomplete/", asked).json()["results"]

    assert [one["text"] for one in found] == sorted(NAMES, key=sort_key)


@pytest.mark.parametrize("model", RECORDS)
def test_every_kind_sorts_its_name_alike(admin_client, model):
    """The database's own order would differ: capitals before small letters, or umlauts last."""
    columns = {field.name for field in model._meta.concrete_fields}
    for name in ("Zink", "ähre", "Ofen"):
        named = {field: name for field in ("name", "title", "family_name") if field in columns}
        make(model, **named)

    keys = [row.sort_name for row in listed(admin_client.get(f"{url_of(model)}?o=1"))]

    assert len(keys) >= 3 and keys == sorted(keys)


def test_events_stand_by_date_and_topics_by_place(admin_client):
    for name, start in (("Zink", "2024"), ("ähre", ""), ("Öl", "2024"), ("Neu", "2025")):
        make(Event, name=name, start=start)
    for title, position in (("Zink", 1), ("Öl", 1), ("Ofen", 0)):
        make(Story, title=title, position=position)

    assert [row.name for row in listed(admin_client.get(url_of(Event)))] == ["Neu", "Öl", "Zink", "ähre"]
    assert [row.title for row in listed(admin_client.get(url_of(Story)))] == ["Ofen", "Öl", "Zink"]


def test_help_of_a_filter_stands_beside_the_list(admin_client):
    page = admin_client.get(url_of(Network)).content.decode()

    assert '<p class="help">Was die Quellen sagen; nach dem Ende einer Förderung zeigt die Seite „unklar“.</p>' in page


@pytest.mark.once
def test_no_help_is_written_for_nobody(admin_client):
    declared, shown = set(), set()
    for model in RECORDS:
        facets = desk_filter(admin.site.get_model_admin(model).filterset).facets()
        declared |= {facet.extra["help_text"] for facet in facets.values()}
        shown |= {one.help for one in admin_client.get(url_of(model)).context["cl"].filter_specs}

    assert declared == shown
