"""Filters of the record lists."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone

from publishing.due import due_before
from publishing.models import Citation, Record, SourceDocument
from publishing.permissions import editable


def is_overdue(record: Record) -> bool:
    return record.check_due_on is not None and record.check_due_on < timezone.localdate()


class MineFilter(admin.SimpleListFilter):
    """What the account may edit; everybody sees everything."""

    title = "Zuständigkeit"
    parameter_name = "meine"

    def lookups(self, request, model_admin):
        return [("ja", "meine Einträge")]

    def queryset(self, request, queryset):
        return editable(request.user, queryset) if self.value() == "ja" else queryset


class CheckFilter(admin.SimpleListFilter):
    title = "Prüfung"
    parameter_name = "pruefung"

    def lookups(self, request, model_admin):
        return [("ueberfaellig", "überfällig"), ("nie", "nie geprüft"), ("aktuell", "aktuell")]

    def queryset(self, request, queryset):
        match self.value():
            case "nie":
                return queryset.filter(checked_on=None)
            case "ueberfaellig":
                return queryset.filter(due_before(queryset.model, timezone.localdate()))
            case "aktuell":
                current = queryset.exclude(checked_on=None)
                return current.exclude(due_before(queryset.model, timezone.localdate()))
        return queryset


class SourceFilter(admin.SimpleListFilter):
    title = "Quelle"
    parameter_name = "quelle"

    def lookups(self, request, model_admin):
        sources = SourceDocument.objects.order_by("short_title").values_list("slug", "short_title")
        return [("ohne", "ohne Quelle"), *sources]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        content_type = ContentType.objects.get_for_model(queryset.model)
        cited = Citation.objects.filter(content_type=content_type, object_id=OuterRef("pk"))
        if self.value() == "ohne":
            return queryset.filter(~Exists(cited.exclude(source=None)))
        return queryset.filter(Exists(cited.filter(source__slug=self.value())))
