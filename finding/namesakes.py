"""Places of the same name: several that a word may mean, and one that is called like a trade."""

from typing import NamedTuple
from urllib.parse import urlencode

from core.text import fold
from regions.names import place_names
from search.places import asked_place
from search.query import Found

MOST = 8  # places; of more the list asks which


class Namesakes(NamedTuple):
    """A word and the places of that name, each with the networks there; `all_url`: where all of them are offered."""

    word: str
    places: list[tuple[str, str]]
    all_url: str = ""


def namesakes(text: str, found: Found) -> list[Namesakes]:
    """For the words of a query that names no place: unknown ones and trades."""
    understood = found.understood
    words = [trade.word for trade in found.trades] + understood.unknown
    if not words or asked_place(understood):
        return []
    names, alike = place_names(), []
    for word in dict.fromkeys(words):
        if places := {place.region.pk: place for place in names.called(fold(word))}:
            rest = [("q", other)] if (other := " ".join(text.replace(word, " ").split())) else []
            labelled = [
                (label, f"/netzwerke/?{urlencode([('region', region.slug), *rest])}")
                for label, region in names.labelled(list(places.values())[:MOST])
            ]
            more = f"/netzwerke/?{urlencode([('ort', word), *rest])}" if len(places) > MOST else ""
            alike.append(Namesakes(word, labelled, more))
    return alike
