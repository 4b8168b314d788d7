"""Which question comes: the first without an answer, unless no answer to it makes a difference."""

from datetime import date

import pytest
from django.http import QueryDict

from contacts.enums import Concern, Role
from contacts.finder.ground import terrain
from contacts.finder.questions import ANOTHER, ANY, Given, next_question
from contacts.models import Channel, Responsibility
from networks.models import Field, Network, Organisation
from regions.models import Region
from tests.factories import hide, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def reachable(**values) -> Responsibility:
    task = make(Responsibility, **{"concern": "ausland", **values})
    make(Channel, **({"person": task.person} if task.person else {"organisation": task.office}))
    return task


def ask(query: str):
    ground = terrain()
    return next_question(Given.of(QueryDict(query), ground), ground, date.today())


def test_first_missing_answer_decides():
    reachable()
    assert [ask(query).param for query in ("", "region=alle", "anliegen=ausland", "anliegen=ausland&rolle=kmu")] == [
        "anliegen",
        "anliegen",
        "region",
        "region",
    ]
    assert [option.value for option in ask("").options] == Concern.values


def test_field_and_role_are_skipped_when_no_rule_tells_them_apart():
    reachable()
    assert ask("anliegen=ausland&region=alle") is None
    assert ask("anliegen=ausland").progress == "Frage 2 von 2"


def test_field_is_asked_when_the_answer_depends_on_it():
    field = make(Field, name="Licht")
    reachable(fields=[field])
    reachable()
    question = ask("anliegen=ausland&region=alle")

    assert question.param == "feld"
    assert [option.value for option in question.options] == [field.slug, ANOTHER, ANY]
    assert question.progress == "Frage 3 von 3"
    assert ask(f"anliegen=ausland&region=alle&feld={field.slug}") is None


def test_field_is_skipped_where_the_rules_that_name_one_do_not_hold():
    land = make(Region)
    reachable(fields=[make(Field)], regions=[land])
    reachable()
    assert ask("anliegen=ausland&region=alle") is None
    assert ask(f"anliegen=ausland&region={land.slug}").param == "feld"
    assert ask("anliegen=ausland").progress == "Frage 2 von höchstens 3"


def test_field_is_skipped_when_every_field_leads_to_the_same_person():
    task = reachable(fields=[make(Field)])
    make(Responsibility, person=task.person, concern="ausland")

    assert ask("anliegen=ausland&region=alle") is None


def test_role_is_asked_when_the_answer_depends_on_it():
    reachable(role=Role.MUNICIPALITY)
    reachable()
    question = ask("anliegen=ausland&region=alle")

    assert question.param == "rolle"
    assert [option.value for option in question.options] == [*Role.values, ANY]
    assert question.progress == "Frage 3 von 3"
    assert ask("anliegen=ausland&region=alle&rolle=kommune") is None


def test_field_and_role_are_both_asked_and_counted():
    field = make(Field)
    reachable(fields=[field])
    reachable(role=Role.MUNICIPALITY)
    reachable()

    assert ask("").progress == "Frage 1 von höchstens 4"
    assert ask("anliegen=ausland&region=alle").progress.startswith("Frage 3 von")
    assert ask("anliegen=ausland&region=alle&feld=anderes").progress == "Frage 4 von 4"


def test_expired_rules_ask_nothing():
    reachable(fields=[make(Field)], end="2019")
    reachable()
    assert ask("anliegen=ausland&region=alle") is None


def test_unknown_values_are_no_answers():
    reachable()
    given = Given.of(QueryDict("anliegen=%00&region=gibtsnicht&feld=x&rolle=koenigin&sonst=1"), terrain())

    assert given == Given() and set(given.wrong) == {"anliegen", "region", "feld", "rolle"}


def test_address_has_fixed_order_and_nothing_empty():
    given = Given.of(QueryDict("rolle=kmu&region=alle&anliegen=ausland&feld="), terrain())

    assert given.url == "/foerderkontakt/?anliegen=ausland&region=alle&rolle=kmu"
    assert Given().url == "/foerderkontakt/"


def test_what_is_hidden_makes_no_rule():
    hidden = [
        hide(reachable().person),
        hide(reachable(office=make(Organisation)).office),
        hide(reachable(network=make(Network, regions=[make(Region)])).network),
    ]
    assert len(hidden) == 3 and terrain().rules == []


def test_rule_of_a_network_holds_in_its_regions():
    land = make(Region)
    reachable(network=make(Network, regions=[land]))

    assert [rule.regions for rule in terrain().rules] == [frozenset({land.pk})]


def test_whole_country_is_everywhere():
    country = make(Region, kind="staat")
    reachable(regions=[country])

    assert [rule.regions for rule in terrain().rules] == [frozenset()]


def test_level_of_regions_narrow_before_wide():
    country = make(Region, kind="staat")
    land = make(Region, parent=country)
    neighbour = make(Region, parent=country)
    town = make(Region, kind="kreis", parent=land)
    other = make(Region, kind="kreis", parent=land)
    quarter = make(Region, kind="ortsteil", parent=town)
    valley = make(Region, kind="funktional", parent=country)
    valley.covers.set([town, other])
    block = make(Region, kind="funktional", parent=country)
    block.covers.set([land, neighbour])
    ground = terrain()
    wide_to_narrow = [country, block, land, valley, town, quarter]
    levels = [ground.level(quarter.pk, region.pk) for region in wide_to_narrow]

    assert levels == sorted(set(levels))
    assert ground.level(quarter.pk, other.pk) is None and ground.level(quarter.pk, neighbour.pk) is None
