"""Who has an address: it is taken while a record has it, and while it still leads to the one that had it before."""

from copy import deepcopy
from threading import Thread

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases import many
from core import addresses
from duplicates.admin import ANYWAY
from networks.models import Brand, Network
from publishing import actions, snapshots
from publishing.enums import RevisionKind, State
from publishing.models import Revision, SlugHistory
from regions.models import Region
from search.models import SynonymGroup
from tests.admin_pages import admin_url, errors, save, shown
from tests.factories import NAMED_BY, RECORDS, make, read
from tests.publishing.test_record import rename, with_page
from tests.roles import administrator, change, editor, releasable, reviewer

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)


def in_region() -> dict:
    """What the form of a network asks for besides."""
    return {"kind": "netzwerk", "summary": "Ein Netz.", "regions": [make(Region).pk]}


def called(model, name: str) -> dict:
    return {NAMED_BY.get(model, "name"): name}


def moved(model):
    """A public record that had another address, and that address."""
    record = with_page(model, **called(model, "Lichtnetz"))
    old = record.get_absolute_url()
    return rename(record, "umgezogen"), old


@every_kind
def test_draft_of_the_same_name_leaves_a_redirect_alone(model, client):
    record, old = moved(model)

    draft = make(model, state=State.DRAFT, **called(model, "Lichtnetz"))

    assert draft.get_absolute_url() != old
    assert client.get(old).headers["Location"] == record.get_absolute_url()
    draft.delete()
    assert client.get(old).headers["Location"] == record.get_absolute_url()


@every_kind
def test_draft_at_a_former_address_takes_nothing(model, client):
    """Some databases have such drafts from before addresses were taken for good."""
    record, old = moved(model)
    draft = make(model, state=State.DRAFT, slug=old.split("/")[2])

    assert client.get(old).headers["Location"] == record.get_absolute_url()
    rename(draft, "anders")
    rename(draft, old.split("/")[2])
    draft.delete()

    assert client.get(old).headers["Location"] == record.get_absolute_url()


@every_kind
def test_address_of_what_was_never_public_leaves_nothing(model):
    draft = make(model, state=State.DRAFT, slug="entwurf")
    rename(draft, "anderer-entwurf")

    assert not SlugHistory.objects.exists()
    assert make(model, slug="entwurf").slug == "entwurf"


def test_address_of_what_was_withdrawn_leads_on_after_its_return(client):
    network = make(Network, slug="erst")
    actions.withdraw(record=network, by=reviewer(), why="Zur Prüfung")
    rename(network, "dann")

    assert client.get("/netzwerke/erst/").status_code == 404
    network.state = State.PUBLISHED
    network.save()
    assert client.get("/netzwerke/erst/").headers["Location"] == "/netzwerke/dann/"


def test_what_was_withdrawn_is_not_for_editors_to_delete():
    network = make(Network)
    actions.withdraw(record=network, by=reviewer(), why="Zur Prüfung")

    with pytest.raises(PermissionDenied, match="Was öffentlich war"):
        actions.delete(record=network, by=editor())


@every_kind
def test_who_has_or_had_an_address_is_named(model):
    record, old = moved(model)
    holder = make(model, slug="vergeben", state=State.DRAFT)
    draft = make(model, state=State.DRAFT, slug="entwurf")

    for slug, said in (
        (old.split("/")[2], f"gehörte früher zu „{record}“ .* leitet dorthin um.*andere wählen"),
        ("vergeben", f"hat schon „{holder}“"),
    ):
        draft.slug = slug
        with pytest.raises(ValidationError, match=said) as refused:
            draft.full_clean()
        assert set(refused.value.message_dict) == {"slug"}
    draft.slug = "frei"
    draft.full_clean()


def test_form_names_who_had_the_address(admin_client):
    moved(Network)
    draft = make(Network, state=State.DRAFT, slug="entwurf")

    assert "gehörte früher zu „Lichtnetz“" in errors(save(admin_client, draft, slug="lichtnetz"))


def test_region_keeps_the_addresses_of_others(admin_client, client):
    region = make(Region, name="Lichtland", slug="lichtland")
    make(Network, regions=[region])
    rename(region, "hellland")

    assert "gehörte früher zu „Lichtland“" in errors(save(admin_client, Region, name="Lichtland", kind="land"))
    assert client.get("/regionen/lichtland/").headers["Location"] == "/regionen/hellland/"
    region.networks.all()[0].regions.clear()
    region.delete()
    assert save(admin_client, Region, name="Lichtland", kind="land").status_code == 302


def test_finder_knows_a_region_by_its_former_address(client):
    region = make(Region, name="Lichtland", slug="lichtland")
    rename(region, "hellland")

    page = client.get("/foerderkontakt/", {"anliegen": "ausland", "region": "lichtland"})

    assert "Lichtland" in read(page)
    other = make(Region, name="Schattenland", slug="lichtland")
    assert addresses.holder_of(Region(slug="lichtland")) == (other, False)
    assert "Schattenland" in read(client.get("/foerderkontakt/", {"anliegen": "ausland", "region": "lichtland"}))


def test_own_former_address_is_free_for_the_record(client):
    network = rename(releasable(Network, slug="erst", regions=[make(Region)]), "dann")

    actions.release(revision=change(network, editor(), slug="erst"), by=reviewer())

    assert client.get("/netzwerke/erst/").status_code == 200
    assert client.get("/netzwerke/dann/").headers["Location"] == "/netzwerke/erst/"


def test_emptied_address_is_made_anew(admin_client):
    draft = make(Network, name="Lichtnetz", state=State.DRAFT, regions=[make(Region)])

    assert save(admin_client, draft, slug="").status_code == 302
    draft.refresh_from_db()
    assert draft.slug == "lichtnetz"


