"""The forms of an import: the upload, and how the columns of a file are meant."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from accounts.models import Editor
from core.fuzzy_dates import FuzzyDate, as_input, bounds
from sheets.sheet import Reading
from sourcing.fields import DateField, DayField
from sourcing.form import OriginForm, existing_source
from sourcing.sitting import Sitting
from tables.columns import EXPORTED, KINDS, OneRowColumn, RowsColumn, TableKind
from transfer.models import ImportBatch
from transfer.remembering import said_once
from transfer.storing import once_for

SKIP = [("", "nicht übernehmen")]


def _is_past(day: date) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError("Dieser Tag liegt in der Zukunft.")


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
        now = Reading.of_kept(batch.reading)
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
    stand = DateField(
        label="Stand der Datei",
        required=False,
        help_text="Wie 04.10.2025 oder „März 2026“. Was danach geprüft wurde, wird nicht ungefragt überschrieben.",
    )
    leeren = forms.BooleanField(
        label="Leere Zellen löschen, was im Verzeichnis steht",
        required=False,
        help_text="Sonst lässt eine leere Zelle die Angabe, wie sie ist.",
    )

    def __init__(
        self,
        batch: ImportBatch,
        by: Editor,
        sitting: Sitting,
        data=None,
        further: Sequence[tuple[TableKind, list[str]]] = (),
    ):
        """`further`: what else the table says something about, with the headers that name it."""
        self.batch, self.kind, self.by = batch, KINDS[batch.kind], by
        super().__init__(data, initial={"stand": as_input(batch.as_of, batch.as_of_wording), "leeren": batch.clears})
        self.origin = OriginForm(
            data, by=by, sitting=sitting, keeps=False, is_new=False, typed=existing_source(batch.source)
        )
        self.origin.fields["dated"].help_text = "Wann die Tabelle kam. Leer: der Stand der Datei."
        choices = SKIP + [(column.key, column.label) for column in self.kind.columns]
        for position, header in enumerate(batch.headers):
            if header:
                initial = batch.mapping.get(str(position), "")
                self.fields[f"spalte-{position}"] = forms.ChoiceField(
                    label=header, choices=choices, required=False, initial=initial
                )
        asked = [column.key for column in self.kind.required if getattr(column.target, "choices", None)]
        asked += [key for key in self.kind.once if key not in batch.mapping.values()]
        for key in dict.fromkeys([*asked, *batch.constants]):  # also what was said where it was missing everywhere
            label = f"{self.kind.by_key[key].label}, wo die Datei nichts sagt"
            self.fields[f"fest-{key}"] = self._constant(self.kind, key, label, batch.constants.get(key, ""))
        self.further = [] if batch.first else further
        for other, headers in self.further:
            self._further(other, headers)

    def _further(self, kind: TableKind, headers: list[str]) -> None:
        """What else the table says something about, read with the same answers; what is asked once is asked here."""
        said = self.batch.also.get(kind.label) or said_once(self.by, kind)
        named = "“, „".join(headers)
        self.fields[f"auch-{kind.label}"] = forms.BooleanField(
            label=f"{kind.title} aus „{named}“",
            required=False,
            initial=not self.batch.also or kind.label in self.batch.also,
        )
        for key in once_for(self.batch, kind):
            label = f"{kind.title}: {kind.by_key[key].label}"
            self.fields[f"{kind.label}/{key}"] = self._constant(kind, key, label, said.get(key, ""))

    def further_groups(self) -> list[tuple[Any, list]]:
        """The tick of each kind, and what is asked once for it."""
        return [(self[f"auch-{kind.label}"], self._asked(f"{kind.label}/")) for kind, _headers in self.further]

    def asked_fields(self) -> list:
        return self._asked("fest-")

    def folded_fields(self) -> list:
        """What is preset, and days that few know."""
        return [self[name] for name in self.fields if name.startswith("fest-") or "/" in name if self._is_folded(name)]

    def folded_words(self) -> list[tuple[str, str]]:
        """What those are preset with."""
        found = ((one.label, one.initial, dict(getattr(one.field, "choices", ()))) for one in self.folded_fields())
        return [(label, choices.get(said, said)) for label, said, choices in found if said]

    def _asked(self, begin: str) -> list:
        return [self[name] for name in self.fields if name.startswith(begin) and not self._is_folded(name)]

    def _is_folded(self, name: str) -> bool:
        return not self[name].errors and bool(self.fields[name].initial or isinstance(self.fields[name], DayField))

    def _constant(self, kind: TableKind, key: str, label: str, text: str) -> forms.Field:
        column: Any = kind.by_key[key]
        target: Any = getattr(column, "target", None)
        said: dict[str, Any] = {"label": label, "required": False, "initial": text}
        said["help_text"] = getattr(target, "help_text", "")
        if getattr(target, "choices", None):
            nothing = "noch offen: bis dahin keine Freigabe" if key in kind.once else "keine Vorgabe"
            choices = [("", nothing), *((v, text) for v, text in target.flatchoices if v)]
            return forms.ChoiceField(**said, choices=choices)
        if isinstance(target, models.DateField):
            return DayField(**said, validators=[_is_past])
        return forms.CharField(**said)

    def column_fields(self) -> list:
        return [(int(name[7:]), self[name]) for name in self.fields if name.startswith("spalte-")]

    def clean_stand(self) -> FuzzyDate | None:
        stand = self.cleaned_data["stand"]
        earliest, latest = bounds(stand.edtf) if stand else (None, None)
        if stand and not (earliest and latest):
            raise forms.ValidationError(f"„{stand}“ sagt nicht, in welchem Jahr.")
        if earliest:
            _is_past(earliest)
        return stand

    def clean(self):
        cleaned = super().clean()
        self.origin.as_of = cleaned.get("stand")
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
        return cleaned

    def is_valid(self) -> bool:
        return super().is_valid() and not self.origin.refusals()

    def save(self) -> ImportBatch:
        """A new source becomes a draft."""
        batch, cleaned = self.batch, self.cleaned_data
        batch.mapping, batch.source = self.mapping, self.origin.document()
        stand = cleaned["stand"] or FuzzyDate("")
        batch.as_of, batch.as_of_wording = stand.edtf, stand.wording
        batch.clears = cleaned["leeren"]
        batch.constants = {
            name[5:]: _as_cell(cleaned[name]) for name in self.fields if name.startswith("fest-") and cleaned[name]
        }
        batch.also = {
            kind.label: {
                name.partition("/")[2]: _as_cell(cleaned[name])
                for name in self.fields
                if name.startswith(f"{kind.label}/") and cleaned[name]
            }
            for kind, _headers in self.further
            if cleaned[f"auch-{kind.label}"]
        }
        return batch


def _as_cell(said: Any) -> str:
    return f"{said:%d.%m.%Y}" if isinstance(said, date) else said
