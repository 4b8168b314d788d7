"""What all pages say: where they stand, when they were changed and checked, and on which sources they rest."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.words import _
from linked.addresses import whole
from linked.catalogue import attribution, named, publisher_name
from linked.files import datasets_with_files
from linked.things.parts import Thing, at, thing
from open_data.api.answers import ROOT

_CONTEXT = "https://schema.org"
_AUTHORITIES = ("NationalAuthority", "RegionalAuthority", "LocalAuthority", "SupraNationalAuthority")


def page(
    path: str,
    breadcrumbs: Sequence[dict],
    about: Thing | None = None,
    record: Any = None,
    sources: Iterable[Any] = (),
    kind: str = "WebPage",
) -> Thing:
    """`about`: what the page is about; `record`: whose page it is."""
    said = thing(
        kind,
        url=whole(path),
        name=str(breadcrumbs[-1]["label"]) if breadcrumbs else settings.SITE_NAME,
        inLanguage="de",
        isPartOf={"@id": whole("/")},
        breadcrumb=_breadcrumbs(breadcrumbs),
        dateModified=_moment(record.changed_at) if record else "",
        lastReviewed=record.checked_on.isoformat() if record and record.checked_on else "",
        citation=[_source(one) for one in sources],
        mainEntity=about,
    )
    return {"@context": _CONTEXT, **said}


def _moment(of: datetime) -> str:
    """As here; visitors have no zone of their own that Django would look for first."""
    return of.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")


def record_page(record: Any, breadcrumbs: Sequence[dict], about: Thing, sources: Iterable[Any] = ()) -> Thing:
    return page(record.get_absolute_url(), breadcrumbs, about, record, sources)


def _breadcrumbs(crumbs: Sequence[dict]) -> Thing | None:
    """The way from the start page; the last is the page itself."""
    if not crumbs:
        return None
    steps = [{"label": _("Startseite"), "url": "/"}, *crumbs]
    return thing("BreadcrumbList", itemListElement=[_crumb(place, one) for place, one in enumerate(steps, 1)])


def _crumb(place: int, crumb: dict) -> Thing:
    url = crumb.get("url")
    return thing("ListItem", position=place, name=str(crumb["label"]), item=whole(url) if url else "")


def _source(document: Any) -> Thing:
    publisher = thing("Organization", name=document.publisher) if document.publisher else None
    return at(document.get_absolute_url(), "CreativeWork", name=document.title, publisher=publisher)


def site() -> Thing:
    """The whole portal, and how to ask it."""
    search = thing(
        "SearchAction",
        target=thing("EntryPoint", urlTemplate=f"{whole('/suche/')}?q={{q}}"),
        query=thing("PropertyValueSpecification", valueName="q", valueRequired=True),
    )
    return {
        "@context": _CONTEXT,
        **at(
            "/",
            "WebSite",
            url=whole("/"),
            name=settings.SITE_NAME,
            inLanguage="de",
            publisher=_publisher() if settings.OPERATOR_NAME else None,
            potentialAction=search,
        ),
    }


def _publisher() -> Thing:
    kind = "GovernmentOrganization" if settings.DATA_PUBLISHER_TYPE in _AUTHORITIES else "Organization"
    return thing(kind, name=publisher_name(), url=whole("/impressum/"))


def items(path: str, breadcrumbs: Sequence[dict], rows: Iterable[Any], start: str = "") -> Thing:
    """A list, as far as the page shows it. `rows`: records, or lines of them; `start`: of the addresses of lines that
    only have a slug."""
    base = whole("")
    entries = [
        {"@type": "ListItem", "position": position, "url": base + url, "name": name}
        for position, (url, name) in enumerate((_item(row, start) for row in rows), 1)
    ]
    listed = {"@type": "ItemList", "itemListElement": entries} if entries else None
    return page(path, breadcrumbs, listed, kind="CollectionPage")


def _item(row: Any, start: str) -> tuple[str, str]:
    """Address and name. Lists of places and projects have each with its line."""
    if type(row) is tuple:
        row = row[0]
    if start and hasattr(row, "slug"):
        return f"{start}{row.slug}/", row.name
    return row.url, row.name


def api(path: str, breadcrumbs: Sequence[dict]) -> Thing:
    """The API, of which the page at `path` tells."""
    about = {"name": _("Schnittstelle (API)"), "url": whole(ROOT), "documentation": whole(path)}
    return page(path, breadcrumbs, thing("WebAPI", provider=_publisher(), **about))


def data_catalogue(path: str, breadcrumbs: Sequence[dict]) -> Thing:
    """The datasets and their files, for search engines of data."""
    sets = [
        thing(
            "Dataset",
            name=dataset.title,
            description=str(dataset.about),
            url=whole(dataset.path),
            identifier=named(dataset.key),
            keywords=[str(word) for word in dataset.keywords],
            license=settings.DATA_LICENCE,
            creditText=attribution(),
            creator=_publisher(),
            isAccessibleForFree=True,
            distribution=[
                thing(
                    "DataDownload",
                    name=str(file.title),
                    contentUrl=whole(file.path),
                    encodingFormat=file.media_type,
                    contentSize=f"{file.size} B" if file.size else "",
                )
                for file in files
            ],
        )
        for dataset, files in datasets_with_files()
    ]
    return page(path, breadcrumbs, at(path, "DataCatalog", name=settings.SITE_NAME, dataset=sets))
