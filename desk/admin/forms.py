"""Forms of records and of the statements below them."""

from typing import Any

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from accounts import held_forms
from core.autocomplete import KnowsChosenFormMixin
from core.forms import CheckedModelForm, is_to_go
from publishing.territory import is_unbounded
from sourcing.form import OriginForm
from sourcing.proofs import refused_fields, refused_row, source_of

ARRANGE = "_anordnen"  # sent by a button that arranges the rows of a form and saves nothing
MOST_ROWS = 60  # of one kind in a form; a network of a firms database may have thousands of members


class Arranged(forms.BaseForm):
    """While somebody arranges the rows of a form nothing is refused and nothing saved: it comes back as typed."""

    def is_valid(self) -> bool:
        return ARRANGE not in self.data and super().is_valid()

    @property
    def errors(self):
        found = super().errors
        return type(found)() if ARRANGE in self.data else found


class RecordForm(Arranged, KnowsChosenFormMixin, CheckedModelForm):
    """Says when somebody else saved meanwhile, and keeps an entry inside the regions of who writes."""

    request = None

    def clean(self):
        super().clean()
        if held_forms.REVIEW in self.data:
            words = "Noch nicht gesichert: So hatten Sie es eingegeben. Bitte ansehen und sichern."
            raise forms.ValidationError(words, code="held")
        writing = getattr(self.request, "_writing", None)
        if writing and writing.is_stale:
            raise forms.ValidationError(writing.stale_message(), code="stale")
        if writing:
            for refused in refused_fields(self, writing.origin, writing.shown):
                self.add_error(None, refused)
        if self.request and not is_unbounded(self.request.user):
            self._check_regions(self.request.user)

    def _check_regions(self, by) -> None:
        fields = [path.partition("__") for path in self._meta.model.region_paths]
        chosen, asked = set(), ""
        for name, _, rest in fields:
            if name not in self.cleaned_data:
                continue
            asked = asked or name
            value = self.cleaned_data[name]
            rows = [] if value is None else [value] if isinstance(value, models.Model) else list(value)
            if not rest:
                chosen |= {row.pk for row in rows}
            elif rows:
                pks = [row.pk for row in rows]
                chosen |= set(type(rows[0])._base_manager.filter(pk__in=pks).values_list(rest, flat=True)) - {None}
        if asked and chosen and not chosen & by.regions_inside:
            self.add_error(asked, "Mindestens eine Region muss zu Ihren gehören oder darin liegen.")


_media: dict[frozenset[tuple[type, type]], forms.Media] = {}


class StatementForm(Arranged, KnowsChosenFormMixin, CheckedModelForm):
    """A row below a record."""

    @property
    def media(self) -> forms.Media:
        """Added up once for each set of kinds of widgets; a page has fifty such rows."""
        kinds = frozenset(_kind(field.widget) for field in self.fields.values())
        if kinds not in _media:
            _media[kinds] = super().media
        return _media[kinds]


def _kind(widget: forms.Widget) -> tuple[type, type]:
    """With what it wraps: the admin puts its buttons around those of relations."""
    return type(widget), type(getattr(widget, "widget", None))


class CitationForm(StatementForm):
    """Keeps a field name that is no choice any more, instead of refusing to save the record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {value for value, _ in self.fields["field"].choices}
        if self.instance.field not in known:
            unknown = (self.instance.field, f"{self.instance.field} (unbekannt)")
            self.fields["field"].choices = [*self.fields["field"].choices, unknown]


class _Rows:
    """A row that is gone says so; the page asks three times for the form that new rows are copied from.

    `origin`: what the form says of where all of it is known from.
    """

    origin: OriginForm | None = None
    forms: list[Any]
    is_bound: bool
    queryset: Any

    @property
    def owner(self) -> tuple[str, ...]:
        """The columns that tie a row to its record."""
        raise NotImplementedError

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if key := form.fields.get(self.model._meta.pk.name):
            key.error_messages["invalid_choice"] = (
                "Diese Zeile gibt es nicht mehr. Bitte „Löschen“ ankreuzen; was bleiben soll, bitte in eine neue Zeile "
                "schreiben."
            )

    def clean(self):
        """Also says which row repeats another, as some do only with the source that the answer gives them."""
        super().clean()
        for form in self.forms:
            if form.has_changed() and form.is_valid() and not is_to_go(form):
                if refused := refused_row(form, self.origin):
                    form.add_error(None, forms.ValidationError(refused, code="unproven"))
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and "source" in constraint.fields:
                names = [name for name in constraint.fields if name not in self.owner]
                self._check_repeats(names, constraint.get_violation_error_message())

    def _check_repeats(self, names: list[str], message: str) -> None:
        seen = set()
        for form in self.forms:
            if is_to_go(form) or not form.is_valid():
                continue
            given = form.cleaned_data | {"source": source_of(form, self.origin)} if form.cleaned_data else {}
            key = tuple(given.get(name) for name in names)
            if key in seen:
                form.add_error(None, forms.ValidationError(message, code="repeated"))
            elif None not in key:
                seen.add(key)

    def get_queryset(self):
        """What is shown: of thousands of members the first. What is sent may be any of them."""
        return super().get_queryset() if self.is_bound else self._first

    @cached_property
    def _first(self):
        return super().get_queryset()[:MOST_ROWS]

    @cached_property
    def not_shown(self) -> int:
        """How many rows the form leaves out, and as they are."""
        is_full = not self.is_bound and len(self.get_queryset()) == MOST_ROWS
        return self.queryset.count() - MOST_ROWS if is_full else 0

    @cached_property
    def empty_form(self):
        return super().empty_form


class RowFormSet(_Rows, BaseInlineFormSet):
    @property
    def owner(self) -> tuple[str, ...]:
        return (self.fk.name,)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.parent_columns = (self.fk.attname,)


class StatementFormSet(_Rows, BaseGenericInlineFormSet):
    ct_field: Any
    ct_fk_field: Any

    @property
    def owner(self) -> tuple[str, ...]:
        return (self.ct_field.name, self.ct_fk_field.name)
