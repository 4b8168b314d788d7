"""What a search of the desk names first: the very name, then what begins with it, then what contains it."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from core.text import sort_key


def best_first(rows: QuerySet, text: str, *columns: str, key: int | None = None) -> QuerySet:
    """Of equally good ones by the dictionary. `key`: of a record that was asked for by its number; `columns`: the names
    of what has none for the dictionary."""
    then: list[Any] = [*rows.query.order_by, *(rows.model._meta.ordering or ())]
    is_it, begins = "__iexact", "__istartswith"
    if is_sorted(rows.model):
        columns, text, then = ("sort_name",), sort_key(text), ["sort_name"]
        is_it, begins = "", "__startswith"
    ranks = [When(pk=key, then=Value(0))] if key else []
    for place, how in enumerate((is_it, begins) if text else (), 1):
        ranks += [When(Q(**{f"{column}{how}": text}), then=Value(place)) for column in columns]
    rank: Any = Case(*ranks, default=Value(3), output_field=IntegerField()) if ranks else Value(3)
    return rows.annotate(how_well=rank).order_by("how_well", *then, "pk")


def is_sorted(model: type[Model]) -> bool:
    return any(column.name == "sort_name" for column in model._meta.concrete_fields)


class Offered(AutocompleteJsonView):
    """For the selects of all forms."""

    def get_queryset(self):
        columns: list[str] = [name for name in self.model_admin.get_search_fields(self.request) if "__" not in name]
        return best_first(super().get_queryset(), self.term.strip(), *columns)
