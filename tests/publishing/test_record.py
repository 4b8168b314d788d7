"""Addresses: made from names, permanent, redirecting after a rename, gone after an archive."""

import pytest
from django.db import IntegrityError, transaction

from contacts.models import Person, Responsibility
from networks.models import Field, Network
from pages.records import Moved, get_published
from publishing.enums import State
from publishing.models import RemovedPage, SlugHistory
from stories.models import Story
from tests.factories import RECORDS, hide, make

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.save()
    return record


def with_page(model, **values):
    """A published record that has a page: of people only the contacts."""
    record = make(model, **values)
    if hasattr(record, "responsibilities") and model._meta.model_name == "person":
        make(Responsibility, person=record)
    return record


def test_address_is_made_from_the_name_once():
    network = make(Network, name="Übernetz e. V.")
    network.name = "Ganz anders"
    network.save()

    assert network.slug == "uebernetz"


def test_same_names_get_numbers():
    assert [make(Story, title="Warum?").slug for _ in range(3)] == ["warum", "warum-2", "warum-3"]


def test_name_without_a_letter_still_gets_an_address():
    assert make(Network, name="„…“").slug == "network"


def test_two_records_of_a_kind_cannot_share_an_address():
    first, second = make(Network), make(Network)
    make(Field, slug=first.slug)

    with pytest.raises(IntegrityError), transaction.atomic():
        rename(second, first.slug)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_page_of_each_kind_through_its_life(model, client):
    record = with_page(model, slug="erst")
    first = record.get_absolute_url()
    assert client.get(first).status_code == 200

    rename(record, "dann")
    moved = client.get(first)
    assert (moved.status_code, moved.headers["Location"]) == (301, record.get_absolute_url())
    assert client.get(record.get_absolute_url()).status_code == 200

    for state in (State.DRAFT, State.REVIEW):
        hide(record, state)
        assert client.get(record.get_absolute_url()).status_code == 404
        assert client.get(first).status_code == 404, "an old address must not betray the new one of a draft"

    hide(record, State.ARCHIVED)
    for url in (record.get_absolute_url(), first):
        gone = client.get(url)
        assert gone.status_code == 410
        assert "Aufgelöst." in gone.content.decode()


def test_chain_of_renames_leads_straight_to_the_last_address(client):
    network = make(Network, slug="a")
    rename(rename(network, "b"), "c")

    assert client.get("/netzwerke/a/").headers["Location"] == "/netzwerke/c/"
    assert client.get("/netzwerke/b/").headers["Location"] == "/netzwerke/c/"


def test_going_back_to_an_old_address_ends_its_redirect(client):
    network = make(Network, slug="a")
    rename(rename(network, "b"), "a")

    assert client.get("/netzwerke/a/").status_code == 200
    assert client.get("/netzwerke/b/").headers["Location"] == "/netzwerke/a/"
    assert not SlugHistory.objects.filter(slug="a").exists()


def test_old_address_taken_by_another_record_shows_that_one(client):
    rename(make(Network, slug="a"), "b")
    other = make(Network, slug="a", name="Neuer Bewohner")

    assert "Neuer Bewohner" in client.get("/netzwerke/a/").content.decode()
    rename(other, "c")
    assert client.get("/netzwerke/a/").headers["Location"] == "/netzwerke/c/"


def test_old_address_is_of_its_kind_only(client):
    rename(make(Network, slug="a"), "b")

    assert client.get("/felder/a/").status_code == 404


def test_deleted_page_is_gone_and_says_so(client):
    network = make(Network, slug="weg")
    network.delete()

    response = client.get("/netzwerke/weg/")
    assert response.status_code == 410
    assert "Der Eintrag wurde gelöscht." in response.content.decode()


def test_successor_of_a_removed_page_is_linked(client):
    RemovedPage.objects.create(path="/netzwerke/alt/", reason="Verschmolzen.", successor="/netzwerke/neu/")

    page = client.get("/netzwerke/alt/").content.decode()
    assert "Verschmolzen." in page
    assert 'href="/netzwerke/neu/"' in page


def test_deleted_draft_leaves_no_trace(client):
    hide(make(Network, slug="nie-da")).delete()

    assert client.get("/netzwerke/nie-da/").status_code == 404


def test_address_of_a_deleted_page_can_live_again(client):
    make(Network, slug="wieder").delete()
    make(Network, slug="wieder")

    assert client.get("/netzwerke/wieder/").status_code == 200


def test_old_addresses_of_a_deleted_record_are_gone_too(client):
    network = rename(rename(make(Network, slug="a"), "b"), "c")
    network.delete()

    for url in ("/netzwerke/a/", "/netzwerke/b/", "/netzwerke/c/"):
        response = client.get(url)
        assert response.status_code == 410
        assert "Der Eintrag wurde gelöscht." in response.content.decode()
    assert not SlugHistory.objects.exists()


def test_old_address_of_a_deleted_draft_leaves_no_trace(client):
    hide(rename(make(Network, slug="a"), "b")).delete()

    assert client.get("/netzwerke/a/").status_code == client.get("/netzwerke/b/").status_code == 404
    assert not RemovedPage.objects.exists()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_deleted_archived_record_keeps_its_reason(model, client):
    record = hide(with_page(model, slug="weg"), State.ARCHIVED)
    url = record.get_absolute_url()
    record.delete()

    response = client.get(url)
    assert response.status_code == 410
    assert "Aufgelöst." in response.content.decode()


def test_contact_person_that_is_deleted_is_gone(client):
    for way in ("one", "all"):
        person = with_page(Person, slug=way)
        person.delete() if way == "one" else Person.objects.filter(slug=way).delete()

        assert client.get(f"/ansprechpersonen/{way}/").status_code == 410


def test_person_who_is_only_named_is_not_found_in_any_state(client):
    person = rename(make(Person, slug="erst"), "dann")
    addresses = ("/ansprechpersonen/erst/", "/ansprechpersonen/dann/")

    for state in State:
        hide(person, state)
        assert [client.get(url).status_code for url in addresses] == [404, 404], state
    for state in (State.PUBLISHED, State.ARCHIVED):
        hide(rename(make(Person, slug=f"erst-{state}"), f"dann-{state}"), state).delete()
        for name in ("erst", "dann"):
            assert client.get(f"/ansprechpersonen/{name}-{state}/").status_code == 404
    assert not RemovedPage.objects.exists()


def test_default_manager_hides_nothing_and_published_hides_the_rest():
    kept = make(Network)
    hidden = [hide(make(Network), state) for state in (State.DRAFT, State.REVIEW, State.ARCHIVED)]

    assert set(Network.objects.all()) == {kept, *hidden}
    assert set(Network.objects.published()) == {kept}


def test_get_published_takes_models_only():
    """A narrower query would be answered from all rows where addresses moved, and by whoever asked first."""
    make(Network, slug="a", kind="cluster")

    with pytest.raises(TypeError):
        get_published(Network.objects.filter(kind="hub"), "a")
    with pytest.raises(TypeError):
        get_published(Network.objects, "a")


def test_get_published_names_the_new_address():
    network = rename(make(Network, slug="a"), "b")

    with pytest.raises(Moved) as moved:
        get_published(Network, "a")
    assert moved.value.url == network.get_absolute_url()
