"""Selects of the admin show the chosen record from memory, and nothing chosen where nothing may be."""

import pytest
from django.contrib import admin

from core.autocomplete import Select
from networks.models import Event, Network
from regions.models import Region
from tests.admin_pages import save
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("required", "values"), [(False, ["", "7"]), (True, ["7"])])
def test_chosen_record_needs_no_query_and_can_be_taken_back_where_optional(required, values, django_assert_num_queries):
    widget = Select(Network._meta.get_field("seat"), admin.site)
    widget.is_required, widget.known = required, {"7": "Sachsen"}

    with django_assert_num_queries(0):
        ((_, options, _),) = widget.optgroups("seat", ["7"])

    assert [option["value"] for option in options] == values
    assert [option["label"] for option in options if option["selected"]] == ["Sachsen"]


def test_record_that_is_not_at_hand_is_asked_for():
    region = make(Region, name="Sachsen")
    field = Network._meta.get_field("seat").formfield(widget=Select(Network._meta.get_field("seat"), admin.site))

    assert "Sachsen" in str(field.widget.optgroups("seat", [str(region.pk)]))


@pytest.mark.parametrize("sent", ["x", "Berlin", "1x"])
def test_what_is_no_record_is_refused_in_the_form(sent, admin_client):
    page = save(admin_client, Event, name="Lichttag", place=sent, fields=[sent])

    assert page.status_code == 200 and {"place", "fields"} <= page.context["adminform"].form.errors.keys()
