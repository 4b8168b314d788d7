"""The reasons „Passt, weil …“ over the whole directory."""

import pytest

from fit.ranking import Fit, fit_index
from fit.reasons import reasons
from networks.enums import Body
from networks.models import Network

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize("body", Body.values)
def test_words_of_an_entry_are_not_quoted(body):
    """They are the editors'; quotation marks would say that they are the source's."""
    pks = list(Network.objects.published().exclude(audience="").values_list("pk", flat=True))
    own = dict(Network.objects.values_list("pk", "audience"))
    for pk, why in reasons(Fit(fit_index(), {"rolle": [body]}), pks).items():
        for statement in (one for reason in why.because for one in reason.statements):
            assert statement.count("„") <= own[pk].count("„"), f"{own[pk]}: {statement}"
            assert statement.startswith(own[pk].removesuffix("."))
