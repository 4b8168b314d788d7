"""Who decides about what lies outside of the regions of an account: what may be released together goes together."""

from accounts.models import Editor
from publishing.models import Record
from publishing.permissions import RELEASE
from publishing.territory import has_package, is_unbounded
from regions.models import Region
from regions.tree import RegionTree

NAMED = 3


class Teams:
    """By the regions that those hold who release a kind of entry."""

    def __init__(self, model: type[Record]):
        tree = RegionTree.current()
        reviewers = Editor.objects.with_perm(RELEASE, include_superusers=False)
        holding = [
            by for by in reviewers.prefetch_related("regions") if has_package(by, model) and not is_unbounded(by)
        ]
        held = {region.pk for by in holding for region in by.regions.all()}
        self._inside = {pk: tree.inside(pk) for pk in sorted(held)}

    def of(self, places: set[int]) -> tuple[int, ...]:
        """The held regions in which one of these places lies; empty: only whoever is in charge of everything."""
        return tuple(pk for pk, inside in self._inside.items() if inside & places)


def named(regions: tuple[int, ...]) -> str:
    """For whom a case is."""
    names = list(Region.objects.filter(pk__in=regions).order_by("name").values_list("name", flat=True))
    if len(names) > NAMED:
        names[NAMED - 1 :] = [f"{len(names) - NAMED + 1} weitere"]
    return ", ".join(names) or "Regionen ohne eigenes Team"
