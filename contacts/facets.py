"""The facets of the contact persons: by task, not by alphabet (ux 4.8)."""

from collections import defaultdict

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from core.facets import FacetData, FacetIndex, FacetSpec, cached_index, of_choices, positions_of, two_levels
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
    facets = {
        "aufgabe": of_choices(Concern.choices, concerns),
        "region": region_facet(RegionTree.current(), regions),
        "programm": two_levels(_named(tasks, "programme"), programmes),
        "netzwerk": two_levels(_named(tasks, "network"), networks),
        "organisation": two_levels(_named(Person.objects.order_by(), "organisation"), organisations),
    }
    return FacetIndex(SPECS, FacetData.of([row[0] for row in people], facets))


def _named(rows, relation: str) -> list[tuple]:
    """Distinct published records that a foreign key points to, as rows for `two_levels`."""
    found = rows.filter(**{f"{relation}__state": State.PUBLISHED}).distinct()
    return [(*row, None) for row in found.values_list(f"{relation}_id", f"{relation}__slug", f"{relation}__name")]
