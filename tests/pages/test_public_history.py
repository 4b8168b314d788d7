"""What visitors read about the history of an entry, and what they must not."""

import pytest

from contacts.models import Person, Responsibility
from networks.models import Network
from publishing import actions
from publishing.enums import State
from publishing.models import Name
from publishing.snapshots import take
from regions.models import Region
from tests.factories import RECORDS, hide, make, read
from tests.roles import change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return releasable(Network, name="Lichtnetz", regions=[make(Region)])


def url(record) -> str:
    return f"{record.get_absolute_url()}verlauf/"


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_kind_of_record_has_a_public_history_that_its_page_links(client, model, django_assert_max_num_queries):
    record = make(model)
    if model is Person:
        make(Responsibility, person=record)
    client.get(url(record))

    with django_assert_max_num_queries(12):
        page = client.get(url(record))

    assert "In das Verzeichnis aufgenommen" in read(page)
    assert f'href="{url(record)}"' in client.get(record.get_absolute_url()).content.decode()
    assert 'content="noindex' in page.content.decode()


def test_released_changes_are_named_by_field_without_values_or_people(client, network):
    author, boss = editor(username="autorin"), reviewer(username="chefin", office="Kammer Musterstadt")
    make(Name, subject=network, name="Altname")
    revision = change(network, author, summary="Geheimnisloser Satz.", internal_note="Nur intern")
    actions.release(revision=revision, by=boss)
    actions.mark_checked(records=[network], by=author)

    page = read(client.get(url(network)))

    assert "Geändert: Kurztext" in page and "Geprüft" in page
    assert "Freigabe: Kammer Musterstadt" in page and "gültig bis" in page
    for word in ("autorin", "chefin", "Geheimnisloser", "Nur intern", "Interne Notiz"):
        assert word not in page


def test_pending_and_dropped_changes_and_drafts_are_not_told(client, network):
    author = editor()
    change(network, author, summary="Wartet.")
    assert "Kurztext" not in read(client.get(url(network)))

    actions.discard(record=network, by=author)

    assert "Kurztext" not in read(client.get(url(network)))


def test_what_was_written_before_the_first_release_is_not_told(client):
    author = editor()
    network = releasable(Network, state=State.DRAFT, regions=[make(Region)])
    snapshot = take(network)
    snapshot["fields"]["summary"] = "Im Entwurf."
    actions.propose(record=network, snapshot=snapshot, by=author)
    actions.release(revision=actions.submit(record=network, by=author), by=reviewer())

    page = read(client.get(url(network)))

    assert "Freigegeben" in page and "Geändert" not in page


def test_history_follows_the_page(client, network):
    old = url(network)
    network.slug = "neue-adresse"
    network.save()
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (301, url(network))

    hide(network)
    assert client.get(url(network)).status_code == 404
    hide(network, State.ARCHIVED)
    assert client.get(url(network)).status_code == 410


@pytest.mark.parametrize("path", ["/gibtesnicht/lichtnetz/verlauf/", "/netzwerke/nichts/verlauf/"])
def test_history_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_person_who_is_only_named_has_no_history_page(client):
    assert client.get(url(make(Person))).status_code == 404


def test_our_release_is_shown_on_the_page_apart_from_the_sources_note(client, network):
    boss = reviewer(office="Kammer Musterstadt", public_name="E. Muster")
    actions.release(revision=change(network, editor(), summary="Neu."), by=boss)

    page = read(client.get(network.get_absolute_url()))

    assert "Freigabe: Kammer Musterstadt, E. Muster" in page and "gültig bis" in page
