"""The admin that every kind of record shares."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.text import capfirst

from core.admin_html import strong
from core.asks_again import AsksAgain
from core.autocomplete import AutocompleteAdminMixin
from core.filters import RecordFilterSet
from desk.admin.blocks import BLOCK, Block, is_wanted, rows_block, section_block
from desk.admin.deleting import SaysWhatGoes
from desk.admin.extensions import additions, form_of, found_in
from desk.admin.filters import desk_filter, record_filters
from desk.admin.forms import RecordForm
from desk.admin.inlines import (
    NAMED,
    CitationInline,
    FigureInline,
    LinkInline,
    MilestoneInline,
    NameInline,
    WideInputs,
)
from desk.admin.problems import problems
from desk.admin.workflow import WorkflowAdmin
from desk.pages import entry_url
from publishing import actions
from publishing.enums import RevisionState, Stage, State
from publishing.models import Citation, Revision
from publishing.permissions import editable
from publishing.snapshots import content_fields, many_fields
from sourcing.proofs import proofs

LATER = ("Reihe und weitere Bezüge", "Interne Notiz", "Stand und Prüfung")  # folded while an entry is new
_STAMPS = ("created_at", "changed_at")


def record_fieldsets(*, basics=(), text=(), placement=(), further=(), dates=(), hints=()) -> list:
    """The form of a record in its usual order; sections without fields are left out."""
    sections = [
        (NAMED, [*basics, "slug"]),
        ("Kurztext", text),
        ("Einordnung", placement),
        ("Reihe und weitere Bezüge", further),
        ("Zeitangaben", dates),
        ("Hinweise", hints),
        ("Interne Notiz", ["internal_note"]),
        (
            "Stand und Prüfung",
            [("state", "archive_reason"), ("checked_on", "checked_by", "check_interval"), _STAMPS],
        ),
    ]
    return [(title, {"fields": list(fields)}) for title, fields in sections if fields]


class RecordChangeList(ChangeList):
    def url_for_result(self, result):
        return entry_url(result)

    def get_ordering_field(self, field_name):
        """The column of the name sorts by the dictionary, as public lists do, and alike on both databases."""
        return "sort_name" if field_name == self.model_admin.name_columns[0] else super().get_ordering_field(field_name)

    def apply_select_related(self, qs):
        return super().apply_select_related(qs).prefetch_related(*self.model_admin.list_prefetch_related)

    def get_results(self, request):
        """Marks the rows that the account may edit; the others have no box to tick."""
        super().get_results(request)
        for one in self.model_admin.asked(request).unknown:
            messages.warning(request, f"Unbekannte Angabe: {one} – nicht berücksichtigt.")
        self.result_list = list(self.result_list)
        shown = self.model._base_manager.filter(pk__in=[record.pk for record in self.result_list])
        mine = set(editable(request.user, shown).values_list("pk", flat=True))
        for record in self.result_list:
            record.is_mine = record.pk in mine


class KeysFirst(Paginator):
    """Far behind the first page only keys are sorted and skipped, not rows with all that is computed for each."""

    FAR = 1000

    def page(self, number):
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        if bottom < self.FAR:
            return super().page(number)
        keys = list(self.object_list.values_list("pk", flat=True)[bottom : bottom + self.per_page])
        return Page(self.object_list.filter(pk__in=keys), number, self)


class RecordAdmin(AsksAgain, SaysWhatGoes, WideInputs, AutocompleteAdminMixin, WorkflowAdmin):
    """Lists with state, check and sources; forms with statements below; search that knows other names.

    What packages above add comes from `desk.admin.extensions`. ``filterset``: what can be asked of this kind;
    ``filters``: the parameters of it that stand beside the list.
    """

    form = RecordForm
    change_list_template = "admin/record_change_list.html"
    change_form_template = "admin/record_change_form.html"
    list_per_page = 50
    ordering: ClassVar[Any] = ("sort_name", "pk")
    paginator = KeysFirst
    list_prefetch_related: tuple[str, ...] = ()
    name_columns: tuple[str, ...] = ("name",)
    columns: tuple[str, ...] = ()
    filterset: type[RecordFilterSet]
    filters: tuple[str, ...] = ()
    without_filters: tuple[str, ...] = ()
    statement_inlines: list = [FigureInline, MilestoneInline, LinkInline, CitationInline]
    readonly_fields = ["state", "archive_reason", "checked_on", "checked_by", "created_at", "changed_at"]
    search_help_text = "Sucht in Namen, früheren Namen, Telefonnummern, Mail- und Internetadressen."
    empty_value_display = "–"

    @property
    def actions(self):
        return ["mark_checked", *additions(self.model).actions]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs.setdefault("form", form_of(self.form, tuple(additions(self.model).forms)))
        return super().get_form(request, obj, change=change, **kwargs)

    def changelist_view(self, request, extra_context=None):
        tools = {"list_tools": additions(self.model).list_tools}
        return super().changelist_view(request, (extra_context or {}) | tools)

    def render_change_form(self, request, context, *args, **kwargs):
        added = additions(self.model)
        context["form_tools"] = [*added.form_tools, *added.entry_tools]
        if context.get("origin") and context.get("original"):
            names = set(flatten_fieldsets(self.get_fieldsets(request, context["original"])))
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["proofs"] = list(proofs(context["original"], formsets, names))
        if (form := context["adminform"].form).is_bound:
            request._writing.returned = form, [inline.formset for inline in context["inline_admin_formsets"]]
            # In words and with links, in place of Django's one sentence.
            context |= {"errors": None, "problems": problems(form, context["inline_admin_formsets"])}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_list_display(self, request):
        return [*self.name_columns, *self.columns, "state_column", "check_column", "sources_column"]

    def get_list_filter(self, request):
        return record_filters(self.filterset, *self.filters, without=self.without_filters)

    def asked(self, request) -> RecordFilterSet:
        """What the address of a list asks for, and what of it nobody understands."""
        return desk_filter(self.filterset)(request.GET, self.model._base_manager.all(), request=request)

    def get_fieldsets(self, request, obj=None):
        folded = LATER if obj is None else ()
        return [
            (title, options | {"classes": ["collapse"]} if title in folded else options)
            for title, options in self._sections(request, obj)
            if is_wanted(request, obj, section_block(title, flatten_fieldsets([(title, options)])))
        ]

    def get_inlines(self, request, obj):
        return [inline for inline in self._rows() if is_wanted(request, obj, rows_block(inline))]

    def blocks(self, request, obj) -> list[Block]:
        """All parts of the form, whichever of them is open."""
        rows = [rows_block(inline) for inline in self._rows()]
        sections = [section_block(one[0], flatten_fieldsets([one])) for one in self._sections(request, obj)]
        return [*sections[:-2], *rows, *sections[-2:]]

    def _sections(self, request, obj) -> list:
        """What no section names has one of its own: nothing of an entry stays out of its form."""
        sections: list = list(super().get_fieldsets(request, obj))
        placed = set(flatten_fieldsets(sections))
        model: Any = self.model
        columns = [*content_fields(model), *many_fields(model)]
        rest = [column.name for column in columns if column.editable and column.name not in placed]
        return [*sections[:-2], ("Weitere Angaben", {"fields": rest}), *sections[-2:]] if rest else sections

    def _rows(self) -> list[Any]:
        """How to get in touch comes first, as it follows the name."""
        rows = [NameInline, *self.inlines, *additions(self.model).inlines, *self.statement_inlines]
        return sorted(rows, key=lambda inline: inline.follows != NAMED)

    def get_changelist(self, request, **kwargs):
        return RecordChangeList

    def get_queryset(self, request):
        cited = Citation.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=OuterRef("pk")
        )
        sources = cited.order_by().values("object_id").annotate(n=Count("source", distinct=True))
        count = Coalesce(Subquery(sources.values("n"), output_field=IntegerField()), 0)
        waiting = Revision.objects.open().filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=OuterRef("pk")
        )
        return (
            super().get_queryset(request).annotate(source_count=count, open_state=Subquery(waiting.values("state")[:1]))
        )

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """Each heading says how many rows wait behind it."""
        shown = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in shown:
            rows = inline.formset.initial_form_count()
            if (obj is None and inline.opts.is_needed) or BLOCK in request.GET:
                inline.classes = ""  # open
            inline.opts.verbose_name_plural = f"{inline.opts.verbose_name_plural} ({rows})"
        return shown

    def action_checkbox(self, obj):
        return super().action_checkbox(obj) if getattr(obj, "is_mine", True) else ""

    @admin.display(description="Stand", ordering="state")
    def state_column(self, record):
        if record.state == State.PUBLISHED and record.open_state:
            return Stage.CHANGE_REVIEW.label if record.open_state == RevisionState.REVIEW else Stage.CHANGED.label
        return record.get_state_display()

    @admin.display(description="Geprüft", ordering=F("checked_on").asc(nulls_first=True))
    def check_column(self, record):
        if not record.checked_on:
            return format_html("nie – {}", strong("fällig")) if record.is_overdue else "nie"
        day = f"{record.checked_on:%d.%m.%Y}"
        return format_html("{} – {}", day, strong("überfällig")) if record.is_overdue else day

    @admin.display(description="Quellen", ordering="source_count")
    def sources_column(self, record):
        return record.source_count or "ohne Quelle"

    def get_search_results(self, request, queryset, search_term):
        """As the search over everything: by names, numbers, addresses of every spelling."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(found_in(self.model, self.search_fields, search_term)), False

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_published else None

    @admin.action(description="Geprüft, unverändert (heute)", permissions=["change"])
    def mark_checked(self, request, queryset):
        self._act(request, queryset, actions.mark_checked, "als geprüft markiert")

    def _act(self, request, queryset, action, done: str) -> None:
        """Does it with those records that the account may edit, and says how many it left alone."""
        chosen = queryset.count()
        records = list(editable(request.user, queryset))
        changed = action(records=records, by=request.user)
        LogEntry.objects.log_actions(request.user.pk, records, CHANGE, change_message=f"{capfirst(done)}.")
        unchanged = f", {len(records) - changed} unverändert" if changed < len(records) else ""
        self.message_user(request, f"{changed} {done}{unchanged}.", messages.SUCCESS)
        if foreign := chosen - len(records):
            self.message_user(
                request, f"{foreign} nicht angerührt: nicht Ihre Regionen oder Bereiche.", messages.WARNING
            )
