"""What is kept in memory is built again when its content changed, and only then."""

from datetime import date, timedelta

import pytest

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from directory.facets import network_index
from directory.organisation_facets import organisation_index
from memory.kept import forget, remembered
from memory.notes import noting
from networks.models import Field, Network, Organisation
from publishing.models import Milestone, SourceDocument
from regions.models import Region
from search.models import MissedQuery
from tests.factories import cite, make
from tests.memory.edits import edits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    """Tests call different things by one name."""
    forget()
    yield
    forget()


class Counting:
    """Builds something from networks and regions, and counts how often."""

    def __init__(self):
        self.whole = self.names = 0

    def build_names(self):
        self.names += 1
        return list(Network.objects.order_by("pk").values_list("name", flat=True))

    def build(self):
        self.whole += 1
        return remembered("test: names", self.build_names), Region.objects.count()

    def get(self):
        return remembered("test", self.build)

    @property
    def built(self) -> tuple[int, int]:
        return self.whole, self.names


def test_only_a_change_of_what_was_read_builds_anew():
    network, counting = make(Network, name="Lichtnetz"), Counting()
    assert counting.get() == (["Lichtnetz"], 0)

    make(Milestone, subject=network)
    make(Organisation)
    assert counting.get() == (["Lichtnetz"], 0) and counting.built == (1, 1)
    make(Region)
    assert counting.get() == (["Lichtnetz"], 1) and counting.built == (2, 1)
    network.name = "Kerzennetz"
    network.save()
    assert counting.get() == (["Kerzennetz"], 1) and counting.built == (3, 2)


def test_a_part_that_comes_out_the_same_changes_nothing_made_of_it():
    network, counting = make(Network), Counting()
    before = counting.get()
    network.summary = "Ein anderer Satz."
    network.save()

    assert counting.get() is before
    assert counting.built == (1, 2)


def test_two_things_of_one_name_are_an_error():
    remembered("test", Counting().build)

    with pytest.raises(ValueError, match="test"):
        remembered("test", Counting().build)


def test_what_depends_on_the_day_is_built_once_a_day(monkeypatch):
    days = []

    def build():
        days.append(1)
        return len(days)

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(days=1)

    assert [remembered("test", build, daily=True), remembered("test", build, daily=True)] == [1, 1]
    monkeypatch.setattr("memory.kept.date", Tomorrow)
    assert [remembered("test", build, daily=True), remembered("test", build, daily=True)] == [2, 2]


def test_rows_that_go_with_a_deleted_one_count_as_changed():
    """Links of a deleted region or field send no signal of their own."""
    region, field = make(Region), make(Field)
    network = make(Network, regions=[region], fields=[field])
    assert network_index().card(network.pk).regions == (region.pk,)
    region.delete()
    field.delete()

    assert network_index().card(network.pk).regions == () == network_index().card(network.pk).fields


def shown() -> tuple:
    """What both indexes say about everything."""
    answers = []
    for index in (network_index(), organisation_index()):
        everything = index.select({})
        answers.append([index.pks, everything.page(0, 50)])
        answers.append([[(o.value, o.label, n) for o, n in everything.offered(param)] for param in index.specs])
    networks = network_index()
    return answers, [networks.card(pk) for pk in networks.pks]


def test_what_is_kept_equals_what_is_built_from_nothing_after_every_edit():
    for name, edit in edits():
        shown()
        edit()
        kept = shown()
        forget()
        assert kept == shown(), name


def test_what_is_made_of_something_daily_is_daily(monkeypatch):
    built = []

    def today():
        built.append(1)
        return len(built)

    def outer():
        return remembered("test: inner", today, daily=True)

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(days=1)

    assert [remembered("test", outer), remembered("test", outer)] == [1, 1]
    monkeypatch.setattr("memory.kept.date", Tomorrow)
    assert remembered("test", outer) == 2


def test_a_part_that_comes_out_the_same_from_more_tables_counts_with_all_of_them():
    read = [Network]

    def inner():
        return [model.objects.exists() and None for model in read][:1]

    def outer():
        return remembered("test: inner", inner)

    remembered("test", outer)
    read.append(Region)
    make(Network)
    with noting() as notes:
        remembered("test", outer)
    assert notes.things[0].reach == {"networks_network", "regions_region"}


def test_nothing_that_is_remembered_may_rest_on_what_is_not_stamped():
    with pytest.raises(RuntimeError, match="search_missedquery"):
        remembered("test", MissedQuery.objects.count)


def test_record_that_only_looks_the_same_is_read_again():
    """Django compares records by their keys."""
    field = make(Field, name="Licht")

    def build() -> dict[str, list]:
        return {"all": [(1, one) for one in Field.objects.all()]}

    def names() -> list[str]:
        return [one.name for _, one in remembered("test: fields", build)["all"]]

    assert names() == ["Licht"]
    Field.objects.filter(pk=field.pk).update(name="Wärme")

    assert names() == ["Wärme"]


def test_renamed_source_and_field_are_named_anew(client):
    source, field = make(SourceDocument, short_title="Altes Heft"), make(Field, name="Licht")
    network = make(Network, fields=[field])
    cite(network, source)
    make(Responsibility, concern=Concern.JOIN, network=network, person=make(Person)).fields.add(field)
    pages = (network.get_absolute_url(), "/foerderkontakt/?anliegen=beitreten&region=")
    before = "".join(client.get(page).content.decode() for page in pages)
    assert "Altes Heft" in before and "Licht" in before

    SourceDocument.objects.filter(pk=source.pk).update(short_title="Neues Heft")
    Field.objects.filter(pk=field.pk).update(name="Wärme")

    after = "".join(client.get(page).content.decode() for page in pages)
    assert "Neues Heft" in after and "Wärme" in after
    assert "Altes Heft" not in after and "Licht" not in after
