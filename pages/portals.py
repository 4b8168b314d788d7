"""What a record offers at another address, for everybody to use: vacancies, skilled workers, members, a database."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from core.choice_facets import ChoiceFacet
from core.filters import Links
from core.words import Words, _lazy
from publishing.enums import LinkCheck, LinkKind
from publishing.models import Link

# Kinds of links, in the order of pages, as what one finds there.
OFFERS: Mapping[str, Words] = {
    LinkKind.JOBS.value: _lazy("Stellen"),
    LinkKind.SKILLS.value: _lazy("Fachkräfte"),
    LinkKind.MEMBERS.value: _lazy("Mitglieder"),
    LinkKind.DATABASE.value: _lazy("Datenbank"),
    LinkKind.CALENDAR.value: _lazy("Termine"),
    LinkKind.BROCHURE.value: _lazy("Broschüre"),
}
# Their place among them.
ORDER: Mapping[str, int] = {kind: place for place, kind in enumerate(OFFERS)}


def portal_rows(model: type[Model]) -> QuerySet[Link]:
    """The portals of records of a kind that somebody can reach; of public ones, where a list asks for those."""
    about = ContentType.objects.get_for_model(model)
    rows = Link.objects.public("subject").filter(content_type=about, kind__in=OFFERS)
    return rows.exclude(check_result=LinkCheck.BROKEN)


def portal_facet(model: type[Model], **options: Any) -> ChoiceFacet:
    links = Links(partial(portal_rows, model), "kind", "object_id")
    return ChoiceFacet(_lazy("Portale und Stellen"), links, OFFERS.items(), **options)


def called(kind: str) -> str:
    """What the search finds somebody by who has a portal of a kind; what else people call it are synonyms of that."""
    return " ".join(dict.fromkeys((str(LinkKind(kind).label), str(OFFERS[kind])))) if kind in OFFERS else ""


def apart(links: list[Link]) -> tuple[list[Link], list[Link]]:
    """The portals among the links of a page, in order, and the others."""
    portals = sorted((one for one in links if one.kind in OFFERS), key=lambda one: ORDER[one.kind])
    return portals, [one for one in links if one.kind not in OFFERS]
