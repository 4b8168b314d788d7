"""What can be asked of sources and topics, and what editors ask of every kind of record.

Packages above add questions about their work to `SHARED`.
"""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.choice_facets import ChoiceFacet, TermFacet
from core.filters import FacetFilter, Links, RecordFilterSet
from core.words import _lazy
from publishing.due import due_before
from publishing.enums import SourceKind, State
from publishing.models import Citation, Record, SourceDocument, Topic
from publishing.permissions import editable

OVERDUE, NEVER, CURRENT = "ueberfaellig", "nie", "aktuell"


class MineFacet(ChoiceFacet):
    """What the account that asks may edit; everybody sees everything."""

    def __init__(self):
        super().__init__(_lazy("Zuständigkeit"), "", [("ja", _lazy("meine Einträge"))])

    def filter(self, queryset: QuerySet, value: list[str]) -> QuerySet:
        return editable(self.parent.request.user, queryset) if value else queryset


class CheckFacet(ChoiceFacet):
    def __init__(self):
        choices = [(OVERDUE, _lazy("überfällig")), (NEVER, _lazy("nie geprüft")), (CURRENT, _lazy("aktuell"))]
        super().__init__(_lazy("Prüfung"), "", choices)

    def having(self, model: type[Record], values: list[str]) -> Q:
        due = due_before(model, timezone.localdate())
        meant = {OVERDUE: due, NEVER: Q(checked_on=None), CURRENT: Q(checked_on__isnull=False) & ~due}
        return Q.create([meant[value] for value in values], connector=Q.OR)


class SourceFacet(TermFacet):
    """The sources cited for a record or one of its fields."""

    def __init__(self):
        super().__init__(
            _lazy("Quelle"), (), SourceDocument.objects.all, columns=("short_title",), none=_lazy("ohne Quelle")
        )

    def having(self, model: type[Record], values: list[str]) -> Q:
        return self._cited(model).having(self.keys(values))

    def missing(self, model: type[Record]) -> Q:
        return ~self._cited(model).any()

    def _cited(self, model: type[Record]) -> Links:
        about = ContentType.objects.get_for_model(model)
        return Links(lambda: Citation.objects.filter(content_type=about), "source_id", "object_id")


SHARED: dict[str, FacetFilter] = {
    "meine": MineFacet(),
    "bearbeitungsstand": ChoiceFacet(_lazy("Bearbeitungsstand"), "state", State.choices),
    "pruefung": CheckFacet(),
    "quelle": SourceFacet(),
}


@cache
def desk_filter(filterset: type[RecordFilterSet]) -> type[RecordFilterSet]:
    """The same questions for editors, who see records of every state, and those that only they ask."""

    @classmethod
    def everything(cls) -> QuerySet:
        return cls._meta.model._base_manager.all()

    own = {"hides": False, "public": everything, "Meta": filterset.Meta}
    return type(f"Desk{filterset.__name__}", (filterset,), own | filterset.desk | SHARED)


class SourceFilter(RecordFilterSet):
    art = ChoiceFacet(_lazy("Art"), "kind", SourceKind.choices)

    class Meta:
        model = SourceDocument
        fields: list[str] = []


class TopicFilter(RecordFilterSet):
    class Meta:
        model = Topic
        fields: list[str] = []
