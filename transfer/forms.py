"""The forms of an import: the upload, and how the columns of a file are meant."""

from collections import Counter
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Editor
from publishing.enums import State
from publishing.models import SourceDocument
from sheets.sheet import Reading
from sourcing.documents import called
from sourcing.fields import DayField
from sourcing.form import EXISTING, PREFIX, OriginForm
from sourcing.sitting import Sitting
from tables.columns import EXPORTED, KINDS, OneRowColumn, RowsColumn, TableKind
from transfer.models import ImportBatch
from transfer.storing import as_reading

SKIP = [("", "nicht übernehmen")]


class UploadForm(forms.Form):
    art = forms.ChoiceField(label="Was steht in der Tabelle?", required=False)
    datei = forms.FileField(
        label="Datei",
        help_text="CSV oder XLSX, höchstens 10 MB und 30.000 Zeilen.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": "Bitte eine Datei wählen.", "empty": "Die Datei ist leer."},
        max_length=None,
    )

    def __init__(self, *args, kinds: list[TableKind], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = [
            ("", "an den Überschriften erkennen"),
            *((kind.label, kind.title) for kind in kinds),
        ]


class ReadingForm(forms.Form):
    """How a file is read: as what, which sheet, where its headers stand, in which encoding. Only what is a choice."""

    art = forms.ChoiceField(label="Was steht in der Tabelle?", required=False)
    encoding = forms.ChoiceField(label="Zeichen: Wo stimmen die Umlaute?", widget=forms.RadioSelect, required=False)
    sheet = forms.ChoiceField(label="Tabellenblatt", required=False)
    header_row = forms.TypedChoiceField(label="Zeile mit den Überschriften", coerce=int, required=False)

    def __init__(self, batch: ImportBatch, kinds: list[TableKind], data=None):
        now = as_reading(batch.reading)
        super().__init__(data, initial={"art": batch.kind, **now.as_dict()})
        self.batch, self.now = batch, now
        self.fields["art"].choices = [(kind.label, kind.title) for kind in kinds]
        for name, offered in (("encoding", now.encodings), ("sheet", now.sheets), ("header_row", now.header_rows)):
            if len(offered) < 2:
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            field.choices = [(one.value, f"{one.label}: {one.sample}" if one.sample else one.label) for one in offered]

    @property
    def reading(self) -> Reading:
        """As it was chosen; where another sheet or encoding was, the headers are to be found anew."""
        said: dict[str, Any] = {
            name: self.cleaned_data.get(name) or value for name, value in self.now.as_dict().items()
        }
        if (said["sheet"], said["encoding"]) != (self.now.sheet, self.now.encoding):
            said["header_row"] = 0
        return Reading(**said)

    @property
    def is_another(self) -> bool:
        chosen = {"art": self.batch.kind, **self.now.as_dict(), **{k: v for k, v in self.cleaned_data.items() if v}}
        return chosen != {"art": self.batch.kind, **self.now.as_dict()}


class MappingForm(forms.Form):
    stand = DayField(
        label="Stand der Datei",
        required=False,
        help_text="An welchem Tag die Angaben stimmten, zum Beispiel 04.10.2025. Was danach geprüft wurde, "
        "wird nicht ungefragt überschrieben.",
    )
    leeren = forms.BooleanField(
        label="Leere Zellen löschen, was im Verzeichnis steht",
        required=False,
        help_text="Sonst lässt eine leere Zelle die Angabe, wie sie ist.",
    )

    def __init__(self, batch: ImportBatch, by: Editor, sitting: Sitting, data=None):
        self.batch, self.kind = batch, KINDS[batch.kind]
        super().__init__(data, initial={"stand": batch.as_of, "leeren": batch.clears})
        self.origin = OriginForm(data, by=by, sitting=sitting, keeps=False, typed=_said_before(batch.source))
        choices = SKIP + [(column.key, column.label) for column in self.kind.columns]
        for position, header in enumerate(batch.headers):
            if header:
                initial = batch.mapping.get(str(position), "")
                self.fields[f"spalte-{position}"] = forms.ChoiceField(
                    label=header, choices=choices, required=False, initial=initial
                )
        for column in self.kind.required:
            if getattr(column.target, "choices", None):
                self.fields[f"fest-{column.key}"] = forms.ChoiceField(
                    label=f"{column.label} neuer Einträge, wo die Datei nichts sagt",
                    choices=[("", "keine Vorgabe"), *((v, text) for v, text in column.target.flatchoices if v)],
                    required=False,
                    initial=batch.constants.get(column.key, ""),
                )

        for key, text in batch.constants.items():  # said where it was missing everywhere
            if f"fest-{key}" not in self.fields:
                label = f"{self.kind.by_key[key].label} neuer Einträge, wo die Datei nichts sagt"
                self.fields[f"fest-{key}"] = forms.CharField(label=label, required=False, initial=text)

    def column_fields(self) -> list:
        return [(int(name[7:]), self[name]) for name in self.fields if name.startswith("spalte-")]

    def constant_fields(self) -> list:
        return [self[name] for name in self.fields if name.startswith("fest-")]

    def clean(self):
        cleaned = super().clean()
        self.mapping = {str(n): key for n, _ in self.column_fields() if (key := cleaned.get(f"spalte-{n}"))}
        keys = set(self.mapping.values())
        for key, times in Counter(self.mapping.values()).items():
            if times > 1:
                self.add_error(
                    None, f"„{self.kind.by_key[key].label}“ ist {times} Spalten zugeordnet, erlaubt ist eine."
                )
        if not self.kind.is_told(keys):
            named = " und ".join(self.kind.by_key[name].label for name in self.kind.names)
            self.add_error(None, f"Bitte zuordnen, woran ein Eintrag zu erkennen ist: {named}, Id oder Kurzadresse.")
        if not cleaned.get("stand") and EXPORTED not in keys and "stand" not in self.errors:
            self.add_error("stand", "Bitte angeben; daran ist zu erkennen, was seitdem geprüft wurde.")
        columns = [self.kind.by_key[key] for key in keys]
        rows = [column.label for column in columns if isinstance(column, RowsColumn | OneRowColumn)]
        if rows and not self.origin.refusals() and not self.origin.has_source:
            named = ", ".join(f"„{label}“" for label in sorted(rows)[:3])
            self.origin.add_error("kind", f"Bitte sagen: {named} geht nicht ohne Quelle.")
        if cleaned.get("stand") and cleaned["stand"] > timezone.localdate():
            self.add_error("stand", "Dieser Tag liegt in der Zukunft.")
        return cleaned

    def is_valid(self) -> bool:
        return super().is_valid() and not self.origin.refusals()

    def save(self) -> ImportBatch:
        """A new source becomes a draft."""
        batch, cleaned = self.batch, self.cleaned_data
        batch.mapping, batch.source, batch.as_of = self.mapping, self.origin.document(), cleaned["stand"]
        batch.clears = cleaned["leeren"]
        batch.constants = {
            name[5:]: cleaned[name] for name in self.fields if name.startswith("fest-") and cleaned[name]
        }
        return batch


def _said_before(source: SourceDocument | None) -> dict[str, str]:
    """The answer that names a source that is there."""
    if source is None or source.state == State.ARCHIVED:
        return {}
    return {f"{PREFIX}-kind": EXISTING, f"{PREFIX}-source": f"{called(source)} ({source.pk})"}
