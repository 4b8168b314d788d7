"""The declarations of all kinds of record, read as a whole."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import models

from core import kinds as registry
from core.kinds import CellRows, Found, Kind, Table, extend, kinds, register
from networks.models import Network
from publishing.snapshots import many_fields


def test_keys_sections_and_places_are_given_out_once():
    for name in ("key", "section", "position"):
        given = Counter(getattr(kind, name) for kind in kinds() if kind.key or name == "section")
        assert [value for value, number in given.items() if value and number > 1] == [], name


def test_fixtures_name_only_what_is_loaded_before():
    order = [kind.model for kind in kinds() if kind.section]
    for place, model in enumerate(order):
        named = {field.related_model for field in (*model._meta.concrete_fields, *many_fields(model))}
        assert named & set(order[place + 1 :]) == set(), f"{model.__name__} names what is loaded later"


def test_every_kind_has_a_mark_that_is_drawn():
    drawn = set(re.findall(r'id="([^"]+)"', (settings.BASE_DIR / "static/img/icons.svg").read_text()))

    assert {kind.icon for kind in kinds()} <= drawn


def test_paths_lead_to_columns():
    for kind in kinds():
        paths = [*kind.found.keys, *kind.found.texts, *kind.found.names, *kind.found.other_names, kind.found.numbers]
        for path in filter(None, paths):
            model = kind.model
            *steps, column = path.split("__")
            for step in steps:
                model = model._meta.get_field(step).related_model
            assert isinstance(model._meta.get_field(column), models.Field), path


@pytest.fixture
def alone(monkeypatch):
    """A registry that holds one kind only."""
    monkeypatch.setattr(registry, "_kinds", {})
    register(Kind(model=Network, found=Found(keys=("name",)), table=Table(fields=("name",), place="regions")))


def test_packages_above_add_to_what_is_declared(alone):
    column = CellRows(part="links", column="url", key="website", label="Website")

    extend(Network, keys=("fundings__programme__name",), rows=(column,), not_shown={"note": "a reason"})

    (kind,) = kinds()
    assert kind.found.keys == ("name", "fundings__programme__name")
    assert kind.table.rows == (column,)
    assert kind.not_shown == {"note": "a reason"}
