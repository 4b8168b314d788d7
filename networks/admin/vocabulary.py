from django.contrib import admin
from django.db.models import Count
from taggit.models import Tag

from core.asks_again import AsksAgain
from core.change_log import LogsValuesMixin
from desk.admin import RecordAdmin, record_fieldsets
from networks.filters import FieldFilter, MarketFilter
from networks.models import Field, Market


class TermAdmin(RecordAdmin):
    columns = ("parent",)
    filters = ("ebene",)
    list_select_related = ["parent"]
    search_fields = ["name", "synonyms"]
    autocomplete_fields = ["parent"]
    fieldsets = record_fieldsets(basics=["name"], text=["definition"], placement=["parent", "synonyms"])


@admin.register(Field)
class FieldAdmin(TermAdmin):
    filterset = FieldFilter
    autocomplete_fields = ["parent", "branches"]
    fieldsets = record_fieldsets(basics=["name"], text=["definition"], placement=["parent", "branches", "synonyms"])


@admin.register(Market)
class MarketAdmin(TermAdmin):
    filterset = MarketFilter


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(LogsValuesMixin, AsksAgain, admin.ModelAdmin):
    """Free keywords arise at the networks; here they are renamed or deleted."""

    menu = "Netzwerke"
    list_display = ["name", "slug", "use_column"]
    list_per_page = 50
    search_fields = ["name"]
    search_help_text = "Sucht in Schlagwörtern."
    ordering = ["name"]
    fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("taggit_taggeditem_items"))

    @admin.display(description="Verwendet", ordering="uses")
    def use_column(self, tag):
        return tag.uses
