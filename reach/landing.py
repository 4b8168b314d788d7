"""The ladder of pages that bring together what is known of a region, a field or a market."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from contacts.models import Responsibility
from core.prepared import ask_many
from pages.records import Marks, SourceNotes
from reach.records import SHOWN, RecordRows, record_ladder, region_steps
from reach.steps import Ladder, Loaded, Step

# Which responsibilities are for some fields, markets or regions, by the beginning of their addresses.
_ABOUT: dict[str, Callable[[list[int]], Q]] = {
    "felder": lambda pks: Q(fields__in=pks) | Q(network__fields__in=pks),
    "zielmaerkte": lambda pks: Q(network__markets__in=pks),
    "regionen": lambda pks: Q(regions__in=pks) | Q(network__regions__in=pks),
}


def landing_ladder(about: str, pks: Iterable[int], regions: Iterable[int] = (), others_url: str = "") -> Ladder:
    """The people responsible for fields, markets or regions (`about`), and the offices of `regions`.

    `others_url`: where all of them are, when there are more than are shown.
    """
    rows = ask_many(("landing", about), sorted(set(pks)), lambda keys: _tasks(_ABOUT[about](keys)))
    tasks = [task for task in rows if task.is_current]
    notes = SourceNotes()
    shown = notes.attach(tasks[:SHOWN])
    for task in shown:
        task.stand = notes.stand(task)
    more = others_url if len(tasks) > SHOWN else ""
    ladder = record_ladder(RecordRows(notes, shown, regions=tuple(regions)), is_short=True, others_url=more)
    ladder.sources = notes.sources()
    return ladder


def _tasks(about: Q):
    """Some are over; more than enough are asked for."""
    rows = Responsibility.objects.public().filter(about).select_related("person__organisation", "office")
    return rows.order_by("priority", "pk").distinct()[: 4 * SHOWN]


def offices_of(region: int | None) -> list[Step]:
    """The offices to ask in a region, or nationwide, for pages that list no sources."""
    steps = list(region_steps(Loaded(SourceNotes()), (region,) if region else ()))
    for step in steps:
        step.mark = Marks()
    return steps
