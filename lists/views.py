"""A list with chosen columns: on the screen, as a table to take along, to print, and kept as a view."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.paging import page_of
from desk.pages import desk_page, entry_url, show
from lists.asked import ALL, PROFILE, Asked
from lists.columns import groups
from lists.given import all_given, given, usual_columns
from lists.models import SavedView
from lists.table import rows_of
from publishing.permissions import can_see, check_see, is_administrator
from sheets.writing import as_csv
from sheets.writing_xlsx import MIME, as_xlsx
from tables.columns import ID, KINDS

PAGE = 50
BESIDE = 6  # columns that a screen has room for; what further ones say stands below the row, each with its name
MOST_PROFILES = 100
MOST_QUERY = 20_000  # characters of an address that is kept


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: EditorRequest, label: str) -> HttpResponse:
    """The list that the address asks for; `format`: csv, xlsx, druck or steckbrief. Posted, it becomes a view."""
    asked = Asked(request, label)
    check_see(request.user, asked.kind.model)
    error = ""
    if request.method == "POST":
        try:
            view = _keep(request, asked)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, f"Die Ansicht „{view}“ ist gesichert.")
            return redirect(view.url)
    form = request.GET.get("format", "")
    if form in ("csv", "xlsx"):
        return _file(asked, form)
    if form == "druck":
        return render(request, "lists/print.html", {**_whole(asked), "title": _title(request, asked)})
    if form == PROFILE:
        return render(request, "lists/profiles.html", _profiles(asked))
    return show(
        request, "lists/table.html", _title(request, asked), _page(request, asked, error), 400 if error else 200
    )


def _rows(asked: Asked, pks: list[int], split: bool | None = None) -> Iterator[list[str]]:
    split = asked.is_split if split is None else split
    return rows_of(asked.kind, pks, asked.columns, only_public=asked.only_public, split=split)


def _file(asked: Asked, form: str) -> Any:
    title = asked.kind.title
    name, rows = f"{slugify(title)}-{timezone.localdate():%Y-%m-%d}.{form}", _rows(asked, asked.pks)
    if form == "xlsx":
        response = StreamingHttpResponse(as_xlsx(rows, title), content_type=MIME)
    else:
        response = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _whole(asked: Asked) -> dict:
    header, *rows = _rows(asked, asked.pks)
    return {"header": header, "rows": rows, "count": len(asked.pks), "asked": asked, "today": timezone.localdate()}


def _profiles(asked: Asked) -> dict:
    """Each entry with all that its columns say of it; what nobody knows is left out."""
    pks = asked.pks[:MOST_PROFILES]
    header, *rows = _rows(asked, pks, split=False)
    names = {pk: str(one) for pk, one in asked.kind.model._base_manager.in_bulk(pks).items()}
    found = [
        (names.get(pk, ""), [pair for pair in zip(header, row, strict=True) if pair[1]])
        for pk, row in zip(pks, rows, strict=False)
    ]
    return {"profiles": found, "asked": asked, "more": len(asked.pks) - len(pks), "today": timezone.localdate()}


def _page(request: EditorRequest, asked: Asked, error: str) -> dict:
    page = page_of(request.GET.get("seite"), len(asked.pks), PAGE)
    pks = asked.pks[(page.number - 1) * page.size : page.number * page.size]
    header, *rows = _rows(asked, pks, split=False)
    keys = {column.key for column in asked.columns}
    records = asked.kind.model._base_manager.in_bulk(pks)
    return {
        "asked": asked,
        "kind": asked.kind,
        "page": page,
        "pages_query": asked.query(),
        "everything": asked.query(umfang=ALL),
        "header": header[:BESIDE],
        "columns": len(header),
        "rows": [
            (entry_url(records[pk]), list(zip(header, row[:BESIDE], strict=False)), _further(header, row))
            for pk, row in zip(pks, rows, strict=False)
            if pk in records
        ],
        "selects": asked.selects(),
        "groups": [(title, [(one, one.key in keys) for one in some]) for title, some in groups(asked.kind) if some],
        "id_key": ID,
        "views": SavedView.objects.of(request.user).filter(kind=asked.kind.label),
        "given": given(asked.kind),
        "view": _view(request, asked),
        "is_administrator": is_administrator(request.user),
        "text": request.GET.get("q", ""),
        "new_title": request.POST.get("titel", ""),
        "error": error,
    }


def _further(header: list[str], row: list[str]) -> list[tuple[str, str]]:
    """What the row does not say yet: that the next contact is the contact need not be read twice."""
    pairs = zip(header[BESIDE:], row[BESIDE:], strict=True)
    return [(label, said) for label, said in pairs if said and said not in row[:BESIDE]]


def _view(request: EditorRequest, asked: Asked) -> SavedView | None:
    """The kept view that the address is."""
    views = SavedView.objects.of(request.user).filter(kind=asked.kind.label)
    return next((view for view in views if QueryDict(view.query) == QueryDict(asked.query())), None)


def _title(request: EditorRequest, asked: Asked) -> str:
    if view := _view(request, asked):
        return view.title
    keys = tuple(request.GET.getlist("spalte")) or usual_columns(asked.kind)
    return next((one.title for one in given(asked.kind) if one.columns == keys), f"Liste: {asked.kind.title}")


def _keep(request: EditorRequest, asked: Asked) -> SavedView:
    """Raises ValidationError; for all only by administrators."""
    for_all = request.POST.get("alle") == "ja"
    if for_all and not is_administrator(request.user):
        raise PermissionDenied("Ansichten für alle legt die Verwaltung an.")
    view = SavedView(
        title=request.POST.get("titel", "").strip(),
        kind=asked.kind.label,
        query=asked.query()[:MOST_QUERY],
        owner=None if for_all else request.user,
    )
    if not view.title:
        raise ValidationError("Bitte der Ansicht einen Namen geben.")
    asked.answer  # noqa: B018  a filter that nobody understands is refused here, not on every later visit
    view.full_clean()
    SavedView.objects.filter(title=view.title, kind=view.kind, owner=view.owner).delete()
    view.save()
    return view


def may_remove(by: Editor, view: SavedView) -> bool:
    return view.owner_id == by.pk or (view.owner_id is None and is_administrator(by))


@desk_page
@require_POST
def remove(request: EditorRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.of(request.user), pk=pk)
    if not may_remove(request.user, view):
        raise PermissionDenied("Ansichten für alle entfernt die Verwaltung.")
    view.delete()
    messages.success(request, f"Die Ansicht „{view}“ ist entfernt. Die Einträge bleiben.")
    return redirect("lists:overview")


@desk_page
@require_safe
def overview(request: EditorRequest) -> HttpResponse:
    """All views: those that are there, those for all, one's own."""
    kept: dict[str, list] = {label: [] for label in KINDS}
    for view in SavedView.objects.of(request.user):
        kept.setdefault(view.kind, []).append((view, may_remove(request.user, view)))
    kinds = [(kind, there, kept[kind.label]) for kind, there in all_given() if can_see(request.user, kind.model)]
    return show(request, "lists/overview.html", "Listen und Ansichten", {"kinds": kinds})
