from typing import Any

from django.contrib import admin

from desk.admin import CitationInline, LinkInline, RecordAdmin, StatementInline, record_fieldsets
from desk.admin.forms import RecordForm, StatementForm
from stories.chosen import faults, faults_of_links, tidy
from stories.filters import SeriesFilter, StoryFilter
from stories.models import BY_POSITION, Part, Series, Story


class LinksChecked:
    """Refuses links in a text to entries that there never were, as the page would print their words alone."""

    def links_checked(self: Any, name: str) -> str:
        text = self.cleaned_data[name]
        for fault in faults_of_links(text):
            self.add_error(name, fault)
        return text


class StoryForm(LinksChecked, RecordForm):
    def clean_body(self):
        return self.links_checked("body")


class PartForm(LinksChecked, StatementForm):
    """Reads the addresses of a list as the page will."""

    def clean_text(self):
        return self.links_checked("text")

    def clean_entries(self):
        entries = self.cleaned_data["entries"]
        for fault in faults(entries):
            self.add_error("entries", fault)
        return tidy(entries)


class PartInline(StatementInline):
    model = Part
    form = PartForm
    is_needed = True
    extra = 3
    autocomplete_fields = ["picture"]
    fieldsets = [
        (None, {"fields": [("kind", "position"), "heading", "text", "entries", "picture"]}),
        ("genauer", {"fields": ["source", "locator", "certainty", "note", "as_of"], "classes": ["collapse"]}),
    ]


@admin.register(Story)
class StoryAdmin(RecordAdmin):
    form = StoryForm
    filterset, filters = StoryFilter, ("art", "serie", "region")
    ordering = (BY_POSITION, "sort_name", "pk")
    name_columns = ("title",)
    columns = ("kind", "series", "position")
    list_prefetch_related = ("series",)
    search_fields = ["title", "summary"]
    autocomplete_fields = [
        "series", "office", "fields", "regions", "programmes", "networks", "organisations", "people", "read_also",
    ]  # fmt: skip
    inlines = [PartInline]
    statement_inlines = [LinkInline, CitationInline]
    fieldsets = record_fieldsets(
        basics=["title", ("kind", "position"), ("series", "number"), "office"],
        text=["summary", "body"],
        placement=["fields", "regions", "programmes", "networks", "organisations", "people", "read_also"],
    )


@admin.register(Series)
class SeriesAdmin(RecordAdmin):
    filterset = SeriesFilter
    search_fields = ["name", "summary"]
    statement_inlines = [LinkInline, CitationInline]
    fieldsets = record_fieldsets(basics=["name"], text=["summary"])
