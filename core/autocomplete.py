"""Autocomplete selects for the admin that know the chosen records already.

Django's own ask the database once for every select on the page, so a form with many rows below a record
becomes slow. These take the records that the row has loaded (``select_related``, ``prefetch_related``).
"""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models


class _KnowsChosen:
    known: dict = {}

    def optgroups(self, name, value, attr=None):
        chosen = [str(pk) for pk in value if str(pk).isdecimal()]  # what is no number was refused, and chooses nothing
        if not set(chosen) <= self.known.keys():
            return super().optgroups(name, chosen, attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for index, pk in enumerate(chosen, len(options)):
            options.append(self.create_option(name, pk, str(self.known[pk]), True, index))
        return [(None, options, 0)]


class Select(_KnowsChosen, AutocompleteSelect):
    pass


class SelectMultiple(_KnowsChosen, AutocompleteSelectMultiple):
    pass


class AutocompleteAdminMixin:
    """For ModelAdmin and inlines: the fields in ``autocomplete_fields`` use the widgets above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Select(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectMultiple(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class KnowsChosenFormMixin:
    """Hands each autocomplete what the instance has loaded."""

    instance: models.Model
    initial: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)  # inside the wrapper with the add button
            if isinstance(widget, _KnowsChosen):
                widget.known = {str(record.pk): record for record in self._loaded(name)}

    def _loaded(self, name: str) -> list:
        target: Any = self.instance._meta.get_field(name)
        if target.many_to_many:
            begun = self.initial.get(name) or []  # of an address only keys
            return [one for one in begun if isinstance(one, models.Model)]
        record = getattr(self.instance, name) if target.is_cached(self.instance) else None
        return [record] if record else []
