"""What happens in the background leads back to the preview, and says so only where nothing was taken over."""

import pytest
from django.urls import reverse

from tests.roles import editor, signed_in
from tests.transfer.files import csv_file
from tests.transfer.pages import HEAD, mapped

pytestmark = pytest.mark.django_db
SAID = "Es wurde nichts übernommen"


def test_import_that_was_never_begun_leads_to_its_preview_without_a_word(region):
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], ("Neu", "Cluster", "Harz", "Kurz.")))

    page = client.get(reverse("import_progress", args=[one.pk]), follow=True)

    assert page.redirect_chain == [(reverse("import_preview", args=[one.pk]), 302)]
    assert SAID not in page.content.decode()


def test_import_of_which_no_row_was_taken_over_says_so(region):
    client = signed_in(editor())
    one = mapped(client, csv_file(HEAD[:4], ("Neu", "Cluster", "Harz", "Kurz.")))
    one.rows.update(result_note="Jemand war schneller.")

    page = client.get(reverse("import_progress", args=[one.pk]), follow=True)

    assert page.redirect_chain == [(reverse("import_preview", args=[one.pk]), 302)]
    assert SAID in page.content.decode()
