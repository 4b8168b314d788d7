"""What begins or ends on a day: the index follows when the day has come, though nobody has written anything."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver

from contacts.models import Responsibility
from core.tasks import tidying
from search import index
from search.models import IndexState
from search.signals import records_of


@receiver(tidying)
def follow_the_day(sender, **kwargs) -> None:
    """Once a day, by whoever does the tasks; after some days' rest, for all of them."""
    today = date.today()
    state = IndexState.objects.first()
    if state is None or state.day == today:
        return
    with transaction.atomic():
        for row in _turned(state.day, today).order_by("pk"):
            for record in records_of(row):
                index.update(record)
        IndexState.objects.filter(pk=state.pk).update(day=today)


def _turned(since: date | None, today: date):
    """Responsibilities that have begun or ended since that day; all with dates, if nobody knows since when."""
    rows = Responsibility.objects.exclude(start_earliest=None, end_latest=None)
    if since is None:
        return rows
    begun = Q(start_earliest__gt=since, start_earliest__lte=today)
    return rows.filter(begun | Q(end_latest__gte=since, end_latest__lt=today))
