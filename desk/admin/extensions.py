"""What packages above add to the admin of a kind of record, or to the rows of a statement.

They declare it with `extend` in their own `admin.py`; the admin asks for it whenever it makes a page. So a package
below knows nothing of those above, and nobody changes the class of another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.forms import ModelForm

from accounts.models import Editor
from core.filters import FacetFilter


@dataclass(frozen=True)
class Reached:
    """Who is reached about an entry, the block of its form for that, and for what, in words."""

    record: Any
    block: str
    words: str = ""


@dataclass(frozen=True)
class Belonging:
    """Entries of another kind that say they belong to one: name, address, and what tells one from another."""

    title: str
    records: list[tuple[str, str, str]]


@dataclass
class Additions:
    """`forms`: mixins of its form. `list_tools`, `form_tools`: templates of further buttons at its list and its form;
    `entry_tools`: of those that stand first where it is read.
    `reached`, `belonging`: ask the entry for those; `tasks`: what there is to do with it for an account, as pairs of
    text and address, which may be empty.
    `annotations`: what is asked for with each row, by name. `filters`: what can be asked of its list, by parameter.
    """

    inlines: list[type] = field(default_factory=list)
    actions: list[Callable] = field(default_factory=list)
    forms: list[type] = field(default_factory=list)
    list_tools: list[str] = field(default_factory=list)
    form_tools: list[str] = field(default_factory=list)
    entry_tools: list[str] = field(default_factory=list)
    reached: list[Callable[[Any], list[Reached]]] = field(default_factory=list)
    belonging: list[Callable[[Any], Belonging]] = field(default_factory=list)
    tasks: list[Callable[[Any, Editor], list[tuple[str, str]]]] = field(default_factory=list)
    annotations: dict[str, Any] = field(default_factory=dict)
    filters: dict[str, FacetFilter] = field(default_factory=dict)

    def add(self, more: dict[str, list | dict]) -> None:
        for name, values in more.items():
            mine = getattr(self, name)
            mine.update(values) if isinstance(mine, dict) else mine.extend(values)


_searches: list[Callable[[Any, Iterable[str], str], models.Q]] = []


def register_search(search: Callable[[Any, Iterable[str], str], models.Q]) -> None:
    """How lists of records are searched: by the kind, the columns that its admin names, and what was typed."""
    _searches.append(search)


def found_in(model: Any, columns: Iterable[str], text: str) -> models.Q:
    (search,) = _searches
    return search(model, columns, text)


_added: dict[type[models.Model], Additions] = defaultdict(Additions)


def extend(*kinds: type[models.Model], **more: list | dict) -> None:
    """Adds to the admin of these kinds, in the order of the installed apps; an abstract one stands for all below it."""
    for kind in kinds:
        _added[kind].add(more)


def additions(kind: type[models.Model]) -> Additions:
    """All that is added to a kind, by its own name or by one above it."""
    found = Additions()
    for above in kind.__mro__:
        if above in _added:
            found.add(vars(_added[above]))
    return found


@cache
def form_of(form: type[ModelForm], mixins: tuple[type, ...]) -> type[ModelForm]:
    """The form with what is added to it."""
    return type(form.__name__, (*mixins, form), {}) if mixins else form
