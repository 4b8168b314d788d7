"""Who takes part in a network: the first of each role for its page, all of them in a list of their own.

A firms database may know thousands of members, so that no page loads them all.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.prepared import ask, ask_many
from directory.organisation_facets import index_within
from networks.enums import ParticipationRole
from networks.models import Network, Participation
from pages.conflicts import mark_conflicts
from pages.record_page import RecordPage, merged
from pages.records import SourceNotes
from pages.related import unread

ROLE_LABELS = dict(ParticipationRole.choices)
SHOWN = 20  # of each role
READ = 2 * SHOWN  # statements; the same may stand in two sources


class Group(NamedTuple):
    """Who has one role. `all_url`: the list of all that have it today, and `total` how many it has, where the page does
    not show them all."""

    role: str
    label: str
    rows: list[Any]
    total: int = 0
    all_url: str = ""


def members_url(network: Network) -> str:
    return f"{network.get_absolute_url()}mitglieder/"


def partners(page: RecordPage) -> list[Any]:
    """The first statements of each role, with their markers; one query, where there are many one more for each role:
    each reads no more than it shows, however many there are."""
    if "participations" not in page.present:
        return []
    rows = ask("participations of a network", page.record.pk, _some)
    if len(rows) == READ:
        rows = [row for role in ROLE_LABELS for row in ask(("participations", role), page.record.pk, first_as(role))]
    rows = page.attach(sorted(rows, key=lambda row: (row.position, row.pk)))
    mark_conflicts(rows)
    return rows


def _some(pk: int) -> QuerySet:
    """All, where these are fewer than `READ`."""
    rows = Participation.objects.public("network").filter(network=pk)
    return _with_partner(rows).order_by()[:READ]


def first_as(role: str) -> Callable[[int], QuerySet]:
    def build(pk: int) -> QuerySet:
        rows = Participation.objects.public("network").filter(network=pk, role=role)
        return _with_partner(rows).order_by("position", "pk")[:READ]

    return build


def _with_partner(rows: QuerySet) -> QuerySet:
    return rows.select_related("organisation").defer(*unread(Participation, ("organisation",)))


def by_role(network: Network, rows: list[Any]) -> list[Group]:
    """For the page: `rows` as `partners` has them."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.role].append(row)
    return [_group(network, role, same) for role, same in groups.items()]


def _group(network: Network, role: str, same: list[Any]) -> Group:
    found = merged(same, lambda row: (row.organisation_id, row.period_display))
    label = str(ROLE_LABELS.get(role, role))
    if len(found) <= SHOWN and len(same) < READ:
        return Group(role, label, found)
    total = index_within(network.pk).bits["rolle"].get(role, 0).bit_count()
    return Group(role, label, found[:SHOWN], total, f"{members_url(network)}?rolle={role}" if total else "")


def roles_of(network: Network, organisations: list[int], notes: SourceNotes) -> dict[int, list[Any]]:
    """For the lines of a list: how these take part in the network, the same from several sources once; one query."""
    rows = notes.attach(ask_many("participations of a list", [network.pk, *organisations], _of_lines))
    found = defaultdict(list)
    for row in merged(rows, lambda row: (row.organisation_id, row.role, row.period_display)):
        found[row.organisation_id].append(row)
    return found


def _of_lines(keys: list[int]) -> QuerySet:
    network, *organisations = keys
    rows = Participation.objects.public("network", "organisation")
    return rows.filter(network=network, organisation__in=organisations).order_by("position", "pk")
