"""The trades of the real directory: every branch is served or honestly not, every everyday name leads to its own."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from networks.models import Branch
from search.query import search
from search.trade_table import trade_table
from tests.factories import read

pytestmark = pytest.mark.django_db
# Divisions that no field of the directory serves.
WITHOUT_FIELD = {
    "41", "42", "55", "68", "69", "70", "79", "80", "81", "82", "85", "92", "93", "94", "96", "97", "98", "99",
}  # fmt: skip


# Who does this may be of either branch, so neither is sure.
OF_TWO = {"dichtungen", "messebau", "messebauer"}


def test_every_division_is_served_by_a_field_or_honestly_by_none(directory):
    served = set()
    for branch in Branch.objects.filter(fields__isnull=False).select_related("parent__parent__parent"):
        above = branch
        while above.level > 2:
            above = above.parent
        served.add(above.code)
    industry = set(Branch.objects.filter(parent__code__in=served, level=2).values_list("code", flat=True))
    divisions = set(Branch.objects.filter(edition="2025", level=2).values_list("code", flat=True))

    assert divisions - served - industry == WITHOUT_FIELD


def test_every_everyday_name_leads_to_its_own_branch(directory):
    """And a new field or branch cannot silently lose one: each name is known as a whole word."""
    table = trade_table()
    with (settings.BASE_DIR / "fixtures/wz-2025-namen.csv").open(encoding="utf-8", newline="") as file:
        names = [name for row in csv.DictReader(file) for name in row["names"].split("; ")]
    times = Counter(name.lower() for name in names)

    assert {name for name, count in times.items() if count > 1} == OF_TWO and len(times) > 200
    assert [name for name in table.names if not table.whole(name)] == []


def test_what_is_for_every_firm_of_a_region_is_found_by_the_firms_there(directory):
    assert [hit.url for hit in search("Friseur Cottbus").page(0, 5)] == ["/netzwerke/wirtschaftsinitiative-lausitz/"]
    assert [search(text).total for text in ("Friseur Mannheim", "Friseur Berlin", "Friseur")] == [0, 0, 0]


@pytest.mark.parametrize("text", ["geschäftsführer", "Vertriebsleiter", "berät", "Beraterin", "Teamleitung"])
def test_whoever_leads_or_advises_names_no_trade(text, directory):
    assert search(text).trades == []


def test_trade_that_is_a_place_too_is_a_trade_and_the_place_is_offered(directory, client):
    page = client.get("/suche/", {"q": "Winzer"})
    assert [hit.url for hit in search("Winzer").page(0, 1)] == ["/netzwerke/food-net-z/"]
    assert "„Winzer“ heißt auch ein Ort." in read(page)
    assert '"/netzwerke/?region=landkreis-deggendorf"' in page.content.decode()
    for text in ("Netzwerke in Winzer", "Metallbau Winzer"):
        assert search(text).understood.place == "landkreis-deggendorf", text
    assert search("Winzer Deggendorf").understood.place == "landkreis-deggendorf"


def test_places_of_a_name_that_many_have_are_offered(directory, client):
    page = client.get("/suche/", {"q": "Mühlhausen Metallbau"}).content.decode()

    assert "„Mühlhausen“ heißen mehrere Orte." in page
    assert '"/netzwerke/?region=unstrut-hainich-kreis&amp;q=Metallbau"' in page
    assert '"/netzwerke/?region=rhein-neckar-kreis"' in client.get("/suche/", {"q": "muehlhausen"}).content.decode()
