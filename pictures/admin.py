"""Pictures: sent in the form, taken in before anything is written, shown in lists as they are."""

from typing import Any

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string

from desk.admin import CitationInline, LinkInline, RecordAdmin, RecordForm, record_fieldsets
from pictures.fields import SENT, Described, PictureField
from pictures.filters import PictureFilter
from pictures.models import Picture, thumbnail
from pictures.taking import NotTaken, take_in
from publishing.permissions import can_add, can_change


class PictureForm(Described, RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.widget.taken = getattr(self.request, "_taken_picture", None)


@admin.register(Picture)
class PictureAdmin(RecordAdmin):
    form = PictureForm
    filterset, filters = PictureFilter, ("lizenz",)
    name_columns = ("title",)
    columns = ("shown", "credit", "licence")
    search_fields = ["title", "description", "credit"]
    statement_inlines = [LinkInline, CitationInline]
    fieldsets = record_fieldsets(
        basics=["file", "title", "description", "is_decorative", "credit", ("licence", "licence_url"), "origin"],
    )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Reading a picture takes seconds, in which nobody may be kept from writing: before the transaction begins."""
        if f"file{SENT}" in request.FILES and (can_add(request.user, Picture) or can_change(request.user, Picture)):
            request._taken_picture = _taken(request.FILES[f"file{SENT}"])
        return super().changeform_view(request, object_id, form_url, extra_context)

    def formfield_for_dbfield(self, db_field: Any, request, **kwargs) -> forms.Field | None:
        if db_field.name == "file":
            kwargs |= {"form_class": PictureField, "widget": PictureField.widget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Bild")
    def shown(self, picture: Picture) -> str:
        return render_to_string("pictures/thumbnail.html", {"src": thumbnail(picture.file)})


def _taken(sent: Any) -> str | NotTaken:
    try:
        return take_in(sent)
    except NotTaken as refused:
        return refused
