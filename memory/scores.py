"""Integer scores for every record of a facet index, kept as one bit set per binary digit.

Giving points to 25,000 of 50,000 networks is a few additions of integers, and the best twenty are found without
looking at the others: microseconds where a loop over all rows takes tens of milliseconds.
"""

from packed.ranks import Ranking


class BitScores:
    """Scores by position; equal scores keep the order of the index."""

    def __init__(self):
        self.digits: list[int] = []

    def add(self, bits: int, points: int) -> None:
        """Give the points to every record in the bit set."""
        for digit in range(points.bit_length()):
            if points >> digit & 1:
                self._carry(bits, digit)

    def _carry(self, bits: int, digit: int) -> None:
        while bits:
            while digit >= len(self.digits):
                self.digits.append(0)
            self.digits[digit], bits = self.digits[digit] ^ bits, self.digits[digit] & bits
            digit += 1

    def of(self, position: int) -> int:
        return sum((bits >> position & 1) << digit for digit, bits in enumerate(self.digits))

    def best(self, within: int, count: int, order: Ranking | None = None) -> list[int]:
        """The positions with the highest scores inside a bit set, best first. `order`: another one of equals."""
        sure, undecided = 0, within
        for bits in reversed(self.digits):
            higher = undecided & bits
            if (sure | higher).bit_count() > count:
                undecided = higher
            else:
                sure, undecided = sure | higher, undecided & ~bits
        missing = count - sure.bit_count()
        rest = order.page(undecided, 0, missing) if order else first(undecided, missing)
        ranks = order.ranks if order else range(within.bit_length())
        return sorted(first(sure, count) + rest, key=lambda position: (-self.of(position), ranks[position]))


def first(bits: int, count: int) -> list[int]:
    """The lowest positions of a bit set."""
    found: list[int] = []
    while bits and len(found) < count:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
