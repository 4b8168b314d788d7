"""Who of the people may be named where many records go out at once: lists, API, dumps, catalogue, feeds.

A page and a contact card show what is published of a person; in bulk their record must say that it is released for open
data, and nobody may have objected. In place of others stands the office they work for.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from contacts.models import Person
from publishing.enums import State

# What the answer needs of a person.
COLUMNS = ("state", "open_data_on", "objected_on")


def is_released(columns: Sequence[Any]) -> bool:
    """The one rule, for the values of `COLUMNS`."""
    state, open_data_on, objected_on = columns
    is_open = open_data_on is not None and open_data_on <= date.today()
    return state == State.PUBLISHED and is_open and objected_on is None


def released() -> Q:
    """The same as a condition of a query."""
    return Q(state=State.PUBLISHED, open_data_on__lte=date.today(), objected_on=None)


def may_be_given_in_bulk(person: Person) -> bool:
    return is_released([getattr(person, name) for name in COLUMNS])


def stand_in(carriers: Sequence[str], column: str) -> str:
    """The column of an office that says the same in place of a person; empty where nothing is left without them."""
    return next((name for name in carriers if name != column), "") if column in carriers else ""
