"""Who decides about what lies outside of the regions of an account: what may be released together goes together."""

from collections import Counter
from collections.abc import Iterable

from accounts.models import Editor
from cases.models import Case
from publishing.models import Record
from publishing.permissions import RELEASE
from publishing.territory import has_package, is_unbounded
from regions.models import Region
from regions.tree import RegionTree
from tables.columns import KINDS
from transfer.enums import RowResult
from transfer.models import ImportBatch

_NAMED = 3


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
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} weitere"]
    return ", ".join(names) or "Regionen ohne eigenes Team"


class Deciders:
    """Who may release what an import wrote, in words; a few queries for all of its cases."""

    def __init__(self, batch: ImportBatch):
        self.by = batch.created_by
        reviewers = Editor.objects.with_perm(RELEASE, include_superusers=True).exclude(pk=self.by.pk)
        self.reviewers = list(reviewers.prefetch_related("regions").order_by("office", "last_name", "username"))
        administrators = set(Editor.objects.with_perm("accounts.change_editor").values_list("pk", flat=True))
        self.of_all = [one for one in self.reviewers if one.all_regions or one.pk in administrators]

    def of(self, case: Case) -> str:
        """Those of its regions; where nobody is, those who are in charge of everything."""
        _origin, is_for_others, said = case.origin.partition("/")
        tree = RegionTree.current()
        wanted = {int(pk) for pk in said.split(".") if pk} if is_for_others else {*self.by.region_keys}
        found = [one for one in self.reviewers if wanted and self._holds(tree, one, wanted, not is_for_others)]
        return _listed(found or self.of_all)

    @staticmethod
    def _holds(tree: RegionTree, one: Editor, wanted: set[int], with_inside: bool) -> bool:
        held = {region.pk for region in one.regions.all()}
        inside = held.union(*(tree.inside(pk) for pk in held)) if with_inside else held
        return bool(inside & wanted)

    def asked(self, tables: Iterable[ImportBatch]) -> list[tuple[int, str]]:
        """What tables say of entries of others: how much of it waits for which team."""
        counts = Counter[tuple[int, ...]]()
        for table in tables:
            pks = table.rows.filter(result=RowResult.SUGGESTED).values_list("record_id", flat=True)
            model = KINDS[table.kind].model
            places: dict[int, set[int]] = {pk: set() for pk in pks}
            for path in model.region_paths if places else ():
                for pk, region in model._base_manager.filter(pk__in=places).values_list("pk", path):
                    places[pk].add(region)
            teams = Teams(model) if places else None
            counts.update(teams.of(where) for where in places.values() if teams)
        return [(number, named(team) if team else _listed(self.of_all)) for team, number in counts.most_common()]


def _listed(some: list[Editor]) -> str:
    names = [f"{one.get_full_name() or one.username}{f' ({one.office})' if one.office else ''}" for one in some]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} weitere"]
    return ", ".join(names)
