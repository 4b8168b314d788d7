from django.contrib import admin
from django.db.models import Count, Q

from accounts.models import Editor
from core.asks_again import AsksAgain
from core.change_log import LogsValuesMixin
from core.forms import CheckedModelForm
from networks.models import Branch, Brand


class SectionFilter(admin.SimpleListFilter):
    """Sections of both editions; choosing one finds the organisations of every level below it."""

    title = "Branche"
    parameter_name = "branche"

    def lookups(self, request, model_admin):
        sections = Branch.objects.filter(level=1)
        return [*((section.slug, str(section)) for section in sections), ("ohne", "ohne Branche")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if self.value() == "ohne":
            return queryset.filter(branches=None)
        found, below = Q(), "branches"
        for _ in range(5):
            found |= Q(**{f"{below}__slug": self.value()})
            below += "__parent"
        return queryset.filter(pk__in=queryset.model.objects.filter(found).values("pk"))


@admin.register(Branch)
class BranchAdmin(admin.ModelAdmin):
    """To look up and to choose from; the classification itself comes from fixtures/wz-*.csv."""

    list_display = ["code", "title", "edition", "level", "use_column"]
    list_filter = ["edition", "level"]
    ordering = ["edition", "code"]  # said here, because grouped queries forget the order of the model
    list_per_page = 50
    search_fields = ["code", "title"]
    search_help_text = "Sucht in Codes und Titeln."
    fields = ["edition", "code", "title", "level", "parent", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("organisations"))

    @admin.display(description="Organisationen", ordering="uses")
    def use_column(self, branch):
        return branch.uses

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
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
    form = BrandForm
    list_display = ["name", "slug", "use_column"]
    ordering = ["name"]
    search_fields = ["name", "slug"]
    search_help_text = "Sucht in Namen."
    fields = ["name", "slug", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("organisations"))

    @admin.display(description="Organisationen", ordering="uses")
    def use_column(self, brand):
        return brand.uses
