"""What every faceted list page puts into its context."""

from typing import Any

from django.db.models import QuerySet

from core.facet_form import ListQuery
from core.paging import page_of


def list_page(listing: ListQuery, raw_page: str | None) -> tuple[dict[str, Any], list[int]]:
    """Facets, page and links for `components/list_base.html`, and the keys of the page in the order asked for."""
    page = page_of(raw_page, listing.shown.count())
    context = {
        "listing": listing,
        "page": page,
        "page_links": listing.page_links(page.numbers),
        "previous_url": listing.url(page=page.previous) if page.previous else "",
        "next_url": listing.url(page=page.next) if page.next else "",
        "facets": listing.facets(),
        "directories": None,  # of others, which a package above knows
        "robots": "" if listing.is_plain else "noindex,follow",
        "canonical": listing.url(page=page.number) if listing.is_plain else "",
    }
    return context, listing.keys((page.number - 1) * page.size, page.size)


def in_order(records: QuerySet, pks: list[int]) -> list:
    """The records of a page in its order. What was deleted after the index was made is left out."""
    found = records.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
