"""From what people type — a place, a region, a postcode — to regions.

    from regions.resolve import resolve

    answer = resolve("Neustadt")
    if answer.region:                       # one place is meant: redirect to ?region=<answer.region.slug>
        ...
    elif answer.choices:                    # several: offer links or radio buttons (label, region)
        ...
    else:                                   # unknown: answer.message says so, answer.similar are names to offer
        ...

The three cases exclude each other, except for empty text: then everything is empty. `message` is a German
sentence for every case but the first; it may be shown as it is (the template escapes it).
"""

from dataclasses import dataclass, field

from core.text import fold
from regions.enums import RegionKind
from regions.models import Region

MAX_TEXT = 100


@dataclass(frozen=True)
class Resolution:
    """What a text means as a place.

    `regions`: when one place is meant, that place and then what it lies in, most specific first (Heidelberg,
    Baden-Württemberg); without the country, unless the country is meant. Otherwise empty.
    `choices`: when several may be meant, a label that tells them apart and the region of each.
    `similar`: when nothing is meant, up to five names that are spelt alike.
    `message`: what to tell the person, in German; empty when one place is meant or nothing was asked.
    """

    text: str
    regions: list[Region] = field(default_factory=list)
    choices: list[tuple[str, Region]] = field(default_factory=list)
    similar: list[str] = field(default_factory=list)
    message: str = ""

    @property
    def region(self) -> Region | None:
        """The one place that is meant, if it is one."""
        return self.regions[0] if self.regions else None


def resolve(text: str) -> Resolution:
    """What a text means as a place: names however their umlauts are spelt, other names, postcodes.

    Any string is safe to pass. At most three queries.
    """
    text = " ".join(text.replace("\0", " ").split())[:MAX_TEXT]
    wanted = fold(text)
    if not wanted:
        return Resolution(text)
    regions = {region.pk: region for region in Region.objects.all()}
    found = [
        region
        for region in regions.values()
        if wanted in {fold(name) for name in (region.name, *region.also_called.splitlines())}
    ]
    if len(found) == 1:
        return Resolution(text, regions=_with_wholes(found[0], regions))
    if found:
        return Resolution(
            text, choices=[(region.name, region) for region in found], message=f"„{text}“ kann mehrere Orte meinen."
        )
    return Resolution(text, message=f"„{text}“ kennen wir nicht als Ort.")


def _with_wholes(region: Region, regions: dict[int, Region]) -> list[Region]:
    chain = [region]
    while (parent := regions.get(chain[-1].parent_id)) and parent.kind != RegionKind.COUNTRY:
        chain.append(parent)
    return chain
