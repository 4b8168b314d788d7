"""Sources, moved and removed pages."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from core.change_log import LogsValuesMixin
from desk.admin.records import RecordAdmin, record_fieldsets
from pages.filters import SourceFilter
from publishing.models import RemovedPage, SlugHistory, SourceDocument, Statement


def citing_models() -> list[type[Statement]]:
    """Every kind of statement, also of the packages above."""
    related: list[Any] = [
        link.related_model for link in SourceDocument._meta.related_objects if link.field.name == "source"
    ]
    return [model for model in related if issubclass(model, Statement)]


def _counts() -> dict[type[Statement], Coalesce]:
    """How many statements of each kind cite a source, as expressions for its queryset."""
    counts = {}
    for model in citing_models():
        mine = model.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(n=Count("pk"))
        counts[model] = Coalesce(Subquery(mine.values("n"), output_field=IntegerField()), 0)
    return counts


_ORIGIN = ["publisher", "publisher_note", ("author", "series"), "is_supplement"]


@admin.register(SourceDocument)
class SourceDocumentAdmin(RecordAdmin):
    filterset, filters, without_filters = SourceFilter, ("art",), ("quelle",)
    name_columns = ("short_title",)
    columns = ("kind", "publisher", "as_of_column", "statement_count")
    search_fields = ["title", "short_title", "publisher", "series", "author"]
    readonly_fields = [*RecordAdmin.readonly_fields, "cited_by"]
    fieldsets = record_fieldsets(
        basics=["title", ("kind", "dated"), "short_title", *_ORIGIN, "cited_by"],
        text=["summary"],
        dates=["as_of", "as_of_reason", "taken_over_on", ("release_office", "release_date")],
        hints=["licence", "note"],
    )

    def get_fieldsets(self, request, obj=None):
        sections = super().get_fieldsets(request, obj)
        for title, options in sections:
            if title == "Stammdaten":
                options["description"] = "Nötig sind Titel, Art und Datum; alles andere ist freiwillig."
        return sections

    def get_list_display(self, request):
        return [*self.name_columns, *self.columns, "state_column", "check_column"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(statements=sum(_counts().values(), Value(0)))

    @admin.display(description="Stand der Quelle", ordering="as_of_earliest")
    def as_of_column(self, source):
        return source.as_of_display

    @admin.display(description="Aussagen", ordering="statements")
    def statement_count(self, source):
        return source.statements

    @admin.display(description="Belegt")
    def cited_by(self, source):
        if not source.pk:
            return "noch nichts"
        counts = SourceDocument.objects.filter(pk=source.pk).order_by().values_list(*_counts().values()).get()
        named = zip(counts, (model._meta.verbose_name_plural for model in citing_models()), strict=True)
        return ", ".join(f"{number} {name}" for number, name in named if number) or "noch nichts"


@admin.register(SlugHistory)
class SlugHistoryAdmin(admin.ModelAdmin):
    """Redirects arise by themselves; here they can be looked up and deleted."""

    list_display = ["slug", "content_type", "since"]
    list_filter = ["since"]
    list_select_related = ["content_type"]
    list_per_page = 50
    search_fields = ["slug"]
    search_help_text = "Sucht in früheren Kurzadressen."

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(RemovedPage)
class RemovedPageAdmin(LogsValuesMixin, admin.ModelAdmin):
    list_display = ["path", "reason", "successor", "removed_at"]
    list_per_page = 50
    search_fields = ["path", "reason"]
    search_help_text = "Sucht in Adressen und Gründen."
    readonly_fields = ["removed_at"]
