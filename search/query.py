"""Finding entries for a query: every word must occur; names rank before texts."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from core.text import fold
from search.models import Entry

MAX_WORDS = 12
MAX_LENGTH = 200


def find(text: str) -> QuerySet[Entry]:
    """Entries that contain every word of the text, folded; exact names first, then names, then texts."""
    words = fold(text[:MAX_LENGTH].replace("\0", "")).split()[:MAX_WORDS]
    if not words:
        return Entry.objects.none()
    joined = " ".join(words)
    matches = Q()
    for word in words:
        matches &= Q(words__contains=word)
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
