"""Who decides about what: what lies outside of the regions of an account goes together as it may be released."""

from collections.abc import Callable, Iterable

from accounts.models import Editor
from cases.models import Case
from publishing.models import Record
from publishing.permissions import RELEASE
from publishing.territory import has_package, is_unbounded
from regions.models import Region
from regions.tree import RegionTree

NAMED = 3
ALL = "überregional Zuständige"  # of what lies in no team's regions, and in none at all


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
    return ", ".join(names) or ALL


class Deciders:
    """Who may release what an account wrote or proposes, in words; a few queries for all of it."""

    def __init__(self, by: Editor | None):
        self.by = by
        reviewers = Editor.objects.with_perm(RELEASE, include_superusers=True).exclude(pk=by.pk if by else 0)
        self.reviewers = list(reviewers.prefetch_related("regions").order_by("office", "last_name", "username"))
        administrators = set(Editor.objects.with_perm("accounts.change_editor").values_list("pk", flat=True))
        self.of_all = [one for one in self.reviewers if one.all_regions or one.pk in administrators]

    def of(self, case: Case) -> str:
        """Those of its regions; where nobody is, those who are in charge of everything."""
        _origin, is_for_others, said = case.origin.partition("/")
        if is_for_others:
            return self.of_team(int(pk) for pk in said.split(".") if pk)
        tree, own = RegionTree.current(), {*self.by.region_keys} if self.by else set()
        return self._of(own, lambda held: held.union(*(tree.inside(pk) for pk in held)))

    def of_team(self, regions: Iterable[int]) -> str:
        """Those who hold one of these regions."""
        return self._of({*regions}, lambda held: held)

    def _of(self, wanted: set[int], reach: Callable[[set[int]], set[int]]) -> str:
        held = ((one, {region.pk for region in one.regions.all()}) for one in self.reviewers)
        return _listed([one for one, own in held if wanted & reach(own)] or self.of_all)


def _listed(some: list[Editor]) -> str:
    names = [f"{one}{f' ({one.office})' if one.office else ''}" for one in some]
    if len(names) > NAMED:
        names[NAMED - 1 :] = [f"{len(names) - NAMED + 1} weitere"]
    return ", ".join(names)
