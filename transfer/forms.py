"""The forms of an import: the upload, and how the columns of a file are meant."""

from collections import Counter

from django import forms
from django.utils import timezone

from publishing.enums import State
from publishing.models import SourceDocument
from sourcing.fields import DayField
from transfer.columns import EXPORTED, ID, KINDS, SLUG, OneRowColumn, RowsColumn, TableKind
from transfer.models import ImportBatch

SKIP = [("", "nicht übernehmen")]


class UploadForm(forms.Form):
    art = forms.ChoiceField(label="Was steht in der Tabelle?")
    datei = forms.FileField(
        label="Datei",
        help_text="CSV oder XLSX, höchstens 10 MB und 10.000 Zeilen; die erste Zeile nennt die Spalten.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": "Bitte eine Datei wählen.", "empty": "Die Datei ist leer."},
        max_length=None,
    )

    def __init__(self, *args, kinds: list[TableKind], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = [(kind.label, kind.title) for kind in kinds]


class MappingForm(forms.Form):
    quelle = forms.ModelChoiceField(
        label="Quelle der Angaben",
        queryset=SourceDocument.objects.exclude(state=State.ARCHIVED),
        required=False,
        empty_label="ohne Quelle",
        help_text="Belegt, was der Import einträgt. Ohne Quelle lässt sich später nichts freigeben.",
    )
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

    def __init__(self, batch: ImportBatch, data=None):
        self.batch, self.kind = batch, KINDS[batch.kind]
        super().__init__(data, initial={"quelle": batch.source_id, "stand": batch.as_of, "leeren": batch.clears})
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
        if not keys & {ID, SLUG} and not keys.issuperset(self.kind.names):
            named = " und ".join(self.kind.by_key[name].label for name in self.kind.names)
            self.add_error(None, f"Bitte zuordnen, woran ein Eintrag zu erkennen ist: {named}, Id oder Kurzadresse.")
        if not cleaned.get("stand") and EXPORTED not in keys and "stand" not in self.errors:
            self.add_error("stand", "Bitte angeben; daran ist zu erkennen, was seitdem geprüft wurde.")
        columns = [self.kind.by_key[key] for key in keys]
        rows = [column.label for column in columns if isinstance(column, RowsColumn | OneRowColumn)]
        if rows and not cleaned.get("quelle") and "quelle" not in self.errors:
            named = ", ".join(f"„{label}“" for label in sorted(rows)[:3])
            self.add_error("quelle", f"Bitte wählen: {named} geht nicht ohne Quelle. Neu anlegen: unter „Quellen“.")
        if cleaned.get("stand") and cleaned["stand"] > timezone.localdate():
            self.add_error("stand", "Dieser Tag liegt in der Zukunft.")
        return cleaned

    def save(self) -> ImportBatch:
        batch, cleaned = self.batch, self.cleaned_data
        batch.mapping, batch.source, batch.as_of = self.mapping, cleaned["quelle"], cleaned["stand"]
        batch.clears = cleaned["leeren"]
        batch.constants = {
            name[5:]: cleaned[name] for name in self.fields if name.startswith("fest-") and cleaned[name]
        }
        return batch
