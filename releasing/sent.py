"""What an entry lacks by what was just sent, not by what is saved: a form that comes back tells the truth of itself."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

from django.db import models
from django.forms import BaseForm

from core.forms import is_to_go
from publishing import criteria
from publishing.criteria import Answer


def as_sent(form: BaseForm, formsets: Iterable[Any], has_source: bool) -> list[Answer]:
    """Columns as they were typed; rows and lists by whether anything stands in them. `has_source`: of all of it."""
    full: Any = form
    full.full_clean()  # by which its instance has what was sent, as far as it is valid
    record = copy(full.instance)
    given = {name: bool(form[name].value()) for name in form.fields}
    for column in record._meta.concrete_fields:
        if column.name in form.errors and isinstance(column, models.CharField | models.TextField):
            setattr(record, column.attname, form[column.name].value() or "")
    for formset in formsets:
        filled = any(_is_filled(row) for row in formset.forms)
        given |= {field.name: filled for field in record._meta.get_fields() if _holds(field, formset.model)}
    given["citations"] = given.get("citations", False) or has_source
    answers = criteria.checklist(record)
    return [replace(one, met=one.met or _is_entered(type(record), one, given)) for one in answers]


def _is_entered(model: type, one: Answer, given: dict[str, bool]) -> bool:
    return any(given.get(name) and _is_many(model, name) for name in (one.field, *one.also))


def _is_many(model: Any, name: str) -> bool:
    """Rows or a list, which an instance has only once it is saved."""
    return any(field.name == name and (field.one_to_many or field.many_to_many) for field in model._meta.get_fields())


def _holds(field: Any, model: type) -> bool:
    return bool(field.one_to_many) and field.related_model is model


def _is_filled(row: Any) -> bool:
    return not is_to_go(row) and (row.instance.pk is not None or row.has_changed())
