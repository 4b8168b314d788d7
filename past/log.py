"""What happened in the whole portal: who, when, what, with which entry, why. For those who release or administer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Editor
from accounts.requests import EditorRequest
from core.keys import typed_key
from core.kinds import kind_of, record_models, side_by_side
from core.paging import page_of
from desk.pages import desk_page, entry_url, show
from inputs.text import one_line
from publishing.enums import RevisionKind, Verb
from publishing.models import Revision, Transition
from publishing.permissions import is_administrator, is_reviewer
from sourcing.fields import DAY_EXAMPLE, read_day

PAGE = 50
SYSTEM = "system"
_MOST_WORDS = 200
# Said by the line of the change itself.
_SAID = Q(verb__in=(Verb.CREATE, Verb.EDIT, Verb.DELETE), revision__isnull=False)


@dataclass(frozen=True)
class Line:
    when: datetime
    who: str
    what: str
    why: str
    label: str
    kind: str
    url: str
    change_url: str = ""


@dataclass
class Filters:
    """What the address asks for; what means nothing is left out."""

    who: str
    model: str
    what: str
    first: date | None
    last: date | None
    text: str
    key: int | None

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        return cls(
            query.get("konto", ""),
            query.get("art", ""),
            query.get("was", ""),
            _day(query.get("von", "")),
            _day(query.get("bis", "")),
            one_line(query.get("q", ""))[:_MOST_WORDS],
            typed_key(query.get("eintrag", "")),
        )

    def of_rows(self, rows: QuerySet, by: str, at: str) -> QuerySet:
        """By account, kind, entry and period; `by`, `at`: what the columns are called there."""
        if self.who:
            key = typed_key(self.who)
            rows = rows.filter(**{f"{by}__isnull": True} if self.who == SYSTEM else {by: key or 0})
        if self.model:
            rows = rows.filter(content_type__in=[_type_of(self.model)])
        if self.key:
            rows = rows.filter(object_id=self.key)
        if self.first:
            rows = rows.filter(**{f"{at}__gte": _midnight(self.first)})
        if self.last:
            rows = rows.filter(**{f"{at}__lt": _midnight(self.last + timedelta(days=1))})
        return rows


def check_log(by: Editor) -> None:
    if not (is_reviewer(by) or is_administrator(by)):
        raise PermissionDenied("Was alle getan haben, sehen die, die freigeben oder verwalten.")


def events(filters: Filters) -> QuerySet:
    """Of both tables, newest first: when, which key, and whether it is a change."""
    changes = filters.of_rows(Revision.objects.all(), "changed_by", "changed_at")
    moves = filters.of_rows(Transition.objects.exclude(_SAID), "by", "at")
    if filters.what:
        changes, moves = changes.filter(kind=filters.what), moves.filter(verb=filters.what)
    if filters.text:
        named = Revision.objects.filter(
            content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), label__icontains=filters.text
        )
        changes = changes.filter(Q(label__icontains=filters.text) | Q(why__icontains=filters.text))
        moves = moves.filter(Q(Exists(named)) | Q(why__icontains=filters.text))
    written = changes.order_by().annotate(when=F("changed_at"), is_change=Value(1)).values("when", "pk", "is_change")
    moved = moves.order_by().annotate(when=F("at"), is_change=Value(0)).values("when", "pk", "is_change")
    return written.union(moved, all=True).order_by("-when", "-is_change", "-pk")


@desk_page
@require_safe
def log(request: EditorRequest) -> HttpResponse:
    check_log(request.user)
    filters = Filters.of(request.GET)
    found = events(filters)
    page = page_of(request.GET.get("seite"), found.count(), PAGE)
    rows = list(found[(page.number - 1) * PAGE : page.number * PAGE])
    query = request.GET.copy()
    query.pop("seite", None)
    days = {}
    for name, called, day in (("von", "Von", filters.first), ("bis", "Bis", filters.last)):
        if day:
            days[name] = f"{day:%d.%m.%Y}"
        elif asked := query.get(name, "").strip():
            messages.warning(request, f"„{called}“: „{asked[:40]}“ ist kein Tag – nicht berücksichtigt. {DAY_EXAMPLE}")
    context = {
        "lines": _read(rows),
        "page": page,
        "pages_query": query.urlencode(),
        "asked": request.GET.dict() | days,
        "accounts": [(str(one.pk), str(one)) for one in Editor.objects.order_by("username")],
        "kinds": [(one.model._meta.label_lower, one.titles) for one in side_by_side(map(kind_of, record_models()))],
        "changes": RevisionKind.choices,
        "moves": Verb.choices,
    }
    return show(request, "past/log.html", "Gesamtverlauf", context)


def _read(rows: list[dict]) -> list[Line]:
    revisions = Revision.objects.select_related("changed_by").defer("snapshot", "changes")
    changes = revisions.in_bulk([row["pk"] for row in rows if row["is_change"]])
    moves = Transition.objects.select_related("by").in_bulk([row["pk"] for row in rows if not row["is_change"]])
    found = [changes.get(row["pk"]) if row["is_change"] else moves.get(row["pk"]) for row in rows]
    some = [one for one in found if one]
    records = _records(some)
    return [_line(one, records.get((one.content_type_id, one.object_id))) for one in some]


def _records(some: list[Any]) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], Any] = {}
    for type_id in {one.content_type_id for one in some}:
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        pks = {one.object_id for one in some if one.content_type_id == type_id}
        found |= {(type_id, row.pk): row for row in model._base_manager.filter(pk__in=pks)}
    return found


def _line(one: Revision | Transition, record: Any) -> Line:
    kind, url = str(one.model._meta.verbose_name), entry_url(record) if record else ""
    label = str(record or getattr(one, "label", "")) or "gelöscht"
    if isinstance(one, Revision):
        what = f"{one.get_kind_display()}: {one.get_state_display()}"
        change_url = reverse("desk:change", args=[one.pk])
        return Line(one.changed_at, str(one.changed_by or "System"), what, one.why, label, kind, url, change_url)
    return Line(one.at, str(one.by or "System"), one.get_verb_display(), one.why, label, kind, url)


def _type_of(label: str) -> ContentType | None:
    model = next((one for one in record_models() if one._meta.label_lower == label), None)
    return ContentType.objects.get_for_model(model) if model else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(text: str) -> date | None:
    try:
        day = read_day(text)
    except ValidationError:
        return None
    return day if day and 1900 < day.year < 9000 else None
