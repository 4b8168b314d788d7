"""Values of a table that cannot be read, all alike together."""

import hashlib
from dataclasses import dataclass, field

from tables.cells import spelling
from tables.columns import Column


@dataclass
class Group:
    """Rows in which the same value of a column cannot be read, or is missing; errors of programs stand together, in
    whatever columns they are (`further`). `stops`: they are nothing without it. `row`: the only one that is meant, by
    its number, as with names of people.
    """

    column: Column
    value: str
    what: str
    stops: bool = False
    count: int = 0
    numbers: list[int] = field(default_factory=list)  # of the first rows
    names: list[str] = field(default_factory=list)  # of the same rows
    is_failed: bool = False
    further: set[tuple[str, str]] = field(default_factory=set)
    row: int = 0
    is_entry: bool = False  # its value names an entry that nobody knows; `names` are those that name it

    @property
    def which(self) -> set[tuple[str, str]]:
        """Key of the column and value."""
        return {(self.column.key, self.value), *self.further}

    @property
    def shown(self) -> str:
        return ", ".join(sorted({value for _key, value in self.which}))

    @property
    def name(self) -> str:
        """Of its input."""
        said = f"{self.column.key}\n{spelling(self.value)}" + (f"\n{self.row}" if self.row else "")
        return f"wert-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
