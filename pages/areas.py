"""How surely sources say where something works or holds: what a region finds by a mere hint says so."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.words import Words
from memory.kept import remembered
from pages.record_page import DOUBTS
from publishing.enums import Certainty
from publishing.models import Citation, Record

_SUREST = {str(one): number for number, one in enumerate(Certainty)}


def unsure_areas(model: type[Record]) -> dict[int, Words]:
    """key → „nicht ausdrücklich“, of the records of a kind whose regions no source states as such."""
    return remembered(f"unsure areas: {model._meta.label_lower}", _build(model))


@cache
def _build(model: type[Record]) -> Callable[[], dict[int, Words]]:
    """One for each kind: things are told apart by it."""
    return partial(_unsure, model)


def _unsure(model: type[Record]) -> dict[int, Words]:
    about = ContentType.objects.get_for_model(model)
    cited = Citation.objects.filter(content_type=about, field__in=model.region_paths).order_by()
    found: dict[int, list[str]] = defaultdict(list)
    for pk, certainty in cited.values_list("object_id", "certainty"):
        found[pk].append(certainty)
    surest = {pk: min(same, key=_SUREST.__getitem__) for pk, same in found.items()}
    return {pk: DOUBTS[one] for pk, one in surest.items() if one in DOUBTS}


def with_doubts(rows: Iterable[Any]) -> list[Any]:
    """Records of one kind, each with its `area_doubt`, which is empty where a source states the area."""
    rows = list(rows)
    unsure = unsure_areas(type(rows[0])) if rows else {}
    for row in rows:
        row.area_doubt = unsure.get(row.pk, "")
    return rows
