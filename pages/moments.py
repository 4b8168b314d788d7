"""When records became public, when what visitors see of them changed, when somebody checked them: the newest first."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.database import among
from publishing.enums import RevisionKind, RevisionState
from publishing.models import Record, Revision

# What was written before the first release, or is not released, is nobody else's business.
PUBLIC = Q(state=RevisionState.RELEASED) | Q(state=RevisionState.APPLIED, kind=RevisionKind.LOAD)


class What(StrEnum):
    NEW = "neu"
    CHANGED = "geaendert"
    CHECKED = "geprueft"


class Moment(NamedTuple):
    pk: int
    at: datetime  # of a check only the day is known


def latest(model: type[Record], what: What, keys: list[int], start: int, size: int) -> list[Moment]:
    """So many of the records with these keys, from a place on; equals in dictionary order."""
    rows = model.objects.filter(pk__in=among(keys)).annotate(moment=_moment(model, what)).exclude(moment=None)
    found = rows.order_by("-moment", "sort_name", "pk").values_list("pk", "moment")
    return [Moment(pk, at) for pk, at in found[start : start + size]]


def as_listed(model: type[Record], what: What, keys: list[int], start: int, size: int) -> list[Moment]:
    """The same in the order of the keys."""
    if what == What.CHECKED:
        checked = set(model.objects.filter(pk__in=among(keys)).exclude(checked_on=None).values_list("pk", flat=True))
        keys = [pk for pk in keys if pk in checked]
    asked = keys[start : start + size]
    rows = model.objects.filter(pk__in=asked).annotate(moment=_moment(model, what)).order_by()
    found = dict(rows.values_list("pk", "moment"))
    return [Moment(pk, found[pk]) for pk in asked if pk in found]


def _moment(model: type[Record], what: What) -> Any:
    if what == What.CHECKED:
        return F("checked_on")
    changes = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=OuterRef("pk"))
    return Coalesce(_first_release(changes) if what == What.NEW else _last_change(changes), "created_at")


def _first_release(changes: QuerySet) -> Subquery:
    return _one(changes.filter(state=RevisionState.RELEASED, kind=RevisionKind.FIRST), Min("decided_at"))


def _last_change(changes: QuerySet) -> Subquery:
    return _one(changes.filter(PUBLIC), Max(Coalesce("decided_at", "changed_at")))


def _one(changes: QuerySet, at: Any) -> Subquery:
    return Subquery(changes.order_by().values("object_id").annotate(at=at).values("at"))
