"""The result lines of the organisations, from the facet index and one query."""

from typing import NamedTuple

from core.prepared import ask_many
from directory.organisation_facets import OrganisationIndex
from networks.enums import OrganisationKind
from networks.models import Organisation
from regions.nearness import Nearness

KIND_LABELS = dict(OrganisationKind.choices)


class OrganisationLine(NamedTuple):
    """`step`: how near it is to the place that was asked for."""

    pk: int
    slug: str
    name: str
    kind: str
    region: str
    summary: str
    step: str


def organisation_lines(index: OrganisationIndex, pks: list[int], nearness: Nearness) -> list[OrganisationLine]:
    """The organisations in the order given."""
    if not pks:
        return []
    summaries = dict(ask_many("organisation results", pks, _summaries))
    steps = nearness.labels(pks)
    return [_line(index, pk, summaries[pk], steps.get(pk, "")) for pk in pks if pk in summaries]


def _summaries(pks: list[int]):
    return Organisation.objects.filter(pk__in=pks).order_by().values_list("pk", "summary")


def _line(index: OrganisationIndex, pk: int, summary: str, step: str) -> OrganisationLine:
    row = index.rows[index.position[pk]]
    place = index.regions[row.region_id].name if row.region_id in index.regions else ""
    return OrganisationLine(pk, row.slug, row.name, KIND_LABELS.get(row.kind, ""), place, summary, step)
