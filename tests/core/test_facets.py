"""The bit sets against a plain computation with Python sets, and what a query string may choose."""

from itertools import product, starmap
from unittest.mock import patch

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from core import facets
from core.choice_facets import ChoiceFacet
from core.facet_data import BitSets, FacetData, TermRow, tree
from core.facets import FacetIndex, Option
from core.filters import MAX_VALUES, Values, understand
from packed.bits import bits_of
from packed.ranks import Ranking

PARAMS = {"farbe": ["rot", "blau", "gelb"], "form": ["rund", "eckig"], "stand": ["neu", "alt", "weg"]}
HIDDEN = {"stand": ("weg",)}


def make_index(members, size, orders=None):
    specs = {
        param: ChoiceFacet(
            param.title(), param, zip(values, values, strict=True), hidden_unless_chosen=HIDDEN.get(param, ())
        )
        for param, values in PARAMS.items()
    }
    options = {param: [Option(value, value) for value in values] for param, values in PARAMS.items()}
    pks = [1000 + 7 * position for position in range(size)]
    return FacetIndex(specs, FacetData(pks=pks, options=options, members=members, orders=orders or {}))


class Naive:
    """The same rules, slowly: OR inside a facet, AND between facets, hidden values unless asked for."""

    def __init__(self, index, members, chosen, within=None):
        self.members, self.chosen = members, {param: values for param, values in chosen.items() if values}
        self.start = set(range(len(index.pks))) if within is None else set(within)

    def hits(self, leave_out=None, show_hidden=False):
        found = set(self.start)
        for param, values in self.chosen.items():
            if param != leave_out:
                found &= set().union(*(self.members[param][value] for value in values))
        for param, values in HIDDEN.items():
            if not show_hidden and (param not in self.chosen or param == leave_out):
                found -= set().union(*(self.members[param][value] for value in values))
        return found


@st.composite
def cases(draw):
    size = draw(st.sampled_from([0, 1, 7, 8, 9, 63, 64, 65, 600]))
    positions = st.sets(st.integers(0, size - 1)) if size else st.just(set())
    members = {param: {value: draw(positions) for value in values} for param, values in PARAMS.items()}
    chosen = {
        param: draw(st.lists(st.sampled_from(values), unique=True, max_size=len(values)))
        for param, values in PARAMS.items()
    }
    within = draw(st.none() | positions)
    order = draw(st.permutations(range(size))) if size < 70 else list(reversed(range(size)))
    return size, members, chosen, within, list(order)


@settings(max_examples=60)
@given(cases(), st.sampled_from([0, facets.FEW]))
def test_offers_are_counted_alike_one_by_one_and_all_at_once(case, few):
    size, members, chosen, within, _order = case
    index = make_index(members, size)
    selection = index.select(chosen, None if within is None else bits_of(within, size))
    naive = Naive(index, members, chosen, within)
    with patch.object(facets, "FEW", few):
        for param, _again in product(PARAMS, range(2)):
            others = naive.hits(leave_out=param, show_hidden=param in HIDDEN)
            hits = {value: len(others & found) for value, found in members[param].items()}
            shown = {value: count for value, count in hits.items() if count or value in chosen.get(param, ())}
            assert {option.value: count for option, count in selection.offered(param)} == shown


def test_records_that_came_after_a_facet_was_made_have_none_of_its_values():
    assert BitSets.of({"rot": [0, 2]}, 3).hits([0, 1, 7]) == {"rot": 1}


