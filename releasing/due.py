"""When a check has to be repeated, as conditions for the database; for one record see `Record.check_due_on`."""

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, F, Func, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import LessThan

from publishing.models import Record
from publishing.models.record import check_period


class DaysAfter(Func):
    """The day that lies a number of days, an expression, after another."""

    output_field = DateField()

    def as_sqlite(self, compiler, connection, **context):
        template = "DATE(%(expressions)s || ' days')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", '+' || ", **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "CAST(%(expressions)s AS date)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" + INTERVAL '1 day' * ", **context)


def first_due(model: type[Record]) -> DaysAfter:
    """Of what nobody has checked: the last day before it is to be checked, counted from the day here, not in UTC."""
    return DaysAfter(TruncDate("created_at"), F("pk") % model.first_check_weeks * 7)


def due_before(model: type[Record], day: date, own_intervals: Iterable[int] | None = None) -> Q:
    """Those whose check holds only until a day before this one; what was never checked, as its turn has come.

    `own_intervals`: the intervals that single records have for themselves, where the caller knows them.
    """
    own = set(own_intervals if own_intervals is not None else _intervals(model))
    usual = check_period(model.default_check_interval)
    due = Q(check_interval=None, checked_on__lt=day - usual)
    due |= Q(LessThan(first_due(model), day), checked_on=None)
    for months in sorted(own):
        # An interval of 0 counts as none, as everywhere.
        due |= Q(check_interval=months, checked_on__lt=day - (check_period(months) if months else usual))
    return due


def _intervals(model: type[Record]) -> set[int]:
    special = model._base_manager.exclude(check_interval=None).order_by()
    return {months or 0 for months in special.values_list("check_interval", flat=True).distinct()}
