"""What topics, stories and series need before release."""

from operator import attrgetter

from core.words import _lazy
from publishing.criteria import criterion, having
from stories.chosen import faults, lines
from stories.enums import PartKind
from stories.models import Part, Series, Story


@criterion(Story, _lazy("Vorspann"), field="summary")
def story_has_summary(story: Story) -> bool:
    return bool(story.summary.strip())


def _many_have_text(model: type[Story], pks: list[int]) -> set[int]:
    own = model._base_manager.filter(pk__in=pks).exclude(body="").order_by().values_list("pk", flat=True)
    return set(own) | having("parts")(model, pks)


@criterion(Story, _lazy("Text: eine Einleitung oder Teile"), field="body", also=("parts",), many=_many_have_text)
def story_has_text(story: Story) -> bool:
    return bool(story.body.strip()) or story.parts.exists()


def _many_lists_find_something(model: type[Story], pks: list[int]) -> set[int]:
    shown = Part.objects.filter(story__in=pks, kind=PartKind.LIST).order_by()
    return set(pks) - {part.story_id for part in shown if not _finds(part)}


@criterion(
    Story,
    _lazy("Keine Liste ist leer"),
    blocking=False,
    field="parts",
    many=_many_lists_find_something,
    asked=attrgetter("pk"),  # its lists are told only when it is saved
)
def story_lists_find_something(story: Story) -> bool:
    """An address that nobody understands any more, or a filter that finds nothing today."""
    return all(_finds(part) for part in story.parts.filter(kind=PartKind.LIST))


def _finds(part: Part) -> bool:
    found = [line.selection().count > 0 if line.list_name else True for line in lines(part.entries)]
    return bool(found) and all(found) and not faults(part.entries)


@criterion(Story, _lazy("Stelle, die das schreibt"), blocking=False, field="office")
def story_has_office(story: Story) -> bool:
    return story.office_id is not None


@criterion(Series, _lazy("Kurztext"), field="summary")
def series_has_summary(series: Series) -> bool:
    return bool(series.summary.strip())
