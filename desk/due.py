"""When a check has to be repeated, as conditions for the database; for one record see `Record.check_due_on`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from publishing.models import Record
from publishing.models.record import check_period


def due_before(model: type[Record], day: date, own_intervals: Iterable[int] | None = None) -> Q:
    """Those whose check holds only until a day before this one; what was never checked is not among them.

    `own_intervals`: the intervals that single records have for themselves, where the caller knows them.
    """
    own = set(own_intervals if own_intervals is not None else _intervals(model))
    usual = check_period(model.default_check_interval)
    due = Q(check_interval=None, checked_on__lt=day - usual)
    for months in sorted(own):
        # An interval of 0 counts as none, as everywhere.
        due |= Q(check_interval=months, checked_on__lt=day - (check_period(months) if months else usual))
    return due


def _intervals(model: type[Record]) -> set[int]:
    special = model._base_manager.exclude(check_interval=None).order_by()
    return {months or 0 for months in special.values_list("check_interval", flat=True).distinct()}
