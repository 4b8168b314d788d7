"""Sets of positions as integers: bit n stands for position n."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_CHUNK = 64  # bytes
_FILLED = re.compile(rb"[^\0]")
_IN_BYTE = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def bits_of(found: Iterable[int], length: int) -> int:
    """The set of some positions below `length`."""
    packed = bytearray(length // 8 + 1)
    for position in found:
        packed[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(packed, "little")


def direct_bits(members: Mapping[Any, list[int]]) -> dict[Any, int]:
    """key → the set of its positions; without what has no key or no positions."""
    return {
        pk: bits_of(positions, max(positions) + 1) for pk, positions in members.items() if pk is not None and positions
    }


def positions(bits: int) -> list[int]:
    """The positions in a set, in order."""
    packed = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [8 * index + bit for index, byte in enumerate(packed) if byte for bit in _IN_BYTE[byte]]


def slice_of(bits: int, start: int, size: int) -> list[int]:
    """The positions number `start` to `start + size`, without listing those before."""
    found: list[int] = []
    packed = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    skip, offset = start, 0
    while skip and offset < len(packed):
        inside = int.from_bytes(packed[offset : offset + _CHUNK], "little").bit_count()
        if skip < inside:
            break
        skip, offset = skip - inside, offset + _CHUNK
    for filled in _FILLED.finditer(packed, offset):  # passes the empty ones by, most of a small set
        index = filled.start()
        found += [8 * index + bit for bit in _IN_BYTE[packed[index]]]
        if len(found) >= skip + size:
            break
    return found[skip : skip + size]
