"""What the page of a large case shows: counts, everything that is conspicuous, and a sample."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from accounts.models import Editor
from cases import members as reading
from cases.beginnings import beginning_of
from cases.enums import CaseState, EntryResult
from cases.large import steps
from cases.models import Case, CaseEntry
from cases.page import Part, may_undo, parts_of_page, refusal
from cases.permissions import can_judge_all, can_write_all, check_release_all
from cases.unseen import BETWEEN, HIDES, unseen, without
from core.paging import page_of
from pages.changes_table import is_internal
from publishing import changes as compare
from publishing.models import Revision
from publishing.permissions import is_reviewer
from publishing.snapshots import parts_of, take_many

STEP = 20  # records more of the sample
MOST_SAMPLED = 200
OF_EACH = 3  # at least of what is new, and of what changes, of each kind
GROUP = 50  # records shown of those with the same remark
PAGE = 50
_SAID = re.compile(r"„[^„“]*“|\d+")
MOST_FIELDS = 12


@dataclass
class Remark:
    """Something conspicuous, said of `number` records; `entries`: the first of them; `search` finds them all."""

    text: str
    number: int
    entries: list[CaseEntry]
    search: str


def of_case(case: Case, by: Editor, *, sampled: int, search: str, page: str | None, ticked: set[int]) -> dict:
    open_entries = case.entries.filter(result=EntryResult.OPEN)
    is_waiting, is_open = case.state == CaseState.REVIEW, case.state == CaseState.OPEN
    why_not = refusal(check_release_all, by, case) if is_waiting else ""
    warnings = [*_remarks(open_entries, "warning"), *_unseen(case, open_entries)] if is_waiting else []
    is_decided = case.state in (CaseState.RELEASED, CaseState.UNDONE)
    return {
        "case": case,
        "authors": case.authors.all(),
        "beginning": beginning_of(case, by),
        "number": case.entries.count(),
        "counts": list(_counts(case)),
        "results": _results(case),
        "fields": _fields(open_entries) if is_waiting else [],
        "conflicts": _conflicts(open_entries) if is_waiting else [],
        "warnings": [one for one in warnings if not _is_reading(one.text)],
        "read": [one for one in warnings if _is_reading(one.text)],
        "left": _remarks(case.entries.exclude(note=""), "note"),
        "sample": _sample(open_entries, case.pk, sampled) if is_waiting else [],
        "sampled": sampled,
        "internal": list(_internal(open_entries)) if is_waiting else [],
        "more": min(sampled + STEP, MOST_SAMPLED) if sampled < min(open_entries.count(), MOST_SAMPLED) else 0,
        "search": search,
        "found": _found(case, search, page) if search else None,
        "ticked": ticked,
        "token": steps.token(case),
        "is_open": is_open,
        "is_waiting": is_waiting,
        "may_write": case.is_undecided and can_write_all(by, case),
        "may_judge": is_waiting and can_judge_all(by, case),
        "may_release": is_waiting and not why_not,
        "may_undo": is_decided and may_undo(by, case),
        "why_not": why_not if is_reviewer(by) else "",
    }


def _counts(case: Case) -> Iterator[tuple[str, int, int]]:
    """Of each kind how many are new, and how many change."""
    rows = case.entries.filter(result__in=(EntryResult.OPEN, EntryResult.RELEASED, EntryResult.UNDONE)).order_by()
    new = Count("pk", filter=Q(is_new=True))
    for kind, number, fresh in rows.values_list("content_type").annotate(n=Count("pk"), new=new):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        yield str(model._meta.verbose_name_plural), fresh, number - fresh


def _internal(entries: QuerySet[CaseEntry]) -> Iterator[tuple[str, str, int]]:
    """What new records have in common of what stays internal, once, as on what ground people are named."""
    for kind in sorted({*entries.filter(is_new=True).values_list("content_type", flat=True)}):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        mine = model._base_manager.filter(pk__in=entries.filter(content_type=kind, is_new=True).values("object_id"))
        for column in [one for one in model._meta.concrete_fields if one.choices and is_internal(model, one.name)]:
            for value, number in mine.order_by().values_list(column.name).annotate(n=Count("pk")):
                yield str(column.verbose_name), str(dict(column.flatchoices).get(value) or "fehlt"), number


def _results(case: Case) -> list[tuple[str, int]]:
    rows = dict(case.entries.order_by().values_list("result").annotate(n=Count("pk")))
    return [(str(result.label), rows[result]) for result in EntryResult if rows.get(result)]


def _fields(entries: QuerySet[CaseEntry]) -> list[tuple[str, int, int]]:
    """What changes at public records, the most frequent first: at how many, and how often in all."""
    records: Counter[str] = Counter()
    changes: Counter[str] = Counter()
    rows = Revision.objects.filter(pk__in=entries.filter(is_new=False).values("revision"))
    for kind, made in rows.order_by().values_list("content_type", "changes").iterator(200):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        labels = Counter(_label(model, change) for change in made)
        records.update(labels.keys())
        changes.update(labels)
    return [(label, number, changes[label]) for label, number in records.most_common(MOST_FIELDS)]


def _label(model: Any, change: dict) -> str:
    if "part" in change:
        return parts_of(model)[change["part"]].label
    name = change["field"]
    named = next((f for f in model._meta.get_fields() if name in (f.name, getattr(f, "attname", ""))), None)
    stays = " (bleibt intern)" if is_internal(model, name) else ""
    return f"{getattr(named, 'verbose_name', name)}{stays}"


def _conflicts(entries: QuerySet[CaseEntry]) -> list[tuple[CaseEntry, str]]:
    """What was decided against something in the directory, and what was changed there meanwhile."""
    said = [(entry, entry.conflict) for entry in entries.exclude(conflict="")]
    later = Revision.objects.in_effect().filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), pk__gt=OuterRef("revision")
    )
    by_type: dict[int, list[CaseEntry]] = defaultdict(list)
    for entry in entries.filter(Exists(later), is_new=False).select_related("revision"):
        by_type[entry.content_type_id].append(entry)
    for some in by_type.values():
        now = take_many(some[0].model, [entry.object_id for entry in some])
        for entry in some:
            if entry.object_id in now and entry.revision:
                if compare.conflicts(now[entry.object_id], entry.revision.changes):
                    said.append((entry, "wurde inzwischen an denselben Stellen geändert; geht beim Freigeben zurück"))
    return said


def _remarks(entries: QuerySet[CaseEntry], column: str) -> list[Remark]:
    """Remarks of the same words once, whatever names and numbers they say, the most frequent first."""
    rows = entries.exclude(**{column: ""}).order_by().values_list(column).annotate(n=Count("pk")).order_by("-n", column)
    alike: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for text, number in rows[:PAGE]:
        for words in filter(None, without(text).split(BETWEEN)):
            alike[_SAID.sub("…", words)].append((text, words, number))
    found = []
    for words, some in alike.items():
        text, search = (some[0][1],) * 2 if len(some) == 1 else (words, max(words.split("…"), key=len).strip())
        known = entries.filter(**{f"{column}__in": [one for one, *_ in some]}).order_by(column, "pk")
        found.append(Remark(text, sum(number for *_, number in some), list(known[:GROUP]), search))
    return sorted(found, key=lambda one: -one.number)


def _is_reading(text: str) -> bool:
    """Whether it says how something was read that is written otherwise."""
    return "gelesen" in text and "nicht gelesen" not in text or "gilt als leer" in text


def _unseen(case: Case, entries: QuerySet[CaseEntry]) -> list[Remark]:
    """Once what is not public yet of what entries name; those with the same warning name the same."""
    said = entries.filter(warning__contains=HIDES).order_by()
    first = said.values("warning").annotate(first=Min("pk")).values("first")
    by_names: dict[str, list[str]] = defaultdict(list)
    some = {entry.pk: entry for entry in entries.filter(pk__in=first)[:PAGE]}
    for pk, names in unseen(case, some.values()).items():
        by_names[names].append(some[pk].warning)
    found = ((names, said.filter(warning__in=texts).order_by("pk")) for names, texts in by_names.items())
    return [Remark(f"{HIDES}{names}", len(about), [*about[:GROUP]], HIDES.strip()) for names, about in found]


def _sample(entries: QuerySet[CaseEntry], seed: int, number: int) -> list[Part]:
    """By chance, the same on every visit, and more of it begins with what was shown. Some of each sort come first: of
    thousands of new firms hardly one is among twenty of the few networks that change with them."""
    drawn = list(entries.order_by("pk").values_list("content_type", "is_new", "pk"))
    Random(seed).shuffle(drawn)  # noqa: S311  nothing secret
    seen: Counter[tuple[int, bool]] = Counter()
    early: list[int] = []
    late: list[int] = []
    for kind, is_new, pk in drawn:
        seen[kind, is_new] += 1
        (early if seen[kind, is_new] <= OF_EACH else late).append(pk)
    pks = [*early, *late][:number]
    shown = {entry.pk: entry for entry in entries.filter(pk__in=pks).select_related("content_type")}
    return sorted(parts_of_page(reading.read([shown[pk] for pk in pks])), key=lambda part: part.kind)


def _found(case: Case, search: str, number: str | None) -> dict[str, Any]:
    """Records of the case whose name or remark contains these words."""
    rows = case.entries.filter(Q(label__icontains=search) | Q(warning__icontains=search) | Q(note__icontains=search))
    page = page_of(number, rows.count(), PAGE)
    start = (page.number - 1) * page.size
    return {
        "page": page,
        "query": urlencode({"suche": search}),
        "parts": parts_of_page(reading.read(list(rows[start : start + page.size]))),
    }
