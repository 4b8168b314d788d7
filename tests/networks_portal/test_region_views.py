import gzip
import re

import pytest

from contacts.models import Person, Responsibility
from networks.models import Event, Field, Network, Organisation
from programmes.models import Programme, SupportOffer
from regions.models import Region
from tests.factories import make, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return make(Region, name="Netzstaat", kind="staat")


@pytest.fixture
def land(country):
    return make(Region, name="Ackerland", parent=country, ags="99", nuts="DEZ", nuts_version="2024")


def test_list_shows_functional_regions_laender_and_what_lies_in_them(client, land):
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    make(Region, name="Bergland", kind="funktional")
    make(Network, regions=[town])
    page = read(client.get("/regionen/"))

    assert "Bergland 0 Netzwerke" in page
    assert "Ackerland 1 Netzwerk Zettstadt 1 Netzwerk" in page
    assert "Netzstaat 1 Netzwerk" in page


def test_page_brings_together_what_belongs_to_the_place(client, land, country):
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    wide = make(Region, name="Bergland", kind="funktional")
    wide.covers.add(land)
    make(Network, name="Lichtnetz", regions=[town], fields=[make(Field, name="Licht")])
    make(Network, name="Bergnetz", regions=[wide])
    make(Programme, name="Staatsgeld", regions=[country])
    make(SupportOffer, name="Stadthilfe", regions=[town])
    make(Event, name="Stadtfest", region=town)
    make(Organisation, name="Stadtwerk", region=town)
    task = make(Responsibility)
    task.regions.add(town)
    page = read(client.get(land.get_absolute_url()))

    for name in ("Lichtnetz", "Bergnetz", "Staatsgeld", "Stadthilfe", "Stadtfest", "Stadtwerk", task.person.full_name):
        assert name in page, name
    assert "2 Netzwerke" in page and "Felder in dieser Region Licht 1 Netzwerk" in page
    assert (
        "Gehört zu: " in page and "Bergland" in page and "Städte und Kreise in Ackerland Zettstadt 1 Netzwerk" in page
    )
    assert "AGS 99 · NUTS DEZ (Fassung 2024)" in page


def test_breadcrumb_follows_the_tree_without_the_country(client, land):
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    response = client.get(town.get_absolute_url())

    assert [crumb["label"] for crumb in response.context["breadcrumbs"]] == ["Regionen", "Ackerland", "Zettstadt"]


def test_region_without_networks_shows_the_larger_one(client, land):
    make(Network, name="Lichtnetz", regions=[land])
    page = read(client.get(make(Region, name="Leerstadt", parent=land, kind="gemeinde").get_absolute_url()))

    assert "Für Leerstadt kennen wir noch kein Netzwerk." in page
    assert "1 Netzwerk mit größerem Gebiet" in page and "Lichtnetz" in page


def test_land_without_networks_shows_those_of_the_country_and_not_those_of_other_laender(client, land, country):
    assert "Sehen Sie in der größeren Region Netzstaat nach." in read(client.get(land.get_absolute_url()))
    make(Network, name="Staatsnetz", regions=[country])
    make(Network, name="Nachbarnetz", regions=[make(Region, parent=country)])
    page = read(client.get(land.get_absolute_url()))

    assert "Für Ackerland kennen wir noch kein Netzwerk. Diese sind für das ganze Land, eine größere Region" in page
    assert "Staatsnetz" in page and "Nachbarnetz" not in page


def test_kreis_shows_its_own_networks_and_apart_those_with_a_larger_area(client, land, country):
    town = make(Region, name="Zettstadt", kind="kreis", parent=land, designation="Stadtkreis")
    around_land, around_town = (make(Region, name=name, kind="funktional") for name in ("Flussland", "Bergland"))
    around_land.covers.add(land)
    around_town.covers.add(town)
    for name, region in (
        ("Stadtnetz", town),
        ("Bergnetz", around_town),
        ("Landnetz", land),
        ("Flussnetz", around_land),
    ):
        make(Network, name=name, regions=[region])
    make(Network, name="Staatsnetz", regions=[country, town])
    task = make(Responsibility)
    task.regions.add(land)
    response = client.get(town.get_absolute_url())
    own, wider = read(response, "h-netze"), read(response, "h-weit")

    assert "3 Netzwerke" in own and all(name in own for name in ("Stadtnetz", "Bergnetz", "Staatsnetz"))
    assert "2 Netzwerke mit größerem Gebiet" in wider and "Landnetz" in wider and "Flussnetz" in wider
    assert "Stadtnetz" not in wider and "Staatsnetz" not in wider
    assert "Region · Stadtkreis" in read(response)
    assert task.person.full_name in read(response)


