"""What can be asked of topics and stories."""

from typing import Any

from core.choice_facets import ChoiceFacet, TermFacet, published
from core.facets import FacetIndex
from core.filters import Links, RecordFilterSet, Sort
from core.words import _lazy
from memory.indexing import whole_index
from memory.kept import remembered
from networks.filters import field_facet
from programmes.models import Programme
from regions.filters import RegionFacet
from stories.enums import StoryKind
from stories.models import IN_ORDER, Series, Story, first_released


def _newest_first() -> tuple[Any, ...]:
    return first_released().desc(nulls_last=True), *IN_ORDER


class StoryFilter(RecordFilterSet):
    sorts = {
        "neu": Sort(_lazy("Neueste zuerst"), _newest_first),
        "reihenfolge": Sort(_lazy("Reihenfolge der Redaktion"), IN_ORDER),
        "name": Sort(_lazy("Name")),
    }

    art = ChoiceFacet(_lazy("Art"), "kind", StoryKind.choices)
    serie = TermFacet(_lazy("Serie"), "series_id", published(Series))
    feld = field_facet(Story)
    region = RegionFacet(Links.through(Story.regions))
    programm = TermFacet(_lazy("Programm"), Links.through(Story.programmes), published(Programme))

    class Meta:
        model = Story
        fields: list[str] = []


class SeriesFilter(RecordFilterSet):
    class Meta:
        model = Series
        fields: list[str] = []


def story_index() -> FacetIndex:
    return remembered("stories", _stories)


def _stories() -> FacetIndex:
    columns = ("published_on", "position", "series_id", "number")
    return whole_index(
        StoryFilter, columns, _order, with_more=lambda stories: stories.annotate(published_on=first_released())
    )


def _order(row: Any) -> tuple:
    """What has a day, the newest first; then as IN_ORDER: what has none of the three comes last."""
    day = row.published_on.toordinal() if row.published_on else 0
    placed = ((value is None, value or 0) for value in (row.position, row.series_id, row.number))
    return -day, *placed, row.sort_name, row.pk
