"""The columns a list can have: what the entries say themselves, and what is said of them elsewhere."""

from collections.abc import Iterable

from core.kinds import kind_of
from lists.cells import ALWAYS
from lists.related import Related, related
from pages.kinds import OF_THE_EDITORS
from tables.columns import ID, Column, FieldColumn, TableKind

AnyColumn = Column | Related


def is_internal(kind: TableKind, column: AnyColumn) -> bool:
    """Said to nobody who does not ask for it."""
    left_out = kind_of(kind.model).not_shown
    return isinstance(column, FieldColumn) and left_out.get(column.target.name) == OF_THE_EDITORS


def groups(kind: TableKind) -> list[tuple[str, list[AnyColumn]]]:
    """All columns as the form offers them."""
    own = [column for column in kind.written if not is_internal(kind, column)]
    facts = [column for column in kind.columns if not column.is_written and column.key in ("checked_on", "changed_at")]
    internal: list[AnyColumn] = [column for column in kind.written if is_internal(kind, column)]
    return [
        ("Angaben", [*own, *facts, kind.by_key["state"]]),
        ("Kontakt und Zusammenhang", list(related(kind.model))),
        ("Nur für die Redaktion, nicht zum Weitergeben", internal),
        ("Zum Wiedereinlesen", [kind.by_key[ID]]),
    ]


def all_columns(kind: TableKind) -> list[str]:
    """The keys of all that may be said to anybody of an entry that has its name above."""
    without = {*kind.names, "state", "changed_at"}
    return [column.key for title, some in groups(kind)[:2] for column in some if column.key not in without]


def chosen(kind: TableKind, keys: Iterable[str], marked: bool) -> list[AnyColumn]:
    """The columns with these keys in the order of the keys, each once. `marked`: says of each entry where it stands.
    What is to be read in again carries all that finds its entry."""
    own: list[AnyColumn] = [column for column in kind.columns if column.is_exported]
    known = {column.key: column for column in [*related(kind.model), *own]}
    wanted = [key for key in dict.fromkeys(keys) if key in known]
    if ID in wanted:
        wanted = [ID, "slug", *(key for key in wanted if key not in ALWAYS), *ALWAYS[2:]]
    elif marked and "state" not in wanted:
        wanted.append("state")
    return [known[key] for key in wanted]
