"""Another language: that a page takes its words from a catalogue, and that `make messages` finds them all."""

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from networks.models import Event, Field, Market, Network, Organisation, Place, Project
from programmes.models import Programme, SupportOffer
from publishing.models import SourceDocument
from regions.models import Region
from stories.models import Series, Story
from tests.factories import PAGES, cite, make
from tests.languages import wrapped_words

KINDS = (
    Network, Organisation, Event, Place, Project, Programme, SupportOffer, Field, Market, Region, SourceDocument,
    Series, Story,
)  # fmt: skip


def collected(folder: Path) -> set[str]:
    """What `make messages` finds."""
    file = folder / "found.pot"
    subprocess.run(["scripts/messages.sh", file], cwd=settings.BASE_DIR, check=True, capture_output=True)
    with file.open("rb") as lines:
        found = [one.id for one in read_po(lines) if one.id]
    return {text for texts in found for text in ([texts] if isinstance(texts, str) else texts)}


FRAME = re.compile(r'<a class="np-skip".*?</header>|<footer.*?</footer>', re.DOTALL)


def outside_of_brackets(html: str) -> str:
    """The letters of a piece of a page that no catalogue gave."""
    text = re.sub(r"<[^>]*>", "", re.sub(r'<[^>]* (?:aria-label|placeholder)="([^"]*)"', r"\1<", html))
    return re.sub(r"[\W\d]+", "", re.sub(r"⟦[^⟦⟧]*⟧", "", text).replace(settings.SITE_NAME, ""))


def without_sizes(html: str) -> str:
    """The size of a file depends on its language."""
    return re.sub(r"\b[\d.,]+ (?:B|kB|MB)\b", "", html)


@pytest.mark.once
@pytest.mark.django_db
def test_pages_speak_the_language_that_is_active(client, tmp_path):
    records = [make(kind) for kind in KINDS]
    cite(records[0], make(SourceDocument))
    asked = set()
    for url in [*(record.get_absolute_url() for record in records), *PAGES, "/fehler-melden/", "/gibt-es-nicht/"]:
        german = client.get(url).content.decode()
        with wrapped_words() as words:
            page = client.get(url).content.decode()
        asked |= words

        assert "⟦" not in german
        assert [outside_of_brackets(part) for part in FRAME.findall(page)] == ["", ""], url
        assert page.count("⟦") > 40, url
        if "?q=" not in url:  # the search index says the kinds in the language in which it was made
            assert without_sizes(page.replace("⟦", "").replace("⟧", "")) == without_sizes(german), url
    assert len(asked) > 400
    assert asked - collected(tmp_path) == {":"}  # what Django ends the labels of forms with
