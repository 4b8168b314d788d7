"""Branches (WZ) as a filter, both editions at once.

What has the same code and the same title in both editions is the same branch: it is offered once, and whoever carries
it in either is found. Everything else stays apart, as a code alone means nothing without its edition. No
official table of what corresponds to what is at hand, which could say it of branches that were renamed or split.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import starmap
from typing import NamedTuple

from core.filters import LinkedFacet, Links, Remember
from core.options import Option
from core.words import Words, _, _lazy
from memory.kept import remembered
from networks.enums import WzEdition
from networks.models import Branch

NEWEST = max(WzEdition.values)
DIVISION = 2  # the finest level that forms offer


class BranchRow(NamedTuple):
    pk: int
    slug: str
    code: str
    title: str
    edition: str
    level: int
    parent: int | None


class BranchTree:
    """All branches, and what lies above and below each, also by way of its twin: the same in the other edition."""

    def __init__(self, rows: Iterable[BranchRow]):
        self.rows = {row.pk: row for row in rows}  # by edition and code
        self.by_slug = {row.slug: row.pk for row in self.rows.values()}
        self.below: dict[int | None, list[int]] = defaultdict(list)
        same: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in self.rows.values():
            self.below[row.parent].append(row.pk)
            same[row.code, row.title].append(row.pk)
        self.twin = {pk: other for pair in same.values() if len(pair) == 2 for pk, other in (pair, pair[::-1])}

    @classmethod
    def current(cls) -> "BranchTree":
        return remembered("branches", _read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BranchTree) and self.rows == other.rows

    __hash__ = None  # type: ignore[assignment]  # as of a dictionary

    def shown(self, pk: int) -> BranchRow:
        """The branch under which it is offered: of two that are the same the newer."""
        own, twin = self.rows[pk], self.rows.get(self.twin.get(pk, 0))
        return twin if twin and twin.edition > own.edition else own

    def is_both(self, pk: int | None) -> bool:
        return pk in self.twin

    def within(self, pk: int) -> set[int]:
        """What belongs to a branch, itself too."""
        return self._reached(pk, lambda one: self.below.get(one, ()))

    def around(self, pk: int) -> set[int]:
        """What a branch belongs to, itself too."""
        return self._reached(pk, lambda one: (self.rows[one].parent,) if self.rows[one].parent else ())

    def _reached(self, pk: int, further) -> set[int]:
        found, left = set[int](), [pk]
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += [*further(one), *((self.twin[one],) if one in self.twin else ())]
        return found

    def label(self, row: BranchRow) -> str:
        """With its edition, or with both where it is the same in both."""
        editions = _(" und ").join(WzEdition.values) if self.is_both(row.pk) else row.edition
        return f"{row.code} {row.title} (WZ {editions})"


def _read() -> BranchTree:
    found = Branch.objects.order_by("edition", "code").values_list(*BranchRow._fields[:-1], "parent_id")
    return BranchTree(starmap(BranchRow, found))


class BranchFacet(LinkedFacet):
    """Branches of every level; whoever is in a finer one is in those above it."""

    def __init__(self, at: Links, label: Words = _lazy("Branche (WZ)"), **options):
        help_text = _lazy("Was in WZ 2008 und WZ 2025 denselben Code und denselben Titel hat, steht nur einmal da.")
        known = {"hierarchical": True, "none": _lazy("ohne Branche"), "help_text": help_text}
        super().__init__(label, at, **known | options)

    def lookup(self, asked: list[str]) -> dict[str, Option]:
        tree = BranchTree.current()
        found = {slug: tree.shown(tree.by_slug[slug]) for slug in asked if slug in tree.by_slug}
        return {slug: Option(row.slug, tree.label(row)) for slug, row in found.items()}

    def keys(self, values: list[str]) -> set[int]:
        tree = BranchTree.current()
        return set().union(*(tree.within(tree.by_slug[slug]) for slug in values if slug in tree.by_slug))

    def facet(self, linked, remember: Remember) -> tuple:
        """Sections and below them divisions, only where something is in them; what is in both editions stands where the
        newer one has it."""
        tree = BranchTree.current()
        found: dict[int, set[int]] = defaultdict(set)
        for pk, positions in linked.items():
            for one in {tree.shown(other).pk for other in tree.around(pk)} if pk else ():
                if tree.rows[one].level <= DIVISION:
                    found[one].update(positions)
        options = list[Option]()
        for section in self._in_order(tree, (row for row in tree.rows.values() if row.pk in found and row.level == 1)):
            options.append(Option(section.slug, tree.label(section)))
            both = [section.pk, *((tree.twin[section.pk],) if tree.is_both(section.pk) else ())]
            inside = [tree.rows[pk] for one in both for pk in tree.below[one] if pk in found]
            options += [
                Option(row.slug, self._division(tree, row, section), depth=1) for row in self._in_order(tree, inside)
            ]
        return options, {tree.rows[pk].slug: positions for pk, positions in found.items()}

    @staticmethod
    def _in_order(tree: BranchTree, rows: Iterable[BranchRow]) -> list[BranchRow]:
        """By code, of one code the older edition first."""
        return sorted(rows, key=lambda row: (row.code, row.edition))

    @staticmethod
    def _division(tree: BranchTree, row: BranchRow, section: BranchRow) -> str:
        """Its edition stands at the section, where both have the same."""
        if tree.is_both(row.pk) == tree.is_both(section.pk):
            return f"{row.code} {row.title}"
        return tree.label(row)

    def listed(self) -> list[Option]:
        tree = BranchTree.current()
        tops = {tree.shown(pk) for pk in tree.below[None]}
        return [Option(row.slug, tree.label(row)) for row in self._in_order(tree, tops)]
