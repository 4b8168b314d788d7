"""The facets of the organisations: Art, Region, Rolle, Feld."""

from collections import defaultdict

from core.facets import FacetData, FacetIndex, FacetSpec, Option, cached_index, positions_of, two_levels
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
    field_options, field_members = two_levels(
        Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id"), fields
    )
    region_options, region_members = region_facet(RegionTree.load(), by_region)
    return FacetIndex(
        SPECS,
        FacetData(
            pks=[row[0] for row in rows],
            options={
                "art": [Option.make(*choice) for choice in OrganisationKind.choices],
                "region": region_options,
                "rolle": [Option.make(*choice) for choice in ParticipationRole.choices],
                "feld": field_options,
            },
            members={
                "art": {value: by_kind[value] for value in OrganisationKind.values},
                "region": region_members,
                "rolle": {value: set(roles[value]) for value in ParticipationRole.values},
                "feld": field_members,
            },
        ),
    )
