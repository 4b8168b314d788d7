"""Scores of all entries at once: bit n of plane k is bit k of the score of entry n.

Adding scores, comparing them and finding the best are a few AND, OR and XOR of long integers, so a word that
stands in every entry costs no more than a rare one (bit-sliced arithmetic; O'Neil and Quass, 1997).
"""

from collections.abc import Iterable

from packed.stretches import positions

Planes = list[int]


def constant(score: int, within: int) -> Planes:
    """The same score for every entry of a set."""
    return [within if score >> place & 1 else 0 for place in range(score.bit_length())]


def best_of(levels: Iterable[tuple[int, int]], within: int) -> Planes:
    """Each entry's highest score of the (score, set) pairs."""
    planes: Planes = []
    left = within
    for score, bits in sorted(levels, reverse=True):
        bits &= left
        if not bits:
            continue
        left ^= bits
        while len(planes) < score.bit_length():
            planes.append(0)
        for place in range(score.bit_length()):
            if score >> place & 1:
                planes[place] |= bits
    return planes


def add(first: Planes, second: Planes) -> Planes:
    """The sum, entry by entry."""
    total, carry = [], 0
    for place in range(max(len(first), len(second))):
        a = first[place] if place < len(first) else 0
        b = second[place] if place < len(second) else 0
        either = a ^ b
        total.append(either ^ carry)
        carry = a & b | carry & either
    return [*total, carry] if carry else total


def top(planes: Planes, within: int, count: int) -> list[tuple[int, int]]:
    """(score, entry) of the best entries, best first, equal ones by number; at most `count`."""
    sure, maybe = 0, within
    for plane in reversed(planes):
        candidates = sure | maybe & plane
        if candidates.bit_count() > count:
            maybe &= plane
        else:
            sure = candidates
            maybe &= ~plane
    missing = count - sure.bit_count()
    chosen = positions(sure) + (positions(maybe, missing) if missing > 0 else [])
    return sorted(zip(scores(planes, chosen), chosen, strict=True), key=lambda pair: (-pair[0], pair[1]))


def scores(planes: Planes, entries: list[int]) -> list[int]:
    """The scores of some entries."""
    packed = [plane.to_bytes((plane.bit_length() + 7) // 8, "little") for plane in planes]
    found = []
    for entry in entries:
        byte, bit = entry >> 3, entry & 7
        score = 0
        for place, plane in enumerate(packed):
            if byte < len(plane):
                score |= (plane[byte] >> bit & 1) << place
        found.append(score)
    return found
