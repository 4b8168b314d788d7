"""Rows on the form of a record that another record carries: on a network's form the tasks of people for it.

They are shown and written there, but as changes of the record that carries them, by whoever may edit that.
"""

from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import Editor
from core.forms import is_to_go
from desk.admin.forms import RowFormSet, StatementForm
from publishing import history
from publishing.actions.rows import changes_of
from publishing.changes import Changes
from publishing.enums import State
from publishing.models import Record
from publishing.permissions import can_edit


class ElsewhereForm(StatementForm):
    """Carries along what it showed: the token of the form speaks of another record than the row's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def carriers(self) -> list[Record]:
        """Those that the row belonged to and will belong to."""
        found: list[Record] = []
        for name in self._meta.model.carriers:
            field = self._meta.model._meta.get_field(name)
            before = self.initial.get(name) if name in self.fields else getattr(self.instance, field.attname)
            after = self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name)
            found += field.related_model._base_manager.filter(pk=before) if before else []
            found += [after] if after and after not in found else []
        return found

    def clean(self):
        super().clean()
        if self.instance.pk and self.has_changed() and any(map(self._is_other_now, self.fields)):
            raise ValidationError(
                "Diese Zeile wurde geändert, seit Sie die Seite geöffnet haben. Bitte die Seite neu laden und die "
                "Änderung noch einmal eintragen.",
                code="stale",
            )

    def _is_other_now(self, name: str) -> bool:
        bound = self[name]
        if not bound.field.show_hidden_initial:
            return False
        shown = bound.field.hidden_widget().value_from_datadict(self.data, self.files, bound.html_initial_name)
        return bound.field.has_changed(self.get_initial_for_field(bound.field, name), shown)


class ElsewhereFormSet(RowFormSet):
    """`by`: who fills it in."""

    by: Editor

    def clean(self):
        super().clean()
        for form in self._touched():
            for carrier in form.carriers():
                if refused := self._refused(form, carrier):
                    form.add_error(None, ValidationError(refused, code="carrier"))

    def _touched(self) -> list[ElsewhereForm]:
        return [form for form in self.forms if form.is_valid() and (form.has_changed() or self._goes(form))]

    def _goes(self, form: ElsewhereForm) -> bool:
        return self.can_delete and is_to_go(form)

    def _refused(self, form: ElsewhereForm, carrier: Record) -> str:
        named = self.model._meta.verbose_name
        if not can_edit(self.by, carrier):
            return (
                f"Diese Zeile ({named}) gehört zu „{carrier}“, und dieser Eintrag nicht zu Ihren Regionen und "
                "Bereichen. Bitte die Redaktion darum bitten, die ihn pflegt, oder auf seiner Seite „Fehler melden“."
            )
        waiting = history.open_change(carrier) if form.instance.pk and carrier.state == State.PUBLISHED else None
        if waiting and any(change.get("key") == str(form.instance.pk) for change in waiting.changes):
            return f"Zu dieser Zeile wartet bei „{carrier}“ schon eine Änderung. Bitte zuerst über sie entscheiden."
        return ""

    def written(self) -> list[tuple[Record, Changes]]:
        """What the rows change at the records that carry them; nothing is written yet."""
        carriers = {(type(carrier), carrier.pk): carrier for form in self._touched() for carrier in form.carriers()}
        return changes_of(carriers.values(), self.save)


class CarriedElsewhere:
    """Goes before an inline of statements whose rows the record of the page does not carry."""

    form: Any = ElsewhereForm
    formset: Any = ElsewhereFormSet

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (formset,), {"by": request.user})
