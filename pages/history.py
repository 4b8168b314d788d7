"""What visitors may know about the history of an entry: when which fields changed, was checked, was released."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.paging import page_of
from core.words import Words, _, _lazy
from pages.changes_table import ChangesTable
from pages.moments import PUBLIC
from pages.records import get_published, model_at
from publishing import history
from publishing.enums import RevisionKind, Verb
from publishing.models import Record, Release, Revision, Transition

PAGE = 30
TAKEN_OVER = _lazy("In das Verzeichnis aufgenommen")
_WHAT = {
    RevisionKind.LOAD: _lazy("Aus den Quelldokumenten übernommen"),
    RevisionKind.MERGE: _lazy("Mit einem doppelten Eintrag zusammengeführt"),
}

# What leaves no revision.
_MOVES = {Verb.CHECK: _lazy("Geprüft"), Verb.RENEW: _lazy("Freigabe erneuert")}


@dataclass
class Line:
    """What happened on a day. `fields`: which, never how; `by`: the office, never a person."""

    day: date
    what: Words
    fields: list[str] = field(default_factory=list)
    note: str = ""


def record_history(request: HttpRequest, prefix: str, slug: str) -> HttpResponse:
    model = model_at(prefix)
    if model is None:
        raise Http404(_("Diese Seite gibt es nicht."))
    record = get_published(model, slug)
    if not record.has_page:
        raise Http404(_("Dazu gibt es keine Seite."))
    lines = public_lines(record)
    page = page_of(request.GET.get("seite"), len(lines), PAGE)
    start = (page.number - 1) * page.size
    context = {
        "breadcrumbs": [{"label": str(record), "url": record.get_absolute_url()}, {"label": _("Verlauf")}],
        "record": record,
        "lines": lines[start : start + page.size],
        "page": page,
        "robots": "noindex,follow",
    }
    return render(request, "pages/record_history.html", context)


def public_lines(record: Record) -> list[Line]:
    """Newest first."""
    revisions = list(Revision.objects.of(record).filter(PUBLIC).defer("snapshot"))
    table = ChangesTable(type(record))
    notes = {note.revision_id: note for note in Release.objects.filter(revision__in=[row.pk for row in revisions])}
    lines = [_line(revision, table, notes.get(revision.pk)) for revision in revisions]
    moves = Transition.objects.filter(content_type=history.type_of(record), object_id=record.pk, verb__in=_MOVES)
    lines += [Line(_day(at), _MOVES[Verb(verb)]) for verb, at in moves.values_list("verb", "at")]
    lines.sort(key=lambda line: line.day, reverse=True)
    return [*lines, Line(_day(record.created_at), TAKEN_OVER)]


def last_changes(model: type[Record], pks: list[int]) -> dict[int, Line]:
    """Of several records the latest change that is public; of others there is none."""
    about = Revision.objects.filter(PUBLIC, content_type=ContentType.objects.get_for_model(model), object_id__in=pks)
    revisions = {one.object_id: one for one in about.order_by("number").defer("snapshot")}
    table = ChangesTable(model)
    return {pk: _line(revision, table, None) for pk, revision in revisions.items()}


def _line(revision: Revision, table: ChangesTable, note: Release | None) -> Line:
    day = _day(revision.decided_at or revision.changed_at)
    if revision.kind == RevisionKind.FIRST:
        return Line(day, _("Freigegeben"), note=str(note or ""))
    what = _WHAT.get(RevisionKind(revision.kind), _("Geändert"))
    return Line(day, what, table.fields(revision.changes), str(note or ""))


def _day(moment) -> date:
    return timezone.localtime(moment).date()
