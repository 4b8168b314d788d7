"""In which order networks stand in lists: who can be reached first, then who was named or checked last, then by name.

Said twice, for the database and for the index in memory; `tests/core/test_filter_contract.py` compares both.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, DateField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from contacts.models import Responsibility
from core.filters import Sort
from core.ranks import Ranking
from core.words import _lazy
from publishing.models import Citation, SourceDocument

REACHED, UNREACHED = 0, 1
NEVER = date.min


def contact_tasks() -> QuerySet:
    """Public responsibilities of people for networks."""
    tasks = Responsibility.objects.public("network").filter(person__isnull=False)
    return tasks.annotate(any=Value("1"))


def _reach() -> Case:
    """How well somebody can be reached, the best first."""
    reached = Q(pk__in=contact_tasks().order_by().values("network_id"))
    return Case(When(reached, then=REACHED), default=UNREACHED)


def reach_of_networks() -> dict[int, int]:
    """network → how well somebody can be reached; not listed: UNREACHED."""
    return dict.fromkeys(contact_tasks().order_by().values_list("network_id", flat=True), REACHED)


def _last() -> Greatest:
    """When a network was checked or last named by a source as a whole."""
    cited = Citation.objects.filter(
        content_type__app_label="networks",
        content_type__model="network",
        object_id=OuterRef("pk"),
        field="",
        source__in=SourceDocument.objects.published(),
    )
    named = Subquery(cited.order_by().values("object_id").annotate(last=Max("source__as_of_latest")).values("last"))
    never = Value(NEVER, DateField())
    return Greatest(Coalesce("checked_on", never), Coalesce(named, never))


def last_of_networks(checked: Iterable[tuple[int, date | None]], named: dict[int, date | None]) -> dict[int, date]:
    """network → when it was checked or last named. `named`: by a source."""
    return {pk: max(day or NEVER, named.get(pk) or NEVER) for pk, day in checked}


def by_contact() -> tuple:
    return (_reach().asc(), _last().desc(), "sort_name")


SORTS = {
    "naehe": Sort(_lazy("Nähe"), by_contact(), steps="region", otherwise="kontakt"),
    "kontakt": Sort(_lazy("Kontakt vorhanden"), by_contact()),
    "genannt": Sort(_lazy("Zuletzt genannt"), (_last().desc(), "sort_name")),
    "name": Sort(_lazy("Name")),
}
USUAL = next(iter(SORTS))


def rankings(pks: list[int], reach: dict[int, int], last: dict[int, date]) -> dict[str, Ranking]:
    """The orders of `SORTS` over networks in dictionary order, which is that of equals."""
    reached = [reach.get(pk, UNREACHED) for pk in pks]
    age = [-last[pk].toordinal() for pk in pks]
    numbers = range(len(pks))
    by_contact = Ranking(sorted(numbers, key=lambda number: (reached[number], age[number])))
    return {"naehe": by_contact, "kontakt": by_contact, "genannt": Ranking(sorted(numbers, key=age.__getitem__))}
