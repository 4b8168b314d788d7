"""What was asked for lately, no more than some number of things."""

from collections.abc import Hashable
from typing import Any


class Recent:
    """Keeps what was asked for again longer than what was asked for once, so that who asks for everything in turn
    pushes out little. Threads may share it: each step is one of a dictionary.

    `limit`: things of each kind; of those asked for again those of two turns.
    """

    def __init__(self, limit: int):
        self.limit = limit
        self._once, self._again, self._before = (dict[Hashable, Any]() for _ in range(3))

    def get(self, key: Hashable) -> Any:
        """None for what is not kept."""
        if (found := self._again.get(key)) is not None:
            return found
        found = self._before.get(key)
        if found is None:
            found = self._once.pop(key, None)
        if found is not None:
            if len(self._again) >= self.limit:
                self._before, self._again = self._again, {}
            self._again[key] = found
        return found

    def put(self, key: Hashable, value: Any) -> None:
        if len(self._once) >= self.limit:
            self._once = {}
        self._once[key] = value

    def __len__(self) -> int:
        return len(self._once) + len({*self._again, *self._before})


class Under(Recent):
    """The things of one name among those that several keep together, each under its own."""

    def __init__(self, together: Recent, name: Hashable):
        self._together, self._name = together, name

    def get(self, key: Hashable) -> Any:
        return self._together.get((self._name, key))

    def put(self, key: Hashable, value: Any) -> None:
        self._together.put((self._name, key), value)

    def __len__(self) -> int:
        return len(self._together)
