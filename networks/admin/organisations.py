from django.contrib import admin

from desk.admin import CarriedElsewhere, RecordAdmin, StatementInline, record_fieldsets, rows
from networks.filters import OrganisationFilter
from networks.models import Organisation, Participation


class OrganisationParticipationInline(CarriedElsewhere, StatementInline):
    model = Participation
    verbose_name_plural = "Beteiligungen an Netzwerken (geändert wird der Eintrag des Netzwerks)"
    autocomplete_fields = ["network"]
    fields = rows(("network", "role"), ("start", "end"))


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    columns = ("kind", "region", "parent")
    filterset, filters = OrganisationFilter, ("art", "region", "branche", "groesse", "dachmarke")
    list_select_related = ["region", "parent"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["parent", "region", "fields", "branches", "brands"]
    inlines = [OrganisationParticipationInline]
    fieldsets = record_fieldsets(
        basics=["name", "kind", "legal_form"],
        text=["summary"],
        placement=["parent", "region", "fields", "branches", "brands", "tags"],
        hints=["advice", "note"],
    )
