"""The filters of the editors' lists count what the public pages count, for every value of the directory."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from contacts.facets import contact_index
from contacts.models import Person
from core.facets import FacetIndex
from directory.activity_facets import event_index
from directory.facets import network_index
from directory.organisation_facets import organisation_index
from networks.models import Event, Network, Organisation
from programmes.facets import programme_index
from programmes.models import Programme
from regions.models import Region

pytestmark = pytest.mark.django_db
INDEXES = {
    Network: network_index,
    Organisation: organisation_index,
    Event: event_index,
    Programme: programme_index,
    Person: contact_index,
}


def on_page(index: FacetIndex, param: str, value: str) -> set[int]:
    """With everything that the list leaves out until somebody asks."""
    shown = {other: list(index.by_value[other]) for other, spec in index.specs.items() if spec.hidden_unless_chosen}
    return set(index.select(shown | {param: [value]}).pks())


def beside_list(model, param: str, value: str) -> set[int] | None:
    """What the filter of the admin finds among published records; None where it has no such filter."""
    model_admin = admin.site.get_model_admin(model)
    request = RequestFactory().get("/", {param: value})
    kinds = {kind.parameter_name: kind for kind in model_admin.get_list_filter(request) if hasattr(kind, "filterset")}
    if param not in kinds:
        return None
    beside = kinds[param](request, {param: [value]}, model, model_admin)
    return set(beside.queryset(request, model.objects.published()).values_list("pk", flat=True))


PLACED = [Network, Organisation, Event, Programme]


@pytest.mark.parametrize("model", PLACED)
def test_every_region_counts_the_same(directory, model):
    """Each region with one of the kinds, which share the tree of regions, and each kind with a quarter of them."""
    index = INDEXES[model]()
    slugs = list(Region.objects.order_by("slug").values_list("slug", flat=True))
    assert set(index.by_value["region"]) == set(slugs)

    own = slugs[PLACED.index(model) :: len(PLACED)]
    wrong = [slug for slug in own if on_page(index, "region", slug) != beside_list(model, "region", slug)]

    assert wrong == []


@pytest.mark.parametrize("model", INDEXES)
def test_every_other_filter_counts_the_same(directory, model):
    index, compared = INDEXES[model](), set()
    for param in index.specs.keys() - {"region"}:
        for value in index.by_value[param]:
            if (found := beside_list(model, param, value)) is not None:
                assert on_page(index, param, value) == found, (param, value)
                compared.add(param)
    assert compared or model is Person  # who are listed by task; editors filter by role
