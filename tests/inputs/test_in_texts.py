"""What stands in a text is read as people mean it, however it is set: roles, numbers, names, spans."""

from datetime import date

import pytest

from articles.extract import extract
from tests.inputs.corpus import cases


@pytest.mark.parametrize(("text", "kind", "value", "more"), cases("texts"))
def test_text_says_this_and_nothing_else_of_the_kind(text, kind, value, more):
    found = [one for one in extract(text, today=date(2026, 1, 1)).proposals if one.kind.value == kind]

    assert [one.value for one in found] == [value]
    said = (
        found[0].label if kind == "person" else str(found[0].amount.number) if kind == "zahl" else found[0].normalised
    )
    assert said == more or not more
