import re

import pytest
from django.http import QueryDict

from core.choice_facets import ChoiceFacet
from core.facet_data import FacetData
from core.facet_form import SHOWN, ListQuery
from core.facets import FacetIndex, Option
from core.filters import MAX_QUERY, Sort
from core.jinja import public_environment
from core.list_view import list_page
from packed.ranks import Ranking

SORTS = {"name": Sort("Name"), "alter": Sort("Alter")}


def make_index():
    """Thirty records; colours by rest of three, a facet of twelve letters, one with a single value."""
    letters = {letter: [n for n in range(30) if n % 12 == number] for number, letter in enumerate("abcdefghijkl")}
    colours = {"rot": range(0, 30, 3), "blau": range(1, 30, 3), "weiß & grün": range(2, 30, 3)}
    return FacetIndex(
        {
            "farbe": ChoiceFacet("Farbe", "farbe", ()),
            "brief": ChoiceFacet("Buchstabe", "brief", ()),
            "eins": ChoiceFacet("Eins", "eins", ()),
        },
        FacetData(
            pks=list(range(100, 130)),
            options={
                "farbe": [Option(value, value.title()) for value in colours],
                "brief": [Option(value, value.upper()) for value in letters],
                "eins": [Option("1", "Nur dies")],
            },
            members={"farbe": colours, "brief": letters, "eins": {"1": [0]}},
            orders={"alter": Ranking(list(reversed(range(30))))},
        ),
    )


def listing(query="", within=None):
    return ListQuery("/liste/", QueryDict(query), make_index(), SORTS, within=within)


def printed(facet) -> str:
    """What the form shows of a facet's options."""
    return facet.options(public_environment().get_template("components/facets.html").module.options)


def by_param(query=""):
    return {facet.param: facet for facet in listing(query).facets()}


def test_addresses_have_parameters_in_fixed_order_and_never_empty():
    shuffled = "seite=2&brief=b&eins=&sortierung=alter&farbe=blau&q=&unsinn=1&brief=a"

    assert listing(shuffled).url() == "/liste/?farbe=blau&brief=b&brief=a&sortierung=alter"
    assert listing(shuffled).url(page=2) == "/liste/?farbe=blau&brief=b&brief=a&sortierung=alter&seite=2"
    assert listing(shuffled).url(page=1).endswith("alter")
    assert listing("seite=3&sortierung=name").url() == "/liste/"
    assert listing("q=a%26b").url() == "/liste/?q=a%26b"
    assert listing("farbe=rot").filter_view_url == "/liste/?farbe=rot&ansicht=filter"


def test_chips_lead_to_the_list_without_them():
    chips = listing("q=licht&farbe=rot&farbe=blau&brief=a").chips

    assert [(chip.facet, chip.label, chip.url) for chip in chips] == [
        ("Text", "„licht“", "/liste/?farbe=rot&farbe=blau&brief=a"),
        ("Farbe", "Rot", "/liste/?q=licht&farbe=blau&brief=a"),
        ("Farbe", "Blau", "/liste/?q=licht&farbe=rot&brief=a"),
        ("Buchstabe", "A", "/liste/?q=licht&farbe=rot&farbe=blau"),
    ]
    assert listing("q=licht&farbe=rot").clear_url == "/liste/?q=licht"


def test_options_without_hits_are_left_out_unless_chosen():
    assert 'value="c"' not in printed(by_param("farbe=rot")["brief"])
    assert 'value="c" checked' in printed(by_param("farbe=rot&brief=c")["brief"])


def test_long_facets_show_some_options_and_every_chosen_one():
    facet = by_param("brief=l")["brief"]
    assert (facet.offer.total, facet.chosen) == (12, ["l"])

    shown, more = printed(facet).split('<details class="np-facet__more">')

    assert shown.count("<input") == SHOWN + 1
    assert 'value="l" checked' in shown
    assert more.count("<input") == 12 - SHOWN - 1


def make_tree(branches: int, below: int) -> FacetIndex:
    options, members = [], {}
    for number in range(branches):
        values = [f"land-{number}", *(f"kreis-{number}-{part}" for part in range(below))]
        options += [Option(value, value, depth=bool(place)) for place, value in enumerate(values)]
        members |= {value: [number] for value in values}
    options.append(Option("leer", "Leer", depth=1, offered=False))
    return FacetIndex(
        {"ort": ChoiceFacet("Ort", "ort", (), hierarchical=True)},
        FacetData(pks=list(range(branches)), options={"ort": options}, members={"ort": members | {"leer": [0]}}),
    )


def listed(query: str, **size) -> list[str]:
    (facet,) = ListQuery("/liste/", QueryDict(query), make_tree(**size), SORTS).facets()
    return re.findall(r'value="([^"]+)"', printed(facet))


def test_long_hierarchy_shows_what_is_below_only_in_chosen_branches():
    tops = [f"land-{number}" for number in range(16)]
    below = [f"kreis-3-{part}" for part in range(20)]

    assert sorted(listed("", branches=16, below=20)) == sorted(tops)
    for query in ("ort=land-3", "ort=kreis-3-7"):
        assert sorted(listed(query, branches=16, below=20)) == sorted([*tops, *below])
    assert len(listed("", branches=4, below=2)) == 12


def test_option_that_is_not_offered_shows_only_when_chosen():
    assert "leer" not in listed("", branches=4, below=2)
    assert "leer" in listed("ort=leer", branches=4, below=2)
    assert ListQuery("/liste/", QueryDict("ort=leer"), make_tree(4, 2), SORTS).selection.count() == 1


