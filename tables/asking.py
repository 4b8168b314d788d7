"""What the values of a table mean that cannot be read, each asked once however often the file has it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms

from accounts.models import Editor
from inputs.full_names import parted, with_function
from publishing.permissions import can_add
from sheets.sheet import MAX_CELL
from tables.cells import Cells
from tables.columns import KINDS, WHOLE_NAME, Column
from tables.groups import Group
from tables.matching import NEW
from tables.suggesting import Suggestion, choices_of, suggestion
from tables.values import is_doubted, is_of_trades, refused

LEAVE = "(leer lassen)"
PERHAPS = "Vielleicht"
FILL = "eintragen"  # the button that chooses what trades may mean, to be looked at
_OF_ENTRIES: list[tuple[str, Any]] = [
    ("", "noch offen"), (LEAVE, "weglassen"), (NEW, "ein neuer Eintrag, den es noch nicht gibt"),
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A value, its input (`is_closed`: a list), and what it probably means. `perhaps`: beside what is typed, what it
    may mean, to choose from."""

    group: Group
    bound: Any
    is_closed: bool
    suggestion: Suggestion | None
    perhaps: Any = None

    @property
    def is_settled(self) -> bool:
        """Whether what is filled in needs nobody to look at it."""
        is_sure = bool(self.suggestion and self.suggestion.is_sure)
        is_nothing = self.bound.initial == LEAVE and not self.group.is_failed
        return (is_sure or is_nothing) and not self.bound.errors


@dataclass(frozen=True)
class AskedColumn:
    """`making`: as what the entries that it names are made, where nobody knows them."""

    values: list[Asked]
    making: Any = None

    @property
    def key(self) -> str:
        return self.values[0].group.column.key

    @property
    def open(self) -> list[Asked]:
        return [one for one in self.values if not one.is_settled]

    @property
    def settled(self) -> list[Asked]:
        return [one for one in self.values if one.is_settled]

    @property
    def by_need(self) -> list[Asked]:
        """First what may be something else."""
        return sorted(self.values, key=lambda one: not one.suggestion or one.suggestion.is_sure)

    @property
    def is_of_trades(self) -> bool:
        """Words for what firms do, each at a glance in a row of one table."""
        return self.values[0].is_closed and is_of_trades(self.values[0].group.column)

    @property
    def title(self) -> str:
        """Of what is asked for all columns at once."""
        return "Fehler des Tabellenprogramms" if self.values[0].group.is_failed else ""


