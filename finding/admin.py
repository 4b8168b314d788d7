"""What people searched in vain, for the editors."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import F, IntegerField, OuterRef, Subquery, Sum
from django.urls import reverse

from core.admin_html import link
from finding.missed import KEPT_DAYS
from finding.synonym_admin import search_url
from search.models import MissedQuery
from search.query import search


@admin.register(MissedQuery)
class MissedQueryAdmin(admin.ModelAdmin):
    """One line for each text. What is found by now can be deleted; the rest goes by itself."""

    list_display = ["text", "total_column", "day", "found_column", "synonym_column"]
    list_display_links = None
    list_per_page = 25
    search_fields = ["text"]
    search_help_text = f"Sucht im Wortlaut. Gezählt werden nur Wortlaut und Tag, gelöscht nach {KEPT_DAYS} Tagen."

    def get_list_display(self, request):
        """The way to a synonym only for who may add one."""
        may = request.user.has_perm("search.add_synonymgroup")
        return [name for name in self.list_display if may or name != "synonym_column"]

    def get_ordering(self, request):
        return ["-total", "-day", "text"]

    def get_queryset(self, request):
        same = MissedQuery.objects.filter(text=OuterRef("text")).order_by()
        total = same.values("text").annotate(total=Sum("count")).values("total")
        last = same.order_by("-day").values("day")[:1]
        total = Subquery(total, output_field=IntegerField())
        return MissedQuery.objects.annotate(total=total, last=Subquery(last)).filter(day=F("last"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or super().has_change_permission(request, obj)

    def delete_model(self, request, obj):
        MissedQuery.objects.filter(text=obj.text).delete()

    def delete_queryset(self, request, queryset):
        MissedQuery.objects.filter(text__in=list(queryset.values_list("text", flat=True))).delete()

    @admin.display(description="Wie oft", ordering="total")
    def total_column(self, missed):
        return missed.total

    @admin.display(description="Heute")
    def found_column(self, missed):
        count = search(missed.text).total
        label = f"inzwischen gefunden ({count})" if count else "weiter nichts"
        return link(search_url(missed.text), label)

    @admin.display(description="Abhilfe")
    def synonym_column(self, missed):
        url = reverse("admin:search_synonymgroup_add")
        return link(f"{url}?{urlencode({'words': missed.text})}", "Synonym anlegen")
