"""A list says what of its address it did not understand, and understands every name that a value has."""

import re

import pytest

from core.filters import RecordFilterSet
from networks.models import Branch, Network, Organisation, Participation
from programmes.models import Programme
from regions.models import Region
from tests.factories import LISTS, found, hide, make, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", LISTS)
def test_unknown_value_is_named_and_the_rest_counts(client, url):
    text = read(client.get(url, {"region": ["xyz", "<b>"], "sortierung": "quatsch"}))

    assert "Unbekannte Angaben: " in text
    assert "‚xyz‘" in text and "‚<b>‘" in text and "Sortierung ‚quatsch‘ – nicht berücksichtigt." in text
    assert "Unbekannte Angabe" not in read(client.get(url, {"region": "", "utm_source": "post"}))


def test_public_lists_answer_from_memory(client, monkeypatch):
    """No FilterSet is made for a request; the declarations are read once, when the index is built."""
    make(Network, regions=[make(Region, slug="harz")])

    def refuse(*args, **kwargs):
        raise AssertionError("A public list asked the database.")

    monkeypatch.setattr(RecordFilterSet, "__init__", refuse)
    for url in LISTS:
        query = {"region": ["harz", "xyz"], "sortierung": "name", "q": "Netz", "mitglied": "werk"}
        assert client.get(url, query).status_code == 200


@pytest.mark.parametrize("value", ["harz", "frueher-harz", "15999", "DEX99", "dex99"])
def test_region_by_address_former_address_and_official_code(client, value):
    harz = make(Region, name="Harz", slug="frueher-harz", ags="15999", nuts="DEX99", nuts_version="2024")
    harz.slug = "harz"
    harz.save()
    inside = make(Network, regions=[harz])
    make(Network)

    page = client.get("/netzwerke/", {"region": value})

    assert [chip.label for chip in page.context["listing"].chips] == ["Harz"]
    assert page.context["listing"].selection.pks() == [inside.pk]
    assert "region=harz" in page.context["listing"].url()


def test_widest_region_wins_where_several_carry_a_code(client):
    land = make(Region, name="Stadtstaat", nuts="DEX", nuts_version="2024")
    make(Region, name="Kreis darin", kind="kreis", parent=land, nuts="DEX", nuts_version="2024")

    assert [chip.label for chip in client.get("/netzwerke/?region=DEX").context["listing"].chips] == ["Stadtstaat"]


def test_networks_of_a_member(client, django_assert_max_num_queries):
    firm, other = make(Organisation, name="Werk", slug="werk"), make(Organisation, slug="anderes")
    ours, ended, carried = make(Network), make(Network), make(Network)
    make(Participation, network=ours, organisation=firm)
    make(Participation, network=ended, organisation=firm, end="2019")
    make(Participation, network=carried, organisation=firm, role="traeger")

    client.get("/netzwerke/")  # builds the index
    with django_assert_max_num_queries(12):
        page = client.get("/netzwerke/?mitglied=werk")

    assert page.context["listing"].selection.pks() == [ours.pk]
    assert re.search(r'name="mitglied"\s+value="werk"\s+checked', page.content.decode())
    assert found(client.get("/netzwerke/?mitglied=anderes")) == 0
    hide(other)
    assert "Mitglied ‚anderes‘ – nicht berücksichtigt" in read(client.get("/netzwerke/?mitglied=anderes"))


def test_public_value_without_hits_is_none_of_the_unknown(client):
    make(Network)
    make(Programme, slug="leer")

    page = client.get("/netzwerke/?programm=leer")

    assert found(page) == 0 and "Unbekannte Angabe" not in read(page)


def test_finer_branch_than_forms_offer(client):
    section = make(Branch, edition="2025", code="J", title="Information", level=1, slug="wz2025-j")
    fine = make(Branch, edition="2025", code="62.1", title="IT", level=3, slug="wz2025-62-1", parent=section)
    firm = make(Organisation, branches=[fine])
    make(Organisation, branches=[section])

    assert client.get("/organisationen/?branche=wz2025-62-1").context["listing"].selection.pks() == [firm.pk]
