"""Facets with thousands of values, and hierarchies too large to be shown whole."""

import random

import pytest
from django.http import QueryDict

from core import wide_facets
from core.choice_facets import ChoiceFacet
from core.facet_data import FacetData
from core.facet_form import ListQuery
from core.facets import MANY, FacetIndex, Option
from core.filters import Sort
from core.jinja import public_environment

SPECS = {"netz": ChoiceFacet("Netz", "netz", (), wide=True), "art": ChoiceFacet("Art", "art", ())}


def make_index(size=4000, values=500, seed=1):
    """Records with up to three of many values, the first ones far more frequent."""
    dice = random.Random(seed)
    members = {}
    for position in range(size):
        for number in {int(values * dice.random() ** 4) for _ in range(dice.randint(0, 3))}:
            members.setdefault(f"v{number}", []).append(position)
    labels = {value: f"Wert {value}" for value in members}
    kinds = {"a": range(0, size, 2), "b": range(0, size, 100)}
    options = {"netz": labels, "art": [Option(value, value) for value in kinds]}
    return FacetIndex(SPECS, FacetData(list(range(size)), options, {"netz": members, "art": kinds})), members, kinds


@pytest.mark.parametrize("kind", [None, "a", "b"], ids=["all", "many", "few"])
def test_most_frequent_values_are_offered_with_their_exact_counts(kind):
    index, members, kinds = make_index()
    selection = index.select({"art": [kind]} if kind else {})
    hits = {value: len(set(found) & set(kinds.get(kind, range(4000)))) for value, found in members.items()}
    best = sorted((value for value in hits if hits[value]), key=lambda value: (-hits[value], value))
    offered = [(option.value, count) for option, count in selection.offered("netz")]

    assert offered == [(value, hits[value]) for value in best[: wide_facets.OFFERED]]
    assert selection.count() > wide_facets.FEW or kind


def test_count_of_a_wide_value_is_the_number_of_results_after_choosing_it():
    index, *_ = make_index()
    for option, count in index.select({"art": ["a"]}).offered("netz"):
        assert index.select({"art": ["a"], "netz": [option.value]}).count() == count


def test_a_rare_value_is_offered_when_chosen_and_excludes_no_other():
    index, members, _ = make_index()
    rare = min(members, key=lambda value: (len(members[value]), value))
    assert rare not in [option.value for option, _ in index.select({}).offered("netz")]
    offered = index.select({"netz": [rare]}).offered("netz")

    assert (offered[0][0].value, offered[0][1]) == (rare, len(members[rare]))
    assert len(offered) == wide_facets.OFFERED + 1
    assert index.select({"netz": [rare]}).count() == len(members[rare])


def test_form_says_that_not_all_values_are_offered():
    index, *_ = make_index()
    query = ListQuery("/liste/", QueryDict("netz=v0&netz=gibtsnicht"), index, {"name": Sort("Name")})
    facet = query.facets()[0]

    assert query.chosen == {"netz": ["v0"]}
    form = public_environment().get_template("components/facets.html").module.facet_form(query, [facet], None)
    assert f"<summary>Die häufigsten {wide_facets.OFFERED} anzeigen</summary>" in form
    assert '<span class="np-facet__chosen">1 ausgewählt</span>' in form
    assert [chip.label for chip in query.chips] == ["Wert v0"]


def make_tree(lands, districts):
    """Each record in one district; districts below Länder."""
    options, members, size = [], {}, lands * districts
    for land in range(lands):
        options.append(Option(f"land{land}", f"Land {land}"))
        members[f"land{land}"] = range(land * districts, (land + 1) * districts)
        for number in range(districts):
            options.append(Option(f"kreis{land}-{number}", f"Kreis {number}", depth=1))
            members[f"kreis{land}-{number}"] = [land * districts + number]
    spec = ChoiceFacet("Region", "region", (), hierarchical=True)
    return FacetIndex({"region": spec}, FacetData(list(range(size)), {"region": options}, {"region": members}))


def offered(index, *chosen):
    return [option.value for option, _ in index.select({"region": list(chosen)}).offered("region")]


def test_small_hierarchy_is_shown_whole():
    assert len(offered(make_tree(4, 5))) == 24


def test_large_hierarchy_opens_below_what_is_chosen():
    index = make_tree(10, 20)
    lands = [f"land{number}" for number in range(10)]
    districts = [f"kreis3-{number}" for number in range(20)]
    assert 10 * 21 > MANY

    assert offered(index) == lands
    assert offered(index, "land3") == [*lands[:4], *districts, *lands[4:]]
    assert offered(index, "kreis3-7") == [*lands[:4], *districts, *lands[4:]]
