"""The usual kinds of facets: choices, and records of a vocabulary that others are linked to."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import QuerySet, Value

from core.addresses import former_addresses
from core.facet_data import TermRow, of_choices, tree, wide
from core.filters import LinkedFacet, Links, Remember
from core.options import Option
from core.text import sort_key
from core.words import Words


class ChoiceFacet(LinkedFacet):
    """A column with choices, of the record or of rows beside it."""

    def __init__(self, label: Words, at: str | Links, choices: Iterable[tuple[Any, Words]], **options):
        super().__init__(label, at, **options)
        self.choices = {value: text for value, text in choices if value != ""}

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        return {value: Option(value, self.choices[value]) for value in asked if value in self.choices}

    def keys(self, values: list[str]) -> Any:
        return values

    def facet(self, linked: Mapping[Any, list[int]], remember: Remember) -> tuple:
        return of_choices(self.choices.items(), linked)

    def listed(self) -> list[Option]:
        return [Option(value, text) for value, text in self.choices.items()]


class YesNoFacet(ChoiceFacet):
    """A column that is true or false, each with its label."""

    def __init__(self, label: Words, column: str, yes: Words, no: Words, **options):
        super().__init__(label, column, [("1", yes), ("0", no)], **options)

    def keys(self, values: list[str]) -> Any:
        return [value == "1" for value in values]

    def facet(self, linked: Mapping[Any, list[int]], remember: Remember) -> tuple:
        return super().facet({"1": linked.get(True, []), "0": linked.get(False, [])}, remember)


class TermFacet(LinkedFacet):
    """Records with an address, some below others: whatever is linked to one is linked to those above it.

    `terms`: all that can be chosen. `columns` and `naming`: what makes up a label. `rows`: those that an index
    offers, where they are not simply all; `name`: under which indexes share them.
    """

    def __init__(
        self,
        label: Words,
        at: str | Links | tuple[Links, ...],
        terms: Callable[[], QuerySet],
        *,
        name: str = "",
        columns: tuple[str, ...] = ("name",),
        naming: Callable[..., str] = str,
        rows: Callable[[], list[TermRow]] | None = None,
        **options,
    ):
        super().__init__(label, at, **options)
        self.terms, self.name, self.columns, self.naming = terms, name, columns, naming
        self.rows = rows or self.all_rows

    def all_rows(self) -> list[TermRow]:
        above = ("parent_id",) if self.hierarchical else (Value(None, output_field=models.BigIntegerField()),)
        found = self.terms().order_by().values_list("pk", "slug", *above, *self.columns)
        return [TermRow(pk, slug, self.naming(*names), parent) for pk, slug, parent, *names in found]

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        if not asked:
            return {}
        found = self._options(slug__in=asked)
        missing = [value for value in asked if value not in found]
        if missing and (moved := dict(self._moved(missing))):
            now = {pk: option for option, pk in self._keyed(pk__in=list(moved.values()))}
            found |= {slug: now[pk] for slug, pk in moved.items() if pk in now}
        return found

    def _moved(self, slugs: list[str]) -> QuerySet:
        return former_addresses(self.terms().model).filter(slug__in=slugs).values_list("slug", "object_id")

    def _options(self, **wanted) -> dict[str, Option]:
        return {option.value: option for option, _ in self._keyed(**wanted)}

    def _keyed(self, **wanted) -> list[tuple[Option, int]]:
        rows = self.terms().filter(**wanted).order_by().distinct().values_list("pk", "slug", *self.columns)
        return [(Option(slug, self.naming(*names)), pk) for pk, slug, *names in rows]

    def keys(self, values: list[str]) -> QuerySet | set[int]:
        chosen = self.terms().filter(slug__in=values).order_by()
        if not self.hierarchical:
            return chosen.values("pk")
        found = edge = set(chosen.values_list("pk", flat=True))
        while edge:  # one query for each level
            edge = set(self.terms().filter(parent__in=edge).order_by().values_list("pk", flat=True)) - found
            found = found | edge
        return found

    def facet(self, linked: Mapping[Any, list[int]], remember: Remember) -> tuple:
        return self.of(remember(self.name, self.rows) if self.name else self.rows(), linked)

    def of(self, rows: Iterable[TermRow], linked: Mapping[Any, list[int]]) -> tuple:
        """Options and members, of rows as `rows` gives them."""
        return wide(rows, linked) if self.wide else tree(rows, linked)

    def listed(self) -> list[Option]:
        rows = sorted(self.rows(), key=lambda row: sort_key(row.label))
        return [Option(row.value, row.label) for row in rows]


def published(model: type[models.Model]) -> Callable[[], QuerySet]:
    """All public records of a kind, asked anew each time."""
    records: Any = model._default_manager
    return lambda: records.published()
