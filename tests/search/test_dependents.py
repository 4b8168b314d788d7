"""Words that a record takes from others follow their changes."""

import pytest
from django_tasks_db.models import DBTaskResult

from contacts.models import Person, Responsibility
from networks.models import Field, Market, Network, NetworkMarket, Organisation
from regions.models import Region
from search import index
from search.engine.understand import flags
from search.engine.vocabulary import vocabulary
from search.index import rebuild
from search.query import find
from tests.factories import make

pytestmark = pytest.mark.django_db


def titles(text: str) -> set[str]:
    return {entry.title for entry in find(text)}


def test_network_is_found_by_the_new_name_of_its_field_and_no_longer_by_the_old():
    field = make(Field, name="Altwortfeld")
    network = make(Network, name="Umbenanntes Feldnetz")
    network.fields.add(field)
    assert "Umbenanntes Feldnetz" in titles("Altwortfeld")

    field.name = "Neuwortfeld"
    field.save()

    assert "Umbenanntes Feldnetz" in titles("Neuwortfeld")
    assert "Umbenanntes Feldnetz" not in titles("Altwortfeld")


def test_nobody_waits_for_thousands_that_take_words_from_what_is_renamed(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(index, "AT_ONCE", 2)
    field = make(Field, name="Altwortfeld")
    names = {f"Feldnetz Nummer {number}" for number in range(5)}
    for name in sorted(names):
        make(Network, name=name).fields.add(field)

    field.name = "Neuwortfeld"
    field.save()

    assert titles("Neuwortfeld") == {"Neuwortfeld"}  # itself at once
    waiting = [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]
    assert [len(pks) for _label, pks in waiting] == [2, 2, 1]
    for label, pks in waiting:
        index.bring_up_to_date.call(label, pks)
    assert titles("Neuwortfeld") == {"Neuwortfeld", *names} and titles("Altwortfeld") == set()


def test_withdrawn_field_gives_no_words_any_more():
    field = make(Field, name="Verschwindefeld")
    network = make(Network, name="Netz bleibt")
    network.fields.add(field)

    field.state = "entwurf"
    field.save()

    assert titles("Verschwindefeld") == set()


def test_field_added_from_its_own_side_counts_at_once():
    field = make(Field, name="Gegenseitefeld")
    network = make(Network, name="Von drüben verbunden")

    field.networks.add(network)

    assert "Von drüben verbunden" in titles("Gegenseitefeld")


def test_saving_a_record_unchanged_rebuilds_nothing_else(django_assert_max_num_queries):
    organisation = make(Organisation, name="Viele hängen daran")

    with django_assert_max_num_queries(25):  # with its keywords
        organisation.save()


def test_deleted_field_gives_no_words_any_more():
    field = make(Field, name="Gelöschtfeld")
    network = make(Network, name="Netz ohne Feld")
    network.fields.add(field)

    field.delete()

    assert titles("Gelöschtfeld") == set()


def test_task_handed_to_another_person_leaves_the_first_unfindable():
    first, second = make(Person, family_name="Vorgängerin"), make(Person, family_name="Nachfolgerin")
    task = make(Responsibility, person=first)
    assert titles("Vorgängerin")

    task.person = second
    task.save()

    assert not titles("Vorgängerin")
    assert titles("Nachfolgerin")


def test_market_entered_in_a_row_of_its_own_counts_at_once():
    network = make(Network, name="Fernwehnetz")

    make(NetworkMarket, network=network, market=make(Market, name="Fernwehland"))

    assert "Fernwehnetz" in titles("Fernwehland")


def test_region_with_another_address_is_still_known_as_the_place_of_its_networks():
    region = make(Region, name="Musterland", slug="musterland", kind="kreis")
    make(Network, name="Ofen im Land").regions.add(region)

    region.slug = "neuland"
    region.save()

    known = flags(vocabulary(), ["in:neuland", "in:musterland"])
    assert known["in:neuland"].bit_count() == 2  # the region itself, too
    assert not known["in:musterland"]


def test_equally_good_people_come_in_the_order_of_their_names():
    for title, name in (("", "Zahn"), ("Dr.", "Amsel")):
        person = make(Person, title=title, given_name="Eva", family_name=name)
        make(Responsibility, person=person, task="Ofenbau")
    rebuild()

    assert [entry.title for entry in find("Ofenbau")] == ["Dr. Eva Amsel", "Eva Zahn"]
