"""A file that calls itself a supplement is left out where the operator wants the source documents alone."""

import pytest
from django.core.management import call_command

from networks.models import Organisation
from publishing.models import SourceDocument

pytestmark = pytest.mark.django_db


def test_switch_leaves_the_file_out(tmp_path):
    (tmp_path / "1.yaml").write_text("organisations:\n  - {slug: amt, name: Amt, kind: behoerde, summary: Eins}\n")
    (tmp_path / "2.yaml").write_text(
        "supplement: true\n"
        "sources:\n  - {slug: nachtrag, title: Nachtrag, short_title: Nachtrag, kind: webseite}\n"
        "organisations:\n  - {slug: rat, name: Rat, kind: behoerde, summary: Zwei}\n"
    )

    call_command("load_directory", tmp_path, "--ohne-ergaenzung", verbosity=0)
    assert [row.slug for row in Organisation.objects.all()] == ["amt"]
    assert not SourceDocument.objects.exists()

    call_command("load_directory", tmp_path, verbosity=0)
    assert Organisation.objects.filter(slug="rat").exists()
    assert SourceDocument.objects.get().is_supplement


def test_environment_leaves_it_out_too(tmp_path, settings):
    (tmp_path / "2.yaml").write_text("supplement: true\norganisations:\n  - {slug: rat, name: Rat, kind: behoerde}\n")
    settings.LOAD_SUPPLEMENT = False

    call_command("load_directory", tmp_path, verbosity=0)

    assert not Organisation.objects.exists()
