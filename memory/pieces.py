"""Many small answers that are made at once, such as the documents of a list; a process keeps those used last, packed.

As whole pages (`memory.pages`) they hold as long as the day and the stamps, read before they were made, of all tables
that were read for them. The pieces of a group hold together: they are made of the same tables.
"""

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from memory import stamps
from memory.notes import note_tables, noting
from memory.pledge import Pledge

# Pieces of a group say mostly the same: beside some of the others one takes a tenth, and is unpacked in 3 µs.
_LOOKED_BACK = 1 << 15  # bytes, the most that packing can
_LEVEL, _MEMORY, _RAW = 6, 6, -zlib.MAX_WBITS
_OVERHEAD, _GROUP = 230, 5000  # bytes besides what is packed
# Whoever asks for more at once reads everything, and would push out what others ask for.
_MANY = 100

Make = Callable[[list[int]], Mapping[int, bytes]]


@dataclass
class _Group:
    """`beside`: what its pieces were packed with."""

    pledge: Pledge
    beside: bytes = b""
    packed: OrderedDict[int, bytes] = field(default_factory=OrderedDict)

    @property
    def size(self) -> int:
        return _GROUP + len(self.beside) + sum(map(_size, self.packed.values()))


def _size(packed: bytes) -> int:
    return _OVERHEAD + len(packed)


class Pieces:
    """Those used last, no more than so many bytes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._groups: OrderedDict[Hashable, _Group] = OrderedDict()
            self.bytes = 0

    def of(self, name: Hashable, keys: list[int], make: Make, limit: int) -> list[bytes]:
        """The pieces that there are of some keys, in order. `name`: of the group; `limit`: bytes of all together.

        `make` takes nothing from outside but what is stamped or remembered, else it would not notice changes. What is
        written and not committed yet is told to who wrote it, and not kept.
        """
        work = stamps.work()
        if work.written or not limit:
            return _in_order(keys, make(keys))
        state = stamps.current_of(work)
        found = self._kept(name, keys, state)
        if missing := [key for key in keys if key not in found]:
            day = date.today()
            with noting() as notes:
                made = make(missing)
            if notes.passing:
                raise RuntimeError(f"{name} reads {sorted(notes.passing)}, whose changes are not stamped.")
            note_tables(notes.reach)
            found |= made
            if len(keys) <= _MANY:
                self._keep(name, made, Pledge.of(notes.reach, state, day), limit)
        return _in_order(keys, found)

    def _kept(self, name: Hashable, keys: Iterable[int], state: stamps.Versions) -> dict[int, bytes]:
        with self._lock:
            group = self._groups.get(name)
            if group is None:
                return {}
            if not group.pledge.holds(state):
                self._drop(name)
                return {}
            self._groups.move_to_end(name)
            beside, packed = group.beside, {key: group.packed[key] for key in keys if key in group.packed}
            for key in packed:
                group.packed.move_to_end(key)
            tables = group.pledge.versions.keys()
        note_tables(tables)
        return {key: zlib.decompressobj(_RAW, beside).decompress(one) for key, one in packed.items()}

    def _keep(self, name: Hashable, made: Mapping[int, bytes], pledge: Pledge, limit: int) -> None:
        start = b"".join(made.values())[-_LOOKED_BACK:]
        with self._lock:
            group = self._groups.get(name)
            beside = group.beside if group else b""
        if len(beside) < len(start) // 2:  # there were only few before: from now on all are packed with these
            beside = start
        packed = _packed(made, beside)
        with self._lock:
            group = self._groups.get(name)
            if group is None or group.beside != beside or not group.pledge.takes(pledge):
                self._drop(name)
                group = self._groups[name] = _Group(pledge, beside)
                self.bytes += group.size
            for key, one in packed.items():
                self.bytes += _size(one) - (_size(group.packed[key]) if key in group.packed else 0)
                group.packed[key] = one
            self._make_room(limit)

    def _make_room(self, limit: int) -> None:
        """The pieces used longest ago go first, of the group used longest ago."""
        while self.bytes > limit:
            name, group = next(iter(self._groups.items()))
            if group.packed:
                self.bytes -= _size(group.packed.popitem(last=False)[1])
            else:
                self._drop(name)

    def _drop(self, name: Hashable) -> None:
        if group := self._groups.pop(name, None):
            self.bytes -= group.size


def _packed(made: Mapping[int, bytes], beside: bytes) -> dict[int, bytes]:
    fresh, found = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, beside), {}
    for key, piece in made.items():
        packer = fresh.copy()  # in half the time of one that has yet to read what it looks back at
        found[key] = packer.compress(piece) + packer.flush()
    return found


def _in_order(keys: Iterable[int], found: Mapping[int, bytes]) -> list[bytes]:
    return [found[key] for key in keys if key in found]


pieces = Pieces()
