"""Making one entry of two, and two again."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from contacts.models import Responsibility
from editing.duplicates.merge import BOTH, DROP, KEEP, can_merge, merge
from editing.duplicates.references import references_to
from editing.duplicates.undo import CannotUndo, undo
from editing.models import Merge
from networks.models import Event, Network, NetworkMarket, Organisation, Participation, Relation
from programmes.models import Programme
from publishing import actions
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Citation, ContentStamp, Link, Name, RemovedPage, Revision, SlugHistory, SourceDocument
from publishing.snapshots import take
from regions.models import Region
from tests.accounts import administrator, change, editor, reviewer
from tests.factories import (
    ATTACHED,
    RECORDS,
    addresses,
    cite,
    hide,
    make,
    no_index_of_another_test,
    relate_in_every_way,
)

__all__ = ["no_index_of_another_test"]
pytestmark = pytest.mark.django_db


def url_of(keep, drop) -> str:
    return reverse("duplicate_merge", args=[keep._meta.label_lower, keep.pk, drop.pk])


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

    done = merge(keep=keep, drop=drop, choices={}, by=administrator(all_regions=True), why="doppelt")

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
    response = client.post(url_of(keep, drop), {"grund": "Zweimal erfasst"})

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
    response = client.post(
        url_of(keep, drop),
        {"feld-summary": DROP, "feld-note": DROP, "feld-regions": DROP, "feld-tags": BOTH, "feld-internal_note": BOTH},
    )

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

    merge(keep=keep, drop=drop, choices={"name": DROP}, by=reviewer())

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

    done = merge(keep=keep, drop=drop, choices={}, by=reviewer())

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
        merge(keep=keep, drop=drop, choices={}, by=reviewer())
    assert Programme.objects.filter(pk=drop.pk).exists() and not Merge.objects.exists()

    keep.parent = drop
    keep.save()
    top.parent = None
    top.save()
    done = merge(keep=keep, drop=drop, choices={}, by=reviewer())
    keep.refresh_from_db()
    assert keep.parent is None
    undo(merge=done, by=reviewer())
    keep.refresh_from_db()
    assert keep.parent == drop


def test_an_office_may_be_responsible_for_its_own_task():
    keep, drop = make(Organisation), make(Organisation)
    make(Responsibility, office=drop, organisation=keep)

    merge(keep=keep, drop=drop, choices={}, by=reviewer())

    duty = Responsibility.objects.get()
    assert duty.office == duty.organisation == keep


def test_history_of_both_says_who_and_why(client):
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz")
    cite(drop, None, "name")
    by = reviewer(first_name="Ria", last_name="Reuter")

    done = merge(keep=keep, drop=drop, choices={}, by=by, why="Zweimal erfasst")

    kept, gone = Revision.objects.of(keep).get(), Revision.objects.filter(object_id=drop.pk).get()
    assert kept.kind == gone.kind == RevisionKind.MERGE and kept.batch == gone.batch == done.batch
    assert (kept.state, gone.state) == (RevisionState.RELEASED, RevisionState.APPLIED)
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
    stamp = ContentStamp.current()

    done = merge(keep=keep, drop=drop, choices={}, by=reviewer())

    assert ContentStamp.current() > stamp
    assert addresses("Glanzverbund")[0] == "/netzwerke/lichtnetz/"
    assert "/netzwerke/glanzverbund/" not in addresses("Glanzverbund")
    undo(merge=done, by=reviewer())
    assert addresses("Glanzverbund")[0] == "/netzwerke/glanzverbund/"


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [(editor, False, False), (reviewer, True, False), (administrator, True, True)],
    ids=["editor", "reviewer", "administrator"],
)
@pytest.mark.parametrize("states", [("freigegeben", "freigegeben"), ("freigegeben", "entwurf"), ("entwurf", "entwurf")])
def test_who_may_merge_what(client, role, own, foreign, states):
    home, away = make(Region), make(Region)
    by = role(regions=[home])
    client.force_login(by)
    for regions, allowed in (((home, home), own), ((home, away), foreign), ((away, home), foreign)):
        keep, drop = (
            make(Network, state=state, regions=[region]) for state, region in zip(states, regions, strict=True)
        )
        assert can_merge(by, keep, drop) is allowed
        page = client.get(url_of(keep, drop))
        assert page.status_code == 200 and (">Zusammenführen</button>" in page.content.decode()) is allowed

        assert client.post(url_of(keep, drop)).status_code == (302 if allowed else 403)
        assert Network.objects.filter(pk=drop.pk).exists() is not allowed


def test_what_is_public_is_never_lost_in_a_draft(client):
    keep, drop = make(Network, state="entwurf"), make(Network)
    client.force_login(reviewer())

    response = client.post(url_of(keep, drop))

    assert response.status_code == 400 and "Bitte den öffentlichen Eintrag behalten" in response.content.decode()
    assert Network.objects.count() == 2
    assert can_merge(reviewer(), drop, keep)
    assert not can_merge(reviewer(), hide(make(Network)), hide(make(Network), "archiviert"))


def test_open_changes_are_decided_first(client):
    keep, drop = make(Network), make(Network)
    change(drop, editor(), summary="Neu.")
    client.force_login(reviewer())

    response = client.post(url_of(keep, drop))

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
    response = client.post(url_of(keep, drop), data)

    assert response.status_code == 302
    keep.refresh_from_db()
    assert (keep.slug, keep.name, keep.summary) == (slug, "Lichtnetz", "Ein Netz.")


def merged(**values) -> tuple[Network, Network, Merge]:
    keep, drop = make(Network, name="Lichtnetz"), make(Network, name="Licht-Netz", summary="Länger.", **values)
    make(Citation, subject=drop)
    return keep, drop, merge(keep=keep, drop=drop, choices={"summary": DROP}, by=reviewer())


def test_undo_from_the_list(client):
    keep, drop, done = merged()
    client.force_login(editor())
    assert client.post(reverse("merge_undo", args=[done.pk])).status_code == 403
    client.force_login(reviewer())
    page = client.get("/redaktion/dubletten/").content.decode()
    assert "„Licht-Netz“ in „Lichtnetz“" in page

    answer = client.post(reverse("merge_undo", args=[done.pk]), follow=True).content.decode()

    assert "wieder ein eigener Eintrag" in answer and "aufgehoben am" in answer
    assert client.get("/netzwerke/licht-netz/").status_code == 200
    assert Revision.objects.of(keep).first().why.startswith("Zusammenführung vom")
    again = client.post(reverse("merge_undo", args=[done.pk]), follow=True).content.decode()
    assert "schon aufgehoben" in again


def test_undo_keeps_what_was_written_since():
    keep, drop, done = merged()
    keep.refresh_from_db()
    keep.note = "Später ergänzt"
    keep.save()
    link = make(Link, subject=keep)

    undo(merge=done, by=reviewer())

    keep.refresh_from_db()
    assert (keep.summary, keep.note, list(keep.links.all())) == ("Ein Netz.", "Später ergänzt", [link])


def later(keep, drop, done, by):
    keep.refresh_from_db()
    return {
        "Kurztext": lambda: Network.objects.filter(pk=keep.pk).update(summary="Wieder anders."),
        "gelöscht oder umgehängt": lambda: Citation.objects.filter(object_id=keep.pk).delete(),
        "gibt es nicht mehr": lambda: actions.delete(record=keep, by=by),
        "inzwischen einem anderen": lambda: make(Network, slug=drop.slug),
        "offene Änderung": lambda: change(keep, by, note="Neu"),
        "30 Tage": lambda: Merge.objects.update(at=timezone.now() - timedelta(days=31)),
    }


@pytest.mark.parametrize(
    "reason",
    [
        "Kurztext",
        "gelöscht oder umgehängt",
        "gibt es nicht mehr",
        "inzwischen einem anderen",
        "offene Änderung",
        "30 Tage",
    ],
)
def test_undo_refuses_with_the_reason(reason):
    by = administrator()
    keep, drop, done = merged()
    later(keep, drop, done, by)[reason]()
    count = Network.objects.count()

    with pytest.raises(CannotUndo, match=reason):
        undo(merge=done, by=by)

    assert Network.objects.count() == count and not Network.objects.filter(pk=drop.pk).exists()


def test_undo_refuses_when_a_referenced_record_is_gone():
    region = make(Region)
    keep, drop, done = merged(seat=region)
    region.delete()

    with pytest.raises(CannotUndo, match="gibt es nicht mehr"):
        undo(merge=done, by=reviewer())
    assert Network.objects.get() == keep


def test_undo_is_for_those_in_charge():
    keep, drop, done = merged()
    with pytest.raises(PermissionDenied):
        undo(merge=done, by=editor())
    with pytest.raises(PermissionDenied):
        undo(merge=done, by=reviewer(regions=[make(Region)]))


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
