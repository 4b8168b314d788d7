"""What became of every row of an import, by groups that no row is missing from."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.models import Editor
from cases.beginnings import Beginning
from cases.enums import CaseState
from cases.models import Case
from cases.teams import Deciders
from publishing.permissions import is_administrator
from tables.columns import KINDS, named_in
from tables.matching import LEFT_OUT
from transfer.enums import ImportStage, Outside, RowResult, RowStatus
from transfer.joining import cases_of
from transfer.models import ImportBatch, ImportRow
from transfer.storing import first_of

_NAMED = 5
_NOTHING: tuple[Any, ...] = ("", None, [])
_LEFT = Q(result=RowResult.OPEN)
_ON_ITS_WAY = _LEFT & Q(selected=True, may_apply=True)
_STAYS = _LEFT & ~_ON_ITS_WAY
# New elsewhere, or a change of what belongs to others; what is wrong with a new one besides comes first.
_THEIRS = Q(is_outside=True, record_id__isnull=False)
_NEW_THERE = Q(is_outside=True, record_id__isnull=True, status=RowStatus.NEW)
_FOREIGN = _STAYS & (_THEIRS | _NEW_THERE)
UNCHANGED = Q(status=RowStatus.UNCHANGED) & ~Q(reason=LEFT_OUT)
_OWN = _STAYS & (Q(is_outside=False) | Q(record_id__isnull=True) & ~Q(status=RowStatus.NEW))


@dataclass(frozen=True)
class Group:
    """`waits`: its rows are not where they were to be; somebody has to look at them. `names`: of the first of those."""

    key: str
    label: str
    rows: Q
    waits: bool = False
    number: int = 0
    names: tuple[str, ...] = ()


GROUPS = (
    Group("angelegt", "als Entwurf angelegt", Q(result=RowResult.CREATED, is_outside=False)),
    Group("vorschlag", "als Vorschlag für andere Teams angelegt", Q(result=RowResult.CREATED, is_outside=True)),
    Group("geaendert", "Entwurf geändert", Q(result=RowResult.CHANGED)),
    Group("vorgeschlagen", "als Änderung vorgeschlagen", Q(result=RowResult.PROPOSED)),
    Group("weitergegeben", "den Zuständigen vorgeschlagen", Q(result=RowResult.SUGGESTED)),
    Group("folgt", "noch nicht übernommen", _ON_ITS_WAY),
    Group("unveraendert", "unverändert: steht schon so im Verzeichnis", _LEFT & UNCHANGED),
    Group("weggelassen", "weggelassen, wie festgelegt", _LEFT & Q(reason=LEFT_OUT)),
    Group("ausserhalb", "nicht übernommen: außerhalb der eigenen Regionen", _FOREIGN, True),
    Group("fehler", "nicht übernommen: fehlerhaft", _OWN & Q(status=RowStatus.ERROR), True),
    Group("konflikt", "nicht übernommen: Konflikt, nicht entschieden", _OWN & Q(status=RowStatus.CONFLICT), True),
    Group(
        "nicht-gewaehlt",
        "nicht übernommen: nicht ausgewählt",
        _OWN & ~Q(status__in=(RowStatus.UNCHANGED, RowStatus.ERROR, RowStatus.CONFLICT)),
        True,
    ),
    Group("zurueck", "rückgängig gemacht", Q(result=RowResult.UNDONE)),
    Group("geblieben", "nicht rückgängig gemacht", Q(result=RowResult.KEPT), True),
)


def outcome_of(batch: ImportBatch) -> list[Group]:
    """The groups that have rows, each with how many."""
    found = batch.rows.aggregate(**{group.key: Count("pk", filter=group.rows) for group in GROUPS})
    return [
        replace(one, number=found[one.key], names=tuple(_names(batch, one)) if one.waits else ())
        for one in GROUPS
        if found[one.key]
    ]


def _names(batch: ImportBatch, group: Group) -> QuerySet:
    return rows_of(batch, group).order_by("number").values_list("name", flat=True)[:_NAMED]


def rows_of(batch: ImportBatch, group: Group) -> QuerySet[ImportRow]:
    return batch.rows.filter(group.rows)


def beginning_of(case: Case, by: Editor) -> Beginning | None:
    """What became of the rows of the tables that a case was begun by, with the other cases they were written to."""
    number = case.origin.removeprefix("import-").partition("/")[0]
    batch = ImportBatch.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if batch is None:
        return None
    tables = ImportBatch.objects.filter(Q(pk=batch.first or batch.pk) | Q(first=batch.first or batch.pk))
    rows = ImportRow.objects.filter(batch__in=tables.exclude(applied_at=None))
    counts = rows.aggregate(**{group.key: Count("pk", filter=group.rows) for group in GROUPS})
    said_of = ", ".join(f"{counts[group.key]} {group.label}" for group in GROUPS if counts[group.key])
    links = [(str(other), other.get_absolute_url()) for other in cases_of(batch).exclude(pk=case.pk)]
    if ImportBatch.objects.seen_by(by, is_administrator(by)).filter(pk=batch.pk).exists():
        links = [("Ergebnis", reverse("import_result", args=[batch.pk])), *links]
    is_asked = case.state in (CaseState.OPEN, CaseState.REVIEW) and by == first_of(batch).created_by  # who waits asks
    who = Deciders(by).of(case) if is_asked else ""
    decide = f" Freigeben kann: {who}." if who else ""
    meant = {pair for table in tables for words in table.meanings.values() for pair in words.items() if all(pair)}
    read = sorted(f"„{word}“ als „{other}“" for word, other in meant if word != other)
    return Beginning(f"{batch}.{decide}", f"Aus den Zeilen wurde: {said_of}.", links, read)


@dataclass(frozen=True)
class Further:
    """What became of the same table, read for another kind."""

    batch: ImportBatch
    title: str
    groups: list[Group]


def further_outcomes(batch: ImportBatch) -> list[Further]:
    """Of the first import of a table: what was read on with."""
    others = ImportBatch.objects.filter(first=batch.pk).exclude(stage=ImportStage.MAPPING).order_by("pk")
    return [Further(one, KINDS[one.kind].title, outcome_of(one)) for one in others]


@dataclass(frozen=True)
class Abroad:
    """Rows outside of one's regions. `new`: to be proposed to those in charge or left out; `theirs`: changes of entries
    of others, which stay as they are; `what` was said of the new ones."""

    new: int
    theirs: int
    what: Outside


def abroad(batch: ImportBatch) -> Abroad | None:
    found = batch.rows.aggregate(new=Count("pk", filter=_LEFT & _NEW_THERE), theirs=Count("pk", filter=_LEFT & _THEIRS))
    return Abroad(found["new"], found["theirs"], Outside(batch.outside)) if any(found.values()) else None


def emptied(batch: ImportBatch) -> list[tuple[str, int]]:
    """What empty cells delete, where an editor wants that: the column and in how many rows, the most first."""
    if not batch.clears:
        return []
    kind, counts = KINDS[batch.kind], Counter[str]()
    rows = batch.rows.filter(may_apply=True, result=RowResult.OPEN, status__in=(RowStatus.CHANGED, RowStatus.CONFLICT))
    for cells, changes in rows.values_list("cells", "changes").iterator(chunk_size=500):
        deleted = (one for one in changes if "removed" in one or "new" in one and one["new"] in _NOTHING)
        gone = {one.get("part") or one["field"] for one in deleted}
        empty = {int(at): kind.by_key[key] for at, key in batch.mapping.items() if not cells[int(at)]}
        counts.update(batch.headers[at] for at, column in empty.items() if named_in(column) & gone)
    return counts.most_common()
