"""The networks that fit are the cards of lists: folded alike, with place and contact, the reasons one tap away."""

import re

import pytest

from contacts.models import Channel, Responsibility
from fit.questions import QUESTIONS
from fit.ranking import ANY, Fit, fit_index
from networks.models import Network, Offer
from regions.enums import RegionKind
from regions.models import Region
from tests.factories import make, read
from tests.folded import part_of

URL = "/passendes-netzwerk/"
ALL_ANY = {question.param: ANY for question in QUESTIONS}
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def result(client, **answers):
    return client.get(URL, ALL_ANY | answers)


def names(response) -> list[str]:
    return [line.name for line in response.context["results"]]


def test_parts_lie_under_their_whole_and_are_counted(client, town):
    whole = make(Network, name="Lichtinitiative", regions=[town])
    parts = [part_of(whole, name=f"Konsortium {letter}") for letter in "AB"]
    make(Network, name="Anderes", regions=[town])
    response = result(client, region="kerzenstadt")

    assert names(response) == ["Anderes", "Lichtinitiative"]
    assert "4 Netzwerke , davon 2 eingeklappt" in read(response)
    assert "Weitere" not in read(response)
    page = response.content.decode()
    assert "2 Konsortien" in page and all(f'href="{part.get_absolute_url()}"' in page for part in parts)


def test_part_that_fits_better_stands_by_itself(client, town):
    whole = make(Network, name="Lichtinitiative", regions=[town])
    part = part_of(whole, name="Konsortium")
    make(Offer, network=part, text="Vermittlung von Fachkräften")

    assert names(result(client, region="kerzenstadt")) == ["Lichtinitiative"]
    assert names(result(client, region="kerzenstadt", bedarf="fachkraefte")) == ["Konsortium", "Lichtinitiative"]


def test_part_at_the_place_is_not_hidden_behind_a_whole_that_fits_as_well_farther_away(client):
    land = make(Region, name="Kerzenland", kind=RegionKind.LAND)
    kreis = make(Region, name="Dochtkreis", slug="dochtkreis", kind=RegionKind.DISTRICT, parent=land)
    whole = make(Network, name="Landesinitiative", regions=[land], audience="Hochschulen")
    part_of(whole, name="Hub Dochtkreis", regions=[kreis])

    assert set(names(result(client, region="dochtkreis", rolle="forschung"))) == {"Landesinitiative", "Hub Dochtkreis"}


def test_without_answers_all_are_seen(client, town):
    part_of(make(Network, name="Lichtinitiative", regions=[town]), name="Konsortium")

    assert set(names(result(client))) == {"Lichtinitiative", "Konsortium"}


def test_what_fits_in_part_is_folded_too(client, town):
    make(Network, name="Passt", regions=[town])
    whole = make(Network, name="Lichtinitiative", regions=[make(Region, name="Anderswo")], audience="Hochschulen")
    part_of(whole, name="Konsortium", audience="Hochschulen")
    response = result(client, region="kerzenstadt", rolle="forschung")

    assert names(response) == ["Passt"]
    assert [(line.name, line.parts_label) for line in response.context["nearest"]] == [
        ("Lichtinitiative", "1 Konsortium")
    ]


def test_contact_place_and_reasons(client, town):
    network = make(Network, name="Licht", regions=[town])
    make(Channel, person=make(Responsibility, network=network).person, kind="telefon")
    page = read(result(client, region="kerzenstadt", rolle="kmu"))

    assert "1 Ansprechperson" in page
    assert "Passt, weil … Licht, 1 von 2 Angaben Region Kerzenstadt Keine Angabe zu: Für wen" in page


def test_boxes_to_compare_are_one_group_with_a_name(client, town):
    slugs = [make(Network, name=f"Netz {number}", regions=[town]).slug for number in (1, 2)]
    shared = client.get("/merkliste/", {"n": slugs})
    for response in (result(client, region="kerzenstadt"), shared):
        group = response.content.decode().partition('role="group" aria-label="Zum Vergleichen auswählen"')[2]
        assert len(re.findall(r'type="checkbox"\s+name="n"', group)) == 2


@pytest.mark.usefixtures("directory")
def test_whatever_is_found_is_on_the_page_or_behind_its_last_link():
    """Folded ones lie under a network that is in the list by itself."""
    index = fit_index()
    for slug in ("berlin", "mannheim", "sachsen", "deutschland"):
        found = Fit(index, {"region": [slug]})
        fold = found.folded(found.fitting)
        shown = found.best(1000, fold.hidden)
        below = [part for parts in fold.parts.values() for part in parts]
        assert sorted(shown + below) == sorted(found.best(1000)), slug
        assert set(fold.parts) <= set(shown)
    assert fold.parts
