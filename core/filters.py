"""What the parameters of lists mean, declared once for each kind of record.

A `RecordFilterSet` says what can be asked of a kind: its facets with label, choices and help, the text, the orders.
The same declaration serves public lists (`FacetIndex` reads `base_filters` and answers from memory), exports and the
lists of the editors (`.qs` answers from the database). What cannot be understood is named in `unknown`, never dropped.

    class NetworkFilter(RecordFilterSet):
        typ = ChoiceFacet("Typ", "kind", NetworkKind.choices)

        class Meta:
            model = Network

    NetworkFilter(request.GET).qs
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django import forms
from django.db import models
from django.db.models import Case, Q, QuerySet, When
from django.http import QueryDict
from django_filters import Filter, FilterSet

from core.database import among
from core.options import Option
from core.text_search import matching
from core.words import Words, _, _lazy, ngettext
from inputs.text import one_line

MAX_VALUES = 100  # of one parameter; nobody ticks more, and it bounds the work for nonsense
MAX_QUERY = 200  # characters of a text
SORT = "sortierung"
NONE = "ohne"  # the value for records that have no value at all
_LONGEST_VALUE = 120  # of an address
_SHOWN_VALUE = 40

Remember = Callable[[str, Callable[[], Any]], Any]


@dataclass(frozen=True)
class Sort:
    """An order of a list: its label and the expressions the database sorts by, or what makes them; equals follow in
    order of their keys.

    `steps`: the facet whose steps come first. `otherwise`: the order that it is, and is called, while nothing of that
    facet is chosen; both then are one.
    """

    label: Words
    by: tuple[Any, ...] | Callable[[], tuple[Any, ...]] = ("sort_name",)
    steps: str = ""
    otherwise: str = ""

    @property
    def expressions(self) -> tuple[Any, ...]:
        return self.by() if callable(self.by) else self.by


@dataclass(frozen=True)
class Unknown:
    """What was asked and not understood: the label of the parameter and the value, shortened."""

    label: str
    value: str

    @classmethod
    def of(cls, label: Words, value: str) -> "Unknown":
        value = one_line(value)
        return cls(str(label), value if len(value) <= _SHOWN_VALUE else f"{value[:_SHOWN_VALUE]}…")

    def __str__(self) -> str:
        return f"{self.label} ‚{self.value}‘"


@dataclass
class Understood:
    """A query string read by the declarations: chosen values by parameter, as records have them, and the rest."""

    chosen: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, dict[str, Option]] = field(default_factory=dict)  # of values that were looked up
    unknown: list[Unknown] = field(default_factory=list)


class Values(forms.Field):
    """The values of a parameter that may come several times, each once, none empty."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        given = [value] if isinstance(value, str) else value or ()
        return [one for one in dict.fromkeys(given) if one]


class Text(forms.CharField):
    """What somebody looks for, never refused."""

    def clean(self, value: Any) -> str:
        return clean_text(value or "")


class TextFilter(Filter):
    """The words that the search finds a record by."""

    field_class = Text

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(pk__in=among(self.parent.matching(value))) if value else queryset


