"""Import of a table: upload, columns, progress. What follows is in preview.py, what is put right in repair.py."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.tasks import stands_still
from desk.pages import desk_page, show
from publishing.permissions import can_add, can_change, is_administrator
from sheets.sheet import MAX_BYTES, UploadError
from sourcing.sitting import Sitting
from tables.columns import KINDS, TableKind
from tables.guessing import may_be_branches, rivals
from transfer.chain import goes_on, new_questions, unfinished
from transfer.enums import ImportStage
from transfer.forms import MappingForm, ReadingForm, UploadForm
from transfer.models import ImportBatch
from transfer.steps import delete_outdated, remember
from transfer.storing import columns_of, first_of, further_of, store_again, upload
from transfer.work import go_on, progress_of

_EXAMPLES = 3


def kinds_of(by: Editor) -> list[TableKind]:
    """What an account may import."""
    return [kind for kind in KINDS.values() if can_add(by, kind.model) or can_change(by, kind.model)]


def batches_of(by: Editor):
    return ImportBatch.objects.seen_by(by, is_administrator(by))


def find_batch(request: EditorRequest, pk: int) -> ImportBatch:
    """Somebody else's import does not exist for an editor."""
    _check(request.user)
    return get_object_or_404(batches_of(request.user).select_related("source", "created_by"), pk=pk)


def _check(by: Editor) -> None:
    if not kinds_of(by):
        raise PermissionDenied("Dieses Konto darf keine Einträge anlegen oder ändern.")


@require_http_methods(["GET", "HEAD", "POST"])
def _import_start(request: EditorRequest) -> HttpResponse:
    _check(request.user)
    kinds = kinds_of(request.user)
    if request.method != "POST":
        return _upload_page(request, UploadForm(kinds=kinds, initial=request.GET.dict()))
    form = UploadForm(request.POST, request.FILES, kinds=kinds)
    if not form.is_valid():
        return _upload_page(request, form, status=400)
    file, kind = form.cleaned_data["datei"], KINDS.get(form.cleaned_data["art"])
    delete_outdated()
    try:
        batch = upload(file.name, file.read(MAX_BYTES + 1), kinds=kinds, kind=kind, by=request.user)
    except UploadError as error:
        return _upload_page(request, form, str(error), 400)
    return redirect("import_mapping", pk=batch.pk)


def _upload_page(request: EditorRequest, form: UploadForm, error: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "error": error, "batches": batches_of(request.user).select_related("created_by")[:20]}
    return show(request, "transfer/import_start.html", "Tabelle importieren", context, status)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request: EditorRequest, pk: int) -> HttpResponse:
    """Which column means what; nothing is compared yet."""
    batch = find_batch(request, pk)
    if batch.applied_at or batch.stage == ImportStage.APPLYING:
        return redirect("import_progress", pk=pk)
    data = request.POST if request.method == "POST" else None
    reading = ReadingForm(batch, kinds_of(request.user), data)
    if data and reading.is_valid() and reading.is_another:
        return _read_again(request, batch, reading)
    if data and "lesen" in data:
        messages.info(request, "Genau so ist die Datei schon gelesen.")
        return redirect("import_mapping", pk=pk)
    further = [] if batch.first else further_of(batch, kinds_of(request.user))
    form = MappingForm(batch, request.user, Sitting(request.session), data, further)
    if data and batch.rows.exists() and reading.is_valid() and form.is_valid():
        batch = form.save()
        batch.run_by = request.user
        remember(batch)
        go_on.enqueue(batch.pk)
        return redirect("import_progress", pk=pk)
    return _mapping_page(request, batch, reading, form)


def _read_again(request: EditorRequest, batch: ImportBatch, form: ReadingForm) -> HttpResponse:
    try:
        done = store_again(batch, form.reading, KINDS[form.cleaned_data["art"]], request.user)
    except UploadError as error:
        messages.error(request, str(error))
        return redirect("import_mapping", pk=batch.pk)
    if done:
        messages.success(request, f"Neu gelesen: {batch.rows.count()} Zeilen. Bitte die Spalten noch einmal ansehen.")
    else:
        messages.error(request, "Die Datei lässt sich nicht mehr neu lesen. Bitte noch einmal hochladen.")
    return redirect("import_mapping", pk=batch.pk)


def _mapping_page(request: EditorRequest, batch: ImportBatch, reading: ReadingForm, form: MappingForm) -> HttpResponse:
    rows = list(batch.rows.all()[:20])
    later = {at: kind for kind, _headers in form.further for at in columns_of(batch, kind)}
    doubled = rivals(form.kind, batch.headers, {int(at): key for at, key in batch.mapping.items()})
    known: list[tuple] = []
    unsure: list[tuple] = []
    for position, field in form.column_fields():
        values = dict.fromkeys(row.cells[position][:80] for row in rows if row.cells[position])
        kind, rival = later.get(position), doubled.get(position)
        other = may_be_branches(form.kind, batch.headers[position], str(field.initial))
        means = kind.title if kind else dict(field.field.choices)[field.initial] if field.initial else ""
        (known if means and not (rival or other) else unsure).append(
            (field, list(values)[:_EXAMPLES], kind, rival, means, other)
        )
    context = {
        "batch": batch,
        "reading": reading,
        "form": form,
        "origin": form.origin,
        "known": known,
        "unsure": unsure,
        "row_count": batch.rows.count(),
    }
    status = 400 if form.is_bound else 200
    return show(request, "transfer/import_mapping.html", "Import: Datei und Spalten", context, status)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_progress(request: EditorRequest, pk: int) -> HttpResponse:
    """How far it is with what happens in the background, until it leads to what came of it. Pressing the button goes
    on with what has come to a stop; twice at once does no harm.
    """
    batch = find_batch(request, pk)
    if request.method == "POST":
        go_on.enqueue(batch.pk)
        return redirect("import_progress", pk=pk)
    if not batch.is_running:
        return _onward(request, batch)
    context = {"batch": batch, "progress": progress_of(batch), "stands_still": stands_still()}
    response = show(request, "transfer/import_progress.html", f"Import {batch.pk} {batch.get_stage_display()}", context)
    response["Refresh"] = "1"  # goes on by itself, without a script
    return response


def _onward(request: EditorRequest, batch: ImportBatch) -> HttpResponse:
    """Where it goes on, now that nothing happens in the background: at the next question, else at what came of it."""
    if batch.stage == ImportStage.MAPPING:
        return redirect("import_mapping", pk=batch.pk)
    other = unfinished(batch)
    if batch.stage == ImportStage.READY and new_questions(batch):
        return redirect("import_repair", pk=batch.pk)
    if other and other != batch:
        return redirect("import_progress" if other.is_running else _next_page(other), pk=other.pk)
    if batch.stage == ImportStage.READY and batch.rows.exclude(result_note="").exists():
        messages.warning(request, "Es wurde nichts übernommen; warum, steht bei jeder Zeile.")
    first = first_of(batch)
    if first.applied_at and batch.stage != ImportStage.READY:
        address = reverse("import_result", args=[first.pk])
        return redirect(f"{address}?weiter=1" if goes_on(first) else address)
    return redirect("import_preview", pk=batch.pk)


def _next_page(batch: ImportBatch) -> str:
    return "import_repair" if new_questions(batch) else "import_preview"


import_start = admin.site.admin_view(_import_start)
