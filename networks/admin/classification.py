from django.contrib import admin
from django.db.models import Count

from accounts.models import Editor
from core.asks_again import AsksAgain
from core.change_log import LogsValuesMixin
from core.forms import CheckedModelForm
from networks.models import Branch, Brand, Organisation
from publishing.permissions import can_add


@admin.register(Branch)
class BranchAdmin(LogsValuesMixin, admin.ModelAdmin):
    """To look up, to choose from, and to say what a branch is called in everyday life; the classification itself
    comes from fixtures/wz-*.csv."""

    list_display = ["code", "title", "edition", "level", "use_column"]
    list_filter = ["edition", "level"]
    ordering = ["edition", "code"]  # said here, because grouped queries forget the order of the model
    list_per_page = 50
    search_fields = ["code", "title", "synonyms"]
    search_help_text = "Sucht in Codes, Titeln und Namen im Alltag."
    fields = ["edition", "code", "title", "level", "parent", "slug", "synonyms"]
    readonly_fields = ["edition", "code", "title", "level", "parent", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("organisations"))

    @admin.display(description="Organisationen", ordering="uses")
    def use_column(self, branch):
        return branch.uses

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        """Whoever may change organisations chooses among the branches."""
        editor: Editor = request.user
        return editor.has_perm("networks.view_branch") or editor.has_perm("networks.change_organisation")


class BrandForm(CheckedModelForm):
    """The slug may stay empty; it then follows from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


@admin.register(Brand)
class BrandAdmin(LogsValuesMixin, AsksAgain, admin.ModelAdmin):
    """Whoever writes organisations may add a brand, also beside the field; to rename or delete one is for those who
    keep the vocabulary. Visitors meet it with the organisation that bears it, once that is released."""

    form = BrandForm
    list_display = ["name", "slug", "use_column"]
    ordering = ["name"]
    search_fields = ["name", "slug"]
    search_help_text = "Sucht in Namen."
    fields = ["name", "slug", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("organisations"))

    def has_add_permission(self, request):
        editor: Editor = request.user
        return editor.has_perm("networks.add_brand") or can_add(editor, Organisation)

    @admin.display(description="Organisationen", ordering="uses")
    def use_column(self, brand):
        return brand.uses
