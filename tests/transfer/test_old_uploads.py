"""Uploaded tables are kept for a while only."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.roles import editor
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db


def test_uploads_are_deleted_after_thirty_days(capsys):
    by = editor()
    for days in (1, 31):
        batch = ImportBatch.objects.create(kind="networks.network", file_name=f"{days}.csv", created_by=by)
        ImportBatch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - timedelta(days=days))

    call_command("delete_old_imports")

    assert [batch.file_name for batch in ImportBatch.objects.all()] == ["1.csv"]
    assert "1 Importe gelöscht" in capsys.readouterr().out
