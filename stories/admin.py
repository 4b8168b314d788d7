from typing import Any

from django.contrib import admin, messages

from core.words import _
from desk.admin import CitationInline, LinkInline, RecordAdmin, StatementInline, extend, record_fieldsets
from desk.admin.extensions import Belonging
from desk.admin.forms import ARRANGE, RecordForm
from desk.admin.inlines import rows
from desk.pages import entry_url
from networks.models import Organisation
from pictures.models import Picture
from publishing import history
from publishing.permissions import can_add, can_change
from stories.arranging import arranged
from stories.chosen import found_by, lines
from stories.enums import PartKind
from stories.filters import SeriesFilter, StoryFilter
from stories.models import BY_POSITION, Part, Series, Story
from stories.part_forms import LinksChecked, PartForm, PartFormSet


class StoryForm(LinksChecked, RecordForm):
    def clean_body(self):
        return self.links_checked("body")


class PartInline(StatementInline):
    model = Part
    form = PartForm
    formset = PartFormSet
    template = "stories/parts.html"
    follows = "Kurztext"
    is_needed = True
    autocomplete_fields = ["picture"]
    fields = rows("kind", "heading", "text", "entries", "picture")

    def get_extra(self, request, obj=None, **kwargs):
        """Each kind has its button."""
        return 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        refused = getattr(request, "_refused_pictures", {})
        return type(
            formset.__name__, (formset,), {"refused": refused, "takes_pictures": can_add(request.user, Picture)}
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "picture" and field is not None:  # another one is sent right below
            field.label = _("Oder eines, das schon da ist")
            for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, button, False)
        return field


class FoldedLinks(LinkInline):
    is_needed = False


class FoldedCitations(CitationInline):
    is_needed = False


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
    statement_inlines = [FoldedLinks, FoldedCitations]
    fieldsets = record_fieldsets(
        basics=["title", ("kind", "office")],
        text=["summary", "body"],
        placement=["regions", "fields", "programmes"],
        further=[("series", "number"), "position", "networks", "organisations", "people", "read_also"],
    )

    def get_changeform_initial_data(self, request):
        """Begins with the house and the region of who writes, where there is only one."""
        by, begun = request.user, {}
        houses = Organisation.objects.published().filter(name=by.office)[:2] if by.office else []
        if len(houses) == 1:
            begun["office"] = houses[0].pk
        if not by.all_regions and len(regions := by.regions.all()[:2]) == 1:
            begun["regions"] = [regions[0].pk]
        return begun | super().get_changeform_initial_data(request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and (can_add(request.user, Story) or can_change(request.user, Story)):
            request._refused_pictures = arranged(request)
            for why in request._refused_pictures.values() if ARRANGE in request.POST else ():
                messages.warning(request, _("Das Bild ist nicht angenommen: {why}").format(why=" ".join(why.messages)))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _hand_in(self, request, record, level):
        """What visitors would find empty is said to who hands it in, and stands at the entry for who releases it."""
        handed, level = super()._hand_in(request, record, level)
        for words in empty_lists(record):
            messages.warning(request, words)
        return handed, level


def empty_lists(story: Story) -> list[str]:
    """Of a story with its open change, the filters that find nothing today."""
    change = history.open_change(story) if story.is_published else None
    parts: Any = (
        [row["fields"] for row in change.snapshot["parts"].get("parts", {}).values()]
        if change
        else story.parts.values("kind", "heading", "entries")
    )
    return [words for part in parts if part["kind"] == PartKind.LIST for words in _empty(part)]


def _empty(part: dict[str, str]) -> list[str]:
    found = found_by(part["entries"])
    is_empty = not any(one.number for one in found) and len(found) == len(list(lines(part["entries"])))
    said = _("Die Liste „{heading}“ ist gerade leer: {words} findet 0 Einträge.")
    if not is_empty:
        said = _("Ein Filter der Liste „{heading}“ findet gerade nichts: {words} findet 0 Einträge.")
    heading = part["heading"] or _("ohne Überschrift")
    return [said.format(heading=heading, words=one.words) for one in found if not one.number]


def _empty_lists(story: Story, by: Any) -> list[tuple[str, str]]:
    return [(words, "") for words in empty_lists(story)]


def used_in(picture: Picture) -> Belonging:
    stories = Story.objects.filter(parts__picture=picture).distinct().order_by("sort_name", "pk")
    return Belonging(_("Verwendet in"), [(str(one), entry_url(one), one.get_state_display()) for one in stories])


extend(Story, tasks=[_empty_lists])
extend(Picture, belonging=[used_in])


@admin.register(Series)
class SeriesAdmin(RecordAdmin):
    filterset = SeriesFilter
    search_fields = ["name", "summary"]
    statement_inlines = [LinkInline, CitationInline]
    fieldsets = record_fieldsets(basics=["name"], text=["summary"])
