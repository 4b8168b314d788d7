"""What can be asked of funding programmes and of support offers."""

from datetime import date
from itertools import starmap

from django.db.models import Case, F, Q, QuerySet, Value, When

from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facet_data import TermRow
from core.filters import Links, RecordFilterSet
from core.words import _lazy
from networks.filters import field_facet
from networks.models import Network, Organisation
from pages.portals import portal_facet
from programmes.enums import Application, Listed, OfferType, ProgrammeKind
from programmes.models import Financing, Programme, SupportOffer
from regions.filters import RegionFacet


def _givers() -> list[TermRow]:
    """Organisations that pay for or grant a public programme."""
    rows = Financing.objects.public().filter(organisation__isnull=False).order_by().distinct()
    return list(starmap(TermRow, rows.values_list("organisation_id", "organisation__slug", "organisation__name")))


def with_answer(programmes: QuerySet) -> QuerySet:
    """`answer`: whether applications are possible as of today; a passed deadline ends that, a day to come begins it."""
    today = date.today()
    closed = When(Q(deadline_latest__lt=today) | Q(opens_earliest__gt=today), then=Value(Application.NO.value))
    return programmes.annotate(answer=Case(closed, default=F("application")))


class ApplicationFacet(ChoiceFacet):
    """Computed, as it depends on the day."""

    def __init__(self, **options):
        super().__init__(_lazy("Antrag derzeit möglich"), "", Application.choices, **options)

    def having(self, model: type[Programme], values: list[str]) -> Q:
        return Q(pk__in=with_answer(model._base_manager.all()).filter(answer__in=values).order_by().values("pk"))


def _lines() -> QuerySet:
    """Public lines that say where they hold: there their programme does, too."""
    return Programme.objects.published().filter(parent__isnull=False, regions__isnull=False)


class ProgrammeFilter(RecordFilterSet):
    region = RegionFacet((Links.through(Programme.regions), Links(_lines, "regions", "parent_id")), _lazy("Gilt in"))
    feld = field_facet(Programme)
    geber = TermFacet(
        _lazy("Fördergeber"),
        Links(lambda: Financing.objects.public(), "organisation_id", "programme_id"),
        published(Organisation),
        rows=_givers,
    )
    art = ChoiceFacet(_lazy("Art"), "kind", ProgrammeKind.choices)
    antrag = ApplicationFacet()

    class Meta:
        model = Programme
        fields: list[str] = []


class OfferFilter(RecordFilterSet):
    art = ChoiceFacet(_lazy("Art"), "kind", OfferType.choices)
    verzeichnet = ChoiceFacet(_lazy("Verzeichnet"), "listed", Listed.choices)
    portal = portal_facet(SupportOffer)
    region = RegionFacet(Links.through(SupportOffer.regions))
    feld = field_facet(SupportOffer)
    anbieter = TermFacet(_lazy("Anbieter"), Links.through(SupportOffer.providers), published(Organisation), wide=True)
    netzwerk = TermFacet(_lazy("Netzwerk"), Links.through(SupportOffer.networks), published(Network), wide=True)

    class Meta:
        model = SupportOffer
        fields: list[str] = []
