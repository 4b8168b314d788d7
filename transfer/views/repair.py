"""Where what is wrong with a table is put right, and the list of its faulty rows to put right elsewhere."""

from collections.abc import Iterator
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import EditorRequest
from core.paging import page_of
from desk.pages import desk_page, show
from sheets.writing import as_csv
from tables.asking import RepairForm, suggestions_for
from tables.groups import Group
from transfer.compare import where
from transfer.enums import ImportStage
from transfer.making import make_named
from transfer.models import ImportBatch, ImportRow
from transfer.outcome import abroad
from transfer.remembering import WRONG
from transfer.repair import faulty, groups_of, refusals_of, repair_names, repair_values
from transfer.views.imports import find_batch
from transfer.work import go_further, go_on

PAGE_SIZE = 100
MOST_AT_ONCE = 500  # values whose suggestions are taken with one answer


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_repair(request: EditorRequest, pk: int) -> HttpResponse:
    """What cannot be read, every value once; what an editor says of it holds for all its rows."""
    batch = find_batch(request, pk)
    if batch.stage == ImportStage.MAPPING or batch.is_running:
        return redirect("import_progress", pk=pk)
    groups = sorted(groups_of(batch), key=lambda group: group.name in batch.left_open)  # first what is new
    page = page_of(request.GET.get("seite"), len(groups), PAGE_SIZE)
    shown = groups[(page.number - 1) * PAGE_SIZE : page.number * PAGE_SIZE]
    form = RepairForm(shown, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_filled and form.is_valid():
        batch.leave_open([group.name for group in shown])
        others = [group for group in groups[:MOST_AT_ONCE] if group not in shown] if "alle" in request.POST else []
        return _repaired(request, batch, form, others)
    context = {
        "batch": batch,
        "form": form,
        "columns": [(column.title or where(batch, column.key), column) for column in form.columns],
        "refusals": refusals_of(batch),
        "abroad": abroad(batch),
        "rows": faulty(batch).count(),
        "page": page,
    }
    status = 400 if form.is_bound and not form.is_filled else 200
    return show(request, "transfer/import_repair.html", f"Import {batch.pk}: Fehler beheben", context, status)


def _repaired(request: EditorRequest, batch: ImportBatch, form: RepairForm, others: list[Group]) -> HttpResponse:
    """`others`: values of other pages, of which the suggestions are taken."""
    said, to_make = suggestions_for(others) | form.said(), form.to_make()
    made = 0
    for _key, some in groupby(to_make, lambda one: one[0].column.key):
        named = list(some)
        made += make_named(batch, named[0][0].column, {group.value: kind for group, kind in named}, request.user)
    names = repair_names(batch, form.names(), request.user)
    if names:
        messages.success(request, f"{'Festgelegt' if batch.gathers else 'Namen berichtigt'}: {names}.")
    if not said and not to_make:
        go_further(batch, request.user)
        return redirect("import_progress", pk=batch.pk)
    count = repair_values(batch, said, request.user, [which for group, _kind in to_make for which in group.which])
    if made:
        messages.success(request, f"Als Entwurf angelegt, im Vorgang dieses Imports: {made}.")
    if said:
        done = f"Angaben festgelegt: {len(said)}, in {count} Zeilen. Beim Übernehmen merkt es sich Ihre Stelle."
        messages.success(request, done)
    go_on.enqueue(batch.pk)
    return redirect("import_progress", pk=batch.pk)


@desk_page
@require_safe
def import_faulty(request: EditorRequest, pk: int) -> HttpResponse:
    """The faulty rows as a table with what is wrong, which can be put right in a spreadsheet and imported again."""
    batch = find_batch(request, pk)
    response = StreamingHttpResponse(as_csv(_lines(batch)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}-fehler.csv"'
    return response


def _lines(batch: ImportBatch) -> Iterator[list[str]]:
    own = [position for position, header in enumerate(batch.headers) if header != WRONG]
    yield [*(batch.headers[position] for position in own), WRONG]
    for row in faulty(batch).iterator(chunk_size=500):
        yield [*(row.cells[position] for position in own), "; ".join(wrong_with(batch, row))]


def wrong_with(batch: ImportBatch, row: ImportRow) -> list[str]:
    """In words: what stops the row, and what it goes without."""
    return [f"{place}: {what}" for place, what in (*row.errors, *gone_without(batch, row))]


def gone_without(batch: ImportBatch, row: ImportRow) -> list[tuple[str, str]]:
    """What a row can be taken over without: where it stands, and what is wrong with it."""
    return [(where(batch, one["key"]), one["what"]) for one in row.faults if not one["stops"]]
