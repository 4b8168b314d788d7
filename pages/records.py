"""What all public pages of records share: finding a record by its address, and its sources by number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404
from django.shortcuts import redirect

from core.fuzzy_dates import bounds
from core.kinds import kind_of, record_models
from core.prepared import ask
from core.words import _
from memory.kept import remembered
from pages.alive import UNSAID, Said, said_by
from publishing.enums import Certainty, State
from publishing.models import Record, Release, SlugHistory, SourceDocument, Statement


class Moved(Exception):
    """The record has a new address."""

    def __init__(self, url: str):
        self.url = url


class Gone(Exception):
    """The page was public once; says why it is not any more."""

    def __init__(self, reason: str, successor: str = ""):
        self.reason, self.successor = reason, successor


def model_at(prefix: str) -> type[Record] | None:
    """The kind of record whose pages begin so."""
    return next((model for model in record_models() if model.url_prefix == prefix), None)


def get_published(model: type[models.Model], slug: str, *related: str):
    """The published record at a slug. Raises Moved for an old slug, Gone for an archived one, else Http404.

    `model`: the model itself, because former addresses are looked up in all of it; raises TypeError for a query.
    `related`: what is loaded with it. Who is public comes first, then who was there formerly: a draft has no address
    yet. A record that has no page is neither moved nor gone; for a published one its view decides that itself.
    """
    if not isinstance(model, type):
        raise TypeError("Only a model has addresses; narrow the answer, not the question.")
    found = _at(model, slug, related)
    if found and (not isinstance(found, Record) or found.is_published):
        return found
    if found and found.state == State.ARCHIVED and found.has_page:
        raise Gone(found.archive_reason)
    former = SlugHistory.of(model).filter(slug=slug)
    current = model._base_manager.filter(pk__in=former.values("object_id")).first()
    if current and kind_of(model).visible().filter(pk=current.pk).exists():
        raise Moved(current.get_absolute_url())
    if current and current.state == State.ARCHIVED and current.has_page:
        raise Gone(current.archive_reason)
    raise Http404(_("Diesen Eintrag gibt es nicht."))


def _at(model: type[models.Model], slug: str, related: tuple[str, ...]):
    def build(value: str):
        rows = model._base_manager.filter(slug=value)
        return rows.select_related(*related) if related else rows

    rows = ask((model, "slug", related), slug, build, sentinel="\0slug")
    return rows[0] if rows else None


class RecordPageMiddleware:
    """Answers Moved with 301, what is below the former address with the same below the new one; Gone is answered by the
    portal's 410 page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Moved):
            _, _, below = request.path.partition(f"/{request.resolver_match.kwargs['slug']}/")
            return redirect(f"{exception.url}{below}", permanent=True)
        return None


def public_sources() -> dict[int, SourceDocument]:
    """All published source documents by key, kept in memory while the content does not change."""
    return remembered("sources", published_sources)


def published_sources() -> dict[int, SourceDocument]:
    return SourceDocument.objects.published().in_bulk()


class Line(Protocol):
    """What the line under the title says of all statements of a page; see pages.record_page.TrustLine."""

    def says(self, mark: "Mark") -> bool: ...

    def deviations(self, mark: "Mark") -> list[str]: ...

    def particulars(self, mark: "Mark") -> list[str]: ...


@dataclass(slots=True)
class Mark:
    """Where a statement stands: its source's number on the page, and how sure it is (components/cited.html).

    Without a number there is no source, or one that visitors may not see. `statement`: the row that says so;
    `is_torn`: another source says something else, or, `within` it, another place of the same source.
    """

    number: int
    certainty: str = Certainty.STATED
    statement: Statement | None = field(default=None, compare=False, repr=False)
    notes: "SourceNotes | None" = field(default=None, compare=False, repr=False)
    is_torn: bool = field(default=False, compare=False)
    within: bool = field(default=False, compare=False)

    @property
    def has_line(self) -> bool:
        """Does the page say under its title where its statements are from?"""
        return self.notes is not None and self.notes.line is not None

    @property
    def deviations(self) -> list[str]:
        """In few words: what the line under the title does not say of this statement."""
        return self.notes.line.deviations(self) if self.notes and self.notes.line else []

    @property
    def particulars(self) -> list[str]:
        """The same where it is said beside it that the statement is contradicted."""
        found = self.notes.line.particulars(self) if self.notes and self.notes.line else []
        return found or [_("Fundstelle")]

    @property
    def source(self) -> SourceDocument | None:
        return self.notes.documents[self.notes.order[self.number - 1]] if self.notes and self.number else None

    @property
    def stand(self) -> str:
        return self.notes.stand(self.statement) if self.notes and self.statement else ""

    @property
    def has_own_stand(self) -> bool:
        return self.statement is not None and bool(self.statement.as_of)

    def new_id(self) -> str:
        """An id for what the marker opens: the same marker may stand twice on a page."""
        assert self.notes
        self.notes.printed += 1
        return f"beleg-{self.notes.printed}"


