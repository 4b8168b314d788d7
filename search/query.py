"""Finding entries for a query: every word must occur; names rank before texts."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from core.text import fold
from search.models import Entry

MAX_WORDS = 12
MAX_LENGTH = 200


def find_keys(model: type[Model], text: str) -> Iterable[int]:
    """Primary keys of the records of one model that contain every word of the text; see core.text_search."""
    words = _words(text)
    if not words:
        return []
    of_model = Entry.objects.filter(_containing(words), content_type=ContentType.objects.get_for_model(model))
    return of_model.order_by().values_list("object_id", flat=True)


def _words(text: str) -> list[str]:
    return fold(text[:MAX_LENGTH].replace("\0", "")).split()[:MAX_WORDS]


def _containing(words: list[str]) -> Q:
    matches = Q()
    for word in words:
        matches &= Q(words__contains=word)
    return matches


def find(text: str) -> QuerySet[Entry]:
    """Entries that contain every word of the text, folded; exact names first, then names, then texts."""
    words = _words(text)
    if not words:
        return Entry.objects.none()
    joined = " ".join(words)
    matches = _containing(words)
    in_names = Q()
    for word in words:
        in_names &= Q(names__contains=word)
    rank = Case(
        When(Q(names__contains=f" {joined} "), then=Value(0)),
        When(Q(names__contains=f" {joined}"), then=Value(1)),
        When(in_names, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return Entry.objects.filter(matches).annotate(rank=rank).order_by("rank", "title", "pk")
