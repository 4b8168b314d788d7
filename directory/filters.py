"""What can be asked of networks in the directory, with what fundings and people say of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value

from contacts.models import Responsibility
from core.choice_facets import ChoiceFacet, TermFacet
from core.facet_data import TermRow
from core.filters import Links, Remember, any_of
from core.options import Option
from core.words import _lazy
from directory.order import SORTS
from networks.enums import ACTIVE_STATES, Status
from networks.filters import NetworkFilter
from networks.models import Network
from networks.status import shown_as
from programmes.models import Programme
from publishing.enums import State
from reach.listed import public_fundings


def programme_rows() -> list[TermRow]:
    """Public programmes that fund a network, and their public parents."""
    public = Network.objects.published().order_by()
    found = {}
    names = ("slug", "name", "abbreviation", "parent_id")
    for prefix in ("fundings__programme__", "fundings__programme__parent__"):
        shown = public.filter(**{f"{prefix}state": State.PUBLISHED}).distinct()
        for pk, slug, name, abbreviation, parent in shown.values_list(f"{prefix}pk", *(prefix + n for n in names)):
            found[pk] = TermRow(pk, slug, with_abbreviation(name, abbreviation), parent)
    return list(found.values())


def with_abbreviation(name: str, abbreviation: str) -> str:
    return f"{name} ({abbreviation})" if abbreviation else name


def contact_tasks() -> QuerySet:
    """Public responsibilities of people for networks."""
    tasks = Responsibility.objects.public("network").filter(person__isnull=False)
    return tasks.annotate(any=Value("1"))


# A value of older links, which is not offered: confirmed or not, and since whenever.
ACTIVE = Option("aktiv", _lazy("aktiv, gleich von wann die Angabe ist"), offered=False)


class StatusFacet(ChoiceFacet):
    """What pages say of whether a network works (`networks.status`)."""

    def __init__(self, **options):
        super().__init__(_lazy("Status"), "", Status.choices, **options)

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        return super().lookup(asked) | ({ACTIVE.value: ACTIVE} if ACTIVE.value in asked else {})

    def having(self, model: type[Network], values: list[str]) -> Q:
        today, fundings = date.today(), public_fundings()
        meant = [one for value in values for one in (ACTIVE_STATES if value == ACTIVE.value else (Status(value),))]
        return any_of(shown_as(one, fundings, today) for one in meant)

    def facet(self, linked: Mapping[Any, list[int]], remember: Remember) -> tuple:
        options, members = super().facet(linked, remember)
        active = sorted(number for one in ACTIVE_STATES for number in linked.get(one, ()))
        return [*options, ACTIVE], {**members, ACTIVE.value: active}


class DirectoryFilter(NetworkFilter):
    sorts = SORTS
    first = ("region", "feld", "typ", "status", "programm", "zielmarkt", "kontakt", "portal")

    status = StatusFacet(hidden_unless_chosen=(Status.ENDED,))
    programm = TermFacet(
        _lazy("Förderprogramm, auch früher"),
        Links(public_fundings, "programme_id", "network_id"),
        Programme.objects.published,
        columns=("name", "abbreviation"),
        naming=with_abbreviation,
        rows=programme_rows,
        hierarchical=True,
    )
    kontakt = ChoiceFacet(
        _lazy("Ansprechperson"), Links(contact_tasks, "any", "network_id"), [("1", _lazy("mit Ansprechperson"))]
    )

    class Meta(NetworkFilter.Meta):
        pass