def test_empty_kreis_is_kept_from_search_engines_and_the_sitemap(client, land, country):
    full = make(Region, name="Zettstadt", kind="kreis", parent=land)
    empty = make(Region, name="Leerkreis", kind="kreis", parent=land)
    make(Network, regions=[land])
    make(Organisation, region=full)
    sitemap = client.get("/sitemap-regionen.xml").content.decode()

    assert 'content="noindex,follow"' in client.get(empty.get_absolute_url()).content.decode()
    assert "noindex" not in client.get(full.get_absolute_url()).content.decode()
    assert "noindex" not in client.get(land.get_absolute_url()).content.decode()
    for region, listed in ((full, True), (land, True), (country, True), (empty, False)):
        assert (region.get_absolute_url() in sitemap) is listed, region


def test_list_of_regions_leaves_out_kreise_in_which_no_network_lies(client, land):
    make(Region, name="Leerkreis", kind="kreis", parent=land)
    make(Network, regions=[make(Region, name="Vollkreis", kind="kreis", parent=land)])
    page = read(client.get("/regionen/"))

    assert "Vollkreis 1 Netzwerk" in page and "Leerkreis" not in page
    assert "Leerkreis" in read(client.get(land.get_absolute_url()))


@pytest.mark.usefixtures("directory")
def test_maps_carry_their_attribution_and_a_name(client):
    overview = client.get("/regionen/").content.decode()
    town = client.get("/regionen/mannheim/").content.decode()

    assert re.search(r'<a href="/regionen/sachsen/" aria-label="Sachsen, \d+ Netzwerke">', overview)
    assert overview.count("np-map__land ") == 16
    assert 'role="img" aria-label="Karte: Mannheim in Baden-Württemberg"' in town
    for page in (overview, town, client.get("/ueber/lizenzen/").content.decode()):
        assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in page
    assert "BKG" not in client.get("/regionen/deutschland/").content.decode()
    assert "ODbL 1.0" in client.get("/ueber/lizenzen/").content.decode()
    assert "als Kreis: AGS 11000, NUTS DE300" in read(client.get("/regionen/berlin/"))


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("path", ["/regionen/", "/regionen/bayern/", "/regionen/rhein-neckar/", "/regionen/lausitz/"])
def test_pages_with_maps_stay_small(path, client):
    assert len(gzip.compress(client.get(path).content)) < 16_000


def test_contact_of_a_network_counts_for_its_region(client, land):
    task = make(Responsibility, network=make(Network, regions=[land]))

    assert task.person.full_name in read(client.get(land.get_absolute_url()))


def test_region_touched_in_part_says_so(client, land):
    wide = make(Region, name="Grenzland", kind="funktional")
    wide.touches.add(land)

    assert "teilweise Grenzland" in read(client.get(land.get_absolute_url()))
    assert "Reicht hinein in: Ackerland" in read(client.get(wide.get_absolute_url()))


def test_region_only_touched_names_what_reaches_into_it(client):
    """A region without a whole of its own still says which functional region reaches into it."""
    alone = make(Region, name="Inselland")
    wide = make(Region, name="Grenzland", kind="funktional")
    wide.touches.add(alone)

    assert "Grenzland" in read(client.get(alone.get_absolute_url()))


def test_person_is_not_listed_for_a_network_that_nobody_may_see(client, land):
    network = make(Network, name="Noch geheim", regions=[land], state="entwurf")
    make(Responsibility, person=make(Person, given_name="Rita", family_name="Geheimnis"), network=network)

    assert "Geheimnis" not in client.get(land.get_absolute_url()).content.decode()


def test_programme_of_the_whole_country_is_not_said_to_apply_here(client, land, country):
    make(Programme, name="Bundesweites Programm", regions=[country])

    page = client.get(land.get_absolute_url()).content.decode()

    assert "Programme größerer Gebiete" in page
    assert "sagen die Quellen nicht" in page


@pytest.mark.once
@pytest.mark.parametrize("count,folded", [(5, False), (6, True)])
def test_a_long_list_of_parts_is_folded_above_the_contact(client, land, count, folded):
    wide = make(Region, name="Weitland", kind="funktional")
    wide.covers.add(*(make(Region, name=f"Ort {at}", kind="gemeinde", parent=land) for at in range(count)))
    page = client.get(wide.get_absolute_url()).text

    assert (f"Umfasst {count} Gebiete" in page) is folded
    assert ("Umfasst: " in page) is not folded and "Ort 4" in page
