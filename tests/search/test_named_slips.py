"""A slip in the name of a trade is read, and the page says for what; another word with the same stem is no trade."""

import pytest

from search.query import search
from search.trade_table import trade_table
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lackierei", "Lackiererei"),
        ("Maschienenbau", "Maschinenbau"),
        ("Zahntecniker", "Zahntechniker"),
        ("Bäkerei", "Bäckerei"),
        ("Lakierbetrieb", "Lackierbetrieb"),
        ("Entsorgungsbetreib", "Entsorgungsbetrieb"),
    ],
)
def test_right_spelling_of_a_trade_is_named(client, typed, meant):
    page = read(client.get("/suche/", {"q": typed}))

    assert search(typed).understood.misspelt == [(typed, meant)]
    assert f"Gesucht wurde auch: {meant}" in page and f"„{meant}“ gehört zur Branche" in page
    assert f"Nur „{typed}“ suchen" in page


def test_every_name_of_a_trade_with_a_slip_is_named_as_editors_write_it():
    table = trade_table()
    wrong = {}
    for form, written in table.names.items():
        slip = form[:2] + form[3:]
        if len(form) >= 8 and form.isascii() and form.isalpha() and not table.whole(slip):
            trade = table.mistyped(slip)
            if not trade or trade.meant not in table.names.values():
                wrong[slip] = (written, trade)

    assert wrong == {}


def test_trade_is_named_once(client):
    assert len(search("schreinerei bad dürkheim").trades) == 1


@pytest.mark.parametrize("text", ["Auslandsmesse", "muehlhausen", "Mühlhausen"])
def test_fair_and_town_are_no_trades(text):
    assert search(text).trades == []
