"""The pictures that those of tests/factories.py show: their files lie where those of all pictures lie."""

from django.conf import settings

from pictures.stored import TYPES, WIDTHS, Stored

STORED = Stored("0" * 32, 1600, 900)
HIDDEN = Stored("1" * 32, 1600, 900)  # shown by nothing that is public


def lay_out() -> None:
    """What stands in them nobody reads."""
    for stored in (STORED, HIDDEN):
        folder = settings.PICTURE_DIR / stored.digest[:2] / str(stored)
        folder.mkdir(parents=True, exist_ok=True)
        for width in WIDTHS:
            for ending in TYPES:
                (folder / f"{width}.{ending}").write_bytes(f"{width} {ending}".encode())