def test_long_names_find_room_for_a_number():
    names = [make(Network, name="Verbund für Licht " + "und noch mehr Licht " * 8).slug for _ in range(3)]

    assert len(set(names)) == 3 and max(map(len, names)) <= 120
    assert [name[-2:] for name in names[1:]] == ["-2", "-3"]


def test_release_of_an_address_that_was_given_away_says_so():
    first, second = (releasable(Network, name=name, regions=[make(Region)]) for name in ("Eins", "Zwei"))
    waiting = [change(record, editor(), slug="licht") for record in (first, second)]
    actions.release(revision=waiting[0], by=reviewer())

    with pytest.raises(ValidationError, match="hat schon „Eins“"):
        actions.release(revision=waiting[1], by=reviewer())


def state_of(name: str, slug: str = "") -> snapshots.Snapshot:
    state = snapshots.empty(Network)
    state["fields"] = {"name": name, "slug": slug, "kind": "netzwerk", "summary": "Ein Netz."}
    return state


def test_many_at_once_get_free_addresses():
    moved(Network)
    named = {"why": "Aus einer Tabelle", "kind": RevisionKind.IMPORT, "batch": "import-1"}
    states = [state_of("Lichtnetz"), state_of("Lichtnetz"), state_of("Anders", "eigen")]

    made = many.create_many(model=Network, states=deepcopy(states), by=administrator(), **named)

    assert [record.slug for record in made] == ["lichtnetz-2", "lichtnetz-3", "eigen"]
    with pytest.raises(many.OneRefused, match="gehörte früher zu „Lichtnetz“") as refused:
        states = [state_of("Frei"), state_of("Anders", "lichtnetz")]
        many.create_many(model=Network, states=states, by=administrator(), **named)
    assert refused.value.place == 1


def test_only_what_stands_in_the_way_of_the_new_ones_is_read():
    moved(Network)
    long = "Verbund für Licht " + "und noch mehr Licht " * 8
    for name in ("Lichtnetz", "Lichtnetz", "Lichtnetz Nord", "Anders", long, long):
        make(Network, name=name)

    taken = addresses.Taken(Network, [Network(name="Lichtnetz"), Network(name=long), Network(name="X", slug="anders")])

    assert {slug for slug in taken.slugs if len(slug) < 100} == {"lichtnetz", "lichtnetz-2", "lichtnetz-3", "anders"}
    assert [taken.free(Network(name=name))[-2:] for name in ("Lichtnetz", long)] == ["-4", "-3"]


# Two at the same moment


def stale(monkeypatch, answer: str) -> None:
    """The first question for a free address is answered before somebody else has saved."""
    honest, answers = addresses.free_address, [answer]
    monkeypatch.setattr(addresses, "free_address", lambda row: answers.pop() if answers else honest(row))


@pytest.mark.parametrize("model", (*RECORDS, Region, Brand, SynonymGroup), ids=lambda model: model.__name__)
def test_whoever_loses_the_race_for_an_address_takes_the_next(model, monkeypatch):
    values = {"words": "licht"} if model is SynonymGroup else called(model, "Lichtnetz")
    first = make(model, **values, **({"slug": "lichtnetz"} if model is Region else {}))
    stale(monkeypatch, first.slug)

    again = {"name": "Lichtnetz!"} if model is Brand else values
    second = make(model, **again, **({"slug": ""} if model is Region else {}))

    assert second.slug == f"{first.slug}-2"
    assert model.objects.count() == 2


def test_what_else_the_database_refuses_is_not_tried_again():
    with pytest.raises(IntegrityError), transaction.atomic():
        Network.objects.create(name="Licht", kind=None, summary="")


@pytest.mark.parametrize("state", [None, State.DRAFT, State.PUBLISHED])
def test_form_is_checked_again_when_somebody_was_faster(state, admin_client, monkeypatch):
    """The first check is answered before the other one has saved."""
    make(Network, name="Schneller", slug="licht")
    target = make(Network, state=state, slug="eigen") if state else Network
    honest, checks = Network.validate_unique, []

    def late(self, exclude=None):
        checks.append(self)
        return honest(self, exclude) if len(checks) > 1 else None

    monkeypatch.setattr(Network, "validate_unique", late)
    response = save(admin_client, target, name="Licht", slug="licht", **in_region())

    assert "hat schon „Schneller“" in errors(response)
    assert not Revision.objects.exists() and not LogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_add_the_same_name_at_once():
    """Threads with connections of their own stand for processes."""
    by, url, statuses = administrator(), admin_url(Network, "add"), []
    client = Client()
    client.force_login(by)
    # Prepared before: preparing a form without drawing it is no work for several threads.
    values = shown(client, url) | in_region() | {ANYWAY: "lichtnetz", "name": "Lichtnetz", "_continue": "1"}

    def add():
        client = Client()
        client.force_login(by)
        statuses.append(client.post(url, values).status_code)
        if connection.vendor != "sqlite":
            connection.close()

    threads = [Thread(target=add) for _ in range(3)]
    for thread in threads:
        if connection.vendor == "sqlite":  # whose database in memory belongs to one thread
            thread.run()
        else:
            thread.start()
    for thread in threads:
        if thread.ident:
            thread.join()

    assert statuses == [302, 302, 302]
    assert sorted(Network.objects.values_list("slug", flat=True)) == ["lichtnetz", "lichtnetz-2", "lichtnetz-3"]


def test_redirect_follows_what_is_saved_and_not_what_is_left_out():
    network = make(Network, slug="licht")
    network.slug = "hell"
    network.save(update_fields=["name"])
    assert not SlugHistory.of(Network).exists()

    network.save(update_fields=["name", "slug"])

    assert list(SlugHistory.of(Network).values_list("slug", "object_id")) == [("licht", network.pk)]
