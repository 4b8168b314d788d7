from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from inputs.amounts import german
from networks.models import Network
from publishing.models import Figure, Milestone, Name, SourceDocument
from tests.factories import cite, make

pytestmark = pytest.mark.django_db


def test_locator_of_eight_words_is_fine_and_of_nine_is_a_quotation():
    name = make(Name, subject=make(Network), locator="eins zwei drei vier fünf sechs sieben acht")
    name.full_clean()
    name.locator += " neun"

    with pytest.raises(ValidationError, match="höchstens 8 Wörter") as refused:
        name.full_clean()
    assert list(refused.value.message_dict) == ["locator"]


@pytest.mark.parametrize(
    "values, amount",
    [
        ({"number": 10}, "10"),
        ({"number": 4000, "qualifier": "ueber"}, "über 4.000"),
        ({"number": 45, "qualifier": "rund"}, "rund 45"),
        ({"number": 3, "number_to": 5, "qualifier": "bis"}, "3 bis 5"),
        ({"number": Decimal("7.50"), "unit": "Mio. Euro"}, "7,5\N{NO-BREAK SPACE}Mio. Euro"),
        ({"number": 80, "unit": "%", "qualifier": "bis-zu"}, "bis zu 80\N{NO-BREAK SPACE}%"),
    ],
)
def test_number_is_shown_as_stated(values, amount):
    figure = make(Figure, subject=make(Network), **values)
    figure.refresh_from_db()

    assert figure.amount == amount
    assert str(figure) == f"{amount} Mitglieder"


@pytest.mark.parametrize("number, text", [(0, "0"), (100, "100"), (1234.5, "1.234,5"), (1234567, "1.234.567")])
def test_german_separators(number, text):
    assert german(Decimal(str(number))) == text


def test_dates_of_a_statement_show_the_wording():
    milestone = make(Milestone, subject=make(Network), date="Ende 2018", as_of="2021")

    assert (milestone.date_display, milestone.machine_date) == ("Ende 2018", "")
    assert milestone.as_of_display == "2021"
    assert str(milestone) == "Ende 2018: Etwas geschah."


def test_source_without_a_date_must_say_where_its_stand_comes_from():
    source = make(SourceDocument, as_of="2021", as_of_reason="", dated="")

    with pytest.raises(ValidationError, match="braucht der Stand eine Begründung"):
        source.full_clean()
    source.dated = "2021-05"
    source.full_clean()
    assert source.dated_display == "Mai 2021"


def test_source_without_a_date_says_so():
    assert make(SourceDocument).dated_display == "ohne Datum"


def test_citation_says_what_it_proves_and_with_what():
    record, source = make(Network), make(SourceDocument, short_title="Jahresbericht")

    assert str(cite(record, source, field="name")) == "name: Jahresbericht"
    assert str(cite(record, None)) == "Eintrag: ohne Quelle"
