"""QR codes as squares to draw; a template makes the picture (components/qr.html)."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

QUIET = 4  # light squares around the code, as the standard asks
MASK = 2  # any of the eight is read; to try all of them takes ten times as long


class Run(NamedTuple):
    """Dark squares side by side."""

    x: int
    y: int
    width: int


class Code(NamedTuple):
    """`size`: squares on each side, with the quiet zone."""

    size: int
    runs: tuple[Run, ...]

    @property
    def outline(self) -> str:
        """Around every run, as the `d` of an SVG path."""
        return "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in self.runs)


@lru_cache(maxsize=256)
def qr_code(text: str) -> Code:
    """The code of a text. Raises ValueError where it is longer than a code holds (about 2,300 characters)."""
    from qrcode import QRCode  # 7 MB that most pages do not need, as it looks for Pillow
    from qrcode.constants import ERROR_CORRECT_M

    maker = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    maker.add_data(text)
    maker.make(fit=True)
    rows = maker.get_matrix()
    return Code(len(rows), tuple(run for y, row in enumerate(rows) for run in _runs(y, row)))


def _runs(y: int, row: list[bool]) -> list[Run]:
    found, x = [], 0
    for is_dark, squares in groupby(row):
        width = len(list(squares))
        if is_dark:
            found.append(Run(x, y, width))
        x += width
    return found
