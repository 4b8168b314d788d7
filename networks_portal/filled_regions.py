"""Which regions have something to show: what search engines should find, and what the sitemap lists."""

from contacts.models import Responsibility
from memory.kept import remembered
from networks.models import Event, Network, Organisation
from programmes.models import Programme, SupportOffer
from regions.enums import RegionKind
from regions.models import Region
from regions.tree import RegionTree

_ALWAYS = (RegionKind.COUNTRY, RegionKind.LAND, RegionKind.FUNCTIONAL)


def filled_regions() -> frozenset[int]:
    """Länder and functional regions, and all others that public records name, or that share ground with one
    they name. One query when the process knows."""
    return remembered("filled regions", _find, daily=True)


def is_filled(region: Region) -> bool:
    return region.kind in _ALWAYS or region.pk in filled_regions()


def _find() -> frozenset[int]:
    public = (
        Network.objects.published().order_by().values_list("regions", flat=True),
        Programme.objects.published().order_by().values_list("regions", flat=True),
        SupportOffer.objects.published().order_by().values_list("regions", flat=True),
        Organisation.objects.published().order_by().values_list("region", flat=True),
        Event.objects.published().order_by().values_list("region", flat=True),
        Responsibility.objects.public().filter(person__isnull=False).order_by().values_list("regions", flat=True),
    )
    named = {pk for rows in public for pk in rows.distinct() if pk}
    tree = RegionTree.current()
    return frozenset(
        pk for pk, region in tree.regions.items() if region.kind in _ALWAYS or not named.isdisjoint(tree.matching(pk))
    )