class Marks(tuple[Mark, ...]):
    """The markers of one statement, one for each source that says it."""

    __slots__ = ()

    def __add__(self, other) -> "Marks":
        return Marks((*self, *other))

    @property
    def first(self) -> "Marks":
        return Marks(self[:1])

    @property
    def shown(self) -> "Marks":
        """Those to be seen beside the statement: none where a source says it just as the line under the title does."""
        notes = self[0].notes if self else None
        line = notes.line if notes else None
        if line is None or not any(map(line.says, self)):
            return self
        return Marks(mark for mark in self if mark.is_torn) if len(self) > 1 else NONE

    @property
    def opens(self) -> bool:
        """Does a visitor find the notes of the statement behind one of the markers?"""
        return any(mark.has_line and mark.number for mark in self.shown)


NONE = Marks()


class SourceNotes:
    """Numbers the sources of one page in the order they are cited and makes the markers.

    `documents`: the public sources, where the page has them at hand. `line`: what is said under the page's title, once
    all is cited; a page without such a line shows the number of the source at each statement.
    """

    def __init__(self, documents: dict[int, SourceDocument] | None = None):
        self.documents = public_sources() if documents is None else documents
        self.order: list[int] = []
        self.line: Line | None = None
        self.printed = 0
        self._numbers: dict[int, int] = {}

    def mark(
        self, source_id: int | None, certainty: str = Certainty.STATED, statement: Statement | None = None
    ) -> Marks:
        """The marker of a statement that rests on a source, or on none."""
        if source_id not in self.documents:
            return Marks((Mark(0, Certainty.STATED, statement, self),))
        return Marks((Mark(self.number(source_id), certainty, statement, self),))

    def number(self, source_id: int | None) -> int:
        """The number of a source on the page; 0 for none and for one that visitors may not see."""
        number = self._numbers.get(source_id or 0, 0)
        if not number and source_id in self.documents:
            self.order.append(source_id)
            number = self._numbers[source_id] = len(self.order)
        return number

    def attach(self, statements: Iterable) -> list:
        """Give each statement its marker as `.mark`; returns them as a list."""
        statements = list(statements)
        for statement in statements:
            statement.mark = self.mark(statement.source_id, statement.certainty, statement)
        return statements

    def stand(self, statement) -> str:
        """From when a statement is: its own Stand, or that of its source."""
        source = self.documents.get(statement.source_id)
        return statement.as_of_display or (source.as_of_display if source else "")

    def oldest(self, statements: Iterable) -> str:
        """From when what several statements say together is: the oldest part dates it. Undated ones are left out."""
        found = [said for statement in statements if (said := self._said(statement)).day]
        return min(found, key=lambda said: said.day or date.max, default=UNSAID).words

    def _said(self, statement) -> Said:
        source = self.documents.get(statement.source_id)
        if statement.as_of:
            return Said(bounds(statement.as_of)[0], self.stand(statement))
        return said_by(source) if source else UNSAID

    def sources(self) -> list[SourceDocument]:
        """The cited documents in the order of their numbers."""
        return [self.documents[pk] for pk in self.order]


def published_on(record: Record) -> date | None:
    """The day of its first release by the editors here; none where it came with the directory. One query."""
    content_type = ContentType.objects.get_for_model(record)
    releases = Release.objects.filter(content_type=content_type, object_id=record.pk).order_by("day")
    return releases.values_list("day", flat=True).first()


def release_note(record: Record) -> Release | None:
    """The editors' own Freigabevermerk that holds for a record, besides what its sources print about themselves."""
    content_type = ContentType.objects.get_for_model(record)

    def build(pk: int):
        return Release.objects.filter(content_type=content_type, object_id=pk).order_by("-day", "-pk")[:1]

    found = ask((type(record), "release"), record.pk, build)
    return found[0] if found else None
