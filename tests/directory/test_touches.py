"""A field that a network only touches is told as such, and is no field of it anywhere."""

import pytest

from core.kinds import record_models
from directory.facets import network_index
from fit.ranking import Fit, fit_index
from fit.reasons import reasons
from networks.models import Field, Network
from tests.factories import make, read, results

pytestmark = [pytest.mark.django_db, pytest.mark.once]
URL = "/netzwerke/"


@pytest.fixture
def above():
    return make(Field, name="Technik", slug="technik")


@pytest.fixture
def optics(above):
    return make(Field, name="Optik", slug="optik", parent=above)


@pytest.fixture
def network(optics):
    media = make(Field, name="Medien", slug="medien")
    return make(Network, name="Medienverbund", slug="medienverbund", fields=[media], touches=[optics])


def said(network, **answers):
    fit = Fit(fit_index(), {param: [value] for param, value in answers.items()})
    return fit, reasons(fit, [network.pk])[network.pk]


def test_page_and_comparison_say_what_it_touches_apart_from_its_fields(client, network):
    other = make(Network)

    page = read(client.get(network.get_absolute_url()), "h-fakten")
    compared = read(client.get(f"/vergleich/?n={network.slug}&n={other.slug}"))

    assert "Felder Medien" in page
    assert "Berührt auch Optik" in page
    assert "Berührt auch" in compared


def test_no_filter_and_no_page_of_the_field_finds_it(client, network):
    assert results(client.get(URL, {"feld": "optik"})) == []
    assert results(client.get(URL, {"feld": "technik"})) == []
    assert "Medienverbund" not in read(client.get("/felder/optik/"))
    assert network_index().card(network.pk).fields == tuple(network.fields.values_list("pk", flat=True))


def test_it_never_fits_because_of_it(network):
    fit, found = said(network, feld="optik")

    assert fit.count() == 0
    assert found.because == []
    assert found.partly == ["berührt Optik nur"]


def test_it_is_not_alike_because_of_it(client, network, optics):
    make(Network, name="Linsenbund", fields=[optics], regions=list(network.regions.all()))

    assert "Linsenbund" not in read(client.get(network.get_absolute_url()))


def test_the_field_above_fits_in_part_only(above, optics):
    broad = make(Network, name="Technikkreis", fields=[above])
    make(Network, name="Linsenbund", fields=[optics])

    fit, found = said(broad, feld="optik")

    assert fit.count() == 1
    assert not fit.meets(broad.pk, fit.fitting)
    assert fit.meets(broad.pk, fit.partly)
    assert found.because == []
    assert found.partly == ["Technik; zu Optik selbst sagt der Eintrag nichts"]


def test_what_fits_in_part_does_not_say_that_it_fits(client, above, optics):
    make(Network, name="Technikkreis", fields=[above])

    page = read(client.get("/passendes-netzwerk/", {"feld": "optik", "region": "egal", "bedarf": "egal",
                                                    "rolle": "egal", "zielmarkt": "egal"}))  # fmt: skip

    assert "Passt teilweise Technikkreis" in page
    assert "Nur zum Teil: Technik; zu Optik selbst sagt der Eintrag nichts" in page


def test_only_networks_touch_fields():
    """Whatever else has fields some day must say which it only touches, too, or not at all."""
    assert [model for model in record_models() if hasattr(model, "touches")] == [Network]
