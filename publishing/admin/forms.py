"""Forms of records and of the statements below them."""

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import models
from django.utils.text import capfirst

from core.autocomplete import KnowsChosenFormMixin
from core.forms import CheckedModelForm

# Bookkeeping is nothing a source states.
_CHECK = {"checked_on", "check_interval"}
_NOT_CITABLE = {"slug", "state", "archive_reason", "internal_note", "position", *_CHECK}


class RecordForm(KnowsChosenFormMixin, CheckedModelForm):
    pass


class StatementForm(KnowsChosenFormMixin, CheckedModelForm):
    pass


class CitationForm(StatementForm):
    """Keeps a field name that is no choice any more, instead of refusing to save the record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {value for value, _ in self.fields["field"].choices}
        if self.instance.field not in known:
            unknown = (self.instance.field, f"{self.instance.field} (unbekannt)")
            self.fields["field"].choices = [*self.fields["field"].choices, unknown]


def citable_fields(model: type[models.Model]) -> list[tuple[str, str]]:
    """The record's own fields by name and German label, for the select of a citation."""
    fields = {
        field.name: capfirst(field.verbose_name)
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.editable and not field.primary_key and field.name not in _NOT_CITABLE
    }
    return [("", "Eintrag als Ganzes"), *fields.items()]


class StatementFormSet(BaseGenericInlineFormSet):
    """Says which row repeats another; Django checks that only for foreign keys."""

    def clean(self):
        super().clean()
        owner = (self.ct_field.name, self.ct_fk_field.name)
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                names = [name for name in constraint.fields if name not in owner]
                self._check_repeats(names, constraint.get_violation_error_message())

    def _check_repeats(self, names: list[str], message: str) -> None:
        seen = set()
        for form in self.forms:
            if self._should_delete_form(form):
                continue
            key = tuple(getattr(form, "cleaned_data", {}).get(name) for name in names)
            if key in seen:
                form.add_error(None, forms.ValidationError(message, code="repeated"))
            elif None not in key:
                seen.add(key)
