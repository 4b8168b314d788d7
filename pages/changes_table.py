"""Changes as rows to read: which field, what it was, what it is to be, and the word for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from taggit.managers import TaggableManager

from core import fuzzy_dates
from core.fields import FuzzyDateField
from core.kinds import kind_of
from core.words import Words, _, _lazy
from pages.kinds import OF_THE_EDITORS
from publishing.changes import Changes
from publishing.citing import citable_fields
from publishing.enums import Certainty, Qualifier
from publishing.models import Citation, Record, Statement
from publishing.snapshots import content_fields, many_fields, parts_of

ADDED, REMOVED, CHANGED = _lazy("hinzugefügt"), _lazy("entfernt"), _lazy("geändert")
_GONE = _lazy("gelöschter Eintrag")


@dataclass
class Row:
    """A row of the table. `part` names the statement, empty for the record's own fields, `kind` its kind; `seen`:
    addresses of what is rather seen than read, before and after; `is_internal`: no visitor will see it."""

    part: str
    field: str
    before: str
    after: str
    seen: tuple[str, str] = ("", "")
    kind: str = ""
    is_internal: bool = False

    @property
    def word(self) -> Words:
        if not self.before:
            return ADDED
        return CHANGED if self.after else REMOVED

    @property
    def label(self) -> str:
        return ": ".join(filter(None, (self.part, self.field)))

    @property
    def said(self) -> str:
        """What it is about, in a line: without the address of a record and its proofs."""
        if not self.part:
            return "" if self.field == label_of(Record, "slug") else " ".join(self.after.split())
        if self.part == str(Citation._meta.verbose_name):
            return ""
        proof = {label_of(Statement, one) for one in ("source", "locator", "certainty", "as_of", "note")}
        said = [(name, text) for name, _colon, text in (line.partition(": ") for line in self.after.splitlines())]
        own = [(name, text) for name, text in said if text not in ("", Qualifier.EXACT.label) and name not in proof]
        if not own:
            return ""
        (first, other), (_name, last) = own[0], own[-1]
        # „Art: Telefon“ says less than the number; „Organisation: Alpha“ and „Rolle: Mitglied“ say both something.
        return last if first == _("Art") or len(own) == 1 else f"{other} ({last})"


def label_of(model: Any, name: str) -> str:
    return str(capfirst(model._meta.get_field(name).verbose_name))


class ChangesTable:
    """Reads the changes of some revisions of one kind of record; names of other records are looked up at once."""

    def __init__(self, model: type[Record], *revisions: Changes):
        self.model, self.parts = model, parts_of(model)
        changes = [change for one in revisions for change in one]
        self.names = self._look_up(changes)
        self.labels = self._row_labels(changes)

    def rows(self, changes: Changes) -> list[Row]:
        """Of one of the revisions that the table was made for."""
        found = []
        for change in changes:
            if "field" in change:
                if row := self._field(change, changes):
                    found.append(row)
            else:
                found += self._whole_row(change)
        return found

    def fields(self, changes: Changes) -> list[str]:
        """What was changed, without saying how: for visitors. What only editors see is left out."""
        names = []
        for change in changes:
            if "part" in change:
                names.append(str(self.parts[change["part"]].model._meta.verbose_name_plural))
            elif not is_internal(self.model, change["field"]) and not change["field"].endswith("_wording"):
                names.append(capfirst(self._column(self.model, change["field"]).verbose_name))
        return list(dict.fromkeys(names))

    def _field(self, change: dict, changes: Changes) -> Row | None:
        part = self.parts.get(change.get("part", ""))
        model = part.model if part else self.model
        name = change["field"]
        if name.endswith("_wording") and _has(changes, {**change, "field": name.removesuffix("_wording")}):
            return None  # shown with its date
        wording = _has(changes, {**change, "field": f"{name}_wording"}) or {}
        column = self._column(model, name)
        if change["old"] is None and _as_it_begins(column, change["new"]):
            return None
        where = f"{part.label} {self.labels[change['part'], change['key']]}".strip() if part else ""
        before = self._text(column, change["old"], wording.get("old"))
        after = self._text(column, change["new"], wording.get("new"))
        seen_at = getattr(column, "seen_at", lambda value: "")
        seen = (seen_at(change["old"]), seen_at(change["new"]))
        stays = not part and is_internal(self.model, name)
        return Row(where, str(capfirst(column.verbose_name)), before, after, seen, part.label if part else "", stays)

    def _whole_row(self, change: dict) -> list[Row]:
        part = self.parts[change["part"]]
        values = change.get("added") or change.get("removed")
        lines: list[str] = []
        merged = {**values["fields"], **values["many"]}
        for name, value in merged.items():
            column = self._column(part.model, name)
            if name.endswith("_wording") or name == "position" or _as_it_begins(column, value):
                continue
            if name == "certainty" and value == Certainty.STATED and not merged.get("source_id"):
                continue  # nothing states it, as parts of our own texts
            text = self._text(column, value, merged.get(f"{name}_wording"))
            if text and not (name == "label" and any(line.endswith(f": {text}") for line in lines)):
                lines.append(f"{capfirst(column.verbose_name)}: {text}")
        text = "\n".join(lines)
        before, after = ("", text) if "added" in change else (text, "")
        return [Row(part.label, "", before, after, kind=part.label)]

    def _row_labels(self, changes: Changes) -> dict[tuple[str, str], str]:
        """What a changed row is about, as far as it still exists."""
        keys: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            if "part" in change and "field" in change:
                keys[change["part"]].add(int(change["key"]))
        found: dict[tuple[str, str], str] = defaultdict(str)
        for name, wanted in keys.items():
            model = self.parts[name].model
            foreign = [f.name for f in model._meta.fields if f.many_to_one and f.name != "content_type"]
            rows = model._base_manager.filter(pk__in=wanted).select_related(*foreign)
            found |= {(name, str(row.pk)): f"„{str(row)[:80]}“" for row in rows}
        return defaultdict(str, found)

    @staticmethod
    def _column(model: type[models.Model], name: str) -> Any:
        columns = {field.attname: field for field in content_fields(model)}
        columns |= {field.name: field for field in many_fields(model)}
        return columns.get(name) or models.CharField(name)

    def _text(self, column: Any, value: Any, wording: str | None = None) -> str:
        if value in (None, "", []):
            return ""
        if isinstance(value, list):
            if isinstance(column, TaggableManager):
                return ", ".join(value)
            return ", ".join(self._name(column.related_model, key) for key in value)
        if column.is_relation:
            return self._name(column.related_model, value)
        if isinstance(column, FuzzyDateField):
            return fuzzy_dates.display(value, wording or "")
        if column.name == "field" and column.model is Citation:
            return dict(citable_fields(self.model)).get(value, value)
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("ja") if value else _("nein")
        if isinstance(column, models.DateField):
            return formats.date_format(column.to_python(value), "d.m.Y")
        if isinstance(column, models.DecimalField):
            return formats.localize(column.to_python(value).normalize())
        return str(value)

    def _name(self, model: type[models.Model], key: int) -> str:
        return self.names.get(model, {}).get(key) or f"{_GONE} {key}"

    def _look_up(self, changes: Changes) -> dict[type[models.Model], dict[int, str]]:
        """The names of all records that the changes point to, one query a model."""
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for model, name, value in self._values(changes):
            column = self._column(model, name)
            if column.is_relation and not isinstance(column, TaggableManager):
                keys = value if isinstance(value, list) else [value]
                wanted[column.related_model] |= {key for key in keys if key is not None}
        return {
            model: {row.pk: str(row) for row in model._base_manager.filter(pk__in=keys)}
            for model, keys in wanted.items()
        }

    def _values(self, changes: Changes) -> Iterable[tuple[type[models.Model], str, Any]]:
        for change in changes:
            model = self.parts[change["part"]].model if "part" in change else self.model
            if "field" in change:
                yield model, change["field"], change["old"]
                yield model, change["field"], change["new"]
            else:
                row = change.get("added") or change.get("removed")
                for name, value in {**row["fields"], **row["many"]}.items():
                    yield model, name, value


def is_internal(model: type[Record], name: str) -> bool:
    """Whether a column is for editors only, as the kind declares it."""
    return kind_of(model).not_shown.get(name) == OF_THE_EDITORS


def _as_it_begins(column: Any, value: Any) -> bool:
    """A „nein“ or a nought that nobody chose; it would bury what somebody wrote."""
    is_plain = isinstance(column, models.BooleanField | models.IntegerField) and not column.choices
    return is_plain and value == column.default


def _has(changes: Changes, like: dict) -> dict | None:
    """The change of the same row with this field."""
    for change in changes:
        if all(change.get(key) == like.get(key) for key in ("part", "key", "field")):
            return change
    return None
