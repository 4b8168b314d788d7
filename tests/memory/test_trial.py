"""A trial leaves nothing behind: not in the database, not in the memory of the process."""

import pytest
from django.urls import reverse

from memory import kept
from memory.kept import remembered
from memory.trial import is_trial, trial
from networks.models import Network
from publishing.models import SlugHistory
from regions.models import Region
from search.models import Entry
from tests.factories import make
from tests.roles import administrator
from tests.stamped import stamps_of

pytestmark = pytest.mark.django_db


def test_everything_is_rolled_back_and_nobody_is_told():
    network = make(Network, name="Lichtnetz")
    entries, before = Entry.objects.count(), stamps_of(Network)

    with trial():
        assert is_trial()
        network.slug, network.name = "anders", "Anders"
        network.save()
        make(Network)
        assert Network.objects.count() == 2 and Entry.objects.count() == entries

    network.refresh_from_db()
    assert not is_trial()
    assert (network.name, Network.objects.count(), SlugHistory.objects.count()) == ("Lichtnetz", 1, 0)
    assert (stamps_of(Network), Entry.objects.count()) == (before, entries)


def test_error_inside_ends_the_trial():
    with pytest.raises(ZeroDivisionError), trial():
        make(Network)
        raise ZeroDivisionError

    assert not is_trial() and not Network.objects.exists()


def test_index_built_inside_is_not_remembered_and_the_remembered_one_not_used():
    built = []

    def build():
        built.append(Network.objects.count())
        return built[-1]

    assert remembered("versuch", build) == 0
    with trial():
        make(Network)
        assert [remembered("versuch", build) for _ in range(2)] == [1, 1]
    assert remembered("versuch", build) == 0
    assert built == [0, 1]


def test_what_is_not_written_inside_is_used_as_it_is():
    built = []

    def regions():
        built.append("regions")
        return Region.objects.count()

    def both():
        built.append("both")
        return remembered("versuch: regions", regions) + Network.objects.count()

    assert remembered("versuch: both", both) == 0
    with trial():
        make(Network)
        assert remembered("versuch: both", both) == 1
        make(Network)
        assert remembered("versuch: both", both) == 2
    assert remembered("versuch: both", both) == 0
    assert built == ["both", "regions", "both", "both"]


@pytest.mark.usefixtures("directory")
def test_preview_builds_only_what_depends_on_the_record(client, monkeypatch):
    network, built, build = Network.objects.published().first(), [], kept._build

    def noting(recipe, *args):
        built.append(recipe.name)
        return build(recipe, *args)

    client.force_login(administrator())
    client.get(network.get_absolute_url())
    monkeypatch.setattr(kept, "_build", noting)
    page = client.get(reverse("desk:record_preview", args=["networks.network", network.pk]))

    assert page.status_code == 200 and "networks: table" in built
    assert not {"regions", "sources", "fields", "networks: region pairs", "contacts", "organisations"} & set(built)
