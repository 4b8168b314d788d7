"""Codes, numbers and short words among the word forms: looked through only for what may stand in them."""

import pytest

from search.engine.vocabulary import FEWEST_INSIDE, Vocabulary

FORMS = ["halbleiter", "nw40701", "leistungshalbleiter", "40701", "covid19", "kita", "bb40"]


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    known = Vocabulary()
    known.extend([(number, form, form) for number, form in enumerate(FORMS, 1)])
    return known


@pytest.mark.parametrize(
    "part",
    [form[start:end] for form in FORMS for end in range(len(form) + 1) for start in range(end - FEWEST_INSIDE + 1)],
)
def test_every_form_is_found_by_each_of_its_parts(known, part):
    assert known.containing(part) == [number for number, form in enumerate(FORMS, 1) if part in form]
