"""What people and offices are asked about, as words to be found by, and where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from contacts.enums import Concern
from contacts.models import Person, Responsibility
from core.prepared import ask_many
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
    where = defaultdict(set)
    for pk, region in _rows(owner, pks, "pk", "regions"):
        where[pk].add(region)
    for pk, own, concern, network, programme in _rows(owner, pks, "pk", owner, "concern", "network", "programme"):
        one = found[own]
        one.concerns |= {str(Concern(concern).label)} if concern else set()
        one.asks_money |= bool(programme) or not network and concern in _FUNDING
        named = where[pk] - {None}
        one.regions |= named or (set() if network else tree.countries)
    return found


def _rows(owner: str, pks: list[int], *columns: str) -> Iterable[tuple]:
    """Compiled once for one person or office, which is asked for whenever it is saved."""

    def query(some: list[int]) -> models.QuerySet:
        rows = Responsibility.objects.public(owner).filter(**{f"{owner}__in": some})
        return rows.order_by().values_list(*columns)

    return ask_many(("duties", owner, columns), pks, query) if len(pks) == 1 else query(pks)
