"""Which tables an SQL statement reads and writes, told from its words.

Every word that is the name of a table counts, wherever it stands and however it is quoted. So no shape of a query,
whether join, subquery or list, can hide a table; a column that is called like one only makes a thing depend on more
than it has to.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from django.apps import apps
from django.conf import settings

_WORD = re.compile(r"\w+")
_ONE_TARGET = {"insert", "update", "delete", "replace", "merge"}
_CHANGING = {*_ONE_TARGET, "truncate"}
LONG = 4000  # characters; the longest that pages ask have some 2000


class Tables(NamedTuple):
    """`written`: those to be stamped. `passing`: those it names that never are. `changes`: whether it writes at all."""

    named: frozenset[str]
    written: frozenset[str]
    passing: frozenset[str]
    changes: bool


def tables_of(sql: str) -> Tables:
    """Remembered for what is asked again and again, not for the long lists of values of bulk statements."""
    return _remembered(sql) if len(sql) <= LONG else _find(sql)


def _find(sql: str) -> Tables:
    words = _WORD.findall(sql.replace("%s", "").lower())
    stamped, passing = _known()
    every, first = frozenset(words), words[0] if words else ""
    changes = first in _CHANGING or first == "with" and not every.isdisjoint(_CHANGING)
    written = every & stamped if changes else frozenset()
    if first in _ONE_TARGET:
        target = next((word for word in words if word in stamped or word in passing), "")
        written &= {target}
    return Tables(every & stamped, written, every & passing, changes)


_remembered = lru_cache(maxsize=1024)(_find)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The tables of all models: those whose changes are stamped, and those that the settings leave out."""
    stamped: set[str] = set()
    passing: set[str] = set()
    for model in apps.get_models(include_auto_created=True):
        names = {model._meta.app_label, model._meta.label_lower}
        (stamped if names.isdisjoint(settings.MEMORY_LEAVES_OUT) else passing).add(model._meta.db_table.lower())
    return frozenset(stamped - {"memory_tablestamp"}), frozenset(passing)
