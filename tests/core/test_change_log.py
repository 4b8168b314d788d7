"""What an account may change alone leaves the old and the new value in the log of the admin."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import RequestFactory
from taggit.models import Tag

from core.change_log import LogsValuesMixin
from networks.models import Brand
from publishing.models import Record, RemovedPage
from regions.models import Region
from search.models import SynonymGroup
from tests.admin_pages import admin_url, save
from tests.factories import make
from tests.roles import administrator

pytestmark = pytest.mark.django_db
# Bookkeeping of the editors, not shown to visitors and no power; a rule of the finder is changed at its record.
BOOKKEEPING = {"Report", "Handover", "DraftRun", "ImportBatch", "MissedQuery", "NoDuplicate", "Responsibility"}


def test_everything_that_needs_no_second_pair_of_eyes_is_logged_with_its_values():
    request = RequestFactory().get("/")
    request.user = administrator(is_superuser=True)
    for model, options in admin.site._registry.items():
        alone = not issubclass(model, Record) and model.__name__ not in BOOKKEEPING
        if alone and options.has_change_permission(request):
            assert isinstance(options, LogsValuesMixin), model


@pytest.mark.parametrize("kind", ["region", "tag", "brand", "page", "synonyms", "group"])
def test_old_and_new_value(client, kind):
    rows = {
        "region": (lambda: make(Region, name="Harz"), {"name": "Oberharz"}, "„Harz“ → „Oberharz“"),
        "tag": (lambda: Tag.objects.create(name="Licht", slug="licht"), {"name": "Dunkel"}, "„Licht“ → „Dunkel“"),
        "brand": (lambda: Brand.objects.create(name="A", slug="a"), {"name": "B"}, "„A“ → „B“"),
        "page": (
            lambda: RemovedPage.objects.create(path="/netzwerke/x/", reason="R"),
            {"successor": "/netzwerke/y/"},
            "„“ → „/netzwerke/y/“",
        ),
        "synonyms": (lambda: SynonymGroup.objects.create(words="KI\nAI"), {"words": "KI\nUhr"}, "„KI AI“ → „KI Uhr“"),
        "group": (
            lambda: Group.objects.create(name="Amt"),
            {"permissions": [Permission.objects.get(codename="release_revision").pk]},
            "freigeben“",
        ),
    }
    build, values, words = rows[kind]
    row = build()
    client.force_login(administrator())

    assert save(client, row, **values).status_code == 302

    assert words in LogEntry.objects.get().change_message
    assert words.split("→")[-1].strip(" „“") in client.get(admin_url(row, "history")).content.decode()


def test_related_records_by_name(client):
    whole, part = make(Region, name="Sachsen"), make(Region, name="Leipzig", kind="kreis")
    client.force_login(administrator())
    save(client, part, parent=whole.pk)

    assert "„“ → „Sachsen“" in LogEntry.objects.get().change_message
