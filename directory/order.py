"""In which order networks stand in lists: who can be reached first, then who was confirmed or named last, then by name.

Both are known in memory only (`reach`, `pages.alive`), so the database sorts by what the index knows, too.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, When

from core.database import among
from core.filters import Sort
from core.words import _lazy
from packed.ranks import Ranking
from pages.alive import Alive
from reach.listed import LISTING, reaches, states
from reach.rungs import Reach

Key = Callable[[Reach, Alive], Any]


def _by_age(_reach: Reach, alive: Alive) -> int:
    return -(alive.date or date.min).toordinal()


def _by_contact(reach: Reach, alive: Alive) -> tuple[bool, int, int]:
    """What has ended or became something else is nobody's first answer, whoever can be reached about it."""
    return alive.tone == "over", reach.rung, _by_age(reach, alive)


def _in_database(key: Key) -> tuple:
    """Expressions that sort as the index does."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for row, one in zip(LISTING.rows().rows, _keys(key), strict=True):
        groups[one].append(row.pk)
    cases = [When(pk__in=among(groups[one]), then=number) for number, one in enumerate(sorted(groups))]
    return (*([Case(*cases, default=len(cases))] if cases else []), "sort_name")


SORTS = {
    "naehe": Sort(_lazy("Nähe"), partial(_in_database, _by_contact), steps="region", otherwise="kontakt"),
    "kontakt": Sort(_lazy("Kontakt vorhanden"), partial(_in_database, _by_contact)),
    "genannt": Sort(_lazy("Zuletzt genannt"), partial(_in_database, _by_age)),
    "name": Sort(_lazy("Name")),
}
USUAL = next(iter(SORTS))


def rankings() -> dict[str, Ranking]:
    """The orders of `SORTS` over networks in dictionary order, which is that of equals."""
    by_contact, by_age = map(_ranking, (_by_contact, _by_age))
    return {"naehe": by_contact, "kontakt": by_contact, "genannt": by_age}


def _ranking(key: Key) -> Ranking:
    keys = _keys(key)
    return Ranking(sorted(range(len(keys)), key=keys.__getitem__))


def _keys(key: Key) -> list[Any]:
    return [key(reach, alive) for reach, alive in zip(reaches(), states(), strict=True)]
