"""What the latest check of a link found, beside the link; and the history of all checks."""

from django.contrib import admin

from desk.admin import extend
from links.found import ANNOTATIONS
from links.models import LinkResult
from publishing.models import Link

extend(Link, annotations=ANNOTATIONS)


@admin.register(LinkResult)
class LinkResultAdmin(admin.ModelAdmin):
    menu = "Redaktion"
    list_display = ["url", "day", "outcome", "status", "error", "suggestion"]
    list_filter = ["outcome"]
    search_fields = ["url"]
    date_hierarchy = "day"
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
