"""What editors ask of every kind of record, beside what its declaration says; and the filters of their lists."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.choice_facets import ChoiceFacet, TermFacet
from core.filters import FacetFilter, Links, RecordFilterSet, any_of
from desk.admin.extensions import additions
from desk.list_filters import FacetListFilter, list_filters
from publishing.enums import State
from publishing.models import Citation, Record, SourceDocument
from publishing.permissions import editable
from releasing.due import due_before

_FIRST, _THEN = ("meine", "bearbeitungsstand", "pruefung"), ("quelle",)
OVERDUE, NEVER, CURRENT = "ueberfaellig", "nie", "aktuell"


class MineFacet(ChoiceFacet):
    """What the account that asks may edit; everybody sees everything."""

    def __init__(self):
        super().__init__("Zuständigkeit", "", [("ja", "meine Einträge")], help_text="Ihre Regionen und Bereiche.")

    def filter(self, queryset: QuerySet, value: list[str]) -> QuerySet:
        return editable(self.parent.request.user, queryset) if value else queryset


class CheckFacet(ChoiceFacet):
    def __init__(self):
        super().__init__("Prüfung", "", [(OVERDUE, "überfällig"), (NEVER, "nie geprüft"), (CURRENT, "aktuell")])

    def having(self, model: type[Record], values: list[str]) -> Q:
        due = due_before(model, timezone.localdate())
        meant = {OVERDUE: due, NEVER: Q(checked_on=None), CURRENT: Q(checked_on__isnull=False) & ~due}
        return any_of(meant[value] for value in values)


class SourceFacet(TermFacet):
    """The sources cited for a record or one of its fields."""

    def __init__(self):
        super().__init__("Quelle", (), SourceDocument.objects.all, columns=("short_title",), none="ohne Quelle")

    def having(self, model: type[Record], values: list[str]) -> Q:
        return self._cited(model).having(self.keys(values))

    def missing(self, model: type[Record]) -> Q:
        return ~self._cited(model).any()

    def _cited(self, model: type[Record]) -> Links:
        about = ContentType.objects.get_for_model(model)
        return Links(lambda: Citation.objects.filter(content_type=about), "source_id", "object_id")


OF_EVERY_KIND: dict[str, FacetFilter] = {
    "meine": MineFacet(),
    "bearbeitungsstand": ChoiceFacet("Bearbeitungsstand", "state", State.choices),
    "pruefung": CheckFacet(),
    "quelle": SourceFacet(),
}


_made: dict[Any, type[RecordFilterSet]] = {}  # to the types, a class is no key for `functools.cache`


def desk_filter(filterset: type[RecordFilterSet]) -> type[RecordFilterSet]:
    """The same questions for editors, who see records of every state, and those that only they ask; last what
    packages above added."""
    if filterset not in _made:
        more = filterset.desk | OF_EVERY_KIND | additions(filterset._meta.model).filters
        own = {"hides": False, "public": classmethod(_everything), "Meta": filterset.Meta}
        _made[filterset] = type(f"Desk{filterset.__name__}", (filterset,), own | more)
    return _made[filterset]


def _everything(cls: type[RecordFilterSet]) -> QuerySet:
    return cls._meta.model._base_manager.all()


def record_filters(
    filterset: type[RecordFilterSet], *params: str, without: tuple[str, ...] = ()
) -> list[type[FacetListFilter]]:
    """Those of every kind, with its own ones between them; last what packages above added."""
    added = additions(filterset._meta.model).filters
    shown = [param for param in (*_FIRST, *params, *_THEN, *added) if param not in without]
    return list_filters(lambda: desk_filter(filterset), *shown)
