"""What can be asked of funding programmes and of support offers."""

from itertools import starmap

from django.db.models import QuerySet

from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facets import TermRow
from core.filters import Links, RecordFilterSet
from core.words import _lazy
from networks.filters import field_facet
from networks.models import Network, Organisation
from programmes.enums import Application, OfferType, ProgrammeKind
from programmes.models import Financing, Programme, SupportOffer
from regions.filters import RegionFacet


def _givers() -> list[TermRow]:
    """Organisations that pay for or grant a public programme."""
    rows = Financing.objects.public().filter(organisation__isnull=False).order_by().distinct()
    return list(starmap(TermRow, rows.values_list("organisation_id", "organisation__slug", "organisation__name")))


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
    antrag = ChoiceFacet(_lazy("Antrag derzeit möglich"), "application", Application.choices)

    class Meta:
        model = Programme
        fields: list[str] = []


class OfferFilter(RecordFilterSet):
    art = ChoiceFacet(_lazy("Art"), "kind", OfferType.choices)
    region = RegionFacet(Links.through(SupportOffer.regions))
    feld = field_facet(SupportOffer)
    anbieter = TermFacet(_lazy("Anbieter"), Links.through(SupportOffer.providers), published(Organisation), wide=True)
    netzwerk = TermFacet(_lazy("Netzwerk"), Links.through(SupportOffer.networks), published(Network), wide=True)

    class Meta:
        model = SupportOffer
        fields: list[str] = []
