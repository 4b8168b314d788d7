"""A long facet shows some options at once; a single one more is not worth a button."""

import pytest

from core.facet_form import SHOWN, _split
from core.options import Offered, Option


@pytest.mark.parametrize(("number", "rest"), [(SHOWN, 0), (SHOWN + 1, 0), (SHOWN + 2, 2)])
def test_one_more_is_shown_at_once(number, rest):
    offered = [Offered(Option(str(value), "x"), 1) for value in range(number)]

    shown, more = _split(offered, [])

    assert (shown + more, len(more)) == (offered, rest)
