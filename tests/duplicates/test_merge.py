"""Making one entry of two."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse

from contacts.models import Responsibility
from duplicates.merge import BOTH, DROP, KEEP, can_merge, check_pair, merge
from duplicates.models import Merge, MergeProposal
from duplicates.undo import undo
from networks.models import Event, Network, NetworkMarket, Organisation, Participation, Relation
from programmes.models import Programme
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Link, Name, RemovedPage, Revision, SlugHistory, SourceDocument
from publishing.references import references_to
from publishing.snapshots import take
from regions.models import Region
from tests.duplicates.merging import ask, confirmed, merge_by_two, url_of
from tests.factories import (
    ATTACHED,
    RECORDS,
    addresses,
    cite,
    hide,
    make,
    relate_in_every_way,
)
from tests.roles import administrator, change, editor, reviewer
from tests.stamped import stamps_of
from transfer.models import ImportBatch

pytestmark = pytest.mark.django_db


def rows_about(record) -> int:
    return sum(reference.rows(record).count() for reference in references_to(type(record)))


def surrounded(model):
    """A record with every relation and every kind of statement there is."""
    record = make(model)
    relate_in_every_way(record)
    for attached in ATTACHED:
        make(attached, subject=record)
    return record


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_everything_goes_over_and_comes_back(model):
    keep, drop = make(model), surrounded(model)
    theirs, was, kept = rows_about(drop), take(drop), take(keep)
    tried = {(reference.model, reference.column) for reference in references_to(model) if reference.rows(drop).exists()}
    old = drop.get_absolute_url()

    done = merge_by_two(keep, drop, why="doppelt")

    keep.refresh_from_db()
    assert not model.objects.filter(pk=drop.pk).exists()
    for reference in references_to(model):
        if (reference.model, reference.column) in tried:
            assert reference.rows(keep).exists(), reference
    assert rows_about(keep) >= theirs
    assert not RemovedPage.objects.filter(path=old).exists()

    back = undo(merge=done, by=administrator())

    keep.refresh_from_db()
    assert (back.pk, back.slug, back.state, back.get_absolute_url()) == (drop.pk, drop.slug, drop.state, old)
    assert take(back) == was
    assert take(keep) == kept
    assert rows_about(back) == theirs
    assert not SlugHistory.objects.exists()


def test_relations_are_really_tried():
    """Guards the introspection above."""
    counts = {model.__name__: len(references_to(model)) for model in RECORDS}

    assert counts["Network"] >= 18 and counts["Organisation"] >= 16 and counts["Person"] >= 8
    assert rows_about(surrounded(Network)) >= 18


def test_old_address_redirects_with_all_former_ones(client):
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht Netz")
    drop.slug = "licht-netz-neu"
    drop.save()

    client.force_login(reviewer())
    response = confirmed(client, ask(client, keep, drop, **{"grund": "Zweimal erfasst"}))

    assert response.status_code == 302
    client.logout()
    for old in ("/netzwerke/licht-netz/", "/netzwerke/licht-netz-neu/", "/netzwerke/licht-netz/verlauf/"):
        moved = client.get(old)
        assert moved.status_code == 301
        assert moved["Location"].startswith("/netzwerke/lichtnetz/")
    assert client.get("/netzwerke/lichtnetz/").status_code == 200
    history = client.get("/netzwerke/lichtnetz/verlauf/").content.decode()
    assert "zusammengeführt" in history and "Zweimal" not in history


def test_chosen_fields_lists_and_the_other_name(client):
    here, there = make(Region), make(Region)
    source = make(SourceDocument)
    keep = make(Network, name="Lichtnetz", summary="Kurz.", internal_note="A", regions=[here], tags=["Licht"])
    drop = make(Network, name="Lichtnetzwerk Ost", summary="Länger.", internal_note="B", note="Neu", regions=[there])
    drop.tags.set(["Optik"])
    cite(drop, source, "name", locator="Absatz 2")
    cite(keep, make(SourceDocument), "name", locator="Absatz 3")
    by = reviewer()
    client.force_login(by)

    page = client.get(url_of(keep, drop)).content.decode()
    assert "Länger." in page and "Belege: 1" in page
    wanted = {"summary": DROP, "note": DROP, "regions": DROP, "tags": BOTH, "internal_note": BOTH}
    response = ask(client, keep, drop, **{f"feld-{name}": choice for name, choice in wanted.items()})
    confirmed(client, response)

    assert response.status_code == 302, response.content.decode()
    keep.refresh_from_db()
    assert (keep.name, keep.summary, keep.note, keep.internal_note) == ("Lichtnetz", "Länger.", "Neu", "A\n\nB")
    assert (list(keep.regions.all()), set(keep.tags.names())) == ([there], {"Licht", "Optik"})
    other = keep.names.get()
    assert (other.name, other.kind, other.source, other.locator) == ("Lichtnetzwerk Ost", "auch", source, "Absatz 2")

    undo(merge=Merge.objects.get(), by=by)
    keep.refresh_from_db()
    assert (keep.summary, keep.note, keep.internal_note) == ("Kurz.", "", "A")
    assert (list(keep.regions.all()), set(keep.tags.names()), keep.names.count()) == ([here], {"Licht"}, 0)


def test_name_of_the_other_may_be_the_better_one():
    keep, drop = make(Network, name="it´s BB"), make(Network, name="it's.BB e. V.")

    merge_by_two(keep, drop, choices={"name": DROP})

    keep.refresh_from_db()
    assert keep.name == "it's.BB e. V."
    assert [(name.name, name.kind) for name in keep.names.all()] == [("it´s BB", "schreibweise")]


def test_what_both_say_stays_once_and_what_related_them_goes():
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    organisation, source = make(Organisation), make(SourceDocument)
    for network in (keep, drop):
        make(Participation, network=network, organisation=organisation, role="mitglied", source=source)
        make(Link, subject=network, url="https://netz.example/")
    make(Participation, network=drop, organisation=organisation, role="traeger")
    make(Relation, from_network=keep, to_network=drop)
    event = make(Event, networks=[keep, drop])
    goals = NetworkMarket.objects.count()

    done = merge_by_two(keep, drop)

    assert sorted(keep.participations.values_list("role", flat=True)) == ["mitglied", "traeger"]
    assert keep.links.count() == 1 and NetworkMarket.objects.count() == goals
    assert not Relation.objects.exists() and list(event.networks.all()) == [keep]

    back = undo(merge=done, by=reviewer())
    assert back.participations.count() == 2 and keep.participations.count() == 1
    assert Relation.objects.get().to_network == back and event.networks.count() == 2


def test_parents_do_not_go_in_circles():
    top = make(Programme, name="Dach")
    keep = make(Programme, name="Linie", parent=top)
    drop = make(Programme, name="Linie A")
    top.parent = drop
    top.save()

    with pytest.raises(ValidationError, match="im Kreis"):
        merge_by_two(keep, drop)
    assert Programme.objects.filter(pk=drop.pk).exists() and not Merge.objects.exists()

    keep.parent = drop
    keep.save()
    top.parent = None
    top.save()
    done = merge_by_two(keep, drop)
    keep.refresh_from_db()
    assert keep.parent is None
    undo(merge=done, by=reviewer())
    keep.refresh_from_db()
    assert keep.parent == drop


def test_an_office_may_be_responsible_for_its_own_task():
    keep, drop = make(Organisation), make(Organisation)
    make(Responsibility, office=drop, organisation=keep)

    merge_by_two(keep, drop)

    duty = Responsibility.objects.get()
    assert duty.office == duty.organisation == keep


def test_history_of_both_says_who_and_why(client):
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    cite(drop, None, "name")
    author, by = editor(), reviewer(first_name="Ria", last_name="Reuter")

    done = merge_by_two(keep, drop, by=author, second=by, why="Zweimal erfasst")

    kept, gone = Revision.objects.of(keep).get(), Revision.objects.filter(object_id=drop.pk).get()
    assert kept.kind == gone.kind == RevisionKind.MERGE and kept.batch == gone.batch == done.batch
    assert (kept.state, gone.state) == (RevisionState.RELEASED, RevisionState.APPLIED)
    for revision in (kept, gone):
        assert (revision.created_by, list(revision.authors.all()), revision.decided_by) == (author, [author], by)
    assert kept.why == "Mit „Licht-Netz“ zusammengeführt. Zweimal erfasst"
    assert gone.why == "In „Lichtnetz“ aufgegangen. Zweimal erfasst" and gone.snapshot["fields"]["name"] == "Licht-Netz"
    client.force_login(by)
    page = client.get(reverse("admin:networks_network_history", args=[keep.pk])).content.decode()
    assert "Zusammenführung, Änderung 1" in page and "Zweimal erfasst" in page


def test_search_and_stamp_follow():
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Glanzverbund")
    organisation = make(Organisation, name="Institut Prisma")
    make(Participation, network=drop, organisation=organisation)
    assert "/netzwerke/glanzverbund/" in addresses("Glanzverbund")
    before = stamps_of(Network, Participation)

    done = merge_by_two(keep, drop)

    assert not before.items() & stamps_of(Network, Participation).items()
    assert addresses("Glanzverbund")[0] == "/netzwerke/lichtnetz/"
    assert "/netzwerke/glanzverbund/" not in addresses("Glanzverbund")
    undo(merge=done, by=reviewer())
    assert addresses("Glanzverbund")[0] == "/netzwerke/glanzverbund/"


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [(editor, "proposes", "nothing"), (reviewer, "merges", "nothing"), (administrator, "merges", "merges")],
    ids=["editor", "reviewer", "administrator"],
)
@pytest.mark.parametrize("states", [("freigegeben", "freigegeben"), ("freigegeben", "entwurf"), ("entwurf", "entwurf")])
def test_who_may_merge_what(client, role, own, foreign, states):
    """What visitors see is proposed, whoever does it."""
    home, away = make(Region), make(Region)
    by = role(regions=[home])
    client.force_login(by)
    for regions, may in (((home, home), own), ((home, away), foreign), ((away, home), foreign)):
        may = "proposes" if may == "merges" and "freigegeben" in states else may
        keep, drop = (
            make(Network, state=state, regions=[region]) for state, region in zip(states, regions, strict=True)
        )
        assert can_merge(by, keep, drop) is (may == "merges")
        page = client.get(url_of(keep, drop)).content.decode()
        assert (">Zusammenführen</button>" in page) is (may == "merges")
        assert (">Zusammenführen vorschlagen</button>" in page) is (may == "proposes")

        assert ask(client, keep, drop).status_code == (403 if may == "nothing" else 302)
        assert Network.objects.filter(pk=drop.pk).exists() is (may != "merges")
        assert MergeProposal.objects.filter(drop_id=drop.pk).exists() is (may == "proposes")


def test_what_is_public_is_never_lost_in_a_draft(client):
    keep, drop = make(Network, state="entwurf"), make(Network)
    client.force_login(reviewer())

    response = ask(client, keep, drop)

    assert response.status_code == 400 and "Bitte den öffentlichen Eintrag behalten" in response.content.decode()
    assert Network.objects.count() == 2
    check_pair(reviewer(), drop, keep)
    with pytest.raises(ValidationError, match="öffentlichen Eintrag behalten"):
        check_pair(reviewer(), hide(make(Network)), hide(make(Network), "archiviert"))


def test_open_changes_are_decided_first(client):
    keep, drop = make(Network), make(Network)
    change(drop, editor(), summary="Neu.")
    client.force_login(reviewer())

    response = ask(client, keep, drop)

    assert response.status_code == 400 and "offene Änderung" in response.content.decode()
    assert Network.objects.count() == 2


def test_not_two_kinds_and_not_with_itself(client):
    network = make(Network)
    with pytest.raises(ValidationError, match="zwei verschiedene"):
        merge(keep=network, drop=network, choices={}, by=reviewer())
    with pytest.raises(ValidationError):
        merge(keep=network, drop=make(Organisation, id=network.pk + 5000), choices={}, by=reviewer())


def test_hostile_choices_mean_the_usual(client):
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz", summary="Anders.")
    slug = keep.slug
    client.force_login(reviewer())

    data = {f"feld-{name}": DROP for name in ("slug", "state", "id", "checked_on", "__class__")}
    data |= {"feld-summary": "<b>", "feld-name": BOTH, "feld-regions": KEEP, "grund": "x" * 5000}
    confirmed(client, ask(client, keep, drop, **data))

    keep.refresh_from_db()
    assert (keep.slug, keep.name, keep.summary) == (slug, "Lichtnetz", "Ein Netz.")


@pytest.mark.once
def test_merge_page_asks_few_questions(client, django_assert_max_num_queries):
    keep, drop = surrounded(Network), surrounded(Network)
    client.force_login(reviewer())
    client.get(url_of(keep, drop))

    with django_assert_max_num_queries(110):
        client.get(url_of(keep, drop))


def test_names_of_a_kind_are_not_those_of_another():
    network = make(Network)
    organisation = make(Organisation, id=network.pk + 7000)
    make(Name, object_id=network.pk, content_type=ContentType.objects.get_for_model(Organisation))

    assert rows_about(network) == 0 and organisation.names.count() == 0


@pytest.mark.parametrize("by", [editor, reviewer])
def test_pair_is_merged_or_proposed_only_as_the_page_showed_it(client, by):
    keep, drop = hide(make(Network)), hide(make(Network, summary="Alt."))
    client.force_login(by())
    seen = client.get(url_of(keep, drop)).context["seen"]
    Network.objects.filter(pk=drop.pk).update(summary="Dazwischen geändert.")

    for sent in (seen, ""):
        refused = client.post(url_of(keep, drop), {"gesehen": sent, "grund": "Zweimal erfasst", "feld-summary": DROP})
        page = refused.content.decode()
        assert refused.status_code == 400 and "während Sie verglichen haben" in page
        assert "Dazwischen geändert." in page and 'value="Zweimal erfasst"' in page
    assert Network.objects.count() == 2 and not MergeProposal.objects.exists()
    assert client.post(url_of(keep, drop), {"gesehen": refused.context["seen"]}).status_code == 302


def test_source_of_an_import_is_merged_with_that_of_another():
    keep, drop = (make(SourceDocument, state="entwurf") for _ in range(2))
    boss = administrator()
    for source in (keep, drop):
        ImportBatch.objects.create(kind="networks.network", source=source, created_by=boss)

    merge(keep=keep, drop=drop, choices={}, by=boss)

    assert ImportBatch.objects.filter(source=keep).count() == 2
