"""Which record a row means: by id, by slug, then by folded name and place; else those that it might double."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Q, TextField, Value
from django.db.models.functions import Replace

from core.text import fold
from duplicates.known import KINDS, ways_in, ways_of
from duplicates.namesakes import LONGEST, known_names
from publishing.models import SlugHistory
from regions.models import Region
from regions.tree import RegionTree
from sheets.sameness import says_the_same
from tables.cells import Cells
from tables.columns import ID, SLUG, TableKind
from tables.values import listed

NEW = "neu"
INSTEAD = "+"  # after the entry that is chosen: what the table says takes the place of what stands there
LEFT_OUT = "weggelassen"  # said of what a table only names


@dataclass
class Match:
    """`record`: the one that is meant; without it the row is new, or `candidates` may be meant, or it is wrong.
    `by_name`: found by it, or chosen by somebody, so that the row says nothing new of how the record is called.
    `notes`: why it is perhaps no new one. `keeps`: what the entry says once already stays.
    """

    record: int | None = None
    candidates: list[int] = field(default_factory=list)
    error: str = ""
    conflict: str = ""
    notes: list[str] = field(default_factory=list)
    by_name: bool = field(default=False, compare=False)
    keeps: bool = False


@dataclass
class Known:
    """The records of a kind that some rows may mean, by what rows call them."""

    slugs: dict[int, str]
    by_slug: dict[str, int]
    former: dict[str, int]
    by_name: dict[str, list[int]]
    places: dict[int, set[int]]

    @classmethod
    def of(cls, kind: TableKind, ids: set[int], slugs: set[str], names: set[str]) -> "Known":
        """Four queries, and memory for what they find, however many records there are. `names`: folded."""
        objects = kind.model._base_manager
        former = dict(SlugHistory.of(kind.model).filter(slug__in=slugs).values_list("slug", "object_id"))
        columns = ("pk", "slug", *kind.names)
        rows = set(objects.filter(Q(pk__in=ids | {*former.values()}) | Q(slug__in=slugs)).values_list(*columns))
        spelt = {skeleton(one) for name in names for one in _orders(name, len(kind.names))}
        rows |= set(objects.annotate(spelt=_SKELETON).filter(spelt__in=spelt).values_list(*columns))
        by_pk, by_name = {}, defaultdict(list)
        for pk, slug, *parts in sorted(rows):
            by_pk[pk] = slug
            by_name[fold(" ".join(parts))].append(pk)
        places: dict[int, set[int]] = defaultdict(set)
        held = objects.filter(**{"pk__in": by_pk, f"{kind.place}__isnull": False}).order_by()
        for pk, place in held.values_list("pk", kind.place):
            places[pk].add(place)
        return cls(by_pk, {slug: pk for pk, slug in by_pk.items()}, former, dict(by_name), dict(places))


_SKELETON = Replace(Replace("sort_name", Value("e"), Value("")), Value(" "), Value(""), output_field=TextField())


def skeleton(text: str) -> str:
    """The same of a folded name and of its dictionary word, which spell umlauts and some apostrophes differently: so
    the database itself finds what may have the same folded name."""
    return text.replace("e", "").replace(" ", "")


def _orders(name: str, parts: int) -> Iterator[str]:
    """A name of several parts stands in the dictionary with another of them first."""
    words = name.split()
    for first in range(len(words) if parts > 1 else 1):
        yield " ".join(words[first:] + words[:first])


class Matcher:
    """For some rows, each with what the editor chose for it. `asks`: also whether a new entry is there already under a
    name that is spelt in another way, as the forms ask.
    """

    def __init__(self, kind: TableKind, cells: Cells, rows: Iterable[tuple[dict[str, str], str]], asks: bool = False):
        self.kind, self.cells = kind, cells
        self._alike = known_names(kind.model) if asks and kind.model in KINDS else None
        rows = list(rows)
        numbers = [number for row, choice in rows for number in (choice.removesuffix(INSTEAD), row.get(ID, "").strip())]
        slugs = {row.get(SLUG, "").strip() for row, _ in rows} - {""}
        names = {fold(self.name(row)) for row, _ in rows} - {""}
        self.known = Known.of(kind, {int(number) for number in numbers if _is_id(number)}, slugs, names)
        self._is_region = kind.place_target.related_model is Region
        self._tree = RegionTree.current() if self._is_region else None

    def match(self, row: dict[str, str], choice: str = "") -> Match:
        """`choice`: what the editor decided where several may be meant."""
        if choice in (NEW, LEFT_OUT):
            return Match()
        if choice.removesuffix(INSTEAD).isdecimal():
            return replace(self._existing(int(choice.removesuffix(INSTEAD))), by_name=True, keeps=choice.isdecimal())
        if number := row.get(ID, "").strip():
            return self._by_id(number, row.get(SLUG, "").strip())
        if (slug := row.get(SLUG, "").strip()) and (pk := self._by_slug(slug)):
            return Match(pk)
        return self._by_name(row)

    def name(self, row: dict[str, str]) -> str:
        return " ".join(filter(None, (" ".join(row.get(part, "").split()) for part in self.kind.names)))

    def place(self, row: dict[str, str]) -> set[int]:
        """Where the row says the record is; nothing if it says nothing that can be read."""
        text = row.get(self.kind.place)
        return set(listed(self.cells, self.kind.by_key[self.kind.place], text).values) if text else set()

    def _existing(self, pk: int) -> Match:
        if pk in self.known.slugs:
            return Match(pk)
        return Match(error=f"Einen Eintrag mit der Id {pk} gibt es nicht (mehr).")

    def _by_id(self, number: str, slug: str) -> Match:
        if not _is_id(number):
            return Match(error=f"„{number[:30]}“ ist keine Id; eine Id ist eine Zahl.")
        found = self._existing(int(number))
        other = self._by_slug(slug) if slug else None
        if found.record and other and other != found.record:
            return Match(
                candidates=[found.record, other],
                conflict=f"Die Id {number} und die Kurzadresse „{slug[:60]}“ gehören zu verschiedenen Einträgen.",
            )
        own = self.known.slugs.get(found.record or 0, "")
        if found.record and slug and self._by_slug(slug) is None and not says_the_same(None, slug, own):
            reason = f"Zur Id {number} gehört die Kurzadresse „{own}“, in der Datei steht „{slug[:60]}“."
            return Match(candidates=[found.record], conflict=reason)
        return found

    def _by_slug(self, slug: str) -> int | None:
        pk = self.known.by_slug.get(slug) or self.known.former.get(slug)
        return pk if pk in self.known.slugs else None

    def _by_name(self, row: dict[str, str]) -> Match:
        named = self.known.by_name.get(fold(self.name(row)), []) if fold(self.name(row)) else []
        if not named:
            return self._asked(row)
        place = self.place(row)
        fitting = [pk for pk in named if shares_ground(place, self.known.places.get(pk, set()), self._tree)]
        if len(fitting) == 1:
            return Match(fitting[0], by_name=True)
        if fitting:
            return Match(candidates=fitting[:20], conflict=f"{len(fitting)} Einträge heißen so. Welcher ist gemeint?")
        if self._is_region:
            return Match(notes=["Einen Eintrag dieses Namens gibt es schon, aber mit anderer Region."])
        # Of people many share a name: who works elsewhere and is reached elsewhere is somebody else.
        ways = ways_in(row)
        alike = [pk for pk, theirs in ways_of(self.kind.model, named).items() if ways & theirs][:20] if ways else []
        said = "So heißt schon jemand bei einer anderen Organisation, erreichbar über dasselbe. Wer ist gemeint?"
        return Match(candidates=alike, conflict=said) if alike else Match()

    def _asked(self, row: dict[str, str]) -> Match:
        """New, or one of those with nearly the same name."""
        found = self._alike.find(self.name(row)[:LONGEST]) if self._alike else []
        if not found:
            return Match()
        said = ", ".join(f"„{one.name}“ {one.reason}" for one in found)
        return Match(candidates=[one.pk for one in found], conflict=f"Das gibt es vielleicht schon: {said}."[:300])

    def key(self, row: dict[str, str]) -> str:
        """Two new rows with the same key mean the same record."""
        place = ",".join(str(pk) for pk in sorted(self.place(row)))
        return f"{fold(self.name(row))[:200]}@{place}"[:300]


def shares_ground(one: set[int], other: set[int], tree: RegionTree | None) -> bool:
    """Whether two places may be one; what is not said speaks not against it. `tree`: where places are regions."""
    if not one or not other or one & other:
        return True
    return tree is not None and any(other & (tree.inside(pk) | tree.around(pk)) for pk in one if pk in tree.regions)


def _is_id(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 15
