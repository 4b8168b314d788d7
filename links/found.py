"""The links that need somebody, with what their latest check found."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from links.models import LinkResult
from publishing.enums import LinkCheck
from publishing.models import Link

_LATEST = LinkResult.objects.filter(url=OuterRef("url")).order_by("-day")
_WORDS = Case(
    When(~Q(error=""), then=F("error")),
    When(outcome=LinkCheck.REDIRECT, then=Concat(Value("leitet um auf "), F("final_url"))),
    *(When(outcome=value, then=Value(str(label))) for value, label in LinkCheck.choices),
    output_field=CharField(),
)
# For a link in a form or a list, without a query for each.
ANNOTATIONS = {
    "last_words": Subquery(_LATEST.annotate(words_found=_WORDS).values("words_found")[:1]),
    "last_suggestion": Subquery(_LATEST.values("suggestion")[:1]),
}
# What a list can show: its words, and which links.
GROUPS: dict[str, tuple[str, Q]] = {
    "defekt": ("Nicht erreichbar", Q(check_result=LinkCheck.BROKEN)),
    "erstmals": ("Einmal nicht erreicht", Q(last_outcome=LinkCheck.BROKEN) & ~Q(check_result=LinkCheck.BROKEN)),
    "unsicher": ("Unsicher", Q(check_result=LinkCheck.UNSURE) & ~Q(last_outcome=LinkCheck.BROKEN)),
    "umgeleitet": ("Leitet um", Q(check_result=LinkCheck.REDIRECT)),
    "https": ("Besser mit https", Q(last_suggestion__startswith="https://")),
}


def links(group: str) -> QuerySet[Link]:
    """The links of a group, those in the same entry together."""
    rows = Link.objects.annotate(**ANNOTATIONS)
    if group in ("erstmals", "unsicher"):
        rows = rows.annotate(last_outcome=Subquery(_LATEST.values("outcome")[:1]))
    if group in ("erstmals", "unsicher", "https"):
        rows = rows.filter(Exists(LinkResult.objects.filter(url=OuterRef("url"))))
    return rows.filter(GROUPS[group][1]).order_by("content_type", "object_id", "position", "pk")
