"""The facets of the contact persons: by task, not by alphabet (ux 4.8)."""

from itertools import chain

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from core.facets import FacetIndex, FacetSpec, Rows, of_choices, one_level, wide
from memory.kept import remembered
from publishing.enums import State
from regions.facets import region_facet
from regions.tree import RegionTree

SPECS = (
    FacetSpec("aufgabe", "Aufgabe"),
    FacetSpec("region", "Region", hierarchical=True),
    FacetSpec("programm", "Förderprogramm"),
    FacetSpec("netzwerk", "Netzwerk", wide=True),
    FacetSpec("organisation", "Organisation", wide=True),
)
SORTS = {"name": "Name"}


def contact_index() -> FacetIndex:
    return remembered("contacts", _build)


def _build() -> FacetIndex:
    people = Person.objects.published().contacts().order_by()
    rows = Rows.by_name(
        (pk, f"{family} {given}", organisation)
        for pk, family, given, organisation in people.values_list("pk", "family_name", "given_name", "organisation_id")
    )
    tasks = Responsibility.objects.public().order_by()
    own = tasks.filter(regions__isnull=False).values_list("regions", "person_id")
    of_networks = tasks.filter(network__regions__isnull=False).values_list("network__regions", "person_id")
    programmes = rows.linked(tasks.values_list("programme_id", "person_id"))
    networks = rows.linked(tasks.values_list("network_id", "person_id"))
    facets = {
        "aufgabe": of_choices(Concern.choices, rows.linked(tasks.values_list("concern", "person_id"))),
        "region": region_facet(RegionTree.current(), rows.linked(chain(own, of_networks))),
        "programm": one_level(_named(tasks, "programme"), programmes),
        "netzwerk": wide(_named(tasks, "network"), networks),
        "organisation": wide(_named(Person.objects.order_by(), "organisation"), rows.by(2)),
    }
    return FacetIndex(SPECS, rows.data(facets))


def _named(rows, relation: str) -> list[tuple]:
    """Distinct published records that a foreign key points to, as rows for `one_level` and `wide`."""
    found = rows.filter(**{f"{relation}__state": State.PUBLISHED}).distinct()
    return list(found.values_list(f"{relation}_id", f"{relation}__slug", f"{relation}__name"))