@settings(max_examples=120)
@given(cases())
def test_selection_equals_a_plain_computation(case):
    size, members, chosen, within, order = case
    index = make_index(members, size, {"anders": Ranking(order)})
    bits = None if within is None else index.bits_of(index.pks[position] for position in within)
    selection, naive = index.select(chosen, bits), Naive(index, members, chosen, within)
    hits = naive.hits()

    assert selection.count() == len(hits)
    assert selection.pks() == [index.pks[position] for position in sorted(hits)]
    assert selection.hidden_count() == len(naive.hits(show_hidden=True)) - len(hits)
    for param in PARAMS:
        others = naive.hits(leave_out=param, show_hidden=param in HIDDEN)
        assert selection.counts(param) == {v: len(others & found) for v, found in members[param].items()}
        assert selection.without(param) == len(naive.hits(leave_out=param))
    for number, page_size in product((1, 2, 5), (1, 3, 20)):
        start = (number - 1) * page_size
        plain, sorted_ = sorted(hits), [position for position in order if position in hits]
        assert selection.page(start, page_size) == [index.pks[p] for p in plain[start : start + page_size]]
        assert selection.page(start, page_size, "anders") == [index.pks[p] for p in sorted_[start : start + page_size]]


@settings(max_examples=60)
@given(cases())
def test_count_beside_an_option_is_the_number_of_results_after_choosing_it(case):
    size, members, chosen, _, _ = case
    index = make_index(members, size)
    for param, values in PARAMS.items():
        counts = index.select(chosen | {param: []}).counts(param)
        for value in values:
            assert counts[value] == index.select(chosen | {param: [value]}).count()


def test_records_outside_the_index_are_ignored_in_a_text_search():
    index = make_index({param: {v: [] for v in values} for param, values in PARAMS.items()}, 3)

    assert index.select({}, index.bits_of([1007, 5, 999_999])).pks() == [1007]


@pytest.fixture
def plain_index():
    return make_index({param: {v: [0] for v in values} for param, values in PARAMS.items()}, 1)


def read(query, index):
    """Chosen values, and what was not understood."""
    given = QueryDict(query)
    asked = {param: Values().clean(given.getlist(param)) for param in index.specs}
    answer = understand(index.specs, asked, index.by_value)
    return answer.chosen, [str(one) for one in answer.unknown]


@pytest.mark.parametrize(
    "query, chosen",
    [
        ("", {}),
        ("farbe=", {}),
        ("farbe=gruen&unsinn=rot", {}),
        ("farbe=rot&farbe=rot&farbe=", {"farbe": ["rot"]}),
        ("form=rund&farbe=blau&farbe=rot", {"farbe": ["blau", "rot"], "form": ["rund"]}),
        ("farbe=rot%00", {}),
        ("FARBE=rot", {}),
        ("farbe[]=rot", {}),
    ],
)
def test_only_known_values_of_known_facets_count(plain_index, query, chosen):
    assert read(query, plain_index)[0] == chosen


def test_number_of_values_is_bounded(plain_index):
    nonsense = "&".join(f"farbe=x{number}" for number in range(MAX_VALUES))

    chosen, unknown = read(f"{nonsense}&farbe=rot", plain_index)
    assert (chosen, len(unknown), unknown[-1]) == ({}, MAX_VALUES + 1, "Farbe ‚1 weitere‘")
    assert read(f"farbe=rot&{nonsense}", plain_index)[0] == {"farbe": ["rot"]}


def test_what_means_nothing_is_named(plain_index):
    assert read(f"farbe=gruen&farbe=rot&form={'x' * 300}&stand=%00alt", plain_index) == (
        {"farbe": ["rot"]},
        ["Farbe ‚gruen‘", f"Form ‚{'x' * 40}…‘", "Stand ‚alt‘"],
    )


def test_vocabulary_is_alphabetical_and_a_parent_includes_its_children():
    rows = [
        (1, "ober", "Öl", None),
        (2, "unter", "Zink", 1),
        (3, "anders", "Ofen", None),
        (4, "waise", "Not", 99),
        (5, "tief", "Erz", 2),
    ]

    options, members = tree(list(starmap(TermRow, rows)), {1: [0], 2: [1, 2], 3: [2], 4: [3], 5: [4]})

    assert [(option.label, option.depth) for option in options] == [
        ("Not", 0),
        ("Ofen", 0),
        ("Öl", 0),
        ("Zink", 1),
        ("Erz", 2),
    ]
    assert members == {"ober": {0, 1, 2, 4}, "unter": {1, 2, 4}, "tief": {4}, "anders": {2}, "waise": {3}}
