"""Statements below a record: what a source says, with source, place and certainty on one line."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.contrib.contenttypes.admin import GenericStackedInline
from django.db import models
from django.utils.timezone import localtime

from core.autocomplete import AutocompleteAdminMixin
from desk.admin.blocks import BLOCK
from desk.admin.extensions import additions
from desk.admin.forms import CitationForm, RowFormSet, StatementForm, StatementFormSet
from desk.admin.workflow import FollowsRecord
from publishing.citing import citable_fields
from publishing.enums import LinkCheck
from publishing.models import Citation, Figure, Link, Milestone, Name, SourceDocument
from sourcing.documents import listed
from sourcing.fields import DayField

WIDE = 150
SENTENCES = {"summary", "note", "text", "status_note", "audience", "join_who", "join_how", "join_cost"}


# How well and where a source says it, each with an example.
EXPLAINED = {
    "source": "Nur wenn diese Zeile aus einer anderen Quelle ist, als oben bei „Woher wissen Sie das?“ steht.",
    "locator": "Wo es in der Quelle steht, höchstens acht Wörter: „Seite 3“, „Abschnitt Kontakt“.",
    "certainty": "Steht es da („gegründet 2018“): genannt. Ist es zu ahnen („seit Jahren“): angedeutet. Haben Sie es "
    "selbst geschlossen (aus der Vorwahl der Ort): erschlossen.",
    "as_of": "Nur wenn die Angabe älter oder neuer ist als die Quelle: „Ende 2024“ in einem Brief von 2026.",
}
NAMED = "Stammdaten"  # the section that every form begins with; how to get in touch follows it
FINER = ("source", "locator", "certainty", "as_of", "position")


def rows(*lines: str | tuple[str, ...], position: bool = True) -> list:
    """The fields of an inline, line by line, followed by those that every statement has."""
    return [
        *lines,
        ("source", "locator", "certainty"),
        ("note", "as_of", "position") if position else ("note", "as_of"),
    ]


def _without(line: str | tuple[str, ...], names: Iterable[str]) -> str | tuple[str, ...] | None:
    if isinstance(line, str):
        return None if line in names else line
    return tuple(name for name in line if name not in names) or None


class WideInputs:
    """Text inputs as wide as what goes into them, text areas no taller than needed."""

    formfield_overrides: Any = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
        models.DateField: {"form_class": DayField, "widget": AdminDateWidget(format="%d.%m.%Y")},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        is_text = type(db_field) is models.CharField and not db_field.choices
        if is_text and db_field.name in SENTENCES:
            kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 2}))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and is_text and (db_field.max_length or 0) >= WIDE:
            field.widget.attrs["class"] = "vLargeTextField"
        if field is not None and is_text and (most := field.widget.attrs.pop("maxlength", None)):
            # A browser would cut off what is pasted, in the middle of a word; so it is counted, and refused in words.
            field.widget.attrs["data-hoechstens"] = most
        return field


def source_choices(request) -> list[tuple]:
    """All sources for the selects of one page; one query, however many rows it has."""
    if not hasattr(request, "_source_choices"):
        writing = getattr(request, "_writing", None)
        sources = writing.origin.listed if writing and writing.origin else listed()
        named = sorted((str(source), source.pk) for source in sources)
        request._source_choices = [
            ("", "wie oben" if writing and writing.origin else "ohne"),
            *((pk, name) for name, pk in named),
        ]
    return request._source_choices


class StatementOptions(WideInputs, AutocompleteAdminMixin):
    """Options of every inline of statements; combine it with a Django inline class, or with the admin of a row by
    itself."""

    form: Any = StatementForm
    parent_model: Any = None
    extra = 0
    classes: Any = ["collapse"]
    with_many: tuple[str, ...] = ()
    follows = ""  # the section of the form that its rows stand below, where they are no part of the end
    is_needed = False  # open in the form of a new record, where the others have no row yet

    def get_extra(self, request, obj=None, **kwargs):
        """An empty row where the rows stand alone: nobody needs JavaScript to add one."""
        if obj is None:
            return self.extra if self.is_needed else 0
        return max(self.extra, 1) if BLOCK in request.GET else self.extra

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        writing = getattr(request, "_writing", None)
        return type(formset.__name__, (formset,), {"origin": writing.origin if writing else None})

    def get_fieldsets(self, request, obj=None):
        """What few rows need stands behind „genauer“, where no other order is declared."""
        if self.fieldsets:
            return self.fieldsets
        fields = self.get_fields(request, obj)
        first = [line for line in (_without(line, FINER) for line in fields) if line]
        there = flatten(fields)
        finer = [name for name in FINER if name in there]
        return [(None, {"fields": first}), ("genauer", {"fields": finer, "classes": ["collapse"]})]

    def get_queryset(self, request):
        foreign = (field.name for field in self.model._meta.fields if field.many_to_one)
        related = [name for name in foreign if name != "content_type"]
        return super().get_queryset(request).select_related(*related).prefetch_related(*self.with_many)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "source" and field is not None:
            field.widget = forms.Select()
            field.choices = source_choices(request)
        is_own = db_field.name == "source" and self.parent_model is SourceDocument
        if field is not None and db_field.name in EXPLAINED and not is_own:
            field.help_text = EXPLAINED[db_field.name]
        return field


class StatementInline(FollowsRecord, StatementOptions, admin.StackedInline):
    """Statements with a foreign key to the record."""

    formset = RowFormSet


class AttachedInline(FollowsRecord, StatementOptions, GenericStackedInline):
    """Statements about any record."""

    formset: Any = StatementFormSet
    extra = 1


class NameInline(AttachedInline):
    model = Name
    fields = rows(("kind", "name"))


class FigureInline(AttachedInline):
    model = Figure
    verbose_name_plural = "Zahlen mit Stand"
    fields = rows(("qualifier", "number", "number_to", "unit"), ("counted", "is_membership"), ("about", "reported_by"))


class MilestoneInline(AttachedInline):
    model = Milestone
    fields = rows(("kind", "date"), "text")


class LinkInline(AttachedInline):
    """A package above annotates `last_words` and `last_suggestion`, what the latest check found."""

    model = Link
    is_needed = True
    fields = rows(("kind", "label"), "url", "target_title", "last_check")
    readonly_fields = ["last_check"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(**additions(Link).annotations)

    @admin.display(description="Zuletzt geprüft")
    def last_check(self, link):
        found = getattr(link, "last_words", "")
        if not link.checked_at or link.check_result == LinkCheck.UNCHECKED and not found:
            return "noch nie"
        found = found or link.get_check_result_display()
        advice = getattr(link, "last_suggestion", "")
        return f"{localtime(link.checked_at):%d.%m.%Y}, {found}" + (f". Besser: {advice}" if advice else "")


class CitationInline(AttachedInline):
    model = Citation
    form = CitationForm
    is_needed = True
    verbose_name_plural = "Quellen je Angabe"
    fields = rows(("field", "value"))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            choices=citable_fields(self.parent_model),
            required=False,
            label="Angabe",
            help_text="Was die Quelle belegt: ein Feld dieses Eintrags oder der Eintrag als Ganzes.",
        )
