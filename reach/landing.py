"""The ladder of pages that bring together what is known of a region, a field or a market."""

from collections.abc import Iterable

from django.db.models import Q

from contacts.models import Responsibility
from pages.records import SourceNotes
from reach.records import SHOWN, RecordRows, record_ladder
from reach.steps import Ladder


def landing_ladder(about: Q, regions: Iterable[int] = (), others_url: str = "") -> Ladder:
    """The people of the responsibilities `about` it, those without a network first, and the offices of `regions`.

    `others_url`: where all of them are, when there are more than are shown.
    """
    own = Responsibility.objects.public().filter(about).filter(Responsibility.is_current_today())
    rows = own.select_related("person__organisation", "office").order_by("priority", "pk").distinct()
    tasks = list(rows[: SHOWN + 1])
    notes = SourceNotes()
    for task in notes.attach(tasks):
        task.stand = notes.stand(task)
    more = others_url if len(tasks) > SHOWN else ""
    ladder = record_ladder(RecordRows(notes, tasks[:SHOWN], regions=tuple(regions)), is_short=True, others_url=more)
    ladder.sources = notes.sources()
    return ladder
