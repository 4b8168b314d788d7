"""What leads from a network to somebody who can be reached: for all networks at once, kept in memory.

Only what visitors may see, and only what leads on: who has no channel that works as printed is no tie.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from contacts.channel_values import NUMBERS
from contacts.enums import ChannelKind
from contacts.models import Channel, Mention, Person, Responsibility
from inputs.local_addresses import visitors_href
from memory.kept import remembered
from networks.enums import ParticipationRole, RelationKind
from networks.models import Network, Organisation, Participation, Relation
from publishing.enums import Certainty, LinkCheck, LinkKind
from publishing.models import Link
from reach.roles import speaks_for
from reach.table import Table

# A fax number and a postal address are no way to ask something now.
DIRECT = (ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.EMAIL, ChannelKind.WEB)
CARRIER, INITIATOR, PART, SUCCESSOR, TOGETHER = range(5)


class Named(NamedTuple):
    """An office or a person as a label names them."""

    name: str
    slug: str


class Reachable(NamedTuple):
    """The people and offices with a channel that works as printed."""

    people: frozenset[int]
    offices: frozenset[int]


class Responsible(NamedTuple):
    """By network, or by programme: people, offices behind people without a channel, and offices themselves."""

    people: Table
    behind: Table
    offices: Table


class Ties(NamedTuple):
    """By network. `behind`: offices of people without a channel; `offices`: those responsible for it themselves;
    `near`: other networks with how they belong together; `named`: people named with a function for it who are contacts
    for something else."""

    people: Table
    behind: Table
    offices: Table
    websites: Table
    carriers: Table
    near: Table
    named: Table
    office_names: dict[int, Named]
    people_names: dict[int, Named]


def ties() -> Ties:
    """Those of today."""
    return remembered("reach: ties", _ties, daily=True)


def reachable() -> Reachable:
    return remembered("reach: reachable", _reachable)


def responsible_for_programmes() -> Responsible:
    return remembered("reach: responsible for programmes", _for_programmes, daily=True)


def usable_channels() -> QuerySet:
    """Whose, and of which kind: not faulty, to ask something now, and of numbers those that can be dialled."""
    works = ~Q(kind__in=NUMBERS) | Q(certainty=Certainty.STATED) & ~Q(dial="")
    rows = Channel.objects.public().filter(works, kind__in=DIRECT, is_faulty=False).order_by()
    return rows.values_list("person_id", "organisation_id", "kind")


def _ties() -> Ties:
    people, behind, offices = remembered("reach: responsible", _for_networks, daily=True)
    return Ties(
        people,
        behind,
        offices,
        remembered("reach: websites", _websites),
        remembered("reach: carriers", _carriers, daily=True),
        remembered("reach: near", _near, daily=True),
        remembered("reach: named", _named, daily=True),
        remembered("reach: offices", _office_names),
        remembered("reach: people", _people_names),
    )


def _reachable() -> Reachable:
    people: set[int] = set()
    offices: set[int] = set()
    for person, office, _kind in usable_channels().iterator():
        (people if person else offices).add(person or office)
    return Reachable(frozenset(people), frozenset(offices))


def _for_networks() -> Responsible:
    return _responsible("network")


def _for_programmes() -> Responsible:
    return _responsible("programme")


def _responsible(column: str) -> Responsible:
    rows = (
        Responsibility.objects.public()
        .filter(Responsibility.is_current_today(), **{f"{column}__isnull": False})
        .order_by("priority", "pk")
        .values_list(f"{column}_id", "person_id", "person__organisation_id", "office_id")
    )
    known = reachable()
    people: dict[tuple[int, int], None] = {}
    behind: dict[tuple[int, int], None] = {}
    offices: dict[tuple[int, int], None] = {}
    for subject, person, organisation, office in rows.iterator():
        if person in known.people:
            people[subject, person] = None
        elif person and organisation in known.offices:
            behind[subject, organisation] = None
        elif office in known.offices:
            offices[subject, office] = None
    return Responsible(Table(people), Table(behind), Table(offices))


def _websites() -> Table:
    """A website that the link check could not reach leads nowhere; nor does one that is none for visitors."""
    about = ContentType.objects.get_for_model(Network)
    links = Link.objects.filter(content_type=about, kind=LinkKind.WEBSITE).exclude(check_result=LinkCheck.BROKEN)
    rows = links.order_by("position", "pk").values_list("object_id", "pk", "url").iterator()
    return Table((network, pk) for network, pk, url in rows if visitors_href(url))


def _carriers() -> Table:
    roles = {ParticipationRole.OPERATOR: CARRIER, ParticipationRole.INITIATOR: INITIATOR}
    rows = (
        Participation.objects.public()
        .filter(Participation.is_current_today(), role__in=roles)
        .order_by("position", "pk")
    )
    found = rows.values_list("network_id", "organisation_id", "role").iterator()
    offices = reachable().offices
    ranked = [(network, office, roles[role]) for network, office, role in found if office in offices]
    return Table(dict.fromkeys(sorted(ranked, key=lambda row: row[2])))


def _near() -> Table:
    """What a network is part of, what it became, and what works with it."""
    kinds = (RelationKind.PART_OF, RelationKind.SUCCESSOR_OF, RelationKind.COOPERATES)
    rows = Relation.objects.public().filter(Relation.is_current_today(), kind__in=kinds).order_by("position", "pk")
    found = rows.values_list("from_network_id", "to_network_id", "kind").iterator()
    ranked = sorted((row for one in found for row in _both(*one)), key=lambda row: row[2])
    return Table(dict.fromkeys(ranked))


def _both(first: int, second: int, kind: str) -> Iterator[tuple[int, int, int]]:
    if kind == RelationKind.PART_OF:
        yield first, second, PART
    elif kind == RelationKind.SUCCESSOR_OF:
        yield second, first, SUCCESSOR
    else:
        yield first, second, TOGETHER
        yield second, first, TOGETHER


def _named() -> Table:
    """Only people with a page of their own: they are contacts for something."""
    rows = Mention.objects.public().filter(network__isnull=False, person__in=Person.objects.with_page())
    found = rows.exclude(role="").order_by("pk").values_list("network_id", "person_id", "role")
    people = reachable().people
    return Table(
        dict.fromkeys((network, person) for network, person, role in found if person in people and speaks_for(role))
    )


def _office_names() -> dict[int, Named]:
    known = reachable().offices
    rows = Organisation.objects.published().filter(channels__isnull=False).order_by().distinct()
    return {pk: Named(name, slug) for pk, name, slug in rows.values_list("pk", "name", "slug") if pk in known}


def _people_names() -> dict[int, Named]:
    """Those who are named at networks."""
    pks = remembered("reach: named", _named, daily=True).column(1)
    rows = Person.objects.filter(pk__in=pks).order_by().values_list("pk", "title", "given_name", "family_name", "slug")
    return {pk: Named(" ".join(filter(None, names)), slug) for pk, *names, slug in rows}
