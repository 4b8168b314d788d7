"""The facets of the contact persons: by task, not by alphabet (ux 4.8)."""

from collections import defaultdict

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from core.facets import FacetData, FacetIndex, FacetSpec, Option, cached_index, positions_of, two_levels
from core.text import sort_key
from publishing.enums import State
from publishing.models import ContentStamp
from regions.facets import region_facet
from regions.tree import RegionTree

SPECS = (
    FacetSpec("aufgabe", "Aufgabe"),
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("programm", "Förderprogramm"),
    FacetSpec("netzwerk", "Netzwerk"),
    FacetSpec("organisation", "Organisation"),
)
SORTS = {"name": "Name"}


def contact_index() -> FacetIndex:
    return cached_index("contacts", ContentStamp.current(), _build)


def _build() -> FacetIndex:
    people = list(
        Person.objects.published()
        .contacts()
        .order_by()
        .values_list("pk", "family_name", "given_name", "organisation_id")
    )
    people.sort(key=lambda row: (sort_key(f"{row[1]} {row[2]}"), row[0]))
    position = {row[0]: number for number, row in enumerate(people)}
    tasks = Responsibility.objects.order_by()
    concerns = positions_of(tasks.values_list("concern", "person_id"), position)
    regions = positions_of(
        Responsibility.regions.through.objects.values_list("region_id", "responsibility__person_id"), position
    )
    for region, person in tasks.filter(network__state=State.PUBLISHED).values_list("network__regions", "person_id"):
        if region and person in position:
            regions[region].append(position[person])
    programmes = positions_of(tasks.values_list("programme_id", "person_id"), position)
    networks = positions_of(tasks.values_list("network_id", "person_id"), position)
    organisations = defaultdict(list)
    for number, row in enumerate(people):
        organisations[row[3]].append(number)
    programme_options, programme_members = two_levels(_named(tasks, "programme"), programmes)
    network_options, network_members = two_levels(_named(tasks, "network"), networks)
    organisation_options, organisation_members = two_levels(
        _named(Person.objects.order_by(), "organisation"), organisations
    )
    region_options, region_members = region_facet(RegionTree.load(), regions)
    data = FacetData(
        pks=[row[0] for row in people],
        options={
            "aufgabe": [Option.make(*choice) for choice in Concern.choices],
            "region": region_options,
            "programm": programme_options,
            "netzwerk": network_options,
            "organisation": organisation_options,
        },
        members={
            "aufgabe": {value: concerns[value] for value in Concern.values},
            "region": region_members,
            "programm": programme_members,
            "netzwerk": network_members,
            "organisation": organisation_members,
        },
    )
    return FacetIndex(SPECS, data)


def _named(rows, relation: str) -> list[tuple]:
    """Distinct published records that a foreign key points to, as rows for `two_levels`."""
    found = rows.filter(**{f"{relation}__state": State.PUBLISHED}).distinct()
    return [(*row, None) for row in found.values_list(f"{relation}_id", f"{relation}__slug", f"{relation}__name")]