class RepairForm(forms.Form):
    """`guessed`: how many trades may mean a field that is not chosen; `is_filled`: it is, for somebody to look at."""

    def __init__(self, groups: list[Group], by: Editor, data=None):
        self._sent: Any = data and data.copy()
        super().__init__(self._sent)
        self.groups, self.cells = groups, Cells()
        self.guessed, self.is_filled = 0, FILL in self.data
        self._doubtful: dict[str, str] = {}  # by the name of an input what its value probably means
        self.columns = [
            self._column(list(some), by) for _, some in groupby(groups, lambda one: (one.is_failed, one.column.key))
        ]

    def _column(self, groups: list[Group], by: Editor) -> AskedColumn:
        asked = [self._asked(group) for group in groups]
        column: Any = groups[0].column
        is_said = any(group.value and not group.is_failed for group in groups)
        if not (offered := kinds_offered(column, by) if is_said else []):
            return AskedColumn(asked)
        name = f"neu-{column.key}"
        self.fields[name] = forms.ChoiceField(
            label="Was hier stehen bleibt, wie es ist", required=False,
            choices=[("", "bleibt offen"), *((value, f"als Entwurf anlegen: {label}") for value, label in offered)],
        )  # fmt: skip
        return AskedColumn(asked, self[name])

    def _asked(self, group: Group) -> Asked:
        meant = None if group.is_failed else suggestion(self.cells, group.column, group.value, group.is_entry)
        first = meant.text if meant and meant.is_sure else ""
        doubtful = [(one, one) for one in meant.texts] if meant and not first else []
        perhaps = ""
        choices = [] if group.is_failed else choices_of(self.cells, group.column, group.is_entry)
        field: forms.Field
        if group.is_entry:
            offered = [*_OF_ENTRIES, *([(PERHAPS, [(one, one) for one in meant.texts])] if meant else [])]
            offered += [(one, one) for one in choices or ()]
            field = forms.ChoiceField(choices=offered, required=False, initial=first)
        elif group.is_failed:
            offered = [("", "noch offen"), (LEAVE, "nichts: diese Zellen leer lassen")]
            field = forms.ChoiceField(choices=offered, required=False, initial=LEAVE)
        elif choices is not None:
            is_trade = is_of_trades(group.column) and not group.stops
            nearest: list[Any] = [(PERHAPS, doubtful)] if doubtful else []
            if not is_trade:
                empty = [] if group.stops else [(LEAVE, "leer lassen")]
                offered = [("", "noch offen"), *nearest, *empty]
            else:  # rather none than a wrong one
                offered, first = [(LEAVE, "keins"), *nearest], first or LEAVE
                self.guessed += bool(doubtful)
                if doubtful and self.is_filled and self.data.get(group.name) == LEAVE:
                    self._sent[group.name] = doubtful[0][0]
            offered += [(one, one) for one in choices]
            field = forms.ChoiceField(choices=offered, required=False, initial=first)
        elif is_doubted(self.cells, group.column, group.value):
            offered = [("", "noch offen"), (LEAVE, "leer lassen"), (group.value, f"stimmt so: {group.value}")]
            field = forms.ChoiceField(choices=offered, required=False)
        else:
            first = first or group.value[:MAX_CELL]
            field = forms.CharField(required=False, max_length=MAX_CELL, initial=first)
            field.widget.attrs["class"] = "vTextField"
            perhaps = _perhaps(group) if doubtful else ""
        self.fields[group.name] = field
        if meant and not meant.is_sure and field.initial in ("", None, group.value[:MAX_CELL]):
            self._doubtful[group.name] = meant.text
        if perhaps:
            self.fields[perhaps] = forms.ChoiceField(
                label=PERHAPS, choices=doubtful, required=False, widget=forms.RadioSelect
            )
        is_closed = bool(group.value) and choices is not None
        return Asked(group, self[group.name], is_closed, meant, self[perhaps] if perhaps else None)

    @property
    def doubted(self) -> int:
        return len(self._doubtful)

    @property
    def suggested(self) -> int:
        return sum(bool(one.suggestion and one.suggestion.is_sure) for column in self.columns for one in column.values)

    def clean(self):
        sent = super().clean() or self.cleaned_data
        for group in self.groups:
            text = self._text(group)
            if text == "" and group.stops and not (group.is_failed or group.is_entry):
                self.add_error(group.name, "Ohne diese Angabe lässt sich die Zeile nicht übernehmen.")
            elif text and group.column.key == WHOLE_NAME and not parted(with_function(text)[0]):
                self.add_error(group.name, "Bitte Vorname und Nachname einer Person schreiben.")
            elif text and (why := refused(self.cells, group.column, text)):
                self.add_error(group.name, why)
        return sent

    def _text(self, group: Group) -> str | None:
        """What to read in place of a value, empty for nothing; None where it was left as it is. Who takes what is
        doubtful at once has seen what each may mean."""
        text = self.cleaned_data.get(group.name, "").strip()
        doubtful = self._doubtful.get(group.name) if "vielleicht" in self.data else None
        if isinstance(self.fields[group.name], forms.ChoiceField):
            return "" if text == LEAVE else text or doubtful
        is_typed = text != group.value[:MAX_CELL].strip()
        return text if is_typed else self.cleaned_data.get(_perhaps(group)) or doubtful

    def said(self) -> dict[tuple[str, str], str]:
        """As `repair_values` takes it; what was left as it is stays open."""
        answers = ((group, self._text(group)) for group in self.groups if not group.row)
        return {which: text for group, text in answers if text is not None for which in group.which}

    def names(self) -> dict[tuple[int, str], str]:
        """As `repair_names` takes it."""
        answers = {(group.row, group.column.key): self._text(group) for group in self.groups if group.row}
        return {which: text for which, text in answers.items() if text is not None}

    def to_make(self) -> list[tuple[Group, str]]:
        """What is to be made a draft of its own, and of which kind."""
        left = [group for group in self.groups if group.value and not group.is_failed and self._text(group) is None]
        kinds = {group.name: self.cleaned_data.get(f"neu-{group.column.key}", "") for group in left}
        return [(group, kinds[group.name]) for group in left if kinds[group.name]]


def _perhaps(group: Group) -> str:
    """Of the input for what a value may mean."""
    return f"vielleicht-{group.name}"


def suggestions_for(groups: list[Group]) -> dict[tuple[str, str], str]:
    """What these mean for sure, as `repair_values` takes it."""
    cells = Cells()
    said: dict[tuple[str, str], str] = {}
    for group in groups:
        meant = suggestion(cells, group.column, group.value)
        if meant and meant.is_sure:
            said |= dict.fromkeys(group.which, meant.text)
    return said


def kinds_offered(column: Column, by: Editor) -> list[tuple[str, str]]:
    """As what this account may make what a column names: only what needs no more than its name and its kind."""
    target: Any = getattr(column, "target", None)
    model = target.related_model if target is not None and target.is_relation else None
    kind = KINDS.get(model._meta.label_lower) if model else None
    if kind is None or len(kind.names) > 1 or not can_add(by, kind.model):
        return []
    needed = [one for one in kind.required if one.key not in kind.names]
    if len(needed) != 1 or not needed[0].target.choices:
        return []
    return [(value, str(label)) for value, label in needed[0].target.flatchoices if value]
