"""The two forms of „Text zu Entwurf“: the text with its source, and the choice among the proposals."""

import secrets

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core import signing
from django.core.exceptions import ValidationError

from accounts.models import Editor
from articles.extract import MAX_CHARACTERS
from articles.head import Head
from contacts.enums import Basis
from core.fields import FuzzyDateFormField
from core.fuzzy_dates import FuzzyDate
from core.hrefs import validate_web
from publishing.enums import SourceKind
from publishing.models import SourceDocument

MAX_AGE = 24 * 60 * 60
_SALT = "text-zu-entwurf"
_NO_TEXT = "\ufffd"  # what browsers write for bytes that are none
_FEW = 20
_BINARY_SHARE = 0.01
_GUESSED = ("title", "kind", "publisher", "as_of")


def new_token(by: Editor) -> str:
    """A signed number that is good for one creation, by this account, within a day."""
    return signing.dumps([by.pk, secrets.token_hex(16)], salt=_SALT)


def spent_token(token: str, by: Editor) -> str:
    """The number inside. Raises ValidationError when it is forged, too old or another account's."""
    try:
        owner, number = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except signing.SignatureExpired as error:
        raise ValidationError("Die Vorschläge sind älter als ein Tag. Bitte den Text neu auswerten.") from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError("Dieses Formular ist unvollständig. Bitte den Text neu auswerten.") from error
    if owner != by.pk:
        raise ValidationError("Dieses Formular gehört zu einem anderen Konto. Bitte den Text neu auswerten.")
    return number


class TextField(forms.CharField):
    """A long text; files that are no text are refused."""

    widget = AdminTextareaWidget(attrs={"rows": 16, "class": "vLargeTextField draft-text"})

    def to_python(self, value):
        text = str(value or "").replace("\r\n", "\n")
        odd = text.count(_NO_TEXT)
        if odd > _FEW and odd > len(text) * _BINARY_SHARE:
            raise ValidationError("Das sieht nicht nach Text aus, eher nach einer Datei. Bitte nur den Text einfügen.")
        if len(text) > MAX_CHARACTERS:
            size, limit = (f"{number:,}".replace(",", ".") for number in (len(text), MAX_CHARACTERS))
            raise ValidationError(f"Der Text hat {size} Zeichen, erlaubt sind {limit}. Bitte in Teilen einfügen.")
        return super().to_python(text.replace(_NO_TEXT, ""))


class TextForm(forms.Form):
    """The text, and the source it comes from: one that exists, or a new one."""

    text = TextField(
        label="Text",
        help_text="Artikel als reiner Text, HTML oder Markdown, höchstens 200.000 Zeichen. Er wird nicht gespeichert.",
        error_messages={"required": "Bitte den Text einfügen."},
    )
    source = forms.ModelChoiceField(
        SourceDocument.objects.order_by("short_title"),
        label="Vorhandene Quelle",
        required=False,
        empty_label="– neue Quelle anlegen –",
        error_messages={"invalid_choice": "Diese Quelle gibt es nicht mehr."},
    )
    title = forms.CharField(label="Titel der neuen Quelle", max_length=200, required=False, widget=AdminTextInputWidget)
    kind = forms.ChoiceField(label="Art", choices=[("", "– aus dem Text –"), *SourceKind.choices], required=False)
    publisher = forms.CharField(label="Herausgeber", max_length=200, required=False, widget=AdminTextInputWidget)
    address = forms.URLField(
        label="Adresse",
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[validate_web],
        widget=AdminTextInputWidget,
    )
    as_of = FuzzyDateFormField(
        label="Stand des Inhalts",
        max_length=120,
        required=False,
        widget=AdminTextInputWidget,
        help_text="Aus welcher Zeit der Text stammt, zum Beispiel „Ende 2018“ oder „10/2021“.",
    )

    basis = forms.ChoiceField(
        label="Grundlage der Veröffentlichung, für alle neuen Personen",
        choices=[("", "– bitte wählen –"), *Basis.choices],
        required=False,
        help_text="Warum sie im Verzeichnis stehen dürfen. Ohne Grundlage wird bei der Freigabe danach gefragt.",
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.is_last_step = bool(data and "anlegen" in data)

    def clean(self):
        """A new source needs a title and its time: taken from the text at first, asked for before anything is made."""
        data = super().clean()
        if self.is_last_step and not data.get("source") and "source" not in self.errors:
            if not data.get("title"):
                self.add_error("title", "Bitte den Titel der Quelle angeben; der Text nennt keinen.")
            if not data.get("as_of") and "as_of" not in self.errors:
                self.add_error("as_of", "Bitte sagen, aus welcher Zeit der Text stammt; er nennt selbst kein Datum.")
        return data

    def filled(self, head: Head) -> "TextForm":
        """The same with what the head of the text says wherever nothing was given."""
        data = {name: self.data.get(name, "") for name in self.fields}
        for name, value in zip(_GUESSED, (head.title, head.kind, head.publisher, head.dated), strict=True):
            if not data.get(name):
                data[name] = value
        return TextForm(data)

    def source_fields(self) -> list[forms.BoundField]:
        """What describes a new source."""
        return [self[name] for name in ("title", "kind", "publisher", "address", "as_of")]

    def document(self, head: Head) -> SourceDocument:
        """The chosen source, or a new one that is not saved yet."""
        data = self.cleaned_data
        if data["source"]:
            return data["source"]
        as_of = data.get("as_of") or FuzzyDate("")
        title = data.get("title") or head.title
        source = SourceDocument(
            title=title,
            short_title=title[:80],
            kind=data.get("kind") or head.kind or SourceKind.ARTICLE,
            publisher=data.get("publisher", ""),
            as_of=as_of.edtf,
            as_of_wording=as_of.wording,
            as_of_reason="Angabe der Redaktion beim Einfügen des Textes.",
        )
        if as_of.edtf and as_of.edtf == head.edtf:
            source.dated, source.dated_wording, source.as_of_reason = as_of.edtf, as_of.wording, ""
        return source

    def hidden(self) -> list[tuple[str, str]]:
        """What the next step does not show, for that step: the server keeps nothing between the steps."""
        shown = [] if self.cleaned_data.get("source") else [field.name for field in self.source_fields()]
        return [(name, self.data.get(name, "")) for name in self.fields if name not in (*shown, "basis")]