def test_facet_is_open_when_something_is_chosen_in_it():
    assert all(facet.is_open for facet in by_param("brief=l").values())


def test_option_says_how_many_results_it_brings():
    assert '<span class="np-sr">10 Ergebnisse</span>' in printed(by_param()["farbe"])
    assert '<span class="np-sr">1 Ergebnis</span>' in printed(by_param("farbe=rot&brief=a")["eins"])


def test_values_and_labels_are_escaped_in_the_form():
    shown = printed(by_param()["farbe"])

    assert 'value="weiß &amp; grün"' in shown
    assert "> Weiß &amp; Grün" in shown


def test_text_is_cut_cleaned_and_searched_within():
    asked = []

    def within(text):
        asked.append(text)
        return [100, 103, 999]

    found = listing("q=%20zwei%00%20%20Wörter&farbe=rot", within)
    assert (found.text, asked) == ("zwei Wörter", ["zwei Wörter"])
    assert found.selection.pks() == [100, 103]
    assert len(listing("q=" + "x" * 10_000).text) == MAX_QUERY


def test_ways_out_of_an_empty_list_say_what_they_bring():
    empty = listing("farbe=rot&brief=b&q=x", lambda text: [101, 104])
    ways = {way.label: (way.count, way.url) for way in empty.relaxations()}

    assert empty.selection.count() == 0
    assert ways == {"Ohne „Farbe: Rot“": (1, "/liste/?q=x&brief=b")}


def test_ways_out_join_several_values_of_a_facet_and_come_best_first():
    ways = listing("farbe=rot&farbe=blau&brief=c&eins=1").relaxations()

    assert [(way.label, way.count) for way in ways] == [("Ohne „Buchstabe: C“", 1)]
    better = listing("farbe=rot&brief=b&brief=k&q=x", lambda text: range(100, 130)).relaxations()
    assert [way.count for way in better] == sorted((way.count for way in better), reverse=True)
    assert "Ohne „Buchstabe: B oder K“" in [way.label for way in better]


def test_ways_out_offer_what_lies_above_a_chosen_value_first():
    colours = {"bunt": range(0, 20), "rot": range(0, 10), "blau": range(10, 20), "grau": range(20, 30)}
    index = FacetIndex(
        {"farbe": ChoiceFacet("Farbe", "farbe", ()), "brief": ChoiceFacet("Buchstabe", "brief", ())},
        FacetData(
            pks=list(range(100, 130)),
            options={
                "farbe": [
                    Option("bunt", "Bunt"),
                    Option("rot", "Rot", 1),
                    Option("blau", "Blau", 1),
                    Option("grau", "Grau"),
                ],
                "brief": [Option("a", "A"), Option("z", "Z")],
            },
            members={"farbe": colours, "brief": {"a": range(12, 15), "z": ()}},
            orders={},
        ),
    )

    def ways(query, within=None):
        found = ListQuery("/liste/", QueryDict(query), index, {}, within=within).relaxations()
        return [(way.label, way.count, way.url) for way in found]

    assert ways("farbe=rot&brief=a") == [
        ("Mit „Farbe: Bunt“", 3, "/liste/?farbe=bunt&brief=a"),
        ("Ohne „Buchstabe: A“", 10, "/liste/?farbe=rot"),
        ("Ohne „Farbe: Rot“", 3, "/liste/?brief=a"),
    ]
    # Only within what the text finds; what lies above nothing, or finds nothing, is no way out.
    assert ways("farbe=rot&q=x", lambda text: [111])[0] == ("Mit „Farbe: Bunt“", 1, "/liste/?q=x&farbe=bunt")
    assert [label for label, _, _ in ways("farbe=grau&brief=a")] == ["Ohne „Buchstabe: A“", "Ohne „Farbe: Grau“"]
    assert [label for label, _, _ in ways("farbe=rot&brief=z")] == ["Ohne „Buchstabe: Z“"]


@pytest.mark.parametrize(
    "query, indexed",
    [
        ("", True),
        ("seite=2", True),
        ("unsinn=1", True),
        ("farbe=unsinn", True),
        ("farbe=rot", False),
        ("q=x", False),
        ("sortierung=alter", False),
        ("ansicht=filter", False),
    ],
)
def test_search_engines_get_only_the_plain_list(query, indexed):
    page = QueryDict(query).get("seite")
    context, _ = list_page(listing(query), page)

    assert context["robots"] == ("" if indexed else "noindex,follow")
    assert context["canonical"] == ("" if not indexed else "/liste/?seite=2" if page else "/liste/")


def test_neighbouring_pages_keep_the_selection():
    context, _ = list_page(listing("sortierung=alter&seite=2"), "2")

    assert context["previous_url"] == "/liste/?sortierung=alter"
    assert context["next_url"] == ""
    assert context["page_links"] == [(1, "/liste/?sortierung=alter"), (2, "/liste/?sortierung=alter&seite=2")]


def test_sort_that_nobody_offers_is_the_first():
    assert listing("sortierung=unsinn").sort == "name"
    assert listing("sortierung=alter").selection.page(0, 2, "alter") == [129, 128]


def test_printed_facets_are_kept_up_to_a_bound_and_stay_right(monkeypatch):
    monkeypatch.setattr("core.facets.MAX_KEPT", 3)
    index = make_index()

    for number in range(40):
        query = QueryDict(f"brief={'abcdefghijkl'[number % 12]}")
        shown = [printed(facet) for facet in ListQuery("/liste/", query, index, SORTS).facets()]
        assert shown == [printed(facet) for facet in ListQuery("/liste/", query, make_index(), SORTS).facets()]
        assert 0 < len(index.kept) <= 9
