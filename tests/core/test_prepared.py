"""A prepared query gives what Django gives, or is refused when it is first asked."""

from datetime import date

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.db.models.signals import post_init

from contacts.models import Person, Responsibility
from core import prepared
from core.prepared import ask, ask_many
from networks.models import Network, Organisation, Participation
from regions.models import Region
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    prepared.forget()
    yield
    prepared.forget()


def by_pk(pk: int):
    return Network.objects.filter(pk=pk)


def by_pks(pks: list[int]):
    return Network.objects.filter(pk__in=pks).order_by("pk")


class Counted:
    """A query and how often it was built."""

    def __init__(self, build):
        self.build, self.times = build, 0

    def __call__(self, value):
        self.times += 1
        return self.build(value)


def test_a_question_is_built_once_and_answers_for_every_value(django_assert_num_queries):
    one, other, build = make(Network), make(Network), Counted(by_pk)

    with django_assert_num_queries(3):
        assert ask("a network", one.pk, build) == [one]
        assert ask("a network", other.pk, build) == [other]
        assert ask("a network", 0, build) == []
    assert build.times == 1


def test_an_instance_is_as_django_makes_it():
    network = make(Network, summary="Worum es geht.")
    (found,) = ask("a network", network.pk, by_pk)
    same = Network.objects.get(pk=network.pk)

    assert {name: value for name, value in vars(found).items() if name != "_state"} == {
        name: value for name, value in vars(same).items() if name != "_state"
    }
    assert (found._state.adding, found._state.db) == (same._state.adding, same._state.db)
    found.summary = "Anders."
    found.save()
    assert Network.objects.get(pk=network.pk).summary == "Anders."


def test_what_belongs_to_an_instance_is_as_django_makes_it():
    person = make(Person, organisation=make(Organisation, name="Amt"))
    alone, office = make(Person), make(Organisation)
    made = [make(Responsibility, **holder) for holder in ({"person": person}, {"person": alone}, {"office": office})]

    def build(pks: list[int]):
        rows = Responsibility.objects.filter(pk__in=pks).order_by("pk")
        return rows.select_related("person__organisation", "office", "network")

    pks = [row.pk for row in made]
    for found, same in zip(ask_many("tasks", pks, build), build(pks), strict=True):
        assert plain(found) == plain(same)
    found = ask_many("tasks", pks, build)
    assert [row.person and row.person.organisation for row in found] == [person.organisation, None, None]
    found[0].person.organisation.name = "Anderes Amt"
    found[0].person.organisation.save()
    assert Organisation.objects.get(name="Anderes Amt") == person.organisation


def plain(instance):
    """The values of an instance and of all that is loaded with it."""
    if instance is None:
        return None
    cached = {name: plain(other) for name, other in instance._state.fields_cache.items()}
    values = {name: value for name, value in vars(instance).items() if name != "_state"}
    return values, instance._state.adding, instance._state.db, cached


def test_what_is_left_out_of_a_row_is_read_when_it_is_asked_for():
    network = make(Network, summary="Worum es geht.")
    (found,) = ask("a name", network.pk, lambda pk: Network.objects.filter(pk=pk).only("name"))

    assert found.get_deferred_fields() >= {"summary"}
    assert found.summary == "Worum es geht."


def test_who_listens_for_new_instances_hears_of_them():
    network, heard = make(Network), []

    def hear(instance, **kwargs):
        heard.append(instance.pk)

    post_init.connect(hear, sender=Network)
    try:
        ask("a network", network.pk, by_pk)
    finally:
        post_init.disconnect(hear, sender=Network)
    assert heard == [network.pk]


def test_every_place_of_the_value_is_filled():
    one, other = make(Network, slug="eins"), make(Network, slug="zwei", name="eins")

    def build(word: str):
        return Network.objects.filter(Q(slug=word) | Q(name=word), kind="netzwerk").order_by("pk")

    assert ask("either", "eins", build, sentinel="\0word") == [one, other]
    assert ask("either", "zwei", build, sentinel="\0word") == [other]


def test_other_constants_of_the_query_stay():
    """One that looks like the value of another question, too."""
    network = make(Network, slug="eins", name="zwei")

    def build(slug: str):
        return Network.objects.filter(slug=slug, name="zwei")

    assert ask("constant", "eins", build, sentinel="\0slug") == [network]
    assert ask("constant", "zwei", build, sentinel="\0slug") == []


