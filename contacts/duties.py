"""What people and offices are asked about, as words to be found by, and where."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from networks.models import Organisation
from regions.tree import RegionTree

OWNERS: dict[type[models.Model], str] = {Person: "person", Organisation: "office"}
# Whoever answers for a region, not for a network of it, is asked for money under these, and for everything under none.
_FUNDING = {"", Concern.PROJECT, Concern.FOUND}


@dataclass
class Duties:
    """`concerns`: as the finder calls them; `asks_money`: whether people ask here for funding; `regions`: keys."""

    concerns: set[str] = field(default_factory=set)
    asks_money: bool = False
    regions: set[int] = field(default_factory=set)


def duties(model: type[models.Model], pks: list[int], tree: RegionTree) -> dict[int, Duties]:
    """By the key of a person or an office; two queries, none for records of other kinds."""
    found: dict[int, Duties] = defaultdict(Duties)
    if not (owner := OWNERS.get(model)):
        return found
    rows = Responsibility.objects.public(owner).filter(**{f"{owner}__in": pks}).order_by()
    where = defaultdict(set)
    for pk, region in rows.values_list("pk", "regions"):
        where[pk].add(region)
    for pk, own, concern, network, programme in rows.values_list("pk", owner, "concern", "network", "programme"):
        one = found[own]
        one.concerns |= {str(Concern(concern).label)} if concern else set()
        one.asks_money |= bool(programme) or not network and concern in _FUNDING
        named = where[pk] - {None}
        one.regions |= named or (set() if network else tree.countries)
    return found
