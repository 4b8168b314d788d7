"""The one rule for how sure an entry is, and since when."""

from datetime import date, timedelta

import pytest

from pages.alive import UNSAID, Said, alive, last_said, said_by
from publishing.models import SourceDocument
from tests.factories import make

TODAY = date(2026, 11, 29)
OLD, NEW = Said(date(2018, 7, 1), "Juli 2018"), Said(date(2025, 7, 1), "Juli 2025", is_active=True)


@pytest.mark.parametrize(
    "checked, said, state, words, tone",
    [
        (TODAY, OLD, "geprueft", "geprüft am 29.11.2026", "ok"),
        (date(2025, 11, 29), OLD, "geprueft", "geprüft am 29.11.2025", "ok"),
        (date(2025, 11, 28), OLD, "zuletzt-genannt", "zuletzt geprüft November 2025", "old"),
        (date(2025, 11, 28), NEW, "laut-quelle", "laut Quelle (Juli 2025) aktiv", "said"),
        (date(2017, 1, 1), OLD, "zuletzt-genannt", "zuletzt genannt Juli 2018", "old"),
        (None, NEW, "laut-quelle", "laut Quelle (Juli 2025) aktiv", "said"),
        (None, OLD, "zuletzt-genannt", "zuletzt genannt Juli 2018", "old"),
        (None, Said(date(2024, 11, 27), "2024"), "zuletzt-genannt", "zuletzt genannt 2024", "old"),
        (None, Said(date(2024, 11, 29), "2024"), "laut-quelle", "laut Quelle (2024)", "said"),
        (None, Said(None, "Oktober"), "zuletzt-genannt", "zuletzt genannt Oktober", "old"),
        (None, UNSAID, "zuletzt-genannt", "nicht bestätigt, ohne datierte Quelle", "old"),
    ],
)
def test_words_and_state(checked, said, state, words, tone):
    one = alive(checked, said, TODAY)

    assert (one.state, one.words, one.tone) == (state, words, tone)
    assert one.is_confirmed == (tone == "ok")


def test_nothing_but_a_check_of_the_last_year_is_green_or_a_full_bar():
    for days in range(0, 1500, 50):
        for checked in (None, TODAY - timedelta(days=days)):
            one = alive(checked, Said(TODAY - timedelta(days=days), "x"), TODAY)
            confirmed = bool(checked) and days <= 365
            assert (one.tone == "ok") == (one.shape == "drei") == confirmed


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source, own, day, words",
    [
        ("2021", "", date(2021, 1, 1), "2021"),
        ("2023", "2021", date(2021, 1, 1), "2021"),
        ("2021", "Juli 2023", date(2021, 1, 1), "2021"),
        ("", "Ende 2018", date(2018, 10, 1), "Ende 2018"),
        ("", "", None, ""),
    ],
)
def test_the_oldest_part_dates_a_statement(source, own, day, words):
    from core.fuzzy_dates import parse

    document = make(SourceDocument, as_of=source)
    stated = parse(own) if own else None

    assert said_by(document, *((stated.edtf, stated.wording) if stated else ())) == Said(day, words)


def test_the_latest_source_counts():
    assert last_said([NEW, UNSAID, OLD]) == NEW and last_said([]) == UNSAID
