"""The list of reports; each leads to the page on which it is answered and settled."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect

from accounts.models import Editor
from core.admin_html import link
from desk.admin import extend
from inputs.web import href
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
    return [(_said(one), one.get_absolute_url()) for one in about]


def _said(report: Report) -> str:
    return f"Meldung {report}{', berichtigt: jetzt beantworten' if report.fixed_at else ''}"


extend(*(kind.model for kind in asked_about()), form_tools=["reports/admin_form_tools.html"])
extend(Record, tasks=[open_reports])


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    menu = "Redaktion"
    list_display = ["number_column", "answer_by_column", "kind", "text_column", "page_column", "stand_column"]
    list_filter = ["state", "kind"]
    list_per_page = 50
    search_fields = ["text", "path", "outcome"]
    search_help_text = "Sucht in Beschreibung, Seite und Ergebnis."

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
        return page

    @admin.display(description="Beschreibung")
    def text_column(self, report):
        return report.text if len(report.text) <= 120 else f"{report.text[:117]}…"

    @admin.display(description="Stand", ordering="state")
    def stand_column(self, report):
        return f"{report.get_state_display()}{', berichtigt' if report.fixed_at else ''}"

    @admin.display(description="Antwort bis", ordering="created_at")
    def answer_by_column(self, report):
        return f"{report.answer_by:%d.%m.%Y}" if report.state == ReportState.OPEN else "–"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("content_type")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """To the page on which it is answered."""
        report = self.get_object(request, unquote(object_id))
        is_seen = report and self.has_view_permission(request, report)
        return redirect(report) if is_seen else super().change_view(request, object_id, form_url, extra_context)