def test_keys_are_answered_in_lists_of_every_length_each_built_once():
    rows, build = [make(Network) for _ in range(3)], Counted(by_pks)
    pks = [row.pk for row in rows]

    for _ in range(2):
        assert ask_many("networks", pks, build) == rows
        assert ask_many("networks", pks[1:], build) == rows[1:]
        assert ask_many("networks", [pks[2], pks[0]], build) == [rows[0], rows[2]]
    assert build.times == 2


def test_no_keys_have_no_rows_and_need_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask_many("networks", [], by_pks) == []


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda pk: Network.objects.all(), "not ask for every value"),
        (lambda pk: by_pk(pk).prefetch_related("regions"), "Prefetching"),
        (lambda pk: by_pk(pk).using("elsewhere"), "another database"),
        (lambda pk: by_pk(pk).values("name"), "tuples of columns"),
        (lambda pk: by_pk(pk).values_list("name", flat=True), "tuples of columns"),
        (lambda pk: by_pk(pk).values_list("name", named=True), "tuples of columns"),
        (lambda pk: by_pk(pk).annotate(loud=Upper("name")), "annotated"),
        (lambda pk: by_pk(pk).values_list("pk", Upper("name")), "annotated"),
    ],
)
def test_what_would_be_answered_otherwise_is_refused(build, words):
    for _ in range(2):  # and not kept
        with pytest.raises(ValueError, match=words):
            ask("refused", 1, build)


def test_a_list_of_which_a_key_is_not_asked_for_is_refused():
    with pytest.raises(ValueError, match="not ask for every value"):
        ask_many("refused", [1, 2], lambda pks: Network.objects.filter(pk=pks[0]))


def test_a_stand_in_that_the_column_cannot_hold_is_refused():
    with pytest.raises(EmptyResultSet):
        ask("refused", 1, by_pk, sentinel=1 << 70)


def test_columns_come_as_tuples_and_converted():
    """A row whose columns the database gives in another type, a joined one, and more than are shown."""
    network = make(Network, name="Netz", checked_on=date(2026, 1, 2))
    make(Participation, network=network, organisation=make(Organisation, name="Haus"))

    def build(pk: int):
        rows = Participation.objects.filter(network=pk).order_by(F("network__name").desc()).distinct()
        return rows.values_list("organisation__name", "network__checked_on")

    assert ask("columns", network.pk, build) == [("Haus", date(2026, 1, 2))] == list(build(network.pk))
    assert ask("columns", 0, build) == []


def test_instances_are_whole_and_converted():
    network = make(Network, name="Netz", summary="Netz.", checked_on=date(2026, 1, 2))

    (found,) = ask("a network", network.pk, by_pk)

    stored = Network.objects.get(pk=network.pk)
    for field in Network._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(stored, field.attname), field
    assert not found._state.adding and found._state.db == "default" and not found.get_deferred_fields()


def test_related_rows_come_with_the_row_and_what_is_left_out_later(django_assert_num_queries):
    network = make(Network, name="Netz", seat=make(Region, name="Sachsen"))
    row = make(Participation, network=network, organisation=make(Organisation, name="Haus"))

    def build(pk: int):
        rows = Participation.objects.filter(pk=pk).defer("note")
        return rows.select_related("network__seat", "organisation__region")

    with django_assert_num_queries(1):
        (found,) = ask("related", row.pk, build)
        assert (found.network.name, found.network.seat.name, found.organisation.name) == ("Netz", "Sachsen", "Haus")
        assert found.organisation.region is None
    assert found.get_deferred_fields() == {"note"}
    assert found.note == row.note


def test_what_is_kept_is_forgotten_on_request():
    network, build = make(Network), Counted(by_pk)
    ask("a network", network.pk, build)

    prepared.forget()

    assert ask("a network", network.pk, build) == [network]
    assert build.times == 2


def test_switched_off_every_query_is_built_anew(settings):
    settings.PREPARED_QUERIES = False
    rows, one, many = [make(Network), make(Network)], Counted(by_pk), Counted(by_pks)

    for row in rows:
        assert ask("a network", row.pk, one) == [row]
        assert ask_many("networks", [row.pk], many) == [row]
    assert one.times == many.times == 2
