"""Model and form fields for fuzzy dates, for addresses and for the order of the dictionary."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy

from core import fuzzy_dates, hrefs
from core.fuzzy_dates import FuzzyDate, FuzzyDateError
from core.text import sort_key
from core.words import Words, _, _lazy
from inputs import amounts
from inputs.mail import address_in
from inputs.web import web_href

HELP_TEXT = _lazy("Zum Beispiel „Ende 2018“, „10/2021“, „Sommer 2023“, „18.09.2017“ oder EDTF.")


class FuzzyDateFormField(forms.CharField):
    """One text input: plain German ("Ende 2018", "10/2021") or EDTF; yields a FuzzyDate or None."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return fuzzy_dates.parse(text)
        except FuzzyDateError as error:
            raise ValidationError(str(error), code="fuzzy_date") from error


class MailFormField(forms.EmailField):
    """One mail address, also as people write it around robots: „erika (at) netz punkt example“."""

    widget = forms.TextInput(attrs={"inputmode": "email"})  # browsers would refuse that in one of type email

    def to_python(self, value):
        value = super().to_python(value)
        return address_in(value) or value


class AmountFormField(forms.DecimalField):
    """A number as people write it: „1.200“, „1 200“, „7,5“. Asked where it may be two; what says more is refused."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value):
        return amounts.german(value) if isinstance(value, Decimal) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        found = amounts.readings(str(value))
        if len(found) == 1:
            return found[0]
        shown, whole = str(value)[: amounts.MOST], amounts.read(str(value))
        if found:
            first, second = map(amounts.german, found)
            words = _("„{text}“ kann {first} oder {second} heißen. Bitte „{first}“ oder „{second}“ schreiben.")
            raise ValidationError(words.format(text=shown, first=first, second=second), code="ambiguous")
        if whole:
            words = _("Hier steht nur die Zahl: „{number}“. Genauigkeit und Einheit haben eigene Felder.")
            raise ValidationError(words.format(number=amounts.german(whole.number)), code="amount")
        raise ValidationError(_("„{text}“ ist keine Zahl wie „1.200“ oder „7,5“.").format(text=shown), code="invalid")


class FuzzyDateField(models.CharField):
    """An EDTF string. A model pairs it with ``<name>_wording`` and two DayBound columns.

    Forms show and take the German wording; both columns are set from the one input.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", HELP_TEXT)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("help_text", None)
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": FuzzyDateFormField, "max_length": 120} | kwargs)

    def value_from_object(self, obj):
        """What a form shows: the wording, the German display, or EDTF; it reads back as the same date."""
        wording = getattr(obj, f"{self.name}_wording", "")
        return fuzzy_dates.as_input(getattr(obj, self.attname) or "", wording)

    def save_form_data(self, instance, data):
        """Sets the date and its wording. A wording that no form can show stays while its date stays."""
        given = data if isinstance(data, FuzzyDate) else FuzzyDate(data or "")
        before, wording = getattr(instance, self.attname), getattr(instance, f"{self.name}_wording", "")
        setattr(instance, self.name, given.edtf)
        hidden = wording and not fuzzy_dates.reads_as(wording, before)
        if not (hidden and given == FuzzyDate(before)):
            setattr(instance, f"{self.name}_wording", given.wording)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value:
            try:
                fuzzy_dates.bounds(value)
            except FuzzyDateError as error:
                raise ValidationError(str(error), code="edtf") from error


class Derived:
    """A column that follows from others of its row, kept by every save. `value_of`: what it says of a row."""

    def pre_save(self, model_instance, add):
        value = self.value_of(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class DayBound(Derived, models.DateField):
    """The earliest or latest day of a FuzzyDateField of the same model."""

    empty_values = ()  # full_clean leaves out empty values, and this one is always empty before the first save

    def __init__(self, *args, date_field: str = "", bound: str = "earliest", **kwargs):
        self.date_field, self.bound = date_field, bound
        super().__init__(*args, **{"null": True, "blank": True, "editable": False} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"date_field": self.date_field, "bound": self.bound}

    def clean(self, value, model_instance):
        """Computed here, too, so that full_clean checks constraints on the day that will be saved."""
        try:
            return self.value_of(model_instance)
        except FuzzyDateError:
            return None  # the date itself reports what is wrong with it

    def value_of(self, model_instance):
        earliest, latest = fuzzy_dates.bounds(getattr(model_instance, self.date_field) or "")
        return earliest if self.bound == "earliest" else latest


class SortKey(Derived, models.TextField):
    """The place of a row in the dictionary (DIN 5007): the text that its model's `listed_by` says.

    Compared byte by byte, so that both databases sort alike, and as Python does.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": "", "editable": False} | kwargs)

    def db_parameters(self, connection):
        return super().db_parameters(connection) | {"collation": "C" if connection.vendor == "postgresql" else None}

    def value_of(self, model_instance):
        return sort_key(model_instance.listed_by)


def wording_of(label: Words) -> models.CharField:
    """The column that keeps the source's wording beside a FuzzyDateField."""
    return models.CharField(
        format_lazy(_lazy("{label} (Wortlaut)"), label=label), max_length=120, blank=True, editable=False
    )


class _PlainColumn:
    """For a migration the same as its plain base: the rule for the values is code, not structure."""

    plain: type[models.Field]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs


class DerivedText(_PlainColumn, Derived, models.CharField):
    """What the method `of` of its model says; nobody types it."""

    plain = models.CharField

    def __init__(self, *args, of: str = "", **kwargs):
        self.of = of
        super().__init__(*args, **{"blank": True, "editable": False} | kwargs)

    def value_of(self, model_instance):
        return getattr(model_instance, self.of)()


class _Completed:
    """Takes „www.netz.de“ for https://www.netz.de, whoever checks the row."""

    def clean(self, value, model_instance):
        return super().clean(web_href(value or "") or value, model_instance)


class WebAddressField(_PlainColumn, _Completed, models.URLField):
    """An address of the web, http or https."""

    plain = models.URLField
    default_validators = [hrefs.validate_web]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


class AmountField(_PlainColumn, models.DecimalField):
    """A number that people write with their own marks for thousands and decimals."""

    plain = models.DecimalField

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AmountFormField} | kwargs)


class PathField(_PlainColumn, models.CharField):
    """A path of this site."""

    plain = models.CharField
    default_validators = [hrefs.validate_path]


class WebAddressOrPathField(_PlainColumn, _Completed, models.CharField):
    """An address of the web or a path of this site."""

    plain = models.CharField
    default_validators = [hrefs.validate_web_or_path]


def protect_entries(entries) -> None:
    """What this many-to-many list names cannot be deleted while it does.

    For a list that limits its row and means everything when it is empty: losing an entry would silently widen it.
    """
    key = entries.through._meta.get_field(entries.field.m2m_reverse_field_name())
    key.remote_field.on_delete = models.PROTECT
