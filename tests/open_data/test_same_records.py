"""One address, one list: page, API, CSV, XLSX, JSON Lines, GeoJSON and feed have the same records in the same order."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from openpyxl import load_workbook

from contacts.models import Person
from core.filters import MAX_QUERY, SORT
from documents.persons import may_be_given_in_bulk
from inputs.text import cleaned
from open_data.api.lists import OPEN
from open_data.feeds.atom import FEEDS
from open_data.selection import LISTS, select
from sheets.formulas import as_written
from tests.filter_queries import queries
from tests.open_data.pages import shown
from tests.open_data.test_selection import PAGED, slugs

pytestmark = pytest.mark.django_db
Records = list[tuple[int, str]]  # number and name


def body(path: str) -> bytes:
    response = Client().get(path)
    assert response.status_code == 200, (path, response.content)
    return b"".join(response.streaming_content)


def of_csv(path: str) -> Records:
    text = body(path).decode("utf-8-sig")
    return [
        (int(row["id"]), as_written(row["name"]))
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    ]


def of_xlsx(path: str) -> Records:
    head, *rows = load_workbook(io.BytesIO(body(path)), read_only=True).active.iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=False)) for row in rows]
    return [(int(row["id"]), row["name"]) for row in named]


def of_jsonl(path: str) -> Records:
    return [(doc["id"], doc["name"]) for doc in map(json.loads, body(path).decode().splitlines())]


def of_geojson(path: str) -> Records:
    return [(one["id"], one["properties"]["name"]) for one in json.loads(body(path))["features"]]


def of_api(name: str, asked: dict[str, list[str]]) -> Records:
    """Page by page, as the answers lead on."""
    found: Records = []
    said = {key: [one for one in values if one] for key, values in asked.items()} | {"anzahl": ["7"]}
    url = f"/api/v1/{name}?{urlencode(said, doseq=True)}"
    while url:
        response = Client().get(url)
        assert response.status_code == 200, (url, response.headers)
        answer = json.loads(response.content)
        found += [(doc["id"], doc["name"]) for doc in answer["eintraege"]]
        url = answer.get("weiter", "")
    return found


def of_feed(name: str, asked: dict[str, list[str]]) -> list[int]:
    """Page by page, in an order that is asked for."""
    found: list[int] = []
    url = f"/{name}/neu.atom?{urlencode(asked, doseq=True)}"
    while url:
        text = Client().get(url).content.decode()
        found += map(int, re.findall(r"<id>tag:[^<]*/(\d+)</id>", text))
        following = re.search(r'<link rel="next"[^>]*? href="([^"]*)"', text)
        url = html.unescape(following[1]) if following else ""
    return found


FORMS: dict[str, Callable[[str], Records]] = {
    "liste.csv": of_csv, "liste.xlsx": of_xlsx, "liste.jsonl": of_jsonl, "karte.geojson": of_geojson,
}  # fmt: skip


@pytest.fixture
def released(world):
    """Every other person may be given to everybody."""
    people = Person.objects.order_by("pk")
    Person.objects.filter(pk__in=[one.pk for one in people[::2]]).update(open_data_on="2024-01-01")


@pytest.mark.parametrize("name", PAGED)
def test_every_form_has_what_the_page_shows(world, released, name):
    of = LISTS[name]

    @settings(max_examples=15)
    @given(queries(of.filters, of.index()))
    def check(asked):
        asked = {key: [cleaned(one) for one in values] for key, values in asked.items()}  # as every request is
        query = urlencode(asked, doseq=True)
        selection = select(name, QueryDict(query))
        forms = [one for one in FORMS if name != "ansprechpersonen" or one != "karte.geojson"]
        if selection.unknown:
            assert {Client().get(f"/{name}/{one}?{query}").status_code for one in forms} == {400}
            return
        lines, folded = shown(name, asked)
        records = of.model.objects.in_bulk(selection.keys())
        expected = [(pk, str(records[pk])) for pk in selection.keys() if may_be_given(records[pk])]
        assert [slug for slug in slugs(selection) if slug not in folded] == lines
        if name in OPEN and len(asked["q"][0]) <= MAX_QUERY:  # others cut a longer text, the API refuses it
            assert of_api(name, asked) == expected, asked
        if name in FEEDS:
            sorted_ = asked | {SORT: [asked.get(SORT, [""])[0] or next(iter(of.sorts))]}
            assert of_feed(name, sorted_) == [pk for pk, _name in expected], asked
        for one in forms:
            assert FORMS[one](f"/{name}/{one}?{query}") == expected, (one, asked)

    check()


def may_be_given(record) -> bool:
    return not isinstance(record, Person) or may_be_given_in_bulk(record)


def test_some_people_are_given_and_others_are_not(world, released):
    """Else the comparison would say nothing of them."""
    selection = select("ansprechpersonen", QueryDict())

    given = of_jsonl("/ansprechpersonen/liste.jsonl")

    assert 0 < len(given) < selection.count
