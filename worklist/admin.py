"""„Nicht mehr zuständig“, for the administrators to settle."""

from django.contrib import admin, messages
from django.db.models import BooleanField, ExpressionWrapper
from django.urls import reverse

from accounts.models import Editor
from core.admin_html import link
from desk.admin import extend
from publishing.models import Record
from worklist.filters import WorkFacet
from worklist.handovers import settle
from worklist.models import Handover
from worklist.tasks import CARDS, NEVER, TASKS, Ground


def tasks_of(record: Record, by: Editor) -> list[tuple[str, str]]:
    """What the cards of the work list count this entry for; one query."""
    ground, model = Ground(), type(record)
    mine = [task for task in (*CARDS, TASKS[NEVER]) if model in task.models]
    asked = [ExpressionWrapper(task.condition(model, ground), BooleanField()) for task in mine]
    (found,) = model._base_manager.filter(pk=record.pk).values_list(*asked)
    return [(f"{task.title}. {task.hint}".strip(), "") for task, concerns in zip(mine, found, strict=True) if concerns]


extend(Record, filters={"arbeit": WorkFacet()}, tasks=[tasks_of])


@admin.register(Handover)
class HandoverAdmin(admin.ModelAdmin):
    """They arise by the links of the weekly mail; here they are ticked off."""

    menu = "Redaktion"
    list_display = ["record_column", "editor", "note", "created_at", "done_at", "done_by"]
    list_display_links = None
    list_filter = [("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["editor", "done_by", "content_type"]
    list_per_page = 50
    search_fields = ["label", "editor__username", "editor__last_name", "note"]
    search_help_text = "Sucht in Eintrag, Konto und Hinweis."
    fields = readonly_fields = ["record_column", "editor", "note", "created_at", "done_at", "done_by"]
    actions = ["settle"]

    def has_add_permission(self, request):
        return False

    @admin.display(description="Eintrag", ordering="label")
    def record_column(self, handover):
        meta = handover.content_type.model_class()._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[handover.object_id])
        return link(url, handover.label)

    @admin.action(description="Erledigt: Zuständigkeit ist geregelt", permissions=["change"])
    def settle(self, request, queryset):
        self.message_user(request, f"{settle(queryset, request.user)} erledigt.", messages.SUCCESS)
