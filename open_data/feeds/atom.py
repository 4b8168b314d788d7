"""A filtered list as a feed (RFC 4287): what is new in it, what changed, what somebody checked, the newest first, or in
the order that somebody asks the list for.

A feed has all records of the list, in pages that lead on to the next (RFC 5005). What is new is the entry itself; each
change and each check is a notice of its own, so that readers show it although they know the entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils import timezone

from contacts.models import Person
from core.filters import SORT
from core.words import Words, _, _lazy
from documents.build import documents_of
from inputs.text import one_line
from open_data.selection import LISTS, PublicList, Selection
from pages.history import Line, last_changes
from pages.moments import Moment, What, as_listed, latest
from publishing.models import Record

# People are no news; and what is no record has no dates.
FEEDS: dict[str, PublicList] = {
    name: one for name, one in LISTS.items() if issubclass(one.model, Record) and one.model is not Person
}
TITLES: dict[What, Words] = {
    What.NEW: _lazy("{kind}: neu im Verzeichnis"),
    What.CHANGED: _lazy("{kind}: neu oder geändert"),
    What.CHECKED: _lazy("{kind}: geprüft"),
}
SIZE = 50
_SAID = ("kurztext", "beschreibung")
_SINCE = 2026  # the year in which the names of the entries were given (RFC 4151); never to be changed


@dataclass(frozen=True)
class Entry:
    """For open_data/feed.xml."""

    id: str
    title: str
    url: str
    kind: str
    updated: str
    text: str


@dataclass(frozen=True)
class Feed:
    """A page of a feed. `number`: from 1; `is_last`: nothing follows; `sort`: the order that was asked for."""

    selection: Selection
    what: What
    number: int
    entries: list[Entry]
    is_last: bool
    sort: str = ""

    @property
    def title(self) -> str:
        return str(TITLES[self.what]).format(kind=self.selection.of.kind.titles)

    @property
    def filters(self) -> list[str]:
        """What the list is narrowed to, in words."""
        return [f"{chip.facet}: {chip.label}" for chip in self.selection.listing.chips]

    @property
    def updated(self) -> str:
        return max((entry.updated for entry in self.entries), default=_stamp(timezone.localdate()))

    @property
    def page_url(self) -> str:
        """Of the list that people read."""
        return f"{settings.SITE_URL}{self.selection.listing.url()}"

    def url(self, number: int) -> str:
        path, _, query = self.selection.listing.url(page=number).partition("?")
        if self.sort and f"{SORT}=" not in query:  # the list leaves its usual one out
            query = "&".join(filter(None, (query, urlencode({SORT: self.sort}))))
        return f"{settings.SITE_URL}{path}{self.what}.atom{'?' if query else ''}{query}"


def feed_of(selection: Selection, what: What, number: int, sort: str = "") -> Feed:
    """`sort`: the order of the list, where somebody asked for one."""
    start, moments = (number - 1) * SIZE, as_listed if sort else latest
    found = moments(selection.of.model, what, selection.keys(), start, SIZE + 1)
    return Feed(selection, what, number, _entries(selection.of, what, found[:SIZE]), len(found) <= SIZE, sort)


def _entries(of: PublicList, what: What, moments: list[Moment]) -> list[Entry]:
    pks = [moment.pk for moment in moments]
    documents = {one["id"]: one for one in documents_of(of.kind, pks, only=_SAID)}
    changes = last_changes(of.model, pks) if what == What.CHANGED else {}
    return [
        Entry(
            id=_name(document, what, _stamp(moment.at)),
            title=one_line(document["name"]),
            url=document["adresse"],
            kind=of.kind.title,
            updated=_stamp(moment.at),
            text=one_line(" ".join(_text(document, changes.get(moment.pk), what))),
        )
        for moment in moments
        if (document := documents.get(moment.pk))
    ]


def _text(document: dict[str, Any], change: Line | None, what: What) -> Iterable[str]:
    """What happened, and what it is that it happened to."""
    if change:
        yield f"{change.what}{': ' if change.fields else ''}{', '.join(map(str, change.fields))}."
    elif what == What.CHANGED:
        yield _("Neu im Verzeichnis.")
    yield from (document[key] for key in _SAID if key in document)


def _name(document: dict[str, Any], what: What, stamp: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname
    name = f"tag:{host},{_SINCE}:{document['art']}/{document['id']}"
    return name if what == What.NEW else f"{name}/{what}/{stamp}"


def _stamp(at: datetime | date) -> str:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time(), timezone.get_current_timezone())
    return timezone.localtime(at).isoformat(timespec="seconds")
