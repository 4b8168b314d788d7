"""„Importieren“ at the lists of the admin, and the list of imports."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from desk.admin import extend
from tables.columns import KINDS
from transfer.models import ImportBatch
from transfer.views.imports import batches_of, kinds_of

extend(*(kind.model for kind in KINDS.values()), list_tools=["transfer/admin_list_tools.html"])


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin):
    """The imports that the account may see; „hinzufügen“ leads to the upload."""

    menu = "Redaktion"
    list_display = ["__str__", "kind_column", "stage", "created_by", "created_at", "applied_at"]
    list_select_related = ["created_by"]
    list_per_page = 50

    def get_queryset(self, request):
        return batches_of(request.user)

    def has_module_permission(self, request):
        return bool(kinds_of(request.user))

    def has_view_permission(self, request, obj=None):
        return bool(kinds_of(request.user))

    def has_add_permission(self, request):
        return bool(kinds_of(request.user))

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("import_start")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return redirect(reverse("import_preview", args=[object_id]) if object_id.isdigit() else "import_start")

    @admin.display(description="Art der Einträge")
    def kind_column(self, batch):
        return KINDS[batch.kind].title
