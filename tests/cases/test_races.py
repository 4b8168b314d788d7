"""Two people at the same moment: one of them decides, the other is told."""

import pytest

from cases import actions
from cases.large import steps
from cases.large.undoing import join
from cases.models import Case
from networks.models import Organisation
from publishing import actions as single
from publishing.enums import State
from publishing.models import Release, SourceDocument
from publishing.snapshots import take
from tests.cases.world import draft, handed_in, parts, put_together, states, town
from tests.factories import cite, make
from tests.roles import reviewer


@pytest.fixture
def place(two):
    return town()


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_of_two_reviewers_one_releases(two, place):
    new = parts(place)
    case, other = handed_in(place, *new.all()), reviewer(regions=[place.region])
    first, second = two.one_after_the_other(
        lambda: actions.release(case=again(case), by=place.boss), lambda: actions.release(case=again(case), by=other)
    )

    assert not first.refused and "freigegeben" in second.refused
    about = Release.objects.filter(object_id=new.network.pk, by__in=[place.boss, other])
    assert [one.by for one in about.filter(content_type__model="network")] == [place.boss]


def test_recalled_before_it_is_released(two, place):
    new = parts(place)
    case = handed_in(place, *new.all())
    first, second = two.one_after_the_other(
        lambda: actions.recall(case=again(case), by=place.author),
        lambda: actions.release(case=again(case), by=place.boss),
    )

    assert not first.refused and "in Arbeit" in second.refused
    assert states(*new.all()) == [State.DRAFT] * 4


def test_released_before_it_is_recalled(two, place):
    new = parts(place)
    case = handed_in(place, *new.all())
    first, second = two.one_after_the_other(
        lambda: actions.release(case=again(case), by=place.boss),
        lambda: actions.recall(case=again(case), by=place.author),
    )

    assert not first.refused and "freigegeben" in second.refused
    assert states(*new.all()) == [State.PUBLISHED] * 4


def test_added_to_two_cases_at_once(two, place):
    new = parts(place)
    cases = [actions.begin(title=title, by=place.author) for title in ("Eins", "Zwei")]
    first, second = two.one_after_the_other(
        *(lambda case=case: actions.add(case=again(case), records=[new.source], by=place.author) for case in cases)
    )

    assert not first.refused and "gehört schon zum Vorgang „Eins“" in second.refused


def test_handed_in_alone_while_it_is_added_to_a_case(two, place):
    new = parts(place)
    case = put_together(place, new.member)
    first, second = two.one_after_the_other(
        lambda: actions.add(case=again(case), records=[new.source], by=place.author),
        lambda: single.submit(record=new.source, by=place.author),
    )

    assert not first.refused and "gehört zum Vorgang" in second.refused


def test_written_while_a_large_case_is_released(two, place):
    """What the page of the reviewer could not show, because it was not saved yet, is not what she decided upon."""
    firm = draft(Organisation, place.author, name="Lampen GmbH", region=place.region)
    cite(firm, make(SourceDocument))
    case = actions.begin(title="Firmen der Kammer", by=place.author, origin="import-1")
    join(case, [(firm, 0, {})])
    steps.submit(case=case, by=place.author)
    while steps.do_next(case.pk):
        pass
    seen = steps.token(again(case))
    state = take(firm)
    state["fields"]["note"] = "Neu"
    first, second = two.one_after_the_other(
        lambda: single.propose(record=firm, snapshot=state, by=place.author),
        lambda: steps.release(case=again(case), by=place.boss, seen=seen),
    )

    assert not first.refused and "geändert" in second.refused
    assert states(firm) == [State.REVIEW]
