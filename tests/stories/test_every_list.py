"""Every list of the portal can be shown in a story, with whatever it can be asked."""

import pytest
from django.http import QueryDict

from core.kinds import kind_of, record_models
from networks.models import Network
from open_data.selection import LISTS, select
from search.documents import KIND_OF
from search.query import find
from stories.chosen import faults
from stories.models import Part, Story
from stories.woven import SHOWN
from tests.factories import make

pytestmark = pytest.mark.django_db
NAMES = [name for name, one in LISTS.items() if one.model in KIND_OF and one.model in record_models()]


@pytest.mark.usefixtures("directory")
def test_entries_of_every_kind_stand_there_with_all_that_is_public_of_them(client):
    entries = "\n".join(f"/{name}/" for name in NAMES)
    story = make(Story, slug="alles")
    for name in NAMES:
        make(Part, story=story, kind="liste", heading=kind_of(LISTS[name].model).titles, text="", entries=f"/{name}/")

    page = client.get(story.get_absolute_url()).content.decode().partition('id="kontakt"')[0]

    assert faults(entries) == []
    shown = {name: page.count(f'<h3><a href="/{name}/') for name in NAMES}
    assert shown == {name: min(select(name, QueryDict()).count, SHOWN) for name in NAMES}


def test_a_list_may_be_asked_for_words(client):
    make(Network, name="Glühwürmchen")
    make(Network, name="Anderes")
    find("Glühwürmchen")
    story = make(Story)
    make(Part, story=story, kind="liste", text="", entries="/netzwerke/?q=Glühwürmchen")

    page = client.get(story.get_absolute_url()).content.decode()

    assert "Glühwürmchen</a>" in page and "Anderes</a>" not in page
