"""Searches that find nothing are counted without a word about the visitor, and never get in the way."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from finding import missed
from memory import stamps
from networks.models import Network
from search.models import IndexState, MissedQuery
from tests.factories import make
from tests.kept_index import kept_index

pytestmark = pytest.mark.django_db
URL = "/suche/"


@pytest.fixture(autouse=True)
def no_index_of_another_test():
    """As everywhere, but the index follows every save at once."""
    with kept_index(False):
        yield


@pytest.fixture(autouse=True)
def not_yet_today(monkeypatch):
    monkeypatch.setattr(missed, "_forgot_on", None)


def counted() -> dict[str, int]:
    return dict(MissedQuery.objects.values_list("text", "count"))


def test_query_without_a_result_is_counted_by_its_words(client):
    make(Network, name="Licht")
    for text in ("Qqxyzzy", "  QQXYZZY ", "Licht Qqxyzzy", "Licht"):
        client.get(URL, {"q": text})

    assert counted() == {"qqxyzzy": 2, "licht qqxyzzy": 1}
    assert {field.name for field in MissedQuery._meta.fields} == {"id", "text", "day", "count"}
    assert MissedQuery.objects.first().day == timezone.localdate()


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "x", "a\0", "1234",
        "erika@mustermann.example", "Erika @ mustermann", "0341 4711-0815", "+49 30 310078-355",
        "Meier 0341/471108", "DE89 3704 0044 0532 0130 00", "https://netz.example/?sitzung=9", "www.netz.example",
        "💡💡",
    ],
)  # fmt: skip
def test_nothing_personal_and_nothing_empty_is_kept(client, text):
    assert client.get(URL, {"q": text}).status_code == 200

    assert counted() == {}


def test_postcode_is_no_telephone_number_and_long_texts_are_cut(client):
    client.get(URL, {"q": "qqxyzzy 68159"})
    client.get(URL, {"q": "zzyq " * 60})

    assert "qqxyzzy 68159" in counted() and max(map(len, counted())) <= 100 and len(counted()) == 2


def test_other_kinds_of_requests_do_not_count(client):
    client.head(URL, {"q": "qqxyzzy"})
    client.get(URL, {"q": "qqxyzzy", "typ": "netzwerk"})
    client.get(URL, {"q": "qqxyzzy", "seite": "2"})
    client.get("/suche/vorschlaege/", {"q": "qqxyzzy"})
    client.get("/netzwerke/", {"q": "qqxyzzy"})

    assert counted() == {}


def test_counting_changes_no_stamp_and_sets_no_cookie(client):
    make(Network)
    before = stamps.current(), IndexState.objects.values_list("version", flat=True).get()
    response = client.get(URL, {"q": "qqxyzzy"})

    assert counted() and not response.cookies
    assert (stamps.current(), IndexState.objects.values_list("version", flat=True).get()) == before


def test_database_that_refuses_to_write_costs_the_visitor_nothing(client):
    def refuse(execute, sql, params, many, context):
        if "search_missedquery" in sql:
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        response = client.get(URL, {"q": "qqxyzzy"})

    assert response.status_code == 200 and "Nichts gefunden" in response.content.decode()
    assert counted() == {}
    client.get(URL, {"q": "qqxyzzy"})
    assert counted() == {"qqxyzzy": 1}


def test_failed_statement_leaves_the_transaction_around_it_usable(client, monkeypatch):
    monkeypatch.setattr(missed, "_SQL", "INSERT INTO no_such_table VALUES (%s, %s, %s, %s)")

    assert client.get(URL, {"q": "qqxyzzy"}).status_code == 200
    assert counted() == {}


@pytest.mark.django_db(transaction=True)
def test_other_writers_are_waited_for_only_a_moment_and_afterwards_as_usual():
    def patience() -> str:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout")
            return str(cursor.fetchone()[0]).removesuffix("ms")

    usual = patience()
    with missed._impatient():
        assert patience() == str(missed.PATIENCE) != usual

    assert patience() == usual or connection.vendor == "sqlite" and patience() == str(missed._usual_timeout())


def test_number_of_different_texts_a_day_is_bounded(client, monkeypatch):
    monkeypatch.setattr(missed, "A_DAY", 2)
    for text in ("qqxa", "qqxb", "qqxc", "qqxd"):
        client.get(URL, {"q": text})

    assert set(counted()) == {"qqxa", "qqxb"}


def old(days: int, text: str = "alt") -> MissedQuery:
    return MissedQuery.objects.create(text=text, day=timezone.localdate() - timedelta(days=days))


def test_what_is_older_than_90_days_goes_by_itself_once_a_day(client):
    old(91), old(90, "eben noch")
    client.get(URL, {"q": "qqxyzzy"})
    assert set(counted()) == {"eben noch", "qqxyzzy"}

    old(91)
    client.get(URL, {"q": "qqxyzzy"})
    assert "alt" in counted()  # until tomorrow, or until the command


def test_command_deletes_and_says_how_many(capsys):
    old(91), old(400, "uralt"), old(2, "neu")
    call_command("delete_missed_queries")
    assert set(counted()) == {"neu"}
    assert "2 Zeilen gelöscht." in capsys.readouterr().out

    call_command("delete_missed_queries", "--days=1")
    assert counted() == {}
