"""The facets of the funding programmes: Region, Feld, Fördergeber, Art, „Antrag möglich“."""

from collections import defaultdict

from core.facets import FacetData, FacetIndex, FacetSpec, cached_index, of_choices, positions_of, two_levels
from core.text import sort_key
from networks.models import Field
from programmes.enums import Application, ProgrammeKind
from programmes.models import Financing, Programme
from publishing.enums import State
from publishing.models import ContentStamp
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
    return cached_index("programmes", ContentStamp.current(), _build)


def _build() -> FacetIndex:
    rows = list(Programme.objects.published().order_by().values_list("pk", "name", "kind", "application"))
    rows.sort(key=lambda row: (sort_key(row[1]), row[0]))
    position = {row[0]: number for number, row in enumerate(rows)}
    by_kind, by_application = defaultdict(list), defaultdict(list)
    for number, row in enumerate(rows):
        by_kind[row[2]].append(number)
        by_application[row[3]].append(number)
    regions = positions_of(Programme.regions.through.objects.values_list("region_id", "programme_id"), position)
    fields = positions_of(Programme.fields.through.objects.values_list("field_id", "programme_id"), position)
    financings = Financing.objects.filter(organisation__state=State.PUBLISHED)
    givers = positions_of(financings.values_list("organisation_id", "programme_id"), position)
    giver_rows = (
        financings.order_by().distinct().values_list("organisation_id", "organisation__slug", "organisation__name")
    )
    field_rows = Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")
    facets = {
        "region": region_facet(RegionTree.current(), regions),
        "feld": two_levels(field_rows, fields),
        "geber": two_levels([(*row, None) for row in giver_rows], givers),
        "art": of_choices(ProgrammeKind.choices, by_kind),
        "antrag": of_choices(Application.choices, by_application),
    }
    return FacetIndex(SPECS, FacetData.of([row[0] for row in rows], facets))
