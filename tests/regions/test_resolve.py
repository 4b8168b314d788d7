"""What people type where a region is asked for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import Region
from regions.names import place_names
from regions.resolve import resolve
from tests.factories import make

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


def slugs(text) -> list[str]:
    return [region.slug for region in resolve(text).regions]


def labels(text) -> list[str]:
    return [label for label, _ in resolve(text).choices]


@pytest.mark.parametrize(
    "text, region",
    [
        ("Mannheim", "mannheim"),
        ("  mannheim ", "mannheim"),
        ("Stadt Mannheim", "mannheim"),
        ("Mannheim, Stadt", "mannheim"),
        ("Quadratestadt", "mannheim"),
        ("Jungbusch", "mannheim-jungbusch"),
        ("München", "muenchen"),
        ("Muenchen", "muenchen"),
        ("Munchen", "muenchen"),
        ("Landkreis München", "landkreis-muenchen"),
        ("München Landkreis", "landkreis-muenchen"),
        ("Kreis Karlsruhe", "landkreis-karlsruhe"),
        ("LK Göttingen", "landkreis-goettingen"),
        ("Göttingen", "landkreis-goettingen"),
        ("Osterode am Harz", "landkreis-goettingen"),
        ("Eisenach, Thüringen", "wartburgkreis"),
        ("Vogtland", "vogtlandkreis"),
        ("Weinheim", "rhein-neckar-kreis"),
        ("Halle (Westfalen)", "kreis-guetersloh"),
        ("Neumarkt i.d. OPf.", "landkreis-neumarkt-in-der-oberpfalz"),
        ("Neustadt an der Weinstraße (Rheinland-Pfalz)", "neustadt-an-der-weinstrasse"),
        ("Neustadt, Hessen", "landkreis-marburg-biedenkopf"),
        ("Sachsen", "sachsen"),
        ("Freistaat Sachsen", "sachsen"),
        ("Land Hessen", "hessen"),
        ("sächsischer", "sachsen"),
        ("NRW", "nordrhein-westfalen"),
        ("Lower Saxony", "niedersachsen"),
        ("Berlin", "berlin"),
        ("Hamburg", "hamburg"),
        ("Bremen", "bremen"),
        ("Lausitz", "lausitz"),
        ("MRN", "rhein-neckar"),
        ("bundesweit", "deutschland"),
        ("68161", "mannheim"),
        ("DE126", "mannheim"),
        ("de126", "mannheim"),
        ("DE1", "baden-wuerttemberg"),
        ("D-68161", "mannheim"),
        ("68161 Mannheim", "mannheim"),
        ("10115", "berlin"),
        ("01067", "dresden"),
        ("09599", "landkreis-mittelsachsen"),
        ("76829 Landau", "landau-in-der-pfalz"),
    ],
)
def test_one_place_is_meant(text, region):
    answer = resolve(text)

    assert answer.region is not None, (answer.message, labels(text))
    assert answer.region.slug == region
    assert (answer.choices, answer.similar, answer.message) == ([], [], "")


def test_most_specific_comes_first_and_the_country_is_left_out():
    assert slugs("Jungbusch") == ["mannheim-jungbusch", "mannheim", "baden-wuerttemberg"]
    assert slugs("Deutschland") == ["deutschland"]


def test_several_places_are_offered_with_what_tells_them_apart():
    assert "Neustadt an der Weinstraße (Rheinland-Pfalz)" in labels("Neustadt")
    assert labels("Frankfurt") == ["Frankfurt am Main (Hessen)", "Frankfurt (Oder), Brandenburg"]
    assert "Halle (Landkreis Holzminden, Niedersachsen)" in labels("Halle")
    assert "Offenbach am Main (Hessen)" in labels("Offenbach") and "Landkreis Offenbach (Hessen)" in labels("Offenbach")
    for text in ("Neustadt", "Halle", "Münster", "Freiburg"):
        answer = resolve(text)
        assert answer.region is None and "Welchen meinen Sie?" in answer.message
        assert len(set(labels(text))) == len(answer.choices) == len({region.pk for _, region in answer.choices}), text


def test_label_of_a_choice_leads_to_its_region():
    for text in ("Neustadt", "Halle", "Münster"):
        for label, region in resolve(text).choices:
            assert region in (resolve(label).region, *(other for _, other in resolve(label).choices)), label


def test_postcode_in_several_kreise_offers_them():
    assert labels("76829") == [
        "Landau in der Pfalz (Rheinland-Pfalz)",
        "Landkreis Südliche Weinstraße (Rheinland-Pfalz)",
    ]
    assert "76829" in resolve("76829").message


def test_unknown_postcode_offers_the_laender_with_the_same_beginning():
    answer = resolve("99999")

    assert labels("99999") == ["Thüringen"]
    assert answer.message == "Die Postleitzahl 99999 kennen wir nicht. Postleitzahlen mit 9999 liegen in:"
    assert resolve("00000").message == "Die Postleitzahl 00000 kennen wir nicht."
    assert slugs("99999 Weimar") == ["weimar", "thueringen"]


def test_incomplete_postcode_says_how_many_digits_it_has():
    answer = resolve("1067")

    assert answer.message == "„1067“ ist keine vollständige Postleitzahl: Sie hat fünf Ziffern."
    assert answer.similar == ["01067"] and resolve(answer.similar[0]).region.slug == "dresden"
    assert resolve("123456").message.endswith("Sie hat fünf Ziffern.") and resolve("123456").similar == []


@pytest.mark.parametrize("text", ["68a61", "O-7010 Leipzig!", "12 34"])
def test_letters_among_digits_are_told(text):
    answer = resolve(text)

    assert (answer.regions, answer.choices) == ([], [])
    assert "aus fünf Ziffern an" in answer.message


@pytest.mark.parametrize(
    "text, name", [("Manheim", "Mannheim"), ("Sachsn", "Sachsen"), ("Heidlberg", "Heidelberg"), ("Brem", "Bremen")]
)
def test_typo_gets_similar_names_that_resolve(text, name):
    answer = resolve(text)

    assert name in answer.similar and len(answer.similar) <= 5
    assert answer.message == f"„{text}“ kennen wir nicht als Ort."
    assert resolve(name).region or resolve(name).choices


def test_wrong_hint_offers_the_place_without_it():
    assert resolve("Weinheim, Sachsen").similar == ["Weinheim"]


def test_nothing_asked_is_no_fault():
    for text in ("", "   ", "\0", "…", "!?"):
        answer = resolve(text)
        assert (answer.regions, answer.choices, answer.similar, answer.message) == ([], [], [], "")


def test_what_nobody_knows_says_so():
    answer = resolve("Xyzzyburgtal")

    assert (answer.region, answer.choices, answer.similar) == (None, [], [])
    assert answer.message == "„Xyzzyburgtal“ kennen wir nicht als Ort."


def test_rename_is_known_at_once():
    region = Region.objects.get(slug="lausitz")
    region.also_called = "Pückler-Land"
    region.save()

    assert slugs("pueckler land") == ["lausitz"]
    assert resolve("Lusatia").region is None


def test_few_queries(django_assert_max_num_queries):
    place_names()
    for text in ("68161", "Mannheim", "Neustadt", "99999", "Xyzzy", "1067", "99999 Weimar"):
        with django_assert_max_num_queries(3):
            resolve(text)
    with django_assert_max_num_queries(1):
        resolve("Weinheim")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(st.text(max_size=60), st.text(alphabet="0123456789 -D", max_size=12), st.text("(),.a ", max_size=40))
)
def test_any_text_gets_an_answer(text):
    answer = resolve(text)

    assert len(answer.similar) <= 5
    assert not (answer.regions and answer.choices)
    assert answer.regions or answer.message or not answer.choices


def test_very_long_text_is_cut():
    assert len(resolve("(" * 50_000).text) <= 100
    assert len(resolve("Neustadt, " * 9_000).text) <= 100


def test_invented_regions_are_found_beside_the_official_ones():
    town = make(Region, name="Mannheim", slug="anderes-mannheim", kind="gemeinde")

    assert {region.slug for _, region in resolve("Mannheim").choices} == {"mannheim", town.slug}
