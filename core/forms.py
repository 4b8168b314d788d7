"""Model forms that check what Django's own leave to the database: derived day columns and cycles."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME

from core import fuzzy_dates
from core.fields import DayBound
from core.words import _lazy

MAX_DEPTH = 50
UNSAVED = 0  # stands for the key of a record that has none yet; no record has this one
CYCLE = _lazy("Das ergäbe einen Kreis: Dieser Eintrag steht selbst darüber.")


def is_to_go(form: forms.BaseForm) -> bool:
    """Is this row of a formset ticked for deletion?"""
    return bool(getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME))


class CheckedModelForm(forms.ModelForm):
    """Every check constraint gets its human message, and no record ends up inside itself.

    Django skips a constraint that mentions a column outside the form, such as the earliest day of a fuzzy
    date; saving would then end in a server error instead of a message.

    `parent_columns`: what ties a row to the record above it. Where both are new and saved together, the row has its
    owner before that has a key.
    """

    parent_columns: tuple[str, ...] = ()

    def _post_clean(self):
        super()._post_clean()
        if self._errors:
            return
        for check in (self._check_constraints, self._check_cycles):
            try:
                check()
            except ValidationError as error:
                self._update_errors(error)

    def _check_constraints(self) -> None:
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, DayBound):
                earliest, latest = fuzzy_dates.bounds(getattr(self.instance, field.date_field) or "")
                setattr(self.instance, field.attname, earliest if field.bound == "earliest" else latest)
        row = copy(self.instance)
        for column in self.parent_columns:
            if getattr(row, column) is None:
                setattr(row, column, UNSAVED)
        for model, constraints in row.get_constraints():
            for constraint in constraints:
                if isinstance(constraint, models.CheckConstraint):
                    constraint.validate(model, row)  # type: ignore[attr-defined]

    def _check_cycles(self) -> None:
        """Walk up from the chosen parent; meeting the record itself is an error at the field."""
        own = self.instance.pk
        for field in self.instance._meta.concrete_fields:
            if own is None or field.remote_field is None or field.related_model is not type(self.instance):
                continue
            if field.name not in self.changed_data:
                continue
            parents = field.related_model._base_manager.values_list(field.attname, flat=True)
            above, steps = getattr(self.instance, field.attname), 0
            while above is not None and steps < MAX_DEPTH:
                if above == own:
                    raise ValidationError({field.name: CYCLE})
                above, steps = parents.filter(pk=above).first(), steps + 1
