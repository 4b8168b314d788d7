"""What each row of an import would do, the choice, taking over."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.paging import page_of
from desk.pages import desk_page, show
from duplicates.namesakes import SAME
from pages.changes_table import ChangesTable
from sheets.sheet import MAX_CELL
from tables.columns import KINDS
from tables.matching import INSTEAD, LEFT_OUT, NEW
from tables.side_by_side import Pair
from transfer.apply import begin_apply, chosen
from transfer.chain import waits
from transfer.compare import Comparison
from transfer.enums import ImportStage, Outside, RowResult, RowStatus
from transfer.models import ImportBatch, ImportRow
from transfer.outcome import UNCHANGED, abroad, emptied
from transfer.repair import FAULTY, open_cells, repair_cells
from transfer.steps import choose, decide_outside, judge_again
from transfer.storing import first_of, further_of
from transfer.views.imports import find_batch, kinds_of
from transfer.views.repair import gone_without
from transfer.work import go_further, go_on

PAGE_SIZE = 50
APPLY, HAND_IN = "uebernehmen", "freigeben"  # what is ticked; also to those who release it, once nothing is open
ALL = "alle"
_CELL = re.compile(r"zelle-(\d{1,15})-(\d{1,3})", re.ASCII)
_MEANS = re.compile(r"meint-\d{1,15}", re.ASCII)
AT_FIRST = 10  # rows of each section, as long as none is chosen
_CONFLICT = Q(status=RowStatus.CONFLICT)
_WHOLE = Q(faults=[])
_ASKED = _CONFLICT & ~Q(candidates=[])
_TWICE = Q(status=RowStatus.NEW) & ~Q(reason="")
OPENED = ("fehler", "vielleicht", "doppelt", "konflikt", "geaendert")  # what somebody is to look at
_LESS = ~_WHOLE & Q(status__in=(RowStatus.NEW, RowStatus.CHANGED))  # taken over without what cannot be read
# In the order in which somebody wants to see them: key, heading, which rows.
SECTIONS = (
    ("fehler", "Fehlerhaft", FAULTY & ~_LESS & ~_ASKED),
    ("vielleicht", "Gibt es vielleicht schon", _ASKED),
    ("doppelt", "Vielleicht zweimal in der Datei", _TWICE),
    ("konflikt", "Konflikt", _CONFLICT & _WHOLE & Q(candidates=[])),
    ("geaendert", "Geändert", Q(status=RowStatus.CHANGED, is_outside=False) & _WHOLE),
    ("neu", "Neu", Q(status=RowStatus.NEW, is_outside=False) & _WHOLE & ~_TWICE),
    ("ausserhalb", "Neu, außerhalb Ihrer Regionen", Q(status=RowStatus.NEW, is_outside=True) & _WHOLE & ~_TWICE),
    ("fremd", "Über Einträge anderer", Q(status=RowStatus.CHANGED, is_outside=True) & _WHOLE),
    ("ohne", "Ohne eine Angabe", _LESS & ~_TWICE),
    ("unveraendert", "Unverändert", UNCHANGED & _WHOLE),
    ("weggelassen", "Weggelassen", Q(reason=LEFT_OUT)),
)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: EditorRequest, pk: int) -> HttpResponse:
    batch = find_batch(request, pk)
    if batch.stage == ImportStage.MAPPING or batch.is_running:
        return redirect("import_progress", pk=pk)
    if request.method == "POST":
        return _save(request, batch)
    chosen_key = request.GET.get("ergebnis", "")
    if chosen_key and chosen_key not in {key for key, _label, _rows in SECTIONS}:
        raise Http404("Dieses Ergebnis gibt es nicht.")
    counts = batch.rows.aggregate(**{f"n_{key}": Count("pk", filter=which) for key, _label, which in SECTIONS})
    page = page_of(request.GET.get("seite"), counts.get(f"n_{chosen_key}", 0), PAGE_SIZE)
    start, size = (page.number - 1) * PAGE_SIZE, PAGE_SIZE if chosen_key else AT_FIRST
    sections = [
        (key, label, counts[f"n_{key}"], list(batch.rows.filter(which)[start : start + size]))
        for key, label, which in SECTIONS
        if counts[f"n_{key}"] and chosen_key in ("", key)
    ]
    _prepare(batch, [row for *_, some in sections for row in some], request.user)
    context = {
        "batch": batch,
        "kind": KINDS[batch.kind],
        "chips": [(key, label, n) for key, label, _rows in SECTIONS if (n := counts[f"n_{key}"])],
        "total": sum(counts.values()),
        "status": chosen_key,
        "page": page,
        "sections": sections,
        "opened": OPENED,
        "asked": counts["n_vielleicht"] and not batch.first,
        "faulty": counts["n_fehler"],
        "abroad": abroad(batch),
        "also": [KINDS[label].title for label in batch.also],
        "hands_in": first_of(batch).hands_in,
        "emptied": emptied(batch),
        "further": [] if batch.rows.filter(may_apply=True).exists() else further_of(batch, kinds_of(request.user)),
        "chosen": chosen(batch).count(),
        "less": chosen(batch).exclude(faults=[]).count(),
    }
    return show(request, "transfer/import_preview.html", f"Import {batch.pk}: Vorschau", context)


def _prepare(batch: ImportBatch, rows: list[Any], by: Editor) -> None:
    """With their differences in words and the records that they may mean; a few queries for the page, and some for
    each row that is asked about."""
    model = KINDS[batch.kind].model
    table = ChangesTable(model, *(row.changes for row in rows))
    named = model._base_manager.in_bulk({pk for row in rows for pk in row.candidates})
    comparison = Comparison(batch, by)
    for row in rows:
        row.differences = table.rows(row.changes)
        row.pairs = _pairs(comparison, row, named) if row.candidates else []
        row.options = _open_options(row) if row.candidates else []
        row.is_same = SAME in row.reason
        row.can_choose = row.may_apply and not row.result
        row.url = form_url(model, row.record_id) if row.record_id else ""
        row.less = gone_without(batch, row)
        row.inputs = [] if row.result else [(at, batch.headers[at], row.cells[at]) for at in open_cells(batch, row)]


def _pairs(comparison: Comparison, row: ImportRow, named: dict) -> list[tuple[Any, str, Pair]]:
    pairs, model = comparison.pairs(row), comparison.kind.model
    return [(named[pk], form_url(model, pk), pairs[pk]) for pk in row.candidates if pk in named and pk in pairs]


def _open_options(row: Any) -> list[tuple[Any, str]]:
    """What a row may mean; chosen beforehand only where one is called the same and something else says so, too."""
    found: list[tuple[Any, str]] = []
    for entry, _url, pair in row.pairs:
        found.append((entry.pk, f"{entry} ({entry.slug})"))
        if pair.lost:
            found.append((f"{entry.pk}{INSTEAD}", f"{entry} ({entry.slug}), dort ersetzen: {pair.lost}"))
    is_sure = len(row.pairs) == 1 and SAME in row.reason and row.pairs[0][2].is_one
    return found if is_sure else [("", "bitte wählen"), *found]


def form_url(model, pk: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def _save(request: EditorRequest, batch: ImportBatch) -> HttpResponse:
    """Keeps the ticks of the page, then does what the pressed button says."""
    shown = [int(pk) for pk in request.POST.getlist("zeile") if pk.isdecimal() and len(pk) < 16]
    ticked = [pk for pk in shown if f"ja-{pk}" in request.POST]
    free = batch.rows.filter(may_apply=True, result=RowResult.OPEN)
    free.filter(pk__in=shown).exclude(pk__in=ticked).update(selected=False)
    free.filter(pk__in=ticked).update(selected=True)
    if _put_right(request, batch):
        return _back(request, batch, request.POST.get("seite", ""))
    action = request.POST.get("aktion", "")
    if action in (RowStatus.NEW, RowStatus.CHANGED):
        free.filter(status=action).exclude(_TWICE).update(selected=True)
    elif action.startswith("ausserhalb-") and action[11:] in (Outside.PROPOSE, Outside.LEAVE):
        return _decide_outside(request, batch, Outside(action[11:]))
    elif action == "keine":
        free.update(selected=False)
    elif action in (APPLY, HAND_IN):
        return _apply(request, batch, action == HAND_IN)
    elif action.startswith("seite-") and action[6:].isdecimal():
        return _back(request, batch, action[6:])
    elif action.startswith("meint-"):
        return _decided(request, batch, action[6:])
    elif action.startswith("pruefen-"):
        _check_again(request, batch, action[8:])
    return _back(request, batch, request.POST.get("seite", ""))


def _apply(request: EditorRequest, batch: ImportBatch, hands_in: bool) -> HttpResponse:
    """What is ticked, and what else the table says; of another kind also nothing, so that it goes on."""
    if not batch.first and not chosen(batch).exists():
        messages.error(request, "Es ist nichts ausgewählt.")
        return _back(request, batch, request.POST.get("seite", ""))
    first = first_of(batch)
    ImportBatch.objects.filter(pk=first.pk).update(hands_in=hands_in or bool(batch.first) and first.hands_in)
    begin_apply(batch, request.user)
    go_on.enqueue(batch.pk)
    return redirect("import_progress", pk=batch.pk)


def _put_right(request: EditorRequest, batch: ImportBatch) -> bool:
    """What was typed into the cells of the page; whether anything was: then it is to be seen before all else."""
    typed: dict[int, dict[int, str]] = {}
    for name, text in request.POST.items():
        if found := _CELL.fullmatch(name):
            typed.setdefault(int(found[1]), {})[int(found[2])] = str(text)[:MAX_CELL].replace("\r\n", "\n").strip()
    done: set[int] = set()
    for pk in list(typed)[:PAGE_SIZE]:
        row = batch.rows.filter(pk=pk, result=RowResult.OPEN).exclude(pk__in=done).first()
        number = row.number if row else 0
        if row and (now := repair_cells(batch, row, typed[pk], request.user)):
            done.add(now.pk)
            _say(request, number, now)
    return bool(done)


def _say(request: EditorRequest, number: int, now: ImportRow) -> None:
    """What became of a row that was looked at again, perhaps as part of another."""
    moved = f" und gehört jetzt zu Zeile {now.number}" if now.number != number else ""
    why = f" {now.errors[0][1]}" if now.errors else f" {now.reason}" if now.reason else ""
    say = messages.warning if now.errors else messages.success
    say(request, f"Zeile {number} neu geprüft{moved}: {now.get_status_display()}.{why}")


def _back(request: EditorRequest, batch: ImportBatch, page: str) -> HttpResponse:
    said = {"ergebnis": request.POST.get("ergebnis", ""), "seite": page}
    query = urlencode({name: value for name, value in said.items() if value})
    return redirect(f"{reverse('import_preview', args=[batch.pk])}{f'?{query}' if query else ''}")


def _open_row(batch: ImportBatch, pk: str) -> ImportRow | None:
    known = pk.isdecimal() and len(pk) < 16
    return batch.rows.filter(pk=int(pk), result=RowResult.OPEN).first() if known else None


def _check_again(request: EditorRequest, batch: ImportBatch, pk: str) -> None:
    """As it is: what it needs may be there by now."""
    if row := _open_row(batch, pk):
        _say(request, row.number, judge_again(batch, row, request.user))


def _decide(request: EditorRequest, batch: ImportBatch, pk: str) -> None:
    row, choice = _open_row(batch, pk), request.POST.get(f"meint-{pk}", "")
    if row is None or choice.removesuffix(INSTEAD) not in {NEW, *map(str, row.candidates)}:
        messages.error(request, "Diese Auswahl gibt es nicht mehr.")
        return
    _say(request, row.number, choose(batch, row, choice, request.user))


def _decided(request: EditorRequest, batch: ImportBatch, which: str) -> HttpResponse:
    """One row, or every row of the page of which something is said; what is read besides goes on after the last."""
    names = [name[6:] for name, said in request.POST.items() if _MEANS.fullmatch(name) and said][:PAGE_SIZE]
    for pk in names if which in (ALL, HAND_IN) else [which]:
        _decide(request, batch, pk)
    if not waits(batch) and batch.first:
        go_further(batch, request.user)
        return redirect("import_progress", pk=batch.pk)
    if not waits(batch) and which == HAND_IN:
        return _apply(request, batch, True)
    return _back(request, batch, request.POST.get("seite", ""))


def _decide_outside(request: EditorRequest, batch: ImportBatch, what: Outside) -> HttpResponse:
    decide_outside(batch, what, request.user)
    go_on.enqueue(batch.pk)
    return redirect("import_progress", pk=batch.pk)
