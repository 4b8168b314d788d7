"""From what people type — a place, a region, a postcode — to regions."""

from core.text import fold
from regions.models import Region


def resolve(text: str) -> list[Region]:
    """The regions a text may mean: one when it is clear, several when somebody has to choose, none when unknown.

    Names and other names count, however their umlauts are spelt. One query.
    """
    wanted = fold(text)
    if not wanted:
        return []
    return [
        region
        for region in Region.objects.order_by("name")
        if wanted in {fold(name) for name in (region.name, *region.also_called.splitlines())}
    ]
