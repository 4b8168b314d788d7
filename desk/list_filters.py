"""Declared facets (`core.filters`) as filters of the admin's lists."""

from collections.abc import Callable

from django.contrib import admin

from core.filters import NONE, FacetFilter, RecordFilterSet

MOST_LINKS = 30


class FacetListFilter(admin.SimpleListFilter):
    """One facet beside a list. What an address asks for and nobody understands leaves the list as it is; the list
    says so (`RecordFilterSet.unknown`)."""

    filterset: Callable[[], type[RecordFilterSet]]
    template = "admin/facet_filter.html"

    def __init__(self, request, params, model, model_admin):
        answer = type(self).filterset()(queryset=model._base_manager.all(), request=request)
        self.facet: FacetFilter = answer.filters[self.parameter_name]
        self.title = self.facet.label
        self.help = self.facet.extra["help_text"]
        self.asked = request.GET
        self.given = request.GET.getlist(self.parameter_name)
        super().__init__(request, params, model, model_admin)

    @property
    def is_long(self) -> bool:
        """Then a list to choose from, instead of a link for each."""
        return len(self.lookup_choices) > MOST_LINKS

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        return [(str(value), str(label), str(value) in self.given) for value, label in self.lookup_choices]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address of the list asks for; not its page, which would be that of another list."""
        return [(key, one) for key, some in self.asked.lists() if key not in (self.parameter_name, "p") for one in some]

    def lookups(self, request, model_admin):
        none = [(NONE, self.facet.none)] if self.facet.none else []
        return [*((option.value, option.label) for option in self.facet.listed()), *none]

    def queryset(self, request, queryset):
        value = self.value()
        if not value:
            return queryset
        asked = self.given if value in self.given else [value]
        found = [option.value for option in self.facet.find(asked).values()]
        return self.facet.filter(queryset, found)


def list_filters(filterset: Callable[[], type[RecordFilterSet]], *params: str) -> list[type[FacetListFilter]]:
    """`filterset`: gives the declaration, asked when a list is shown, as packages above may add to it."""
    found = []
    for param in params:
        values = {"title": param, "parameter_name": param, "filterset": staticmethod(filterset)}
        found.append(type("FacetListFilter", (FacetListFilter,), values))
    return found
