"""Queries that are compiled to SQL once and then only executed.

Building and compiling an ORM query costs five to ten times what SQLite needs to answer it. Pages ask the same
questions with another key each time, so the SQL, and how rows become model instances, is kept per question.
Only for questions of the default database whose SQL does not depend on the value asked for; one that names today is
compiled anew on the next day. What would be answered
otherwise than Django answers it is refused when it is first asked; `PREPARED_QUERIES=off` builds every query anew.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.query import (  # type: ignore[attr-defined]
    ModelIterable,
    RelatedPopulator,
    ValuesListIterable,
)
from django.db.models.signals import post_init, pre_init

# Stands for the value when the query is compiled; no key has this value.
SENTINEL = 8_888_888_888_888_888
_prepared: dict[Hashable, "_Question"] = {}


def ask(key: Hashable, value: Any, build: Callable[[Any], models.QuerySet], sentinel: Any = SENTINEL) -> list:
    """The rows of ``build(value)``, as ``list(build(value))`` has them.

    `key` names the question and everything besides the value that makes a difference to it: `build` is called once
    a process. `sentinel`: a value of the right type that occurs nowhere else in the query. Raises ValueError for a
    query that cannot be kept.
    """
    if not settings.PREPARED_QUERIES:
        return list(build(value))
    return _question(key, build, sentinel, [sentinel]).answer([value])


def ask_many(
    key: Hashable, values: list[int], build: Callable[[list[int]], models.QuerySet], sentinel: int = SENTINEL
) -> list:
    """The rows of ``build(values)`` for a list of primary keys; compiled once for each length of the list.

    Model instances, or tuples where the query is a ``values_list`` of columns; nothing for no keys. `sentinel`: as
    for `ask`, and as many numbers after it; Django refuses values that do not fit into the column.
    """
    if not values:
        return []
    if not settings.PREPARED_QUERIES:
        return list(build(values))
    sentinels = [sentinel + number for number in range(len(values))]
    return _question((key, len(values)), build, sentinels, sentinels).answer(values)


def forget() -> None:
    """After a change to another database, or to one that was emptied: what is compiled holds keys of content types."""
    _prepared.clear()


def _question(key: Hashable, build: Callable, stand_in: Any, sentinels: list) -> "_Question":
    question = _prepared.get(key)
    if question is None or question.day not in (None, date.today()):
        today = date.today()  # before the query is built: it may ask for the day, too, a moment later
        question = _prepared[key] = _Question(build(stand_in), sentinels, today)
    return question


def _is_plain(model: type[models.Model]) -> bool:
    """Whether nobody has a say in how an instance is made of a row: then it only gets its values, as Django's own
    constructor would set them one by one, four times as slow."""
    own = model.__init__ is models.Model.__init__ and model.from_db.__func__ is models.Model.from_db.__func__  # type: ignore[attr-defined,misc]
    return own and not any(signal.has_listeners(model) for signal in (pre_init, post_init))


class _Question:
    """One compiled query."""

    def __init__(self, queryset: models.QuerySet, sentinels: list, today: date):
        if queryset.db != connection.alias:
            raise ValueError("The query goes to another database.")
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("Prefetching would build queries anew each time; ask for the related rows apart.")
        if queryset._iterable_class not in (ModelIterable, ValuesListIterable):
            raise ValueError("Only model instances and tuples of columns are answered.")
        if queryset.query.annotation_select:
            raise ValueError("What is annotated would be lost.")
        compiler = queryset.query.get_compiler(connection.alias)
        self.sql, params = compiler.as_sql()
        # SQLite's adapter looks through all it knows for whatever is not plainly a string.
        self.params = [str(param) if isinstance(param, str) else param for param in params]
        self.alias = connection.alias
        named = {str(param) for param in params}
        self.day = today if named & {day.isoformat() for day in (today, date.today())} else None
        # place in the parameters → number of the value
        self.places = {place: sentinels.index(param) for place, param in enumerate(params) if param in sentinels}
        if set(self.places.values()) != set(range(len(sentinels))):
            raise ValueError("The query does not ask for every value.")
        self.converters = compiler.get_converters([column[0] for column in compiler.select])
        self.apply = compiler.apply_converters
        info = compiler.klass_info
        self.model: type[models.Model] | None = info["model"] if queryset._iterable_class is ModelIterable else None
        fields = info["select_fields"]
        self.start, self.end = fields[0], fields[-1] + 1
        self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
        self.is_plain = self.model is not None and _is_plain(self.model)
        self.populators = _populators(info, compiler.select, connection.alias)

    def answer(self, values: list) -> list:
        params = self.params[:]
        for place, number in self.places.items():
            params[place] = values[number]
        rows = connection.rows(self.sql, params)  # type: ignore[attr-defined]
        if self.converters:
            rows = self.apply(rows, self.converters)
        if self.model is None:
            return [tuple(row[: self.end]) for row in rows]
        return [self._instance(self.model, row) for row in rows]

    def _instance(self, model: type[models.Model], row) -> models.Model:
        values = row[self.start : self.end]
        if self.is_plain:
            instance = _plain(model, self.alias, self.names, values)
        else:
            instance = model.from_db(self.alias, self.names, values)
        for populator in self.populators:
            populator.populate(row, instance)
        return instance


def _plain(model: type[models.Model], alias: str, names: list[str], values) -> models.Model:
    instance = model.__new__(model)
    instance._state = state = ModelState()
    state.adding, state.db = False, alias
    instance.__dict__.update(zip(names, values, strict=True))
    return instance


class _Populator(RelatedPopulator):
    """The related instance of a row, made as plainly as the row's own where nobody has a say in it."""

    def __init__(self, klass_info, select, db):
        super().__init__(klass_info, select, db)
        self.is_plain = not self.reorder_for_init and _is_plain(self.model_cls)
        self.related_populators = _populators(klass_info, select, db)

    def populate(self, row, from_obj):
        if not self.is_plain:
            super().populate(row, from_obj)
            return
        instance, values = None, row[self.cols_start : self.cols_end]
        if values[self.pk_idx] is not None:
            instance = _plain(self.model_cls, self.db, self.init_list, values)
            for populator in self.related_populators:
                populator.populate(row, instance)
            self.remote_setter(instance, from_obj)
        self.local_setter(from_obj, instance)


def _populators(klass_info: dict, select: list, db: str) -> list[_Populator]:
    return [_Populator(related, select, db) for related in klass_info.get("related_klass_infos", ())]
