"""A list of the API has the records of the page, in its order."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings

from open_data.api.lists import OPEN
from open_data.selection import select
from tests.filter_queries import queries
from tests.open_data.reading import ROOT, pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [name for name, one in OPEN.items() if one.filters])
def test_a_list_has_what_the_same_parameters_select_on_the_page(world, name):
    of = OPEN[name]

    @settings(max_examples=8)
    @given(queries(of.filters, of.index()))
    def check(asked):
        """What means nothing on a page, empty or too long, is refused here: then the rest is asked."""
        asked = {param: kept for param, values in asked.items() if (kept := [one for one in values if one.strip("\0")])}
        if "q" in asked:
            asked["q"] = [asked["q"][0][:200]]
        selection = select(name, QueryDict(urlencode(asked, doseq=True)))
        if selection.unknown:
            assert Client().get(f"{ROOT}/{name}?{urlencode(asked, doseq=True)}").status_code in (400, 404), asked
            return
        found = list(pages(name, {**asked, "anzahl": 3, "nur": "art"}))

        assert [one["id"] for page in found for one in page["eintraege"]] == selection.keys(), asked
        assert {page["anzahl"] for page in found} == {selection.count}

    check()
