from dataclasses import dataclass
from typing import NamedTuple

from core.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as the form shows it. `depth` indents it below its parent.

    `offered`: whether the form shows it at all; what is not offered can still be chosen by address.
    """

    value: str
    label: Words
    depth: int = 0
    offered: bool = True


class Offered(NamedTuple):
    """An option as a form shows it: with the number of records that choosing it would leave."""

    option: Option
    hits: int
