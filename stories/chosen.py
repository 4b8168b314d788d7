"""What a list of a story names: an address a line, of a list of the portal or of an entry, and behind it what the
editors say of the entry.

    /netzwerke/?region=sachsen
    /netzwerke/silicon-saxony/ – mit Firmenverzeichnis
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict

from core.words import _
from open_data.selection import LISTS, Selection, select
from pages.markdown import links_of
from pages.records import model_at
from publishing.models import Record, SlugHistory
from search.documents import KIND_OF

_BETWEEN = " –—-:"


class Line(NamedTuple):
    """`path`, `query`: of the address, empty where it is none of this portal."""

    number: int
    address: str
    path: str
    query: str
    remark: str

    @property
    def list_name(self) -> str:
        """Of the list that it is the address of."""
        name = self.path.strip("/")
        return name if name in LISTS and KIND_OF.get(LISTS[name].model) else ""

    @property
    def model(self) -> type[Record] | None:
        """The kind of the entry that it is the address of."""
        return entry_at(self.path)[0]

    @property
    def tidy(self) -> str:
        """As it is kept: without the name of the site, which may change."""
        address = f"{self.path}{'?' if self.query else ''}{self.query}" if self.path else self.address
        return f"{address} – {self.remark}" if self.remark else address

    def selection(self) -> Selection:
        return select(self.list_name, QueryDict(self.query), ())


def lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            address, *more = line.split(None, 1)
            yield Line(number, address, *local(address), "".join(more).strip().lstrip(_BETWEEN))


def local(address: str) -> tuple[str, str]:
    """Path and query of an address of this portal, also of a whole one as browsers show it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    here = not parts.scheme and not parts.netloc or f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL
    if not here or not parts.path.startswith("/"):
        return "", ""
    return re.sub("/{2,}", "/", f"{parts.path}/"), parts.query


def entry_at(path: str) -> tuple[type[Record] | None, str]:
    """Kind and short address of the entry whose page is at a path."""
    prefix, _slash, slug = path.strip("/").partition("/")
    model = model_at(prefix) if slug and "/" not in slug else None
    return (model if model in KIND_OF else None), slug


class Found(NamedTuple):
    """What a list of the portal finds today, in the words of its filter."""

    words: str
    number: int
    url: str


def found_by(text: str) -> list[Found]:
    """Of each filter that a list of a story names and that can be understood."""
    selections = [line.selection() for line in lines(text) if line.list_name]
    return [_found(one) for one in selections if not one.unknown]


def _found(selection: Selection) -> Found:
    listing = selection.listing
    asked = "; ".join(f"{chip.facet}: {chip.label}" for chip in listing.chips)
    titles = str(selection.of.kind.titles)
    return Found(f"{titles} ({asked})" if asked else titles, selection.count, listing.url())


def tidy(text: str) -> str:
    return "\n".join(line.tidy for line in lines(text))


def faults(text: str) -> list[str]:
    """What nobody could understand of the lines of a list, in words."""
    own = list(lines(text))
    gone = _gone(line.path for line in own if not line.list_name)
    found = ((line.number, _fault(line, gone)) for line in own)
    return [_("Zeile {number}: {fault}").format(number=number, fault=fault) for number, fault in found if fault]


def _fault(line: Line, gone: set[str]) -> str:
    if line.list_name:
        unknown = line.selection().unknown
        words = _("„{unknown}“ gibt es in dieser Liste nicht.")
        return words.format(unknown=", ".join(map(str, unknown))) if unknown else ""
    if line.model is None:
        return _("„{address}“ ist weder eine Liste noch ein Eintrag dieses Portals.").format(address=line.address)
    return _missing(line.address) if line.path in gone else ""


def _missing(address: str) -> str:
    return _("Den Eintrag „{address}“ gibt es nicht.").format(address=address)


def _gone(paths: Iterable[str]) -> set[str]:
    """Those of entries, public or not, that there never were: two queries at most for each kind."""
    asked: dict[type[Record], dict[str, str]] = defaultdict(dict)
    for path in paths:
        model, slug = entry_at(path)
        if model:
            asked[model][slug] = path
    gone: set[str] = set()
    for kind, slugs in asked.items():
        missing = slugs.keys() - set(kind._base_manager.filter(slug__in=slugs).values_list("slug", flat=True))
        if missing:
            missing -= set(SlugHistory.of(kind).filter(slug__in=missing).values_list("slug", flat=True))
        gone |= {slugs[slug] for slug in missing}
    return gone


def faults_of_links(text: str) -> list[str]:
    """The same of the links in a text; those to other pages are nobody's entries."""
    paths = {address: local(address)[0] for address in links_of(text)}
    gone = _gone(paths.values())
    return [_missing(address) for address, path in paths.items() if path in gone]
