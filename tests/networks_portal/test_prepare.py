"""What `make serve` does before the server begins."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command

from networks.models import Network
from networks_portal.management.commands import prepare
from search import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_a_start_with_a_filled_database_changes_no_entry_and_leaves_a_search(monkeypatch):
    monkeypatch.setattr(prepare, "collect", lambda: None)
    before, said = set(Network.objects.values_list("pk", "name", "changed_at")), StringIO()
    call_command("prepare", stdout=said)

    assert "nichts geladen" in said.getvalue()
    assert set(Network.objects.values_list("pk", "name", "changed_at")) == before
    assert not index.is_due()


@pytest.fixture
def fresh_finders() -> Iterator[None]:
    get_finder.cache_clear()
    yield
    get_finder.cache_clear()


@pytest.mark.once
@pytest.mark.usefixtures("fresh_finders")
def test_static_files_are_collected_when_there_are_others_and_not_else(settings, tmp_path):
    source, target = tmp_path / "own", tmp_path / "collected"
    source.mkdir()
    (source / "style.css").write_text("a{}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], target
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    def collected() -> Path:
        prepare.collect()
        return target / "style.css"

    assert collected().read_text() == "a{}"
    (target / "style.css").unlink()
    assert not collected().exists()
    (source / "style.css").write_text("b{color:red}")
    assert collected().read_text() == "b{color:red}"
