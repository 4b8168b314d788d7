"""„Lesen Sie auch“: what the editors chose, else what shares programmes, fields, regions or the series."""

from collections.abc import Collection
from typing import Any, NamedTuple

from memory.kept import remembered
from stories.models import IN_ORDER, Story

MOST = 5
WEIGHTS = {"programmes": 4, "fields": 2, "regions": 1}


class About(NamedTuple):
    """A public story. `subjects`: keys by relation; `chosen`: what the editors say to read next."""

    pk: int
    url: str
    title: str
    kind: str
    subjects: dict[str, tuple[int, ...]]
    chosen: tuple[int, ...]


def subjects() -> dict[int, About]:
    """By the key of the story, in the order of the list."""
    return remembered("stories: subjects", _subjects)


def read_also(story: Story, but: Collection[int] = ()) -> list[About]:
    """Of equally near ones those that come first in the list. `but`: those that stand on the page already."""
    known = subjects()
    own = known[story.pk]
    if chosen := [known[pk] for pk in own.chosen if pk in known and pk not in but]:
        return chosen
    others = [(_shared(own, one), one) for one in known.values() if one is not own and one.pk not in but]
    near = sorted((pair for pair in others if pair[0]), key=lambda pair: -pair[0])
    return [one for _weight, one in near[:MOST]]


def _shared(own: About, other: About) -> int:
    return sum(weight * len({*own.subjects[name]} & {*other.subjects[name]}) for name, weight in WEIGHTS.items())


def _subjects() -> dict[int, About]:
    names = tuple(WEIGHTS)
    stories = Story.objects.published().select_related("series").prefetch_related(*names, "read_also")
    return {
        story.pk: About(
            story.pk,
            story.get_absolute_url(),
            story.title,
            story.label,
            {name: tuple(one.pk for one in getattr(story, name).all() if _is_public(one)) for name in names},
            tuple(one.pk for one in story.read_also.all()),
        )
        for story in stories.order_by(*IN_ORDER, "pk")
    }


def _is_public(subject: Any) -> bool:
    """Regions always are; what two stories share in a draft must not show."""
    return getattr(subject, "is_published", True)
