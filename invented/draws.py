"""Draws from lists in which a few entries come often and most rarely."""

import random
from collections.abc import Iterable
from itertools import accumulate


class Skewed:
    """Draws from a list in which the n-th entry is about 1/n as frequent as the first (Zipf)."""

    def __init__(self, dice: random.Random, values: list, weights: list[float] | None = None):
        self.dice, self.values = dice, values
        self.sums = list(accumulate(weights or [1 / (rank + 2) for rank in range(len(values))]))

    def draw(self):
        return self.dice.choices(self.values, cum_weights=self.sums)[0]

    def some(self, most: int) -> list:
        """Up to `most` different ones, often only one."""
        return list(dict.fromkeys(self.draw() for _ in range(self.dice.randint(1, most))))


def shuffled(dice: random.Random, values: Iterable) -> Skewed:
    values = list(values)
    return Skewed(dice, dice.sample(values, len(values)))
