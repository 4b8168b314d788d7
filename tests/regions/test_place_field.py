"""„Ort oder Postleitzahl“ on every list: one place redirects, several are offered, none says so."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from networks.models import Project
from regions.models import Region
from tests.factories import LISTS, found, make, read

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


@pytest.mark.parametrize("path", LISTS)
def test_place_leads_to_the_list_with_its_region(path, client):
    response = client.get(path, {"ort": "Weinheim"})

    assert (response.status_code, response.headers["Location"]) == (302, f"{path}?region=rhein-neckar-kreis")
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_field_has_label_and_hint_on_every_list_with_areas(path, client):
    make(Project, region=Region.objects.get(slug="mannheim"))  # no source states the area of one
    page = client.get(path).content.decode()

    assert '<label for="f-ort">Ort oder Postleitzahl</label>' in page
    assert 'aria-describedby="f-ort-hinweis"' in page and 'id="f-ort-hinweis"' in page
    assert "aria-invalid" not in page


def test_directory_understands_a_postcode_beside_empty_choices(client):
    assert client.get("/netzwerke/", {"region": "", "ort": "68161", "feld": ""}).headers["Location"] == (
        "/netzwerke/?region=mannheim"
    )


def test_other_filters_stay_and_page_and_empty_ones_go(client):
    response = client.get("/netzwerke/?q=licht&typ=cluster&feld=&region=sachsen&seite=3&ort=Mannheim")
    query = parse_qs(urlsplit(response.headers["Location"]).query)

    assert query == {"q": ["licht"], "typ": ["cluster"], "region": ["sachsen", "mannheim"]}


def test_region_that_is_chosen_already_is_not_named_twice(client):
    response = client.get("/netzwerke/?region=mannheim&ort=Mannheim")

    assert response.headers["Location"] == "/netzwerke/?region=mannheim"


def test_several_places_are_links_that_keep_the_filters(client):
    response = client.get("/netzwerke/?ort=Neustadt&typ=cluster")
    page = response.content.decode()

    assert "Welchen meinen Sie?" in read(response)
    assert '<a href="/netzwerke/?typ=cluster&amp;region=neustadt-an-der-weinstrasse">' in page
    assert 'value="Neustadt"' in page and 'aria-invalid="true"' in page
    assert 'aria-describedby="f-ort-hinweis ort-meldung"' in page and page.count('id="ort-meldung"') == 1
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert found(response) == found(client.get("/netzwerke/?typ=cluster"))


def test_unknown_place_says_so_with_similar_names(client):
    response = client.get("/organisationen/", {"ort": "Manheim", "art": "verein"})

    assert "„Manheim“ kennen wir nicht als Ort." in read(response)
    assert '<a href="/organisationen/?art=verein&amp;ort=Mannheim">Mannheim</a>' in response.content.decode()


def test_empty_field_is_ignored(client):
    response = client.get("/netzwerke/?ort=")

    assert response.status_code == 200 and "X-Robots-Tag" not in response.headers
    assert "ort-meldung" not in response.content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\"'><b>", "%00", "x" * 5_000, "//evil.example", "\r\nX: y"]
)
def test_hostile_text_is_shown_harmlessly(text, client):
    response = client.get("/netzwerke/", {"ort": text})

    assert response.status_code == 200
    page = response.content.decode().replace('<script src="/static/js/portal.js" defer></script>', "")
    page = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)  # data, in which no tag may stand
    assert "<script" not in page and "<b>" not in page


def test_kreis_finds_what_works_in_the_land_and_the_country_and_says_so(client):
    page = read(client.get("/netzwerke/?region=landkreis-gifhorn"))

    assert "Direkt bei Ihnen: 0 · bundesweit: + 1" in page and "Digital Hub Initiative" in page
    assert "In Niedersachsen: 0 · bundesweit: + 1" in read(client.get("/netzwerke/?region=niedersachsen"))
    assert found(client.get("/netzwerke/?region=leipzig")) >= 5
    others = read(client.get("/angebote/?region=mannheim"))
    assert "Mit dabei ist auch, was im ganzen Land, in einer größeren Region oder bundesweit arbeitet." in others


@pytest.mark.parametrize("path", LISTS)
def test_number_beside_a_region_is_what_choosing_it_brings(path, client):
    """In lists with steps it is the first, what lies there itself."""
    make(Project, region=Region.objects.get(slug="mannheim"))
    page = client.get(path).content.decode()
    offered = re.findall(r'name="region"\s+value="([^"]+)"[^>]*> [^<]+<span class="np-count"><span[^>]*>(\d+)<', page)

    assert offered
    for slug, count in offered:
        response = client.get(path, {"region": slug})
        steps = response.context.get("steps")
        assert (steps[0].number if steps else found(response)) == int(count), slug


def test_form_offers_only_kreise_in_which_something_lies(client):
    page = client.get("/netzwerke/").content.decode()
    kreise = set(Region.objects.filter(kind="kreis").values_list("slug", flat=True))
    offered = set(re.findall(r'name="region"\s+value="([^"]+)"', page))

    assert offered & kreise == {"mannheim"}
    assert 'value="landkreis-gifhorn" checked' in client.get("/netzwerke/?region=landkreis-gifhorn").content.decode()


def test_queries_of_a_typed_place(client, django_assert_max_num_queries):
    client.get("/netzwerke/?ort=Neustadt")
    with django_assert_max_num_queries(12):
        client.get("/netzwerke/?ort=Neustadt&region=mannheim")
    with django_assert_max_num_queries(3):
        client.get("/netzwerke/?ort=68161")


def test_invented_place_of_editors_can_be_typed(client):
    make(Region, name="Zettstadt", slug="zettstadt", kind="gemeinde")

    assert client.get("/netzwerke/?ort=zettstadt").headers["Location"] == "/netzwerke/?region=zettstadt"
