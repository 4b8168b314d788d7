"""„Lebt es noch?“ over all entries of the directory: what pages ask and what the lists name is the same."""

import pytest

from core.kinds import kind_of, record_models
from pages.alive import STATED, is_asked_about
from reach.entries import unconfirmed
from reach.steps import Ladder
from stories.models import Series, Story

# Texts lead to those whom they are about.
TEXTS = (Series, Story)
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


def test_exactly_what_has_a_ladder_is_asked_about_and_lists_agree_with_pages(client):
    for kind in map(kind_of, record_models()):
        listed = {line.url: line.alive for line in unconfirmed(kind)} if is_asked_about(kind) else {}
        for record in kind.visible().order_by("pk"):
            page = client.get(record.get_absolute_url()).context
            is_entry = "is_asked" in page  # fields and markets are landing pages
            leads = is_entry and isinstance(page.get("contact"), Ladder)
            assert is_asked_about(kind) == leads or kind.model in TEXTS and leads, record
            is_open = is_entry and page["is_asked"] and not page["alive"].is_confirmed
            expected = page["alive"] if is_open and page["alive"].state != STATED else None
            assert listed.get(record.get_absolute_url()) == expected, record
