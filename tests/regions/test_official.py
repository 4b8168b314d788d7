"""The official list: complete, consistent, and merged into what is there."""

from collections import Counter

import pytest

from regions.models import Postcode, Region
from regions.official import codes_as_kreis, load_official, official_rows, region_key
from tests.factories import make

pytestmark = pytest.mark.django_db


def test_sixteen_laender_and_four_hundred_kreise_with_codes_that_fit():
    rows = official_rows()
    laender = {row.ags: row for row in rows if row.kind == "land"}
    kreise = [row for row in rows if row.kind == "kreis"]

    assert (len(laender), len(kreise)) == (16, 400)
    assert [code for code, count in Counter(row.nuts for row in rows).items() if count > 1] == []
    assert [code for code, count in Counter(row.ags for row in rows).items() if count > 1] == []
    for row in kreise:
        assert len(row.ags) == 5 and len(row.nuts) == 5, row
        assert row.nuts.startswith(laender[row.ags[:2]].nuts), row


def test_what_happened_to_kreise_since_2016():
    rows = {row.ags: row for row in official_rows()}

    assert (rows["03159"].name, rows["03159"].nuts) == ("Landkreis Göttingen", "DE91C")
    assert (rows["16063"].name, rows["16063"].nuts) == ("Wartburgkreis", "DEG0R")
    assert not {"03152", "03156", "16056"} & rows.keys()


def test_names_tell_town_and_kreis_apart():
    names = Counter(row.name for row in official_rows() if row.slug)

    assert [name for name, count in names.items() if count > 1] == []
    assert names.keys() >= {"München", "Landkreis München", "Kreis Plön", "Rhein-Neckar-Kreis", "Region Hannover"}


def test_loading_creates_all_and_again_nothing(django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        first = load_official()
    again = load_official()

    assert len(first.created) == 16 + 398 + 1
    assert (again.created, again.completed) == ([], [])
    assert Region.objects.filter(kind="land").count() == 16
    assert Region.objects.filter(kind="kreis", nuts_version="2024").count() == 398
    assert Region.objects.get(slug="mannheim").parent.slug == "baden-wuerttemberg"


def test_berlin_and_hamburg_are_one_region_each_and_keep_their_codes_as_a_kreis():
    load_official()
    berlin = Region.objects.get(name="Berlin")

    assert (berlin.kind, berlin.ags, berlin.nuts) == ("land", "11", "DE3")
    assert (codes_as_kreis(berlin).ags, codes_as_kreis(berlin).nuts) == ("11000", "DE300")
    assert region_key("11000000") == "11" and region_key("02000") == "02" and region_key("08222000") == "08222"
    assert codes_as_kreis(Region.objects.get(slug="bremen")) is None


def test_region_that_carries_a_code_already_keeps_what_editors_gave_it():
    mine = make(Region, name="Quadratestadt", slug="monnem", kind="kreis", ags="08222", note="Unser Hinweis.")
    taken = make(Region, name="Anderes Kiel", slug="kiel", kind="gemeinde")
    loaded = load_official()
    mine.refresh_from_db()

    assert Region.objects.filter(ags="08222").count() == 1
    assert (mine.name, mine.slug, mine.note) == ("Quadratestadt", "monnem", "Unser Hinweis.")
    assert (mine.nuts, mine.designation, mine.parent.ags) == ("DE126", "Stadtkreis", "08")
    assert loaded.by_slug["mannheim"] == mine
    assert Region.objects.get(ags="01002").slug == "kiel-01002" and taken.slug == "kiel"


def test_own_nuts_code_of_another_year_is_left_alone():
    mine = make(Region, kind="kreis", ags="08222", nuts="DE126", nuts_version="2016")
    load_official()
    mine.refresh_from_db()

    assert (mine.nuts, mine.nuts_version) == ("DE126", "2016")


@pytest.mark.usefixtures("directory")
def test_directory_has_each_region_once_with_the_notes_of_the_files():
    codes = Counter(Region.objects.exclude(ags="").values_list("ags", flat=True))

    assert len(codes) == 414 and set(codes.values()) == {1}
    assert Region.objects.get(ags="08222").also_called == "Quadratestadt\nStadt Mannheim"
    assert Postcode.objects.count() > 8_000
    assert set(Region.objects.get(slug="rhein-neckar").covers.values_list("parent__slug", flat=True)) == {
        "baden-wuerttemberg",
        "hessen",
        "rheinland-pfalz",
    }