class FacetFilter(Filter):
    """A question with many possible answers, several of which may be chosen: any of them will do.

    `hierarchical`: its options form a tree. `hidden_unless_chosen`: values that lists leave out until somebody asks
    for them. `wide`: so many values that only the most frequent are offered. `none`: the label of what has no value;
    without it nobody can ask for that. `is_kept`: an index keeps it in memory; else each answer is asked for.
    `has_steps`: it finds more than what has a value, the nearest first.
    """

    field_class = Values
    has_steps = False

    def __init__(
        self,
        label: Words,
        *,
        help_text: Words = "",
        hierarchical: bool = False,
        hidden_unless_chosen: tuple[str, ...] = (),
        wide: bool = False,
        none: Words = "",
        is_kept: bool = True,
    ):
        super().__init__(label=label, help_text=help_text)
        self.hierarchical, self.wide, self.none, self.is_kept = hierarchical, wide, none, is_kept
        self.hidden_unless_chosen = hidden_unless_chosen

    def find(self, asked: list[str]) -> dict[str, Option]:
        """What is asked for → the option it means, in the spelling of the records; what means nothing is left out."""
        found = self.lookup([value for value in asked if value != NONE])
        if self.none and NONE in asked:
            found[NONE] = Option(NONE, self.none)
        return found

    def filter(self, queryset: QuerySet, value: list[str]) -> QuerySet:
        """The records that have any of the values, which are known ones."""
        return queryset.filter(self.condition(queryset.model, value)) if value else queryset

    def condition(self, model: type[models.Model], values: list[str]) -> Q:
        having = [value for value in values if value != NONE]
        found = self.having(model, having) if having else Q(pk__in=[])
        return found | self.missing(model) if NONE in values else found

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        raise NotImplementedError

    def having(self, model: type[Any], values: list[str]) -> Q:
        raise NotImplementedError

    def missing(self, model: type[Any]) -> Q:
        raise NotImplementedError

    def steps(self, values: list[str]) -> Sequence[Collection[Any]]:
        """What a record must be linked to, the nearest first, for a facet that finds more than what has a value; empty
        for all others."""
        return []

    def counted(self, direct: Mapping[Any, int]) -> dict[str, int]:
        """For a facet with steps: what each value counts, from the bit sets of what is linked."""
        raise NotImplementedError

    def listed(self) -> list[Option]:
        """All options, for a form that counts nothing."""
        raise NotImplementedError


@dataclass(frozen=True)
class Links:
    """Rows that tie records to something: the columns of what they are tied to and of their key."""

    rows: Callable[[], QuerySet]
    value: str
    record: str

    @classmethod
    def through(cls, relation: Any) -> "Links":
        """The rows of a many-to-many list, `Network.regions`."""
        names, rows = relation.field, relation.through.objects
        return cls(rows.all, f"{names.m2m_reverse_field_name()}_id", f"{names.m2m_field_name()}_id")

    def pairs(self) -> Iterable[tuple[Any, int]]:
        return self.rows().order_by().values_list(self.value, self.record)

    def having(self, keys: Any) -> Q:
        return Q(pk__in=self.rows().filter(**{f"{self.value}__in": keys}).order_by().values(self.record))

    def any(self) -> Q:
        return Q(pk__in=self.rows().filter(**{f"{self.value}__isnull": False}).order_by().values(self.record))


class LinkedFacet(FacetFilter):
    """Values that stand in a column of the record or in rows beside it (`Links`)."""

    def __init__(self, label: Words, at: str | Links | tuple[Links, ...], **options):
        super().__init__(label, **options)
        self.column = at if isinstance(at, str) else ""
        self.links = () if isinstance(at, str) else (at,) if isinstance(at, Links) else at

    def pairs(self) -> list[tuple[Any, int]]:
        """What is linked and the key of the record, of every row; nothing for a column of the record itself."""
        return [pair for links in self.links for pair in links.pairs()]

    def having(self, model: type[Any], values: list[str]) -> Q:
        return self.linked_to(self.keys(values))

    def linked_to(self, keys: Any) -> Q:
        if self.column:
            return Q(**{f"{self.column}__in": keys})
        found = Q(pk__in=[])
        for links in self.links:
            found |= links.having(keys)
        return found

    def missing(self, model: type[Any]) -> Q:
        if self.column:
            return Q(**{f"{self.column}__isnull": True})
        found = ~Q(pk__in=[])
        for links in self.links:
            found &= ~links.any()
        return found

    def keys(self, values: list[str]) -> Any:
        """What a record must be linked to, a list or a subquery."""
        raise NotImplementedError

    def facet(self, linked: Mapping[Any, list[int]], remember: Remember) -> tuple:
        """Options and members for an index, from the positions of what is linked. `remember`: shares what is read."""
        raise NotImplementedError


