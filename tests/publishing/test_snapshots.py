"""Snapshots hold a record with all its parts; changes between two of them can be kept, applied and taken back."""

import json

import pytest
from django.core.exceptions import ValidationError

from contacts.models import Channel, Mention, Person, Responsibility
from networks.models import Field, Network, NetworkMarket, Offer, Organisation, Participation, Relation
from programmes.models import Funding
from publishing import changes as compare
from publishing import snapshots
from publishing.enums import Risk
from publishing.models import Citation, Link, Milestone, Name, SourceDocument, Statement, pointers
from publishing.models.statement import Attached
from regions.models import Region
from tests.factories import RECORDS, concrete, make, relate_in_every_way

pytestmark = pytest.mark.django_db


def full_network() -> Network:
    network = make(Network, regions=[make(Region)], fields=[make(Field)], seat=make(Region))
    network.tags.add("Vernetzung")
    source = make(SourceDocument)
    for model in (Name, Milestone, Link, Citation):
        make(model, subject=network, source=source)
    for model in (Participation, NetworkMarket, Offer, Funding, Responsibility, Mention):
        make(model, network=network, source=source)
    make(Relation, from_network=network, start="Ende 2018")
    make(Relation, to_network=network)
    return network


def test_every_statement_is_part_of_the_record_that_carries_it():
    owned = {part.model for model in RECORDS for part in snapshots.parts_of(model).values()}

    assert owned == set(concrete(Statement))
    for model in concrete(Statement):
        row = make(model, subject=make(Network)) if issubclass(model, Attached) else make(model)
        [carrier] = [
            record
            for record in (row.carrier, *(getattr(row, field.name) for field in pointers(model)))
            if record and any(str(row.pk) in rows for rows in snapshots.take(record)["parts"].values())
        ][:1]
        assert carrier == row.carrier


def test_parts_of_a_network():
    assert set(snapshots.parts_of(Network)) == {
        "names", "figures", "milestones", "links", "citations", "participations", "relations_out", "market_goals",
        "offers", "fundings",
    }  # fmt: skip


def test_source_owns_no_statement_that_merely_cites_it():
    assert set(snapshots.parts_of(SourceDocument)) == {"names", "figures", "milestones", "links", "citations"}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_snapshot_of_each_kind_survives_json_and_differs_from_nothing_but_itself(model):
    record = make(model)
    relate_in_every_way(record)
    snapshot = snapshots.take(record)

    kept = json.loads(json.dumps(snapshot))

    assert compare.diff(snapshot, kept) == []
    assert compare.diff(snapshots.empty(model), kept)


def test_many_records_cost_as_much_as_one(django_assert_max_num_queries):
    networks = [full_network() for _ in range(3)]
    one_by_one = {network.pk: snapshots.take(network) for network in networks}

    with django_assert_max_num_queries(24):
        together = snapshots.take_many(Network, [network.pk for network in networks])

    assert together == one_by_one


def test_changes_of_every_kind_are_applied_and_taken_back():
    network = full_network()
    before = snapshots.take(network)
    other = make(Region)
    network.summary = "Neu."
    network.save()
    network.regions.add(other)
    network.tags.set(["Photonik"])
    make(Name, subject=network, name="Zweitname")
    network.offers.all().delete()
    network.milestones.update(text="Etwas anderes geschah.")
    network.fundings.update(note="Ein Hinweis.")
    after = snapshots.take(network)
    there, back = compare.diff(before, after), compare.diff(after, before)

    assert len(there) == len(back) == 7
    assert compare.diff(compare.replayed(before, there), after) == []
    compare.apply(network, back)
    restored = snapshots.take(network)
    assert restored == before
    compare.apply(network, there)
    assert compare.diff(after, snapshots.take(network)) == []


def test_row_keeps_its_key_when_only_a_field_changes():
    network = full_network()
    row = network.names.get()
    snapshot = snapshots.take(network)
    snapshot["parts"]["names"][str(row.pk)]["fields"]["name"] = "Anders"

    compare.apply(network, compare.diff(snapshots.take(network), snapshot))

    assert network.names.get().pk == row.pk and network.names.get().name == "Anders"


def test_proposed_rows_get_a_real_key_when_they_take_effect():
    network = make(Network)
    before = snapshots.take(network)
    row = make(Name, subject=network, name="Neu")
    proposed = snapshots.with_proposed_keys(snapshots.take(network), before)
    row.delete()
    [key] = proposed["parts"]["names"]
    assert int(key) < 0

    keys = compare.apply(network, compare.diff(before, proposed))

    assert network.names.get().pk == keys[key] > 0


def test_what_others_changed_elsewhere_stays():
    network = full_network()
    before = snapshots.take(network)
    after = json.loads(json.dumps(before))
    after["fields"]["summary"] = "Neu."
    Network.objects.filter(pk=network.pk).update(legal_form="GmbH")
    make(Name, subject=network, name="Inzwischen")

    compare.apply(network, compare.diff(before, after))

    network.refresh_from_db()
    assert (network.summary, network.legal_form) == ("Neu.", "GmbH")
    assert network.names.count() == 2


def test_change_of_the_same_field_is_a_conflict():
    network = make(Network, summary="Alt.")
    change = [{"field": "summary", "old": "Alt.", "new": "Neu."}]
    Network.objects.filter(pk=network.pk).update(summary="Von jemand anderem.")

    with pytest.raises(compare.Conflict) as caught:
        compare.apply(network, change)

    assert caught.value.changes == change
    network.refresh_from_db()
    assert network.summary == "Von jemand anderem."


def test_row_that_was_deleted_meanwhile_is_a_conflict():
    network = make(Network)
    row = make(Name, subject=network)
    change = [{"part": "names", "key": str(row.pk), "field": "name", "old": row.name, "new": "Neu"}]
    row.delete()

    with pytest.raises(compare.Conflict):
        compare.apply(network, change)


def test_target_that_was_deleted_meanwhile_is_named():
    network, region = make(Network), make(Region)
    change = [{"field": "seat_id", "old": None, "new": region.pk}]
    region.delete()

    with pytest.raises(ValidationError, match="„Sitz“.*gelöscht"):
        compare.apply(network, change)


def test_values_are_checked_as_a_form_would():
    network = make(Network, summary="Kurz.")

    with pytest.raises(ValidationError, match="160"):
        compare.apply(network, [{"field": "summary", "old": "Kurz.", "new": "x" * 161}])


@pytest.mark.parametrize(
    ("model", "change", "risk"),
    [
        (Network, {"field": "summary"}, Risk.TEXT),
        (Network, {"field": "stated_status"}, Risk.STATUS),
        (Network, {"part": "milestones"}, Risk.STATUS),
        (Organisation, {"part": "channels"}, Risk.CONTACT),
        (Person, {"part": "responsibilities"}, Risk.PERSON),
        (Person, {"field": "note"}, Risk.PERSON),
    ],
)
def test_risk_of_a_change(model, change, risk):
    assert compare.risk_of(model, [change]) == risk


def test_faulty_channel_row_is_refused_in_words():
    organisation = make(Organisation)
    row = {"fields": {"kind": "telefon", "value": "1", "is_faulty": True, "fault": "", "certainty": "genannt"}}
    change = [{"part": "channels", "key": "-5", "added": {**row, "many": {}}}]

    with pytest.raises(ValidationError, match="nicht stimmt"):
        compare.apply(organisation, change)
    assert not Channel.objects.exists()
