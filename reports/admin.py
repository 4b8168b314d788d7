"""Reports: what was said cannot be changed; settling one takes away the address it came from."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.models import Editor
from core.admin_html import link
from core.hrefs import href
from desk.admin import extend
from pages.alive import asked_about
from publishing.history import type_of
from publishing.models import Record
from publishing.permissions import is_administrator
from reports.enums import ReportState
from reports.models import Report


def open_reports(record: Record, by: Editor) -> list[tuple[str, str]]:
    if not by.has_perm("reports.view_report"):
        return []
    about = Report.objects.filter(content_type=type_of(record), object_id=record.pk, state=ReportState.OPEN)
    return [(f"Meldung {one}", reverse("admin:reports_report_change", args=[one.pk])) for one in about]


extend(*(kind.model for kind in asked_about()), form_tools=["reports/admin_form_tools.html"])
extend(Record, tasks=[open_reports])


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    menu = "Redaktion"
    list_display = ["number_column", "kind", "page_column", "text_column", "created_at", "answer_by_column", "state"]
    list_filter = ["state", "kind"]
    list_per_page = 50
    search_fields = ["text", "path", "outcome"]
    search_help_text = "Sucht in Beschreibung, Seite und Ergebnis."
    fields = [
        "number_column", "kind", "page_column", "text", "evidence", "email", "created_at", "answer_by_column", "state",
        "outcome", "done_at", "done_by",
    ]  # fmt: skip
    readonly_fields = [name for name in fields if name not in ("state", "outcome")]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Whoever may see reports may settle one: the first who has time."""
        return self.has_view_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("reports.view_report")

    def has_delete_permission(self, request, obj=None):
        return is_administrator(request.user)

    @admin.display(description="Nummer", ordering="pk")
    def number_column(self, report):
        return report.number

    @admin.display(description="Seite", ordering="path")
    def page_column(self, report):
        if not report.path:
            return "–"
        address = href(report.path)
        page = link(address, report.path) if address else report.path
        if not report.object_id or not report.content_type:
            return page
        meta = report.content_type.model_class()._meta
        form = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[report.object_id])
        return format_html("{} · {}", page, link(form, "bearbeiten"))

    @admin.display(description="Beschreibung")
    def text_column(self, report):
        return report.text if len(report.text) <= 120 else f"{report.text[:117]}…"

    @admin.display(description="Antwort bis", ordering="created_at")
    def answer_by_column(self, report):
        return report.answer_by if report.state == ReportState.OPEN else "–"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("content_type")

    def save_model(self, request, obj, form, change):
        if obj.state == ReportState.DONE and not obj.done_at:
            obj.done_at, obj.done_by, obj.email = timezone.now(), request.user, ""
        elif obj.state == ReportState.OPEN:
            obj.done_at, obj.done_by = None, None
        super().save_model(request, obj, form, change)
