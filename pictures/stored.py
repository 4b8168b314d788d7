"""How a picture that is kept is called: by the sum of what it shows, and by its size: „0f3a…-1600x900“.

So a change of a record takes the whole picture along in one word, and a page knows its size without looking.
"""

import re
from dataclasses import dataclass

WIDTHS = (400, 800, 1600)  # pixels; the last is the most that is kept
TYPES = {"avif": "image/avif", "jpg": "image/jpeg"}  # the newer first, each browser takes the first it knows
LONGEST = 48  # characters of a name
_FOR_ALL = 800  # what browsers get that choose no size
_NAME = re.compile(r"([0-9a-f]{32})-([1-9]\d{0,3})x([1-9]\d{0,4})")


@dataclass(frozen=True)
class Stored:
    """`digest`: of all files; `width`, `height`: of the largest."""

    digest: str
    width: int
    height: int

    @classmethod
    def named(cls, name: str) -> "Stored | None":
        found = _NAME.fullmatch(name)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    def __str__(self) -> str:
        return f"{self.digest}-{self.width}x{self.height}"

    @property
    def widths(self) -> tuple[int, ...]:
        return widths_of(self.width)

    @property
    def usual(self) -> int:
        """The width for who cannot choose."""
        return min(width for width in self.widths if width >= min(_FOR_ALL, self.width))


def widths_of(width: int) -> tuple[int, ...]:
    """The widths that are made of a picture: none larger than it is, and none hardly smaller."""
    most = min(width, WIDTHS[-1])
    return (*(one for one in WIDTHS if one <= 0.8 * most), most)
