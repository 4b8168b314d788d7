"""What was probably meant counts the less the more slips it takes, and always less than what was typed."""

import pytest

from search.engine.vocabulary import Vocabulary
from search.engine.words import EXACT, MISTYPED, mistyped


@pytest.fixture
def known():
    found = Vocabulary()
    found.extend([(1, "automatisierung", "automatisier"), (2, "netz", "netz")])
    return found


def test_more_slips_count_less(known):
    ((_, one),) = mistyped(known, "automatisierugn", in_company=False).terms
    ((_, two),) = mistyped(known, "autmatisierugn", in_company=False).terms

    assert two < one < MISTYPED < EXACT


def test_short_word_is_corrected_in_company_only(known):
    assert mistyped(known, "nezt", in_company=False).terms == []
    assert mistyped(known, "nezt", in_company=True).corrected == "netz"
    assert mistyped(known, "net", in_company=True).terms == []
    assert mistyped(known, "netz2", in_company=True).terms == []
