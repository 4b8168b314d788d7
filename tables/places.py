"""The regions that proposed records would belong to, as `region_paths` of their kind say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from accounts.models import Editor
from publishing.models import Record
from publishing.snapshots import Snapshot, parts_of
from publishing.territory import unplaced_of_others

_Lead = tuple[type[Model], str]  # from records of a kind along a path


class Places:
    """Of many proposals of one kind; a query or two for each way that leads over other records."""

    def __init__(self, model: type[Record], snapshots: Iterable[Snapshot], by: Editor):
        self.model = model
        wanted: dict[_Lead, set[int]] = defaultdict(set)
        for snapshot in snapshots:
            for lead, key in self._ends(snapshot):
                if lead:
                    wanted[lead].add(key)
        self.found: dict[_Lead, dict[int, set[int]]] = {lead: _regions(lead, keys) for lead, keys in wanted.items()}
        self.theirs = {(model, pk) for (model, _), keys in wanted.items() for pk in _of_others(by, model, keys)}

    def is_theirs(self, snapshot: Snapshot) -> bool:
        """Whether nothing but records of others without region says where it is; as publishing.territory decides."""
        held = {(lead[0], key) for lead, key in self._ends(snapshot) if lead}
        return bool(held) and held <= self.theirs and not self.of(snapshot)

    def of(self, snapshot: Snapshot) -> set[int]:
        found: set[int] = set()
        for lead, key in self._ends(snapshot):
            found |= self.found[lead].get(key, set()) if lead else {key}
        return found

    def _ends(self, snapshot: Snapshot) -> Iterator[tuple[_Lead | None, int]]:
        """Where each path leaves the snapshot: at a region, or at another record with the rest of the way."""
        for path in self.model.region_paths:
            yield from _follow(self.model, snapshot, path)


def _follow(model: type[Model], state: dict, path: str) -> Iterator[tuple[_Lead | None, int]]:
    first, _, rest = path.partition("__")
    if first in state.get("parts", ()):
        below = parts_of(model)[first].model
        for row in state["parts"][first].values():
            yield from _follow(below, row, rest)
        return
    related: Any = model._meta.get_field(first).related_model
    keys = state["many"][first] if first in state["many"] else [state["fields"].get(f"{first}_id")]
    yield from (((related, rest) if rest else None, key) for key in keys if key is not None)


def _of_others(by: Editor, model: type[Model], keys: set[int]) -> Iterator[int]:
    if issubclass(model, Record):
        yield from unplaced_of_others(by, model).filter(pk__in=keys).values_list("pk", flat=True)


def places_of(model: type[Record], pks: Iterable[int]) -> dict[int, set[int]]:
    """The regions that records belong to, nothing for those without."""
    keys = {*pks}
    found = [_regions((model, path), keys) for path in model.region_paths] if keys else []
    return {pk: set().union(*(one.get(pk, ()) for one in found)) for pk in keys}


def _regions(lead: _Lead, keys: set[int]) -> dict[int, set[int]]:
    model, path = lead
    found: dict[int, set[int]] = defaultdict(set)
    for pk, region in model._base_manager.filter(pk__in=keys).values_list("pk", path):
        if region is not None:
            found[pk].add(region)
    return found
