"""Rows and records that are not there yet, as snapshots have them."""

from typing import Any

from django.db import models

from core.fuzzy_dates import FuzzyDate
from publishing.snapshots import content_fields, many_fields, plain


def built(
    model: type[models.Model], without: set[str], many: dict[str, list[int]] | None = None, **values: Any
) -> dict:
    """A row with these values; `without`: the columns that tie it to its record."""
    known = {field.attname for field in content_fields(model, frozenset(without))}
    row = model(**{name: value for name, value in columns(values).items() if name in known})
    return {
        "fields": {name: plain(getattr(row, name)) for name in known},
        "many": {field.name: [] for field in many_fields(model)} | (many or {}),
    }


def columns(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a form as columns: a date with its wording, a record by its key."""
    found = {}
    for name, value in values.items():
        if isinstance(value, FuzzyDate):
            found |= {name: value.edtf, f"{name}_wording": value.wording}
        elif isinstance(value, models.Model):
            found[f"{name}_id"] = value.pk
        else:
            found[name] = plain(value)
    return found
