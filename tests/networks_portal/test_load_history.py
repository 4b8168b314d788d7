"""A reload of the directory leaves a line in the history of what it changed, and of nothing else."""

import pytest
from django.conf import settings

from networks.models import Network
from networks_portal.directory.load import load_directory
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_reload_notes_what_it_set_back(client):
    network = Network.objects.get(slug="its-bb")
    stated = network.summary
    Network.objects.filter(pk=network.pk).update(summary="Von Hand.")
    network.offers.first().delete()
    assert not Revision.objects.exists()

    load_directory(settings.BASE_DIR / "fixtures")

    [revision] = Revision.objects.all()
    assert (revision.record, revision.kind, revision.state) == (network, RevisionKind.LOAD, RevisionState.APPLIED)
    assert {"field": "summary", "old": "Von Hand.", "new": stated} in revision.changes
    assert any("added" in change and change["part"] == "offers" for change in revision.changes)
    page = client.get("/netzwerke/its-bb/verlauf/").content.decode()
    assert "Aus den Quelldokumenten übernommen: Kurztext" in page

    load_directory(settings.BASE_DIR / "fixtures")
    assert Revision.objects.count() == 1
