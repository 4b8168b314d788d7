"""Where else to look: directories that others keep, for a question that finds little here.

They are support offers of which a source says what is listed there (`SupportOffer.listed`). One for a region is offered
where that is asked for or none is; one about some trades, where one of their fields is asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType

from core.facet_form import ListQuery
from core.text import quoted
from core.words import Words
from memory.kept import remembered
from networks.filters import field_rows
from networks.models import Field
from pages.records import SourceNotes, public_sources
from programmes.enums import Listed
from programmes.models import SupportOffer
from publishing.enums import LinkKind
from publishing.models import Link
from regions.enums import RegionKind
from regions.tree import RegionTree

FEW = 3  # hits: with no more of them, somebody may want to look elsewhere
SHOWN = 4
NETWORKS = (Listed.NETWORKS, Listed.FIRMS)
FIRMS = (Listed.FIRMS, Listed.NETWORKS)
PROGRAMMES = (Listed.PROGRAMMES,)
OFFERS = tuple(Listed)
_ALSO_ASKED = ("branche", "dachmarke", "netzwerk", "zielmarkt")  # what directories of others can be asked for
_LOOK_UP = (LinkKind.DATABASE, LinkKind.JOBS, LinkKind.BROCHURE)  # which of its addresses is the directory's


class Directory(NamedTuple):
    """`url`: our page about it; `link`: where it is, with the latest check; `stand`: from when that is."""

    name: str
    url: str
    summary: str
    listed: Listed
    link: Link
    stand: str
    regions: tuple[int, ...]
    is_nationwide: bool
    area: str
    fields: frozenset[int]  # to which it is limited, with all above and below; none if to no trade


class Elsewhere(NamedTuple):
    """The question in words, to ask it again there, and the directories for it."""

    asked: list[Words]
    directories: list[Directory]


def elsewhere(
    listed: Collection[Listed], regions: Iterable[str] = (), fields: Iterable[str] = (), besides: Iterable[Words] = ()
) -> Elsewhere | None:
    """For a question with the addresses of its regions and fields and what else it has, in words; nothing where no
    directory is for it.

    Those of the places asked for come before those of the whole country, which come first where none is.
    """
    tree, wanted = RegionTree.current(), set(fields)
    places = [tree.regions[pk] for pk in tree.named(regions) if tree.regions[pk].kind != RegionKind.COUNTRY]
    around = set().union(*(tree.meant_by(place.pk) for place in places))
    terms = [row for row in remembered("fields", field_rows) if row.value in wanted]
    about = {row.pk for row in terms}

    def is_for_it(one: Directory) -> bool:
        is_there = not places or one.is_nationwide or not around.isdisjoint(one.regions)
        return one.listed in listed and is_there and (not one.fields or not about.isdisjoint(one.fields))

    order = list(listed)
    found = [one for one in remembered("directories elsewhere", _directories) if is_for_it(one)]
    found.sort(key=lambda one: (order.index(one.listed), not one.fields, one.is_nationwide == bool(places)))
    asked = [*besides, *(row.label for row in terms), *(place.name for place in places)]
    return Elsewhere(asked, found[:SHOWN]) if found else None


def elsewhere_of(listing: ListQuery, listed: Collection[Listed] = NETWORKS) -> Elsewhere | None:
    """For a list that finds little of what was asked for, or has nothing at all."""
    found = listing.selection.count()
    if found > FEW or found and not listing.is_filtered:
        return None
    besides = [quoted(listing.text)] if listing.text else []
    besides += [listing.label_of(param, value) for param in _ALSO_ASKED for value in listing.chosen.get(param, ())]
    return elsewhere(listed, listing.chosen.get("region", ()), listing.chosen.get("feld", ()), besides)


def _directories() -> list[Directory]:
    """By name. Those whose address nobody reaches are left out."""
    offers = list(SupportOffer.objects.published().exclude(listed="").prefetch_related("regions", "fields"))
    trades = set(Field.branches.through.objects.order_by().values_list("field_id", flat=True))
    above = {row.pk: row.parent for row in remembered("fields", field_rows)}
    notes, links = SourceNotes(public_sources()), _links(offers)
    return [
        Directory(
            offer.name,
            offer.get_absolute_url(),
            offer.summary,
            Listed(offer.listed),
            links[offer.pk],
            notes.stand(links[offer.pk]),
            tuple(region.pk for region in regions),
            not regions or any(region.kind == RegionKind.COUNTRY for region in regions),
            ", ".join(region.name for region in regions),
            frozenset(_limits((field.pk for field in offer.fields.all()), trades, above)),
        )
        for offer in offers
        if offer.pk in links
        for regions in [offer.regions.all()]
    ]


def _links(offers: Iterable[SupportOffer]) -> dict[int, Link]:
    """The address of each, of several the one to look something up at."""
    about = ContentType.objects.get_for_model(SupportOffer)
    rows = Link.objects.public("subject").filter(content_type=about, object_id__in=[offer.pk for offer in offers])
    found: dict[int, Link] = {}
    for link in sorted(rows, key=lambda one: one.kind not in _LOOK_UP):
        if link.href:
            found.setdefault(link.object_id, link)
    return found


def _limits(fields: Iterable[int], trades: set[int], above: dict[int, int | None]) -> Iterator[int]:
    """The fields of an offer that are some trade's, with what lies above and below; others, such as the development of
    a region, are for everybody."""
    for pk in fields:
        if pk in above and {pk, above[pk]} & trades:
            yield from (one for one in (pk, above[pk]) if one)
            yield from (below for below, parent in above.items() if parent == pk)
