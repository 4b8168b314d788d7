"""The matching itself, without a database: what fits, what wins, and that nobody leads who cannot be reached."""

from datetime import date
from itertools import permutations

import pytest

from contacts.finder.rules import OTHER, Ground, Inquiry, Rule, decide, judge

TODAY = date(2026, 11, 25)
# Quarter 1 in town 2 in Land 3; region 4 covers the Land; 5 is another Land.
LEVELS = {(1, 1): 8, (1, 2): 5, (1, 3): 3, (1, 4): 2, (2, 2): 8, (2, 3): 3, (3, 3): 8, (3, 4): 2, (5, 5): 8}
GROUND = Ground(lambda asked, other: LEVELS.get((asked, other)), parents={11: 10})
HERE = Inquiry("ausland", region=1, field=11, role="kmu")


def rule(pk: int = 1, **values) -> Rule:
    if "office" not in values:
        values.setdefault("person", pk)
    return Rule(**{"pk": pk, "concern": "" if values.get("is_fallback") else "ausland", **values})


def lead(*rules: Rule, inquiry: Inquiry = HERE):
    route = decide(rules, inquiry, GROUND, TODAY)
    return route.lead.verdict.rule.pk if route.lead else None


@pytest.mark.parametrize(
    "values, refusal",
    [
        ({}, ""),
        ({"concern": "beitreten"}, "anderes Anliegen"),
        ({"regions": frozenset({3})}, ""),
        ({"regions": frozenset({5})}, "andere Region"),
        ({"fields": frozenset({11})}, ""),
        ({"fields": frozenset({10})}, ""),
        ({"fields": frozenset({12})}, "anderes Feld"),
        ({"role": "kmu"}, ""),
        ({"role": "kommune"}, "für andere Fragende"),
        ({"start": date(2026, 11, 26)}, "gilt noch nicht"),
        ({"start": TODAY, "end": TODAY}, ""),
        ({"end": date(2026, 11, 24)}, "gilt nicht mehr"),
    ],
)
def test_first_thing_that_speaks_against_a_rule_is_said(values, refusal):
    assert judge(rule(**values), HERE, GROUND, TODAY).refusal == refusal


def test_answer_left_open_keeps_rules_for_some_but_behind_those_for_all():
    for some in ({"fields": frozenset({11})}, {"role": "kmu"}):
        open_question = Inquiry("ausland", region=1)
        assert lead(rule(1, **some), inquiry=open_question) == 1
        assert lead(rule(1, **some), rule(2), inquiry=open_question) == 2


def test_another_field_never_gets_somebody_for_a_certain_one():
    assert lead(rule(fields=frozenset({11})), inquiry=Inquiry("ausland", region=1, field=OTHER)) is None


def test_rule_for_a_place_does_not_answer_where_no_place_is_given():
    assert lead(rule(regions=frozenset({3})), inquiry=Inquiry("ausland")) is None
    assert lead(rule(), inquiry=Inquiry("ausland")) == 1


def test_most_specific_region_then_field_then_role_then_rank_then_order():
    """Each is better than the next by what stands first in it, whatever else the next has."""
    order = [
        rule(9, regions=frozenset({1}), priority=9),
        rule(8, regions=frozenset({2}), priority=9),
        rule(7, regions=frozenset({3, 4}), fields=frozenset({11}), priority=8),
        rule(6, regions=frozenset({3}), fields=frozenset({10}), role="kmu", priority=7),
        rule(5, regions=frozenset({3}), role="kmu", priority=6),
        rule(3, regions=frozenset({3}), priority=1),
        rule(4, regions=frozenset({3}), priority=1),
        rule(2, regions=frozenset({3}), priority=2),
        rule(1, regions=frozenset({4}), fields=frozenset({11}), role="kmu"),
        rule(10, fields=frozenset({11}), role="kmu"),
        rule(11, office=7, is_fallback=True, regions=frozenset({1})),
        rule(12, office=8, is_fallback=True),
    ]
    for first, second in zip(order, order[1:], strict=False):
        assert lead(first, second) == lead(second, first) == first.pk
    while order:
        assert lead(*reversed(order)) == order.pop(0).pk


def test_person_without_channel_gives_way_to_the_organisation():
    first, second = rule(1, is_reachable=False, behind=50), rule(2, is_reachable=False, behind=50)
    route = decide([first, second, rule(3, office=60, is_fallback=True)], HERE, GROUND, TODAY)

    assert (route.lead.person, route.lead.office) == (None, 50)
    assert [verdict.rule.pk for verdict in route.lead.named] == [1, 2]
    assert [stop.office for stop in route.alternatives] == [60]
    assert route.unreached == ()


def test_person_without_any_channel_gives_way_to_the_office_that_catches_the_rest():
    route = decide([rule(1, is_reachable=False), rule(2, office=60, is_fallback=True)], HERE, GROUND, TODAY)

    assert route.lead.office == 60
    assert [verdict.rule.pk for verdict in route.unreached] == [1]


def test_whoever_ranks_behind_the_answer_is_not_said_to_be_unreachable():
    route = decide([rule(1), rule(2, is_reachable=False, priority=5)], HERE, GROUND, TODAY)

    assert (route.lead.person, route.unreached) == (1, ())


def test_office_without_channel_does_not_lead():
    office = rule(1, office=60, is_reachable=False, is_fallback=True, regions=frozenset({1}))

    assert lead(office, rule(2, office=61, is_fallback=True)) == 2


def test_at_most_two_alternatives_and_beside_an_old_statement_the_office_that_catches_the_rest():
    catching = rule(9, office=60, is_fallback=True)
    old = [rule(number) for number in (1, 2, 3)]
    checked = [rule(1, is_confirmed=True), *old[1:]]

    def others(rules):
        route = decide([*rules, catching], HERE, GROUND, TODAY)
        return [stop.person or stop.office for stop in route.alternatives]

    assert others(old) == [2, 60]
    assert others(checked) == [2, 3]
    assert others(old[:1]) == [60]


def test_same_person_or_office_stands_there_once():
    rules = [rule(1, person=7), rule(2, person=7, priority=1), rule(3, office=60), rule(4, office=60, is_fallback=True)]
    route = decide(rules, HERE, GROUND, TODAY)

    assert [stop.key for stop in (route.lead, *route.alternatives)] == [(7, None), (None, 60)]


def test_order_of_entry_does_not_matter():
    rules = [rule(1, regions=frozenset({3})), rule(2, fields=frozenset({11})), rule(3, office=60, is_fallback=True)]

    assert len({decide(order, HERE, GROUND, TODAY).signature for order in permutations(rules)}) == 1


def test_nobody_at_all():
    assert decide([], HERE, GROUND, TODAY).lead is None
