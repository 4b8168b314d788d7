"""The field of a form in which a picture is sent: what was taken in is shown and stays while the rest is corrected."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from core.words import _
from pictures import files
from pictures.models import NOT_DESCRIBED, thumbnail
from pictures.stored import Stored
from pictures.taking import NotTaken

SENT = "-neu"  # behind the name of the field: the file itself


class PictureInput(forms.Widget):
    """A file to choose, beside what is kept already. `taken`: how it went with what was sent, as the admin asked before
    anything was written; `says_why`: it says itself why it was not taken."""

    template_name = "pictures/picture_input.html"
    needs_multipart_form = True
    taken: str | NotTaken | None = None
    says_why = False

    def value_from_datadict(self, data, sent, name):
        return self.taken if isinstance(self.taken, str) else data.get(name, "")

    def value_omitted_from_data(self, data, sent, name):
        return name not in data and f"{name}{SENT}" not in sent

    def render(self, name, value, attrs=None, renderer=None):
        """Its template is one of ours, not of a package that Django's renderer knows."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"sent": f"{name}{SENT}", "stored": Stored.named(value or ""), "src": thumbnail(value)}
        if self.says_why and isinstance(self.taken, NotTaken):
            context["widget"]["refused"] = self.taken.messages
        return context


class Described(forms.BaseForm):
    """Asks for the description at its field, before the database does for the whole form."""

    def clean(self):
        found = super().clean()
        sent = self.cleaned_data
        if {"description", "is_decorative"} <= sent.keys() and not (sent["description"] or sent["is_decorative"]):
            self.add_error("description", NOT_DESCRIBED)
        return found


class PictureField(forms.CharField):
    widget = PictureInput

    def clean(self, value):
        if isinstance(self.widget.taken, NotTaken):
            raise self.widget.taken
        return super().clean(value)

    def validate(self, value):
        super().validate(value)
        if value and not files.has(value):
            raise ValidationError(_("Diese Datei gibt es hier nicht. Bitte das Bild noch einmal wählen."), code="gone")
