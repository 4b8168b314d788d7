"""What somebody typed as the place: one region, several to choose from, or none with names that are close."""

from dataclasses import dataclass

from regions.models import Region
from regions.resolve import resolve

MAX_LETTERS = 100


@dataclass(frozen=True)
class Found:
    """At most one of `region` and `choices` is there; `message` says why it is not clear."""

    region: Region | None = None
    choices: tuple[Region, ...] = ()
    similar: tuple[Region, ...] = ()
    message: str = ""


def look_up(text: str) -> Found:
    """Resolve a place or a postcode; never more letters than a place has."""
    result = resolve(text[:MAX_LETTERS])
    regions = list(result) if isinstance(result, list) else list(result.regions)
    choices = list(getattr(result, "choices", ()))
    similar = tuple(place for place in getattr(result, "similar", ()) if isinstance(place, Region))
    if len(regions) == 1 and not choices:
        return Found(region=regions[0])
    choices = choices or regions
    if choices:
        message = getattr(result, "message", "") or "Diesen Namen gibt es mehrmals. Welcher Ort ist gemeint?"
        return Found(choices=tuple(choices), message=message)
    message = getattr(result, "message", "") or (
        "Diesen Ort kennen wir nicht. Bitte prüfen Sie die Schreibweise oder wählen Sie Ihr Land aus."
    )
    return Found(similar=similar, message=message)
