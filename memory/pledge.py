"""What an answer promises: it says what the tables say that it was made of, on the day on which it was made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from memory.stamps import Versions


@dataclass
class Pledge:
    """`versions`: the stamps of these tables, read before it was made. `state`: the one under which it was last found
    to hold."""

    day: date
    versions: Versions
    state: Versions = field(repr=False)

    @classmethod
    def of(cls, tables: Iterable[str], state: Versions, day: date) -> "Pledge":
        return cls(day, {table: state.get(table, 0) for table in tables}, state)

    def holds(self, state: Versions) -> bool:
        if self.day != date.today():
            return False
        if self.state is not state:
            if any(state.get(table, 0) != version for table, version in self.versions.items()):
                return False
            self.state = state
        return True

    def takes(self, other: "Pledge") -> bool:
        """Promise both from now on, unless one of their tables changed between them, also one that only this read."""
        if self.day != other.day or any(other.state.get(table, 0) != one for table, one in self.versions.items()):
            return False
        self.versions, self.state = self.versions | other.versions, other.state
        return True
