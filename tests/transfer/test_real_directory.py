"""Every record of the real directory, exported and imported again."""

import pytest

from tables.columns import KINDS
from tests.transfer.files import exported, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("clears", [False, True])
@pytest.mark.parametrize("label", KINDS)
def test_untouched_rows_of_the_real_directory_are_unchanged(label, form, clears):
    rows = imported(label, exported(label, form), name=f"export.{form}", clears=clears)

    assert {row.status for row in rows} == {"unveraendert"}, [
        (row.name, row.status, row.errors, row.reason, row.changes) for row in rows if row.status != "unveraendert"
    ]
    assert len(rows) == KINDS[label].model.objects.count()
