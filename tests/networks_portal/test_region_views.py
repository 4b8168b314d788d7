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
    assert "Gehört zu: " in page and "Bergland" in page and "Umfasst: Zettstadt" in page
    assert "AGS 99 · NUTS DEZ (Fassung 2024)" in page


def test_breadcrumb_follows_the_tree_without_the_country(client, land):
    town = make(Region, name="Zettstadt", kind="gemeinde", parent=land)
    response = client.get(town.get_absolute_url())

    assert [crumb["label"] for crumb in response.context["breadcrumbs"]] == ["Regionen", "Ackerland", "Zettstadt"]


def test_region_without_networks_shows_the_larger_one(client, land):
    make(Network, name="Lichtnetz", regions=[land])
    page = read(client.get(make(Region, name="Leerstadt", parent=land, kind="gemeinde").get_absolute_url()))

    assert "Für Leerstadt kennen wir noch kein Netzwerk." in page
    assert "In der größeren Region Ackerland" in page and "Lichtnetz" in page


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
