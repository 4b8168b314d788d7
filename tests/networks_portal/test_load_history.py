"""A reload of the directory leaves a line in the history of what it changed, and of nothing else."""

import pytest

from networks.models import Network
from networks_portal.loading.load import load_directory
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Revision
from tests.networks_portal.loading import written

pytestmark = pytest.mark.django_db


def test_reload_notes_what_it_set_back(client, tmp_path):
    folder = written(tmp_path)
    load_directory(folder)
    network = Network.objects.get(slug="lichtnetz")
    stated = network.summary
    Network.objects.filter(pk=network.pk).update(summary="Von Hand.")
    network.figures.first().delete()
    assert not Revision.objects.exists()

    load_directory(folder)

    [revision] = Revision.objects.all()
    assert (revision.record, revision.kind, revision.state) == (network, RevisionKind.LOAD, RevisionState.APPLIED)
    assert {"field": "summary", "old": "Von Hand.", "new": stated} in revision.changes
    assert any("added" in change and change["part"] == "figures" for change in revision.changes)
    page = client.get("/netzwerke/lichtnetz/verlauf/").content.decode()
    assert "Aus den Quelldokumenten übernommen: Kurztext" in page

    load_directory(folder)
    assert Revision.objects.count() == 1
