"""What can be asked of networks and of what belongs to them: the only place that says what the parameters mean."""

from datetime import date
from itertools import starmap

from django.db.models import Q, QuerySet

from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facet_data import TermRow
from core.filters import Links, RecordFilterSet, Remember, any_of
from core.words import Words, _lazy
from networks.branches import BranchFacet
from networks.enums import (
    MEMBERSHIP,
    NetworkKind,
    OrganisationKind,
    ParticipationRole,
    SizeClass,
    StatedStatus,
)
from networks.models import Brand, Field, Market, Network, Organisation, Participation
from networks.models.vocabulary import Term
from networks.sizes import sizes
from pages.portals import portal_facet
from regions.filters import NEAREST_FIRST, RegionFacet


def field_rows() -> list[TermRow]:
    return list(starmap(TermRow, Field.objects.published().order_by().values_list("pk", "slug", "name", "parent_id")))


def field_facet(model, label: Words = _lazy("Feld")) -> TermFacet:
    links = Links.through(model.fields)
    return TermFacet(label, links, published(Field), name="fields", rows=field_rows, hierarchical=True)


def members_today() -> QuerySet:
    """Memberships, between public records, that have not ended."""
    rows = Participation.objects.public().filter(role__in=MEMBERSHIP)
    return rows.exclude(end_latest__lt=date.today())


class NetworkFilter(RecordFilterSet):
    """What networks say of themselves."""

    desk = {
        "laut_quellen": ChoiceFacet(
            _lazy("Status laut Quellen"),
            "stated_status",
            StatedStatus.choices,
            help_text=_lazy("Was die Quellen sagen; nach dem Ende einer Förderung zeigt die Seite „unklar“."),
        )
    }
    region = RegionFacet(Links.through(Network.regions), near=True)
    feld = field_facet(Network)
    typ = ChoiceFacet(_lazy("Typ"), "kind", NetworkKind.choices)
    zielmarkt = TermFacet(_lazy("Zielmarkt"), Links.through(Network.markets), published(Market), hierarchical=True)
    mitglied = TermFacet(
        _lazy("Mitglied"),
        Links(members_today, "organisation_id", "network_id"),
        published(Organisation),
        is_kept=False,
    )
    portal = portal_facet(Network, help_text=_lazy("Was es auf Seiten des Netzwerks zu nutzen gibt."))

    class Meta:
        model = Network
        fields: list[str] = []


class OrganisationFilter(RecordFilterSet):
    sorts = NEAREST_FIRST

    art = ChoiceFacet(_lazy("Art"), "kind", OrganisationKind.choices)
    region = RegionFacet("region_id", near=True)
    branche = BranchFacet(Links.through(Organisation.branches))
    feld = field_facet(Organisation, _lazy("Technologiefeld"))
    groesse = ChoiceFacet(
        _lazy("Größe nach Beschäftigten"),
        Links(sizes, "size", "object_id"),
        SizeClass.choices,
        help_text=_lazy("Nur wo eine Quelle die Zahl nennt; Klassen der EU (2003/361/EG) ohne Umsatz und Bilanz."),
    )
    dachmarke = TermFacet(_lazy("Dachmarke"), Links.through(Organisation.brands), Brand.objects.with_page)
    netzwerk = TermFacet(
        _lazy("Mitglied im Netzwerk"),
        Links(members_today, "network_id", "organisation_id"),
        published(Network),
        wide=True,
    )
    rolle = ChoiceFacet(
        _lazy("Rolle in Netzwerken"),
        Links(lambda: Participation.objects.public(), "role", "organisation_id"),
        ParticipationRole.choices,
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


class LevelFacet(ChoiceFacet):
    """Whether a term of a vocabulary lies below another."""

    def __init__(self):
        super().__init__(_lazy("Ebene"), "parent_id", [("1", _lazy("Oberbegriffe")), ("2", _lazy("Unterbegriffe"))])

    def having(self, model: type[Term], values: list[str]) -> Q:
        return any_of(Q(parent__isnull=value == "1") for value in values)

    def facet(self, linked, remember: Remember) -> tuple:
        below = [position for above, positions in linked.items() if above for position in positions]
        return super().facet({"1": linked.get(None, ()), "2": below}, remember)


class FieldFilter(RecordFilterSet):
    ebene = LevelFacet()

    class Meta:
        model = Field
        fields: list[str] = []


class MarketFilter(RecordFilterSet):
    ebene = LevelFacet()

    class Meta:
        model = Market
        fields: list[str] = []
