"""What the files claim of fields, figures and areas, over all their entries."""

import pytest

from directory.facets import network_index
from directory.result_list import network_lines
from fit.ranking import Fit, fit_index
from fit.reasons import reasons
from networks.models import Network
from pages.areas import unsure_areas
from programmes.models import Programme, SupportOffer, holding_in
from publishing.models import Citation, Figure
from regions.models import Region
from tests.factories import read

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("directory")]


def cited(record, field: str) -> bool:
    return Citation.objects.filter(
        content_type__model=record._meta.model_name, object_id=record.pk, field=field
    ).exists()


def test_no_field_is_both_its_own_and_only_touched_and_both_are_cited():
    touching = [one for one in Network.objects.all() if one.touches.exists()]

    assert len(touching) >= 8
    for network in touching:
        assert set(network.fields.all()).isdisjoint(network.touches.all()), network
        assert cited(network, "touches"), network


def test_no_network_fits_a_field_that_it_touches_or_has_only_above():
    index = fit_index()
    for slug, match in index.matches["feld"].items():
        fit = Fit(index, {"feld": [slug]})
        claimed = set(index.networks.select({"feld": [slug]}, index.open).pks())
        assert {pk for pk in index.networks.pks if fit.meets(pk, fit.fitting)} == claimed, slug
        partly = [pk for pk in index.networks.pks if fit.meets(pk, match.bits & ~match.whole & index.open)]
        for pk, found in reasons(fit, partly).items():
            assert found.because == [] and found.partly, (slug, index.networks.name(pk))


def test_figures_of_others_are_told_apart(client):
    others = Figure.objects.exclude(about="")

    assert {str(figure.subject.slug) for figure in others} == {"cluster-imk", "green-industry-cluster"}
    assert others.filter(object_id=Network.objects.get(slug="cluster-imk").pk).count() == 5
    page = read(client.get("/netzwerke/cluster-imk/"))
    assert "Zahlen zu Berlin-Brandenburg" in page
    assert "170 am Standort vertretene Nationen" in page


@pytest.mark.parametrize("model", [Network, Programme, SupportOffer])
def test_every_area_has_a_citation_of_its_own(model):
    assert [one for one in model.objects.filter(regions__isnull=False).distinct() if not cited(one, "regions")] == []


def test_no_region_lists_a_network_by_a_hint_or_by_reaching_in_without_saying_so():
    index, unsure = network_index(), unsure_areas(Network)
    tree = index.tree

    assert len(unsure) > 10
    for region in index.regions.values():
        reaching, claimed = tree.reaching_into(region.pk), tree.meant_by(region.pk) - tree.reaching_into(region.pk)
        for line in network_lines(index, index.pks, places=[region.pk]):
            own = set(index.card(line.pk).regions)
            is_sure = line.pk not in unsure and not (own & reaching and not own & claimed)
            assert bool(line.claim) != is_sure, (region, line.name)


def test_rhein_neckar_reaches_into_three_laender_and_covers_its_towns():
    index = network_index()
    rhein_neckar = [
        pk for pk in index.pks if [index.regions[r].slug for r in index.card(pk).regions] == ["rhein-neckar"]
    ]

    def claims(slug):
        lines = network_lines(index, rhein_neckar, places=[index.tree.by_slug(slug).pk])
        return {str(line.claim) for line in lines}

    assert rhein_neckar
    for land in ("baden-wuerttemberg", "hessen", "rheinland-pfalz"):
        assert claims(land) == {"reicht hinein"}
    assert "reicht hinein" not in claims("mannheim") | claims("rhein-neckar")


def test_grw_holds_where_its_line_does():
    berlin = Region.objects.get(slug="berlin")
    line = Programme.objects.get(slug="grw-netzwerke-regionalmanagement")

    assert {line, line.parent} <= set(holding_in([berlin.pk]))
