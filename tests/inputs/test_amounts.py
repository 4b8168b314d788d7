"""One parser for amounts: thousands and decimals in every spelling, with what else an amount says."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.fields import AmountFormField
from inputs.amounts import german, read, readings
from publishing.enums import Qualifier
from publishing.models import Figure
from tests.inputs.corpus import cases

FIELD = Figure._meta.get_field("number").formfield()


@pytest.mark.parametrize(("text", "number", "qualifier", "unit"), cases("amounts"))
def test_amount_is_read_as_people_mean_it(text, number, qualifier, unit):
    found = read(text)

    if not number:
        assert found is None
        return
    first, _, last = number.partition("-")
    assert found == (Decimal(first), Decimal(last) if last else None, qualifier, unit)
    assert found.qualifier in Qualifier.values


@pytest.mark.parametrize(
    ("typed", "number"), [("1.200", 1200), ("1 200", 1200), ("1'200", 1200), ("7,5", Decimal("7.5")), ("1200.00", 1200)]
)
def test_form_reads_the_same(typed, number):
    assert isinstance(FIELD, AmountFormField)
    assert FIELD.clean(typed) == number
    assert not FIELD.has_changed(Decimal(number), FIELD.prepare_value(Decimal(number)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,200", "kann 1,2 oder 1.200 heißen"),
        ("rund 80", "nur die Zahl: „80“"),
        ("1,2 Mio. €", "nur die Zahl: „1,2“"),
        ("viele", "ist keine Zahl"),
    ],
)
def test_form_asks_for_what_may_be_two_and_says_where_the_rest_belongs(typed, words):
    with pytest.raises(ValidationError, match=words):
        FIELD.clean(typed)


@given(st.decimals(min_value=Decimal("-999999999"), max_value=Decimal("999999999"), places=2))
def test_what_is_shown_is_read_back(number):
    assert readings(german(number)) == [number]


@given(st.text(alphabet="0123456789.,' rundMio€%bis-+", max_size=40))
def test_any_text_is_one_amount_or_none(text):
    found = read(text)

    assert found is None or found.number_to is None or found.number_to > found.number
