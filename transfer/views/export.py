"""Export of a filtered list of the admin: choose columns, take the file."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.requests import EditorRequest
from desk.admin.filters import desk_filter
from desk.pages import desk_page, show
from publishing.permissions import check_see
from transfer.columns import KINDS, TableKind
from transfer.export import ALWAYS, as_csv, as_xlsx, columns_of, rows_of

MAX_IDS = 1_000
# What of a list's address says how it is shown; its text is searched as the list does.
_OF_THE_LIST = ("q", "o", "p", "all", "e", "_facets", "_changelist_filters")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_address(filters: QueryDict) -> str:
    """The query of the export page for what a list shows, or for some `ids`."""
    return urlencode({"auswahl": filters.urlencode()})


@desk_page
@require_safe
def export(request: EditorRequest, label: str) -> HttpResponse:
    kind = KINDS.get(label)
    if kind is None:
        raise Http404("Diese Art von Eintrag lässt sich nicht exportieren.")
    check_see(request.user, kind.model)
    chosen = request.GET.get("auswahl", "")[:20_000]
    records = _records(request, kind, QueryDict(chosen))
    if (form := request.GET.get("format")) in ("csv", "xlsx"):
        return _file(kind, records, form, request.GET.getlist("spalte"))
    wanted = {*ALWAYS}
    context = {
        "kind": kind,
        "chosen": chosen,
        "count": records.count(),
        "columns": [(column, column.key in wanted) for column in kind.columns],
        "list_url": _list_url(kind, chosen),
    }
    return show(request, "transfer/export.html", f"{kind.title} exportieren", context)


def _list_url(kind: TableKind, chosen: str) -> str:
    url = reverse(f"admin:{kind.model._meta.app_label}_{kind.model._meta.model_name}_changelist")
    return url if not chosen or chosen.startswith("ids=") else f"{url}?{chosen}"


def _records(request: EditorRequest, kind: TableKind, chosen: QueryDict) -> QuerySet:
    """What the list of the admin shows with these filters, or the ticked rows. A filter that nobody understands is
    refused: without it the table would hold more than was asked for."""
    records = kind.model._base_manager.order_by("pk")
    if "ids" in chosen:
        pks = [int(pk) for pk in chosen["ids"].split(",")[:MAX_IDS] if pk.isdecimal() and len(pk) < 16]
        return records.filter(pk__in=pks)
    model_admin = admin.site.get_model_admin(kind.model)
    facets = {param: values for param, values in chosen.lists() if param not in _OF_THE_LIST}
    answer = desk_filter(model_admin.filterset)(facets, model_admin.get_queryset(request), request=request)
    if answer.unknown or facets.keys() - answer.filters.keys():
        raise Http404("Diesen Filter gibt es nicht.")
    found, _ = model_admin.get_search_results(request, answer.qs, chosen.get("q", ""))
    return records.filter(pk__in=found.order_by().values("pk")) if chosen else records


def _file(kind: TableKind, records: QuerySet, form: str, keys: list[str]) -> HttpResponse:
    rows = rows_of(kind, records, columns_of(kind, keys or kind.by_key))
    name = f"{slugify(kind.title)}-{timezone.localdate():%Y-%m-%d}.{form}"
    if form == "xlsx":
        return FileResponse(as_xlsx(rows, kind.title), as_attachment=True, filename=name, content_type=_XLSX)
    response = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
