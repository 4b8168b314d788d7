"""Which record a row means: by id, by slug, then by folded name and place."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial

from core.text import fold
from memory.kept import remembered
from publishing.models import SlugHistory
from regions.models import Region
from regions.tree import RegionTree
from transfer.cells import CellError, Cells
from transfer.columns import ID, KINDS, SLUG, TableKind

NEW = "neu"


@dataclass
class Match:
    """`record`: the one that is meant; without it the row is new, or `candidates` may be meant, or it is wrong."""

    record: int | None = None
    candidates: list[int] = field(default_factory=list)
    error: str = ""
    conflict: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Known:
    """All records of a kind by what rows call them; a handful of queries, however many there are."""

    slugs: dict[int, str]
    by_slug: dict[str, int]
    former: dict[str, int]
    by_name: dict[str, list[int]]
    places: dict[int, set[int]]

    @classmethod
    def of(cls, kind: TableKind) -> "Known":
        return remembered(f"known {kind.label}", _loader(kind.label))

    @classmethod
    def load(cls, kind: TableKind) -> "Known":
        objects = kind.model._base_manager
        slugs, by_name = {}, defaultdict(list)
        for pk, slug, *names in objects.order_by("pk").values_list("pk", "slug", *kind.names):
            slugs[pk] = slug
            by_name[fold(" ".join(names))].append(pk)
        places: dict[int, set[int]] = defaultdict(set)
        held = objects.filter(**{f"{kind.place}__isnull": False}).order_by()
        for pk, place in held.values_list("pk", kind.place):
            places[pk].add(place)
        former = SlugHistory.of(kind.model).values_list("slug", "object_id")
        return cls(slugs, {slug: pk for pk, slug in slugs.items()}, dict(former), dict(by_name), dict(places))


@cache
def _loader(label: str) -> Callable[[], Known]:
    """The same function every time: what is remembered under a name is made in one way."""
    return partial(Known.load, KINDS[label])


class Matcher:
    def __init__(self, kind: TableKind, cells: Cells):
        self.kind, self.cells = kind, cells
        self.known = Known.of(kind)
        self._is_region = kind.by_key[kind.place].target.related_model is Region
        self._tree = RegionTree.current() if self._is_region else None

    def match(self, row: dict[str, str], choice: str = "") -> Match:
        """`choice`: what the editor decided where several may be meant."""
        if choice == NEW:
            return Match()
        if choice.isdecimal():
            return self._existing(int(choice))
        if number := row.get(ID, "").strip():
            return self._by_id(number, row.get(SLUG, "").strip())
        if (slug := row.get(SLUG, "").strip()) and (pk := self._by_slug(slug)):
            return Match(pk)
        return self._by_name(row)

    def name(self, row: dict[str, str]) -> str:
        return " ".join(filter(None, (" ".join(row.get(part, "").split()) for part in self.kind.names)))

    def place(self, row: dict[str, str]) -> set[int]:
        """Where the row says the record is; nothing if it says nothing that can be read."""
        column = self.kind.by_key[self.kind.place]
        try:
            found = self.cells.read(column.target, row[column.key]).value if row.get(column.key) else []
        except CellError:
            return set()
        return set(found) if isinstance(found, list) else {found}

    def _existing(self, pk: int) -> Match:
        if pk in self.known.slugs:
            return Match(pk)
        return Match(error=f"Einen Eintrag mit der Id {pk} gibt es nicht (mehr).")

    def _by_id(self, number: str, slug: str) -> Match:
        if not number.isdecimal() or not number.isascii() or len(number) > 15:
            return Match(error=f"„{number[:30]}“ ist keine Id; eine Id ist eine Zahl.")
        found = self._existing(int(number))
        if found.record and slug and self._by_slug(slug) not in (found.record, None):
            other = self._by_slug(slug)
            return Match(
                candidates=[found.record, other],
                conflict=f"Die Id {number} und die Kurzadresse „{slug[:60]}“ gehören zu verschiedenen Einträgen.",
            )
        if found.record and slug and self._by_slug(slug) is None:
            own = self.known.slugs[found.record]
            reason = f"Zur Id {number} gehört die Kurzadresse „{own}“, in der Datei steht „{slug[:60]}“."
            return Match(candidates=[found.record], conflict=reason)
        return found

    def _by_slug(self, slug: str) -> int | None:
        pk = self.known.by_slug.get(slug) or self.known.former.get(slug)
        return pk if pk in self.known.slugs else None

    def _by_name(self, row: dict[str, str]) -> Match:
        named = self.known.by_name.get(fold(self.name(row)), []) if fold(self.name(row)) else []
        if not named:
            return Match()
        place = self.place(row)
        fitting = [pk for pk in named if self._shares_ground(place, self.known.places.get(pk, set()))]
        if len(fitting) == 1:
            return Match(fitting[0])
        if fitting:
            return Match(candidates=fitting[:20], conflict=f"{len(fitting)} Einträge heißen so. Welcher ist gemeint?")
        where = "Region" if self._is_region else "Organisation"
        return Match(notes=[f"Einen Eintrag dieses Namens gibt es schon, aber mit anderer {where}."])

    def _shares_ground(self, one: set[int], other: set[int]) -> bool:
        if not one or not other or one & other:
            return True
        return self._tree is not None and any(
            other & (self._tree.inside(pk) | self._tree.around(pk)) for pk in one if pk in self._tree.regions
        )

    def key(self, row: dict[str, str]) -> str:
        """Two new rows with the same key mean the same record."""
        place = ",".join(str(pk) for pk in sorted(self.place(row)))
        return f"{fold(self.name(row))[:200]}@{place}"[:300]
