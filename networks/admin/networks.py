from django.contrib import admin

from desk.admin import RecordAdmin, StatementInline, record_fieldsets, rows
from networks.filters import NetworkFilter
from networks.models import Network, NetworkMarket, Offer, Participation, Relation


class ParticipationInline(StatementInline):
    model = Participation
    verbose_name_plural = "Beteiligte Organisationen"
    autocomplete_fields = ["organisation"]
    fields = rows(("organisation", "role"), ("start", "end"))


class RelationInline(StatementInline):
    model = Relation
    fk_name = "from_network"
    verbose_name_plural = "Beziehungen zu anderen Netzwerken"
    autocomplete_fields = ["to_network"]
    fields = rows(("kind", "to_network"), ("start", "end"))


class ReverseRelationInline(admin.StackedInline):
    """What other networks say about this one; changed over there."""

    model = Relation
    fk_name = "to_network"
    verbose_name_plural = "Beziehungen anderer Netzwerke zu diesem (dort zu ändern)"
    fields = [("from_network", "kind", "period"), "source"]
    readonly_fields = ["period"]
    classes = ["collapse"]
    extra = max_num = 0
    can_delete = is_needed = False
    follows = ""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("from_network", "to_network", "source")

    @admin.display(description="Zeitraum")
    def period(self, relation):
        return relation.period_display

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class MarketGoalInline(StatementInline):
    model = NetworkMarket
    verbose_name_plural = "Zielmärkte"
    autocomplete_fields = ["market"]
    fields = rows("market", position=False)


class OfferInline(StatementInline):
    model = Offer
    extra = 1
    fields = rows("kind", "text")


@admin.register(Network)
class NetworkAdmin(RecordAdmin):
    columns = ("kind", "regions_column")
    filterset, filters = NetworkFilter, ("typ", "region", "laut_quellen", "portal")
    list_prefetch_related = ("regions",)
    search_fields = ["name", "slug"]
    autocomplete_fields = ["seat", "regions", "fields", "touches"]
    inlines = [ParticipationInline, RelationInline, ReverseRelationInline, MarketGoalInline, OfferInline]
    fieldsets = record_fieldsets(
        basics=["name", "kind", "legal_form"],
        text=["summary", "description", "audience", "join_who", "join_how", "join_cost"],
        placement=["seat", "regions", "fields", "touches", "tags"],
        dates=["stated_status", "status_note"],
        hints=["advice", "note"],
    )

    @admin.display(description="Regionen")
    def regions_column(self, network):
        return ", ".join(region.name for region in network.regions.all())
