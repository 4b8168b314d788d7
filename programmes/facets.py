"""The facets of the funding programmes: Region, Feld, Fördergeber, Art, „Antrag möglich“."""

from core.facets import FacetIndex, FacetSpec, Rows, of_choices, one_level, two_levels
from memory.kept import remembered
from networks.models import Field
from programmes.enums import Application, ProgrammeKind
from programmes.models import Financing, Programme
from regions.facets import region_facet
from regions.tree import RegionTree

SPECS = (
    FacetSpec("region", "Gilt in", hierarchical=True),
    FacetSpec("feld", "Feld", hierarchical=True),
    FacetSpec("geber", "Fördergeber"),
    FacetSpec("art", "Art"),
    FacetSpec("antrag", "Antrag derzeit möglich"),
)
SORTS = {"name": "Name"}


def programme_index() -> FacetIndex:
    return remembered("programmes", _build)


def _build() -> FacetIndex:
    rows = Rows.by_name(Programme.objects.published().order_by().values_list("pk", "name", "kind", "application"))
    regions = Programme.regions.through.objects.values_list("region_id", "programme_id")
    fields = Programme.fields.through.objects.values_list("field_id", "programme_id")
    financings = Financing.objects.public().filter(organisation__isnull=False)
    giver_rows = (
        financings.order_by().distinct().values_list("organisation_id", "organisation__slug", "organisation__name")
    )
    field_rows = Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")
    facets = {
        "region": region_facet(RegionTree.current(), rows.linked(regions)),
        "feld": two_levels(field_rows, rows.linked(fields)),
        "geber": one_level(giver_rows, rows.linked(financings.values_list("organisation_id", "programme_id"))),
        "art": of_choices(ProgrammeKind.choices, rows.by(2)),
        "antrag": of_choices(Application.choices, rows.by(3)),
    }
    return FacetIndex(SPECS, rows.data(facets))
