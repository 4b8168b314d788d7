from django.contrib import admin

from desk.admin import CarriedElsewhere, RecordAdmin, StatementInline, extend, record_fieldsets, rows
from networks.models import Network, Organisation
from programmes.filters import OfferFilter, ProgrammeFilter
from programmes.models import Financing, Funding, Programme, SupportOffer

_FUNDING_ROWS = rows(("start", "end", "end_is_provisional"), position=False)


class FundingInline(StatementInline):
    """At the network: which programmes fund it."""

    model = Funding
    autocomplete_fields = ["programme"]
    fields = ["programme", *_FUNDING_ROWS]


class FundedNetworkInline(CarriedElsewhere, StatementInline):
    """At the programme: which networks it funds."""

    model = Funding
    verbose_name_plural = "Geförderte Netzwerke (geändert wird der Eintrag des Netzwerks)"
    autocomplete_fields = ["network"]
    fields = ["network", *_FUNDING_ROWS]


class FinancingInline(StatementInline):
    model = Financing
    fk_name = "programme"
    autocomplete_fields = ["organisation", "fund"]
    fields = rows(("role", "share"), ("organisation", "fund", "body"), position=False)


class OrganisationFinancingInline(CarriedElsewhere, StatementInline):
    model = Financing
    verbose_name_plural = "Finanziert oder vergibt Förderprogramme (geändert wird der Eintrag des Programms)"
    autocomplete_fields = ["programme"]
    fields = rows(("programme", "role", "share"), position=False)


extend(Network, inlines=[FundingInline])
extend(Organisation, inlines=[OrganisationFinancingInline])


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    columns = ("abbreviation", "kind", "regions_column", "application")
    filterset, filters = ProgrammeFilter, ("art", "region", "antrag")
    list_prefetch_related = ("regions",)
    search_fields = ["name", "abbreviation", "slug"]
    autocomplete_fields = ["parent", "regions", "fields"]
    inlines = [FinancingInline, FundedNetworkInline]
    fieldsets = record_fieldsets(
        basics=["name", "abbreviation", "kind", "parent"],
        text=["summary", "what", "who", "how_much", "how"],
        placement=["regions", "fields"],
        dates=["application", "opens", "deadline"],
        hints=["advice", "note"],
    )

    @admin.display(description="Regionen")
    def regions_column(self, programme):
        return ", ".join(region.name for region in programme.regions.all())


@admin.register(SupportOffer)
class SupportOfferAdmin(RecordAdmin):
    columns = ("kind", "regions_column")
    filterset, filters = OfferFilter, ("art", "verzeichnet", "region")
    list_prefetch_related = ("regions",)
    search_fields = ["name", "slug"]
    autocomplete_fields = ["providers", "networks", "regions", "fields"]
    fieldsets = record_fieldsets(
        basics=["name", "kind", "listed", "providers"],
        text=["summary", ("audience", "cost")],
        placement=["networks", "regions", "fields"],
        dates=["start"],
        hints=["advice", "note"],
    )

    @admin.display(description="Regionen")
    def regions_column(self, offer):
        return ", ".join(region.name for region in offer.regions.all())
