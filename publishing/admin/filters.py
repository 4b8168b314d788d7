"""Filters of the record lists."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from publishing.models import Citation, Record, SourceDocument
from publishing.models.record import check_period
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
                return queryset.filter(self._overdue(queryset.model))
            case "aktuell":
                return queryset.exclude(checked_on=None).exclude(self._overdue(queryset.model))
        return queryset

    @staticmethod
    def _overdue(model) -> Q:
        today = timezone.localdate()
        special = model._base_manager.exclude(check_interval=None).order_by()
        overdue = Q(pk__in=[])
        for months in {*special.values_list("check_interval", flat=True).distinct(), None}:
            period = check_period(months or model.default_check_interval)
            wanted = Q(check_interval=months) if months is not None else Q(check_interval=None)
            overdue |= wanted & Q(checked_on__lt=today - period)
        return overdue


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
