"""What the tools must know of each kind of record, declared once, in `<app>/kinds.py` of the package that owns it.

    register(Kind(model=Event, key="termin", found=Found(texts=("summary", "note"))))

Search, tables, duplicates, fixtures, sitemap, work list and the rest read it from here. What a package above adds to a
kind below, as contacts add channels to organisations, it declares with `extend`. Columns and relations are named, not
used: a path („fields__name“) leads over relations to a column. `left_out` says what a tool has not, each with the
reason; tests/networks_portal/test_completeness.py compares all of it with the models.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules
from django.utils.text import capfirst

from core.words import Words

LeftOut = Mapping[str, str]  # column, relation or part → why


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the search finds an entry by.

    `names`: columns with another whole name; `other_names`: with names that count less, a line each. `keys`, `texts`:
    columns and paths whose words count more, and less. `place`: the path to the regions it works in; `numbers`: to
    digits. `called`: what people call the kind. `is_about`: its title says what it is about, nobody looks for it by
    that. `has_initials`: people abbreviate its names. `points`: so that of equally good hits the kind that is asked for
    most comes first. `is_meant`: whoever writes the whole name of one means it. `is_last`: comes after all others,
    unless its whole name or its kind was asked for. `asked`, `endings`: whole words of a query, and ends of compounds,
    that ask for the kind, as the search normalises them.
    """

    names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    place: str = ""
    numbers: str = ""
    called: str = ""
    is_about: bool = False
    has_initials: bool = False
    points: int = 25
    is_meant: bool = False
    is_last: bool = False
    asked: str = ""
    endings: tuple[str, ...] = ()
    left_out: LeftOut = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those that lead to what an entry is related to."""
        return tuple(path for path in (*self.keys, *self.texts) if "__" in path)


@dataclass(frozen=True, kw_only=True)
class CellRows:
    """A column of a table for rows below a record: `column` of its `part`, several in a cell.

    `words`: further headers. `fixed`: what makes a row one of these; `filled`: what a new one has besides.
    `is_single`: the value of the only row of its kind. `is_added`: rows with a time of their own, which a table only
    adds to: who is not in it has not left. Of several values of what is `fixed` a new row has the first.
    """

    part: str
    column: str
    key: str
    label: str
    words: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    filled: Mapping[str, Any] = field(default_factory=dict)
    is_single: bool = False
    is_added: bool = False
    is_amount: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a table for spreadsheets says of each record, in and out. `place`: what tells records of one name apart;
    `today`: of fields whose value depends on the day, what it is, by the columns of the record; `once`: fields that
    hold for a whole file, where it has no column for them."""

    fields: tuple[str, ...]
    place: str
    rows: tuple[CellRows, ...] = ()
    left_out: LeftOut = field(default_factory=dict)
    today: Mapping[str, Callable[[Mapping[str, Any]], Any]] = field(default_factory=dict)
    once: tuple[str, ...] = ()


# Keys of records → what is known of each; what is not known of is left out.
Reader = Callable[[list[int]], Mapping[int, Any]]


