"""Searches that found nothing, counted by words and day. Nothing about who searched, nothing personal, 90 days."""

import logging
import re
import unicodedata
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inputs.text import one_line
from search.models import MissedQuery

KEPT_DAYS = 90
MAX_LENGTH = 100
MIN_LETTERS = 2
# A day has no more different ones than editors could read; so nobody fills the table from outside.
A_DAY = 500
PATIENCE = 100  # milliseconds, then another writer goes first and this search is not counted
_PERSONAL = re.compile(r"@|https?:|www\.", re.IGNORECASE)
_MAX_DIGITS = 5
_SQL = """
INSERT INTO search_missedquery (text, day, count)
SELECT %s, %s, 1 WHERE (SELECT count(*) FROM search_missedquery WHERE day = %s) < %s
ON CONFLICT (text, day) DO UPDATE SET count = search_missedquery.count + 1
"""
_log = logging.getLogger(__name__)
_forgot_on: date | None = None


def countable(text: str) -> str:
    """The query as it is kept; empty when there is none, or when it may say something about a person.

    More digits than a postcode has are a telephone number, a customer or an account, whatever is between them.
    """
    text = unicodedata.normalize("NFKC", one_line(text)).casefold()
    letters = sum(char.isalpha() for char in text)
    digits = sum(char.isdigit() for char in text)
    if letters < MIN_LETTERS or digits > _MAX_DIGITS or _PERSONAL.search(text):
        return ""
    return text[:MAX_LENGTH].strip()


def count_missed(text: str) -> None:
    """Count a search that found nothing. Never keeps the visitor waiting or from the answer."""
    global _forgot_on
    text = countable(text)
    if not text:
        return
    today = timezone.localdate()
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(_SQL, [text, today, today, A_DAY])
            if _forgot_on != today:
                forget(before=today - timedelta(days=KEPT_DAYS))
    except DatabaseError as error:
        _log.info("Eine Suche ohne Treffer wurde nicht gezählt: %s", type(error).__name__)
    else:
        _forgot_on = today


def forget(*, before: date) -> int:
    """Delete what was counted before a day; returns how many rows that were."""
    return MissedQuery.objects.filter(day__lt=before).delete()[0]


@contextmanager
def _impatient():
    """A transaction that gives up when it would have to wait for another."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            with transaction.atomic():
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {_usual_timeout()}")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield


def _usual_timeout() -> int:
    return int(1000 * connection.settings_dict["OPTIONS"].get("timeout", 5))
