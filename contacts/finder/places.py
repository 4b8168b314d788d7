"""What somebody typed as the place: one region, several to choose from, or none with names that are close."""

from dataclasses import dataclass

from regions.models import Region
from regions.resolve import resolve

MAX_LETTERS = 100
AMBIGUOUS = "Diesen Namen gibt es mehrmals. Welcher Ort ist gemeint?"
UNKNOWN_PLACE = "Diesen Ort kennen wir nicht."
TRY_AGAIN = "Bitte prüfen Sie die Schreibweise oder wählen Sie Ihr Land aus."


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
    if isinstance(result, list):  # a list of the regions that are meant, without choices and similar names
        region = result[0] if len(result) == 1 else None
        choices, similar, message = [(_label(one), one) for one in result], (), ""
    else:
        region, choices, similar, message = result.region, result.choices, result.similar, result.message
    if region:
        return Found(region=region)
    if choices:
        return Found(choices=tuple(choices), message=message or AMBIGUOUS)
    return Found(similar=tuple(similar), message=f"{message or UNKNOWN_PLACE} {TRY_AGAIN}")


def _label(region: Region) -> str:
    where = f", {region.parent.name}" if region.parent else ""
    return f"{region.name} ({region.get_kind_display()}{where})"