@dataclass(frozen=True, kw_only=True)
class Document:
    """What machines are told of each record, in order (`documents`).

    `says`: columns, lists and rows, also rows and records that name it from elsewhere. Nothing else is told: a new
    column is public when it is named here. `keys`: what some are called there, unless as usual. `brief`: columns told
    wherever others name it. `reads`: what no column says, as {wert, text} with perhaps a `tag`. `art`, `path`: its name
    and that of its list, for what has no pages of its own. `left_out`: also of rows, „figures.position“.
    """

    says: tuple[str, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    brief: tuple[str, ...] = ()
    reads: Mapping[str, Reader] = field(default_factory=dict)
    art: str = ""
    path: str = ""
    left_out: LeftOut = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record, or of term that records have.

    `key`: its name in addresses and in the index of the search, where nothing is without; `label`, `plural`: where
    several kinds stand together, unless the model's own; `icon`: its mark in static/img/icons.svg; `position`: its
    place there. `names`: the columns that make up a name. `section`: of the fixtures; `section_keys`: its keys for
    relations of another name. `is_compared`: duplicates are looked for. `in_sitemap`: search engines should know its
    pages. `is_cited`: sources state it; else it is our own words or our own order of things. `not_shown`: what its page
    leaves out; `not_written`: what its form and the fixtures do; `without`: why a whole tool does.
    """

    model: type[Any]  # of a package above
    key: str = ""
    label: Words = ""
    plural: Words = ""
    icon: str = "document"
    position: int = 100
    names: tuple[str, ...] = ("name",)
    found: Found = field(default_factory=Found)
    table: Table | None = None
    document: Document | None = None
    section: str = ""
    section_keys: Mapping[str, str] = field(default_factory=dict)
    is_compared: bool = False
    in_sitemap: bool = True
    is_cited: bool = True
    not_shown: LeftOut = field(default_factory=dict)
    not_written: LeftOut = field(default_factory=dict)
    without: LeftOut = field(default_factory=dict)

    @property
    def title(self) -> str:
        """„Netzwerk“"""
        return str(self.label or capfirst(self.model._meta.verbose_name))

    @property
    def titles(self) -> str:
        """„Netzwerke“"""
        return str(self.plural or capfirst(self.model._meta.verbose_name_plural))

    @property
    def is_record(self) -> bool:
        """Nothing of it is public without a release; the models say so themselves, as they belong to packages above."""
        return getattr(self.model, "is_reviewed", False)

    def visible(self) -> QuerySet:
        """Those that visitors may see a page of."""
        rows = self.model.objects.all()
        return rows.with_page() if hasattr(rows, "with_page") else rows  # what knows none is public as it is


_kinds: dict[type[Model], Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.model] = kind


def extend(
    model: type[Model],
    *,
    keys: tuple[str, ...] = (),
    texts: tuple[str, ...] = (),
    numbers: str = "",
    left_out: LeftOut | None = None,
    rows: tuple[CellRows, ...] = (),
    not_in_table: LeftOut | None = None,
    not_shown: LeftOut | None = None,
    says: tuple[str, ...] = (),
    reads: Mapping[str, Reader] | None = None,
    not_said: LeftOut | None = None,
) -> None:
    """Adds what only a package above knows: paths to words and digits (`Found`), columns of tables, what documents say,
    and what those and the page leave out of it."""
    kind = _kinds[model]
    found, table, document = kind.found, kind.table, kind.document
    found = replace(
        found,
        keys=(*found.keys, *keys),
        texts=(*found.texts, *texts),
        numbers=numbers or found.numbers,
        left_out={**found.left_out, **(left_out or {})},
    )
    if table:
        table = replace(table, rows=(*table.rows, *rows), left_out={**table.left_out, **(not_in_table or {})})
    if document:
        document = replace(
            document,
            says=(*document.says, *says),
            reads={**document.reads, **(reads or {})},
            left_out={**document.left_out, **(not_said or {})},
        )
    not_shown = {**kind.not_shown, **(not_shown or {})}
    _kinds[model] = replace(kind, found=found, table=table, document=document, not_shown=not_shown)


@cache
def _discover() -> None:
    """When somebody asks for the first time: every model is there by then."""
    autodiscover_modules("kinds")


def kinds() -> list[Kind]:
    """All kinds, those of lower packages first: what others name comes before them."""
    _discover()
    return list(_kinds.values())


def kind_of(model: type[Model]) -> Kind:
    _discover()
    return _kinds[model]


def record_models() -> list[type[Any]]:
    """Every kind of record that is written, reviewed and released."""
    return [kind.model for kind in kinds() if kind.is_record]


def side_by_side(some: Iterable[Kind]) -> list[Kind]:
    """In the order in which kinds stand together."""
    return sorted(some, key=lambda kind: kind.position)
