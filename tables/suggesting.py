"""What a value that cannot be read is probably meant to be, by the rules with which pages and search understand it."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from contacts.channel_values import NUMBERS
from contacts.enums import ChannelKind
from core.text import fold
from duplicates.known import KINDS as COMPARED
from duplicates.namesakes import DOUBTFUL, LONGEST, known_names
from inputs.mail import meant_address
from inputs.phones import with_zero
from networks.models import Branch, Field, Network
from regions.models import Region
from regions.resolve import resolve
from tables.cells import NO, YES, Cells
from tables.columns import AmountColumn, PartColumn
from tables.days import range_taken_for_day
from tables.meant import Meant, branch_called, field_called, networks_called

MOST_CHOICES = 300  # longer lists are typed into
_OFFERED = 3
_TOWN = "ort"
_TAKEN_FOR_DAY = "das Tabellenprogramm hielt es wohl für einen Tag"
_CALLED_LIKE = "heißt mit einem Wort so"


@dataclass(frozen=True)
class Suggestion:
    """`texts`: as they may stand in the cell, the likeliest first; `why`: what leads there. One that `is_sure` is
    filled in, others are named.
    """

    texts: tuple[str, ...]
    is_sure: bool
    why: str = ""

    @property
    def text(self) -> str:
        return self.texts[0]


def choices_of(cells: Cells, column: Any, names_entry: bool = False) -> list[str] | None:
    """All that may stand in a cell of this column; None where that is no list to choose from. `names_entry`: it is not
    the name of a new entry, but names one that is there.
    """
    target = getattr(column, "target", None)
    if target is None:
        return None
    if names_entry or target.is_relation and (target.many_to_many or target.many_to_one):
        labels = sorted(cells.names(target.model if names_entry else target.related_model).labels.values(), key=fold)
        return labels if len(labels) <= MOST_CHOICES else None
    if target.choices:
        return [str(label) for value, label in target.flatchoices if value]
    return [YES, NO] if target.get_internal_type() == "BooleanField" else None


def suggestion(cells: Cells, column: Any, value: str, names_entry: bool = False) -> Suggestion | None:
    """For one value; a few queries at most."""
    if not value:
        return None
    target = getattr(column, "target", None)
    model: Any = target.related_model if target is not None and target.is_relation else None
    model = column.target.model if names_entry else model
    if (choices := choices_of(cells, column, names_entry)) and (near := _close(value, choices)):
        return Suggestion((near,), True)
    if model is Region or (isinstance(column, PartColumn) and column.key == _TOWN):
        return _place(value)
    if model and (several := cells.names(model).several(value)):
        return Suggestion(tuple(several[:_OFFERED]), False)
    if asked := _CALLED.get(model):
        found = asked(value)
        return Suggestion((cells.names(model).labels[found.pk],), found.is_sure, found.why) if found else None
    if isinstance(column, AmountColumn):
        return Suggestion((meant,), False, _TAKEN_FOR_DAY) if (meant := range_taken_for_day(value)) else None
    if column.key in NUMBERS:
        return Suggestion((meant,), False) if (meant := with_zero(value)) else None
    if column.key == ChannelKind.EMAIL:
        meant = meant_address(value)
        return Suggestion((meant,), True) if meant and meant != value else None
    return _namesake(cells, model, value) if model in COMPARED else None


_CALLED: dict[Any, Callable[[str], Meant | None]] = {Field: field_called, Branch: branch_called}


def _close(value: str, choices: list[str]) -> str:
    folded = {fold(choice): choice for choice in choices}
    found = get_close_matches(fold(value), folded, 1, 0.85)
    return folded[found[0]] if found else ""


def _place(value: str) -> Suggestion | None:
    names = resolve(value).similar
    if not names:
        return None
    own = [fold(name) == fold(region.name) for name in names[:2] if (region := resolve(name).region)]
    return Suggestion(tuple(names[:_OFFERED]), len(names) == 1 or own == [True, False])


def _namesake(cells: Cells, model: Any, value: str) -> Suggestion | None:
    found = known_names(model).find(value[:LONGEST])
    if not found and model is Network:
        called = [cells.names(model).labels[pk] for pk in networks_called(value[:LONGEST])]
        return Suggestion(tuple(called[:_OFFERED]), False, _CALLED_LIKE) if called else None
    labels = tuple(cells.names(model).labels[one.pk] for one in found[:_OFFERED])
    is_sure = len(found) == 1 and found[0].reason not in DOUBTFUL
    return Suggestion(labels, is_sure, found[0].reason) if labels else None
