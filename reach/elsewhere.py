"""Who answers at another network that an entry belongs to."""

from collections.abc import Iterator
from typing import Any

from reach.offices import OfficeRows
from reach.roles import speaks_for
from reach.rungs import Rung, Way, distinct
from reach.steps import WHY, Loaded, Step
from reach.ties import Ties, ties
from reach.ways import near_ways, own_ways


class Elsewhere:
    """Loads what the steps of other networks need."""

    def __init__(self, loaded: Loaded):
        self.loaded = loaded

    def of(self, network: int, coming_from: int = 0) -> Iterator[Step]:
        """The steps of the best rung of a network, or of where its ways lead to."""
        end, found = followed(ties(), network, (coming_from,))
        yield from (step for step in self._steps(end, found) if step)

    def _steps(self, network: int, found: list[Way]) -> Iterator[Step | None]:
        """Steps of another network, whose rows are loaded for it."""
        first = found[0] if found else None
        if first is None:
            return
        if first.why in ("task", "behind", "duty"):
            yield from self._responsible(network, first)
        elif first.why == "website":
            for link in self.loaded.links([first.key]):
                yield self.loaded.website_step(first.rung, link)
        elif first.why == "named":
            named = self.loaded.mentions([network])
            yield from self.named_as(first.rung, [row for row in named if row.person_id == first.key])
        else:
            for rows in self.loaded.offices([first.key]).values():
                yield self.loaded.office_step(first.rung, rows)

    def _responsible(self, network: int, first: Way) -> Iterator[Step]:
        tasks = [task for task in self.loaded.tasks([network]) if task.is_current]
        if first.why == "duty":
            duty = next((task for task in tasks if task.office_id == first.key), None)
            for rows in self.loaded.offices([first.key]).values():
                yield self.loaded.office_step(first.rung, rows.with_duty(duty))
            return
        for card in self.loaded.cards(tasks):
            if first.why == "task" and card.can_be_asked:
                yield self.loaded.person_step(first.rung, card)
            elif first.why == "behind" and card.fallback and card.organisation:
                rows = OfficeRows.of(card)
                yield self.loaded.office_step(first.rung, rows, named=card.tasks[:1])
                return

    def named_as(self, rung: Rung, rows: list[Any]) -> Iterator[Step]:
        """A contact for something else, as a source names them at a network."""
        row = next(row for row in rows if speaks_for(row.role))
        card = self.loaded.person_card(row.person)
        yield self.loaded.person_step(rung, card, statement=row, reason=WHY["named"].format(name=row.role))


def followed(known: Ties, network: int, seen: tuple[int, ...]) -> tuple[int, list[Way]]:
    """Where the ways of another network end, and what is there."""
    found = [
        way
        for way in distinct([*own_ways(known, network), *near_ways(known, network)])
        if way.kind != "network" or way.key not in seen
    ]
    if found and found[0].kind == "network":
        return followed(known, found[0].key, (*seen, network))
    return network, found
