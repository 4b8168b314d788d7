from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from drafting.models import DraftRun
from drafting.views import may_draft


@admin.register(DraftRun)
class DraftRunAdmin(admin.ModelAdmin):
    """What was made of which text; „hinzufügen“ leads to the page where the next one is pasted."""

    menu = "Redaktion"
    list_display = ["created_at", "created_by", "source", "record_count", "statements"]
    list_select_related = ["created_by", "source"]
    list_per_page = 50

    def has_add_permission(self, request):
        return may_draft(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return may_draft(request.user)

    def has_module_permission(self, request):
        return may_draft(request.user)

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("text_to_draft")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return redirect(reverse("draft_run", args=[object_id]) if object_id.isdigit() else "text_to_draft")

    @admin.display(description="Einträge")
    def record_count(self, run):
        return len(run.records)
