from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import Editor
from contacts import channel_values
from contacts.filters import PersonFilter, ResponsibilityFilter, own_channels
from contacts.finder.admin_views import FinderAdminMixin, warnings
from contacts.models import Channel, Mention, Person, Responsibility
from desk.admin import CarriedElsewhere, Reached, RecordAdmin, StatementInline, extend, record_fieldsets, rows
from desk.admin.extensions import found_in
from desk.admin.forms import StatementForm
from desk.admin.inlines import NAMED, CitationInline, LinkInline, StatementOptions
from desk.list_filters import list_filters
from networks.models import Network, Organisation
from programmes.models import Programme
from publishing.permissions import can_see

_SCOPE = ("network", "programme", "organisation")
WAYS = "kontaktwege"  # the block of the forms that holds them


class ChannelForm(StatementForm):
    """One way: what is typed into it is one number, whatever stands there already."""

    def clean(self):
        sent = super().clean()
        if "value" in self.changed_data and sent.get("value") and not sent.get("is_faulty"):
            try:
                channel_values.check_one(sent.get("kind", ""), sent["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return sent


class ChannelInline(StatementInline):
    model = Channel
    form = ChannelForm
    extra = 1
    follows, is_needed = NAMED, True
    fields = rows(("kind", "value"), ("is_faulty", "fault"))


class ResponsibilityInline(StatementInline):
    """Without the record itself, whose foreign key Django fills."""

    model = Responsibility
    follows = NAMED
    autocomplete_fields = ["person", *_SCOPE, "regions", "fields"]
    with_many = ("regions", "fields")

    def get_fields(self, request, obj=None):
        owner = self.parent_model._meta.model_name
        scope = tuple(name for name in _SCOPE if name != owner)
        person = () if owner == "person" else ("person",)
        return [
            *person,
            ("task", "concern", "role", "priority"),
            scope,
            ("regions", "fields"),
            *rows(("start", "end"), position=False),
        ]

    def get_autocomplete_fields(self, request):
        owner = self.parent_model._meta.model_name
        return [name for name in self.autocomplete_fields if name != owner]


class TaskInline(CarriedElsewhere, ResponsibilityInline):
    """At the network or programme: who is responsible for it."""

    verbose_name_plural = "Zuständigkeiten (geändert wird der Eintrag der Person)"


class ForOrganisationInline(ResponsibilityInline):
    """At the organisation: who is responsible for one of its tasks. To look at: the row belongs to the person."""

    fk_name = "organisation"
    verbose_name_plural = "Zuständigkeiten von Personen für diese Organisation (zu ändern bei der Person)"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DutyInline(ResponsibilityInline):
    """At the organisation: what it is responsible for itself, without a person."""

    fk_name = "office"
    extra = 1
    verbose_name = "Zuständigkeit der Stelle"
    verbose_name_plural = "Zuständigkeiten der Stelle selbst (für den Förderkontakt)"

    def get_fields(self, request, obj=None):
        return [
            ("task", "concern", "priority"),
            ("role", "is_fallback"),
            ("network", "programme"),
            ("regions", "fields"),
            *rows(("start", "end"), position=False),
        ]

    def get_autocomplete_fields(self, request):
        return ["network", "programme", "regions", "fields"]


class MentionInline(StatementInline):
    """At the person: where a source names it."""

    model = Mention
    autocomplete_fields = ["network", "organisation", "event", "place"]
    fields = rows(("named_as", "role"), ("network", "organisation"), ("event", "place"), "document", position=False)


class NamedPersonInline(CarriedElsewhere, StatementInline):
    """At the network or organisation: who is named there."""

    model = Mention
    verbose_name_plural = "Genannte Personen, nicht zuständig (geändert wird der Eintrag der Person)"
    autocomplete_fields = ["person"]
    fields = rows(("person", "named_as", "role"), position=False)


def reached_itself(record: Person | Organisation) -> list[Reached]:
    return [Reached(record, WAYS)]


def reached_for(record: Network | Programme) -> list[Reached]:
    """Who is responsible for it, a person or an office."""
    tasks = record.responsibilities.select_related("person", "office")
    return [Reached(task.person or task.office, WAYS, task.task) for task in tasks]


extend(Network, inlines=[TaskInline, NamedPersonInline], reached=[reached_for])
extend(
    Organisation,
    inlines=[ChannelInline, DutyInline, ForOrganisationInline, NamedPersonInline],
    reached=[reached_itself],
)
extend(Programme, inlines=[TaskInline], reached=[reached_for])
extend(Person, reached=[reached_itself])


_SECTIONS = record_fieldsets(
    basics=[("title", "given_name", "family_name")],
    placement=["function", "organisation"],
    hints=["advice", "note"],
)


def objection_task(person: Person, by: Editor) -> list[tuple[str, str]]:
    if person.objected_on is None:
        return []
    words = f"Widerspruch vom {person.objected_on:%d.%m.%Y}: nicht öffentlich, nicht freizugeben"
    return [(words, reverse("objection", args=[person.pk]))]


extend(Person, form_tools=["contacts/admin_form_tools.html"], tasks=[objection_task])


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    name_columns = ("family_name", "given_name")
    columns = ("function", "organisation", "contact_column")
    filterset, filters = PersonFilter, ("rolle", "veroeffentlichung")
    list_select_related = ["organisation"]
    search_fields = ["family_name", "given_name", "function", "organisation__name"]
    search_help_text = "Sucht in Namen, Funktion, Organisation, Telefonnummern und Mailadressen."
    autocomplete_fields = ["organisation"]
    inlines = [ChannelInline, ResponsibilityInline, MentionInline]
    statement_inlines = [LinkInline, CitationInline]
    readonly_fields = [*RecordAdmin.readonly_fields, "objected_on"]
    fieldsets = [
        *_SECTIONS[:-2],
        (
            "Veröffentlichung",
            {"fields": [("basis", "basis_on"), ("informed_on", "open_data_on"), "objected_on"]},
        ),
        *_SECTIONS[-2:],
    ]

    def get_queryset(self, request):
        responsible = Responsibility.objects.filter(person=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_contact=Exists(responsible))

    @admin.display(description="Ansprechperson", boolean=True, ordering="is_contact")
    def contact_column(self, person):
        return person.is_contact

    def save_related(self, request, form, formsets, change):
        """Afterwards, when regions and fields are known, say what will not help anybody."""
        super().save_related(request, form, formsets, change)
        for task in form.instance.responsibilities.exclude(concern=""):
            for text in warnings(task):
                messages.warning(request, f"{task.task}: {text}")

    def view_on_site(self, obj):
        """Named is not responsible: only contact persons have a page."""
        return super().view_on_site(obj) if obj.responsibilities.exists() else None


@admin.register(Responsibility)
class ResponsibilityAdmin(FinderAdminMixin, StatementOptions, admin.ModelAdmin):
    """All responsibilities in one list, to see where somebody is missing; the rules of the finder among them.

    They are changed at the person or the office, where the change goes through release like everything else.
    """

    form = StatementForm
    list_display = [
        "holder_column", "task", "concern", "role", "priority", "regions_column", "reach_column", "period_display",
        "source",
    ]  # fmt: skip
    list_filter = list_filters(lambda: ResponsibilityFilter, "anliegen", "ziel", "rolle", "gilt", "region")
    list_select_related = ["person", "office", "source"]
    list_per_page = 50
    search_fields = [
        "task", "person__family_name", "person__given_name", "office__name", "network__name", "programme__name",
    ]  # fmt: skip
    search_help_text = "Sucht in Aufgabe, Netzwerk, Programm und wie die Suche oben nach Person und Stelle."
    autocomplete_fields = ["person", "office", *_SCOPE, "regions", "fields"]
    fieldsets = [
        (
            "Wer und wofür",
            {
                "fields": [("person", "office"), ("task", "concern", "priority"), ("role", "is_fallback")],
                "description": "Im Förderkontakt gewinnt die engste Region, dann Feld, Rolle und Rang.",
            },
        ),
        ("Geltungsbereich", {"fields": [_SCOPE, ("regions", "fields")]}),
        ("Zeitangaben", {"fields": [("start", "end")]}),
        ("Quelle", {"fields": [("source", "locator", "certainty"), ("note", "as_of")]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        """Its holder is also found by telephone number and mail address, as everywhere else."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, may_repeat
        persons = Person.objects.filter(found_in(Person, PersonAdmin.search_fields, search_term))
        offices = Organisation.objects.filter(found_in(Organisation, ["name"], search_term))
        held = Q(person__in=persons) | Q(office__in=offices)
        keys = found.order_by().values("pk")
        return queryset.filter(Q(pk__in=keys) | held), False

    def has_view_permission(self, request, obj=None):
        return can_see(request.user, Person)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("regions").annotate(is_reachable=Exists(own_channels()))

    @admin.display(description="Zuständig", ordering="person__family_name")
    def holder_column(self, responsibility):
        return responsibility.person or responsibility.office

    @admin.display(description="Regionen")
    def regions_column(self, responsibility):
        return ", ".join(region.name for region in responsibility.regions.all())

    @admin.display(description="Erreichbar", boolean=True, ordering="is_reachable")
    def reach_column(self, responsibility):
        return responsibility.is_reachable
