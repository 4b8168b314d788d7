"""Sources that arise while somebody writes: what they are called, and what of them nobody outside reads."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils import timezone

from core.fuzzy_dates import FuzzyDate
from publishing.enums import LinkKind, SourceKind, State
from publishing.models import Link, SourceDocument
from publishing.snapshots import Snapshot, empty, parts_of
from sourcing.building import built

Create = Callable[[type[SourceDocument], Snapshot], Any]
FROM = "Von: "
# Who wrote or called is nobody's business outside: such a source is called by its kind and its day.
PERSONAL = {SourceKind.LETTER, SourceKind.MAIL, SourceKind.CALL}


def living() -> QuerySet:
    return SourceDocument._default_manager.exclude(state=State.ARCHIVED).order_by("-pk")


def listed() -> list[SourceDocument]:
    """All of them, the newest first, with what lists say."""
    columns = ("title", "short_title", "kind", "internal_note", "state")
    return list(SourceDocument._default_manager.order_by("-pk").only(*columns))


def called(source: SourceDocument) -> str:
    """For editors: who said it, too."""
    who = source.internal_note.partition("\n")[0] if source.kind in PERSONAL else ""
    return f"{source}, {who.removeprefix(FROM)}" if who.startswith(FROM) else str(source)


def title_of(kind: SourceKind, title: str, address: str, dated: FuzzyDate) -> str:
    """What visitors read; without a name of its own: „Anruf, 30.11.2026“, „Website stadt.de, 30.11.2026“."""
    if title:
        return title
    place = f" {urlsplit(address).hostname or ''}".removesuffix(" ") if kind == SourceKind.WEB_PAGE else ""
    label = "Website" if kind == SourceKind.WEB_PAGE else str(kind.label)
    return f"{label}{place}, {dated}"[:200]


def new_source(
    create: Create,
    kind: SourceKind,
    *,
    dated: FuzzyDate,
    as_of: FuzzyDate | None = None,
    title: str = "",
    address: str = "",
    who: str = "",
    house: str = "",
) -> SourceDocument:
    """A draft. `as_of`: from when what it says is, where somebody knows that; `who` stays inside the house; `house`:
    whose notice it is, which visitors read as the publisher.
    """
    title = title_of(kind, title, address, dated)
    values: dict[str, Any] = {
        "title": title,
        "short_title": title[:80],
        "kind": kind.value,
        "dated": dated,
        # What somebody says, writes or shows holds on that day; a document may be about another time.
        "as_of": as_of or (FuzzyDate("") if kind == SourceKind.DOCUMENT else dated),
        "publisher": house,
        "taken_over_on": timezone.localdate(),
        "internal_note": f"{FROM}{who}" if who else "",
    }
    snapshot = {**empty(SourceDocument), **built(SourceDocument, set(), **values)}
    if address:
        is_page = kind == SourceKind.WEB_PAGE
        link_kind = LinkKind.WEBSITE if is_page else LinkKind.DOCUMENT
        own = parts_of(SourceDocument)["links"].owns()
        row = built(Link, own, url=address, label=title, kind=link_kind.value)
        snapshot["parts"]["links"] = {"-1": row}
    return create(SourceDocument, snapshot)
