"""How large a business is, as far as a source says how many work there.

The classes are those of the EU recommendation 2003/361/EC, and of its three measures only the first: how many people
work there. Turnover, balance sheet and who owns whom are not known here, so pages say „nach Beschäftigten“, whose
number it is and of when. Of several numbers the latest counts; one that may mean two classes means none.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from networks.enums import OrganisationKind, SizeClass
from networks.models import Organisation
from pages.kinds import EMPLOYEES
from publishing.enums import Qualifier
from publishing.models import Figure

# From how many on; the next begins where this one ends.
BEGINS = {SizeClass.MICRO: 0, SizeClass.SMALL: 10, SizeClass.MEDIUM: 50, SizeClass.LARGE: 250}
ENDS: dict[SizeClass, int] = dict(zip(BEGINS, list(BEGINS.values())[1:], strict=False))


def _counted() -> tuple[str, ...]:
    """How figures call those who work there, all of them."""
    return (EMPLOYEES.fixed["counted"], *EMPLOYEES.words)


def size_of(
    organisation: Organisation, figures: Iterable[Any], as_of: Callable[[Any], str]
) -> tuple[SizeClass, Any] | None:
    """The class of a business, and the figure that says so. `as_of`: of when the source of a figure is."""
    known = [one for one in figures if one.counted in _counted() and not one.about and not one.unit]
    if organisation.kind != OrganisationKind.COMPANY or not known:
        return None
    latest = max(known, key=lambda one: (one.as_of or as_of(one), one.pk))
    return next(((size, latest) for size in BEGINS if _means(size, latest)), None)


def _means(size: SizeClass, figure: Any) -> bool:
    begin, end = BEGINS[size], ENDS.get(size)
    if figure.qualifier == Qualifier.OVER:
        return end is None and figure.number >= begin - 1
    if figure.qualifier == Qualifier.UP_TO:
        return begin == 0 and end is not None and figure.number < end
    last = figure.number_to if figure.qualifier == Qualifier.RANGE else figure.number
    return begin <= figure.number and (end is None or last < end)


def _meaning(size: SizeClass) -> Q:
    """The same as a condition of a query."""
    begin, end = BEGINS[size], ENDS.get(size)
    below = Q() if end is None else Q(number__lt=end) & (Q(number_to=None) | Q(number_to__lt=end))
    found = ~Q(qualifier__in=(Qualifier.OVER, Qualifier.UP_TO)) & Q(number__gte=begin) & below
    if end is None:
        found |= Q(qualifier=Qualifier.OVER, number__gte=begin - 1)
    elif begin == 0:
        found |= Q(qualifier=Qualifier.UP_TO, number__lt=end)
    return found


def sizes() -> QuerySet:
    """Figures of public businesses, of each the latest, with the `size` that they mean."""
    companies = Organisation.objects.published().filter(kind=OrganisationKind.COMPANY)
    own = Figure.objects.filter(
        content_type=ContentType.objects.get_for_model(Organisation), counted__in=_counted(), about="", unit=""
    )
    said = Coalesce(NullIf("as_of", Value("")), "source__as_of", Value(""), output_field=CharField())
    latest = own.filter(object_id=OuterRef("object_id")).order_by(said.desc(), "-pk")
    classes = Case(*(When(_meaning(size), then=Value(size.value)) for size in BEGINS), output_field=CharField())
    rows = own.filter(object_id__in=companies.order_by().values("pk"))
    return rows.annotate(size=classes, latest=Subquery(latest.values("pk")[:1])).filter(
        pk=F("latest"), size__isnull=False
    )
