"""For what one account alone may change: the log of the admin says what stood there before and what stands now."""

from typing import Any

from django import forms
from django.db import models

from core.words import _

LONGEST = 300


class LogsValuesMixin:
    """Before an admin class. Django alone notes only which fields were changed."""

    def construct_change_message(self, request, form, formsets, add=False):
        if add or not form.changed_data:
            return super().construct_change_message(request, form, formsets, add)
        return "; ".join(_line(form, name) for name in form.changed_data)


def _line(form: forms.ModelForm, name: str) -> str:
    field = form.fields[name]
    before, after = _words(field, form.initial.get(name)), _words(field, form.cleaned_data.get(name))
    return f"{field.label or name}: „{before}“ → „{after}“"


def _words(field: forms.Field, value: Any) -> str:
    """As people know it: names in place of keys."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and value not in (None, ""):
        rows = [value] if isinstance(value, models.Model | str | int) else value
        keys = [row.pk if isinstance(row, models.Model) else row for row in rows]
        value = ", ".join(sorted(map(str, field.queryset.model._base_manager.filter(pk__in=keys))))
    elif isinstance(value, bool):
        value = _("ja") if value else _("nein")
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
