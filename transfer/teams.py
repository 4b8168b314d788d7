"""Who decides about what an import wrote or proposes, in words."""

from collections import Counter
from collections.abc import Iterable

from accounts.models import Editor
from cases.models import Case
from cases.teams import NAMED, Teams, named
from publishing.permissions import RELEASE
from regions.tree import RegionTree
from tables.columns import KINDS
from tables.places import places_of
from transfer.enums import RowResult
from transfer.models import ImportBatch


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
            model, told = KINDS[table.kind].model, table.rows.filter(result=RowResult.SUGGESTED)
            places = places_of(model, [row.record_id for row in told if row.record_id])
            teams = Teams(model) if places else None
            counts.update(teams.of(where) for where in places.values() if teams)
        return [(number, named(team) if team else _listed(self.of_all)) for team, number in counts.most_common()]


def _listed(some: list[Editor]) -> str:
    names = [f"{one.get_full_name() or one.username}{f' ({one.office})' if one.office else ''}" for one in some]
    if len(names) > NAMED:
        names[NAMED - 1 :] = [f"{len(names) - NAMED + 1} weitere"]
    return ", ".join(names)