class RecordFilterSet(FilterSet):
    """What can be asked of a kind of record. `sorts`: its orders, the usual one first. `hides`: whether it leaves out
    what facets hide until somebody asks for it, as public lists do. `desk`: facets that only editors have. `first`: the
    parameters that stand before the others, in order."""

    first: tuple[str, ...] = ()
    desk: dict[str, FacetFilter] = {}
    sorts: dict[str, Sort] = {"name": Sort(_lazy("Name"))}
    hides = True

    q = TextFilter(label=_lazy("Suche"))

    def __init__(self, data: QueryDict | Mapping | None = None, queryset: QuerySet | None = None, *, request=None):
        super().__init__(data or {}, self.public() if queryset is None else queryset, request=request)

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        found = super().get_filters()
        return {param: found[param] for param in cls.first} | found

    @classmethod
    def public(cls) -> QuerySet:
        """The records that visitors may see."""
        return cls._meta.model.objects.with_page()

    @classmethod
    def facets(cls) -> dict[str, FacetFilter]:
        return {param: one for param, one in cls.base_filters.items() if isinstance(one, FacetFilter)}

    @classmethod
    def matching(cls, text: str) -> Iterable[int]:
        """Keys of the records that a text finds."""
        return matching(cls._meta.model, text)

    @cached_property
    def understood(self) -> Understood:
        facets = {param: one for param, one in self.filters.items() if isinstance(one, FacetFilter)}
        self.form.is_valid()  # always: no value is refused, some are unknown
        answer = understand(facets, {param: self.form.cleaned_data[param] for param in facets})
        answer.unknown += unknown_sort(self.data, self.sorts)
        return answer

    @property
    def unknown(self) -> list[Unknown]:
        return self.understood.unknown

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        chosen = self.understood.chosen
        for param, one in self.filters.items():
            if not isinstance(one, FacetFilter):
                queryset = one.filter(queryset, self.form.cleaned_data[param])
            elif chosen.get(param):
                queryset = one.filter(queryset, chosen[param])
            elif one.hidden_unless_chosen and self.hides:
                queryset = queryset.exclude(one.condition(queryset.model, list(one.hidden_unless_chosen)))
        return self._ordered(queryset)

    def _ordered(self, queryset: QuerySet) -> QuerySet:
        sort = self.sorts[sort_of(self.data, self.sorts)] if self.sorts else Sort("", ())
        return queryset.order_by(*self._steps(sort.steps), *sort.expressions, "pk")

    def _steps(self, param: str) -> list[Case]:
        """The number of the first step of a facet that a record lies in; nothing while none of it is chosen."""
        steps = self.filters[param].steps(self.understood.chosen.get(param, [])) if param else []
        cases = [When(self.filters[param].linked_to(keys), then=number) for number, keys in enumerate(steps)]
        return [Case(*cases, default=len(cases))] if cases else []


def any_of(conditions: Iterable[Q]) -> Q:
    """What meets any of them."""
    return reduce(or_, conditions, Q(pk__in=[]))


def understand(
    facets: Mapping[str, FacetFilter],
    asked: Mapping[str, list[str]],
    known: Mapping[str, Mapping[str, Option]] | None = None,
) -> Understood:
    """What the values of a query string mean. `known`: options in memory; only what is not there is looked up."""
    answer, known = Understood(), known or {}
    for param, facet in facets.items():
        given = asked.get(param) or []
        values, more = given[:MAX_VALUES], given[MAX_VALUES:]
        here = known.get(param, {})
        rest = [one for one in values if one not in here and len(one) <= _LONGEST_VALUE and "\0" not in one]
        looked_up = facet.find(rest) if rest else {}
        found = {one: one if one in here else looked_up[one].value for one in values if one in here or one in looked_up}
        if found:
            answer.chosen[param] = list(dict.fromkeys(found.values()))
            answer.options[param] = {option.value: option for option in looked_up.values()}
        answer.unknown += [Unknown.of(facet.label, one) for one in values if one not in found]
        if more:
            answer.unknown.append(
                Unknown.of(
                    facet.label,
                    ngettext("{count} weitere", "{count} weitere", len(more)).format(count=len(more)),
                )
            )
    return answer


def sort_of(data: Mapping, sorts: Mapping[str, Any]) -> str:
    """The order that is asked for, or else the usual one; empty where there is none."""
    asked = str(data.get(SORT, ""))
    return asked if asked in sorts else next(iter(sorts), "")


def unknown_sort(data: Mapping, sorts: Mapping[str, Any]) -> list[Unknown]:
    asked = data.get(SORT) or ""
    return [Unknown.of(_("Sortierung"), asked)] if asked and asked not in sorts else []


def clean_text(text: str) -> str:
    return one_line(text)[:MAX_QUERY]
