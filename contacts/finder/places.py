"""What somebody typed as the place: one region, several to choose from, or none with names that are close."""

from dataclasses import dataclass

from core.words import _lazy
from regions.models import Region
from regions.resolve import resolve

MAX_LETTERS = 100
TRY_AGAIN = _lazy("Bitte prüfen Sie die Schreibweise oder wählen Sie Ihr Land aus.")


@dataclass(frozen=True)
class Found:
    """Either `region`, or `choices` with a label that tells them apart, or names that are `similar`."""

    region: Region | None = None
    choices: tuple[tuple[str, Region], ...] = ()
    similar: tuple[str, ...] = ()
    message: str = ""


def look_up(text: str) -> Found:
    """Resolve a place or a postcode; never more letters than a place has."""
    result = resolve(text[:MAX_LETTERS])
    if result.region:
        return Found(region=result.region)
    if result.choices:
        return Found(choices=tuple(result.choices), message=result.message)
    return Found(similar=tuple(result.similar), message=f"{result.message} {TRY_AGAIN}")
