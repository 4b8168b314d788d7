"""How many queries a page may take: a list twelve, a detail twenty, and no more with six times the rows."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Channel, Person, Responsibility
from networks.models import Event, Network
from publishing.models import Figure, Link, Milestone, Name, SourceDocument
from publishing.signals import muted
from regions.models import Region
from tests.factories import LISTS, PAGES, RECORDS, cite, make, relate_in_every_way

pytestmark = pytest.mark.django_db
# A detail page asks once for each kind of row that there is; each such query is compiled once a process.
LIST_BUDGET, DETAIL_BUDGET = 12, 22
ROWS = 6  # in every relation


def queries(client, url) -> list[str]:
    """The queries of a page whose process is warm: it knows indexes and types, and the search has caught up."""
    for _ in range(3):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(url).status_code == 200, url
    return [query["sql"] for query in captured.captured_queries]


@contextmanager
def quickly():
    """Many rows without an update of the index for each."""
    with muted():
        yield


def populate(record) -> None:
    """One more row in every relation of a record, each with a source of its own."""
    relate_in_every_way(record)
    source = make(SourceDocument)
    if not isinstance(record, Region):
        for model in (Name, Figure, Milestone, Link):
            make(model, subject=record, source=source)
        cite(record, source)
    if hasattr(record, "channels"):
        owner = "person" if isinstance(record, Person) else "organisation"
        make(Channel, **{owner: record}, value="0341 1", source=source)
    if isinstance(record, Network):
        record.tags.add(f"Wort {source.pk}")
    for task in Responsibility.objects.filter(person__channels=None, person__organisation=None):
        make(Channel, person=task.person, kind="telefon", value="0341 2", source=source)


@pytest.mark.once
@pytest.mark.parametrize("model", [*RECORDS, Region], ids=lambda model: model.__name__)
def test_page_of_a_record_with_rows_in_every_relation(model, client):
    record = make(model)
    populate(record)
    if model is Person:
        make(Responsibility, person=record)
    few = queries(client, record.get_absolute_url())
    assert len(few) <= DETAIL_BUDGET, few

    with quickly():
        for _ in range(ROWS - 1):
            populate(record)
    many = queries(client, record.get_absolute_url())
    assert len(many) <= len(few), [sql for sql in many if sql not in few]


@pytest.mark.once
def test_lists_with_a_few_and_with_many_rows_of_everything(client):
    populate_all()
    few = {url: queries(client, url) for url in PAGES}
    assert {url: len(asked) for url, asked in few.items() if len(asked) > LIST_BUDGET} == {}

    for _ in range(2):
        populate_all()
    many = {url: queries(client, url) for url in PAGES}
    assert {url: asked for url, asked in many.items() if len(asked) > len(few[url])} == {}


def populate_all() -> None:
    """Some records of every kind, related to each other."""
    for model in (Network, Event, SourceDocument):
        relate_in_every_way(
            make(model, **({} if model is SourceDocument else {"start": "2999"} if model is Event else {}))
        )
    for model in RECORDS:
        record = make(model)
        if model is Person:
            make(Responsibility, person=record)


def test_lists_searched_by_text(client):
    populate_all()
    asked = {path: len(queries(client, f"{path}?q=nummer")) for path in LISTS}

    assert {path: number for path, number in asked.items() if number > LIST_BUDGET} == {}


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    "url", ["/netzwerke/its-bb/", "/netzwerke/cn-bc/", "/foerderprogramme/pfi/", "/regionen/berlin/"]
)
def test_real_pages(url, client):
    assert len(queries(client, url)) <= DETAIL_BUDGET
