"""The two forms of „Text zu Entwurf“: the text with its source, and the choice among the proposals."""

import secrets

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import Editor
from core.fields import FuzzyDateFormField
from core.fuzzy_dates import FuzzyDate
from core.hrefs import validate_web
from drafting.create import Choice
from inputs.text import one_line
from publishing.enums import SourceKind
from publishing.models import SourceDocument
from texts.extract import MAX_CHARACTERS, Extraction

MAX_AGE = 24 * 60 * 60
_SALT = "text-zu-entwurf"
_NO_TEXT = "\ufffd"  # what browsers write for bytes that are none
_FEW = 20
_BINARY_SHARE = 0.01
_LONGEST = {"value": 200, "text": 300, "target": 200}


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
    kind = forms.ChoiceField(label="Art", choices=SourceKind, required=False, initial=SourceKind.ARTICLE)
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

    def clean(self):
        data = super().clean()
        if not data.get("source") and "source" not in self.errors:
            if not data.get("title"):
                self.add_error("title", "Bitte eine vorhandene Quelle wählen oder den Titel der neuen angeben.")
            if not data.get("as_of") and "as_of" not in self.errors:
                self.add_error("as_of", "Bitte sagen, aus welcher Zeit der Text stammt.")
        return data

    def document(self) -> SourceDocument:
        """The chosen source, or a new one that is not saved yet."""
        data = self.cleaned_data
        if data["source"]:
            return data["source"]
        as_of = data["as_of"] or FuzzyDate("")
        return SourceDocument(
            title=data["title"],
            short_title=data["title"][:80],
            kind=data["kind"] or SourceKind.ARTICLE,
            publisher=data["publisher"],
            as_of=as_of.edtf,
            as_of_wording=as_of.wording,
            as_of_reason="Angabe der Redaktion beim Einfügen des Textes.",
        )

    def hidden(self) -> list[tuple[str, str]]:
        """Everything that was sent, for the next step: the server keeps nothing between the steps."""
        return [(name, self.data.get(name, "")) for name in self.fields]


def choices_of(data: QueryDict, extraction: Extraction) -> tuple[list[Choice], int]:
    """What was ticked, and how many ticks belong to no proposal of this text."""
    by_id = {found.id: found for found in extraction.proposals}
    ticked = [name.removeprefix("ja-") for name in data if name.startswith("ja-")]
    choices = []
    for proposal_id in ticked:
        if found := by_id.get(proposal_id):
            names = (f"{part}-{proposal_id}" for part in ("wert", "art", "zu", "was"))
            value, variant, target, text = (data.get(name, "") for name in names)
            choices.append(
                Choice(
                    found,
                    value=_one_line(value, "value") or default_value(found),
                    variant=variant or found.variant,
                    target=_one_line(target, "target"),
                    text=_one_line(text, "text"),
                )
            )
    return choices, sum(1 for proposal_id in ticked if proposal_id not in by_id)


def default_value(found) -> str:
    """What the text field of a proposal holds at first."""
    if found.amount:
        return found.amount.counted
    return found.label[:200] if found.label and found.kind == "link" else found.value


def _one_line(text: str, part: str) -> str:
    return one_line(text)[: _LONGEST[part]]
