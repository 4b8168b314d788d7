"""Two entries side by side, for people to choose from."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.utils.text import capfirst

from duplicates.merge import BOTH, DROP, KEEP, UNTOUCHED
from pages.changes_table import ChangesTable
from publishing import changes as compare
from publishing import snapshots
from publishing.models import Record, SlugHistory
from publishing.references import Reference, references_to
from publishing.snapshots import Snapshot

EXAMPLES = 8


@dataclass
class Choice:
    """A field in which the two differ."""

    name: str
    label: str
    kept: str
    dropped: str
    chosen: str
    joinable: bool

    @property
    def input_name(self) -> str:
        return f"feld-{self.name}"

    @property
    def holds(self) -> tuple[bool, bool]:
        """Whether the value of the first, and of the second, will hold."""
        return self.chosen in (KEEP, BOTH), self.chosen in (DROP, BOTH)

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """Value, words and text of each choice; the words stand before the text for who hears the page."""
        shown = [(KEEP, "Behalten", self.kept), (DROP, "Übernehmen", self.dropped)]
        return [*shown, (BOTH, "Beides", "")] if self.joinable else shown


@dataclass
class Moving:
    """What goes over from the second entry."""

    label: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


def choices(model: type[Record], states: tuple[Snapshot, Snapshot], posted=None) -> list[Choice]:
    """The fields in which two states differ, in the order of the form. `posted`: what was chosen before."""
    own = compare.diff(*states)
    own = [change for change in own if "part" not in change and change["field"] not in UNTOUCHED]
    table = ChangesTable(model, own)
    lists = {field.name for field in snapshots.many_fields(model)}
    by_column = {field.attname: field for field in snapshots.content_fields(model)}
    found, seen = [], set()
    for change in own:
        column = change["field"]
        name = column if column in lists else by_column[column].name.removesuffix("_wording")
        if name in seen:
            continue
        seen.add(name)
        group = [other for other in own if other["field"].removesuffix("_wording") == column.removesuffix("_wording")]
        rows = table.rows(group) or table.rows([change])
        joinable = column in lists or name == "internal_note"
        default = BOTH if joinable else KEEP if change["old"] not in (None, "") else DROP
        chosen = posted.get(f"feld-{name}", default) if posted is not None else default
        found.append(Choice(name, rows[0].field, rows[0].before, rows[0].after, chosen, joinable))
    return found


def chosen(model: type[Record], posted) -> dict[str, str]:
    """What a form says about each field; anything else than a choice means: keep, or both for lists."""
    lists = {field.name for field in snapshots.many_fields(model)}
    names = {field.name.removesuffix("_wording") for field in snapshots.content_fields(model)} - UNTOUCHED
    found = {}
    for name in names | lists:
        default = BOTH if name in lists else KEEP
        value = posted.get(f"feld-{name}", default)
        joinable = name in lists or name == "internal_note"
        found[name] = value if value in (KEEP, DROP) or joinable and value == BOTH else default
    return found


def posted(choices: dict[str, str]) -> dict[str, str]:
    """What `chosen` read, as the form had sent it."""
    return {f"feld-{name}": value for name, value in choices.items()}


def moving(drop: Record) -> list[Moving]:
    """The rows that go over, by kind, with the first of each; lists that are fields are chosen above."""
    found: dict[str, Moving] = {}
    counts: Counter[str] = Counter()
    for reference in references_to(type(drop)):
        if _is_own_list(reference, type(drop)):
            continue
        label = _label(reference, type(drop))
        number = reference.rows(drop).count()
        if not number:
            continue
        counts[label] += number
        entry = found.setdefault(label, Moving(label))
        if not reference.model._meta.auto_created:
            foreign = [
                f.name for f in reference.model._meta.concrete_fields if f.many_to_one and f.name != "content_type"
            ]
            rows = reference.rows(drop).select_related(*foreign)[: EXAMPLES - len(entry.examples)]
            entry.examples += [str(row) for row in rows]
    for label, entry in found.items():
        entry.count = counts[label]
    return sorted(found.values(), key=lambda entry: entry.label)


def _is_own_list(reference: Reference, model: type[Record]) -> bool:
    return any(field.remote_field.through is reference.model for field in snapshots.many_fields(model))


def _label(reference: Reference, model: type[Record]) -> str:
    if reference.model is SlugHistory:
        return "Frühere Adressen"
    if not reference.model._meta.auto_created:
        return capfirst(reference.label)
    owner = next((f.related_model for f in reference.model._meta.concrete_fields if _other(f, model)), reference.model)
    return f"Zuordnungen: {owner._meta.verbose_name_plural}"


def _other(column: models.Field, model: type[Record]) -> bool:
    return column.is_relation and column.related_model is not model
