"""The facets of the organisations: Art, Region, Rolle, Feld."""

from collections import defaultdict

from core.facets import FacetData, FacetIndex, FacetSpec, cached_index, of_choices, positions_of, two_levels
from core.text import sort_key
from networks.enums import OrganisationKind, ParticipationRole
from networks.models import Field, Organisation, Participation
from publishing.enums import State
from publishing.models import ContentStamp
from regions.facets import region_facet
from regions.tree import RegionTree

SPECS = (
    FacetSpec("art", "Art"),
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("rolle", "Rolle in Netzwerken"),
    FacetSpec("feld", "Feld", hierarchical=True),
)
SORTS = {"name": "Name"}


def organisation_index() -> FacetIndex:
    return cached_index("organisations", ContentStamp.current(), _build)


def _build() -> FacetIndex:
    rows = list(Organisation.objects.published().order_by().values_list("pk", "name", "kind", "region_id"))
    rows.sort(key=lambda row: (sort_key(row[1]), row[0]))
    position = {row[0]: number for number, row in enumerate(rows)}
    by_kind, by_region = defaultdict(list), defaultdict(list)
    for number, row in enumerate(rows):
        by_kind[row[2]].append(number)
        by_region[row[3]].append(number)
    participations = Participation.objects.filter(network__state=State.PUBLISHED)
    roles = positions_of(participations.values_list("role", "organisation_id"), position)
    fields = positions_of(Organisation.fields.through.objects.values_list("field_id", "organisation_id"), position)
    field_rows = Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")
    facets = {
        "art": of_choices(OrganisationKind.choices, by_kind),
        "region": region_facet(RegionTree.current(), by_region),
        "rolle": of_choices(ParticipationRole.choices, {role: set(found) for role, found in roles.items()}),
        "feld": two_levels(field_rows, fields),
    }
    return FacetIndex(SPECS, FacetData.of([row[0] for row in rows], facets))
