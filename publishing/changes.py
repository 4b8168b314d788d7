"""What differs between two snapshots, as a list that is kept, shown and applied.

    {"field": "summary", "old": "…", "new": "…"}                      a column or a list of the record
    {"part": "names", "key": "17", "field": "name", "old": …, "new": …}   a column of a row below it
    {"part": "names", "key": "-5000", "added": {…}} / {"part": …, "key": …, "removed": {…}}

Only what a change touches is written when it takes effect, so what others changed meanwhile stays; where both
touched the same, it is a conflict that people decide about.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from taggit.managers import TaggableManager

from core.fields import DayBound
from core.words import _
from publishing.constraints import check_constraints
from publishing.enums import Risk
from publishing.models import Record
from publishing.snapshots import Part, Snapshot, content_fields, many_fields, parts_of, take

CHUNK = 500
Changes = list[dict[str, Any]]


class Conflict(ValidationError):
    """Somebody else changed the same meanwhile; `changes` are those that do not fit any more."""

    def __init__(self, changes: Changes):
        self.changes = changes
        super().__init__(
            _("Der Eintrag wurde seitdem an denselben Stellen geändert. Bitte öffnen, prüfen und neu sichern."),
            code="conflict",
        )


def diff(old: Snapshot, new: Snapshot) -> Changes:
    """From one state to another, in the order of the form: the record's own fields, then its rows."""
    changes = _values(old, new)
    for part, rows in new["parts"].items():
        before = old["parts"].get(part, {})
        for key, row in before.items():
            if key not in rows:
                changes.append({"part": part, "key": key, "removed": row})
        for key, row in rows.items():
            if key in before:
                changes += [{"part": part, "key": key, **change} for change in _values(before[key], row)]
            else:
                changes.append({"part": part, "key": key, "added": row})
    return changes


def _values(old: dict, new: dict) -> Changes:
    found = []
    for group in ("fields", "many"):
        for name, value in new[group].items():
            before = old[group].get(name, [] if group == "many" else None)
            if before != value and not (before is None and value == ""):
                found.append({"field": name, "old": before, "new": value})
    return found


def replayed(snapshot: Snapshot, changes: Changes) -> Snapshot:
    """The snapshot that results from changes, without touching the database."""
    fields, many = dict(snapshot["fields"]), dict(snapshot["many"])
    parts = {name: dict(rows) for name, rows in snapshot["parts"].items()}
    for change in changes:
        if "part" not in change:
            (many if change["field"] in many else fields)[change["field"]] = change["new"]
            continue
        rows = parts.setdefault(change["part"], {})
        if "added" in change:
            rows[change["key"]] = change["added"]
        elif "removed" in change:
            rows.pop(change["key"], None)
        elif row := rows.get(change["key"]):
            group = "many" if change["field"] in row["many"] else "fields"
            rows[change["key"]] = {**row, group: {**row[group], change["field"]: change["new"]}}
    return {"fields": fields, "many": many, "parts": parts}


def conflicts(now: Snapshot, changes: Changes) -> Changes:
    """The changes whose starting point is not there any more."""
    return [change for change in changes if not _fits(now, change)]


def _fits(now: Snapshot, change: dict) -> bool:
    if "part" not in change:
        current = {**now["fields"], **now["many"]}.get(change["field"])
        return current in (change["old"], change["new"])
    row = now["parts"].get(change["part"], {}).get(change["key"])
    if "added" in change:
        return row is None
    if "removed" in change:
        return row in (None, change["removed"])
    return row is not None and {**row["fields"], **row["many"]}.get(change["field"]) in (change["old"], change["new"])


def risk_of(model: type[Record], changes: Changes) -> Risk:
    """The worst that a mistake in these changes could harm."""
    parts, worst = parts_of(model), Risk(model.risk)
    for change in changes:
        if "part" in change:
            worst = max(worst, parts[change["part"]].model.risk)
        else:
            worst = max(worst, model.field_risks.get(change["field"], Risk.TEXT))
    return Risk(worst)


def apply(record: Record, changes: Changes, *, lasting: bool = True) -> dict[str, int]:
    """Write the changes; returns the real keys of proposed rows. Raises Conflict or ValidationError.

    Not `lasting`: to be looked at in a trial; proposed rows keep their keys, conflicts are let pass.
    """
    writer = _Writer(record, lasting)
    try:
        if not lasting:
            writer.write(changes)
            return writer.keys
        with transaction.atomic():
            if not record._state.adding:
                record.refresh_from_db()  # saving must not bring back what the caller read a while ago
                if found := conflicts(take(record), changes):
                    raise Conflict(found)
            writer.write(changes)
            check_constraints()
    except IntegrityError as error:
        raise ValidationError(
            _("Der geänderte Eintrag widerspricht einer Regel der Datenbank: {error}").format(error=error)
        ) from error
    return writer.keys


class _Writer:
    def __init__(self, record: Record, lasting: bool):
        self.record, self.lasting = record, lasting
        self.keys: dict[str, int] = {}

    def write(self, changes: Changes) -> None:
        own = {change["field"]: change["new"] for change in changes if "part" not in change}
        self._save(self.record, own)
        for name, part in parts_of(type(self.record)).items():
            mine = [change for change in changes if change.get("part") == name]
            # Removed first, or a changed row would collide with what it replaces.
            removed = [int(change["key"]) for change in mine if "removed" in change]
            for row in part.model._base_manager.filter(pk__in=removed):
                row.delete()
            self._change_rows(part, [change for change in mine if "field" in change])
            added = [(change["key"], change["added"]) for change in mine if "added" in change]
            if self.lasting:
                for key, values in added:
                    self._add(part, key, values)
            else:
                self._add_on_trial(part, added)

    def _change_rows(self, part: Part, changes: Changes) -> None:
        by_key: dict[int, dict] = {}
        for change in changes:
            by_key.setdefault(int(change["key"]), {})[change["field"]] = change["new"]
        rows = part.model._base_manager.in_bulk(by_key)
        for key, values in by_key.items():
            if key in rows:
                self._save(rows[key], values)

    def _add(self, part: Part, key: str, values: dict) -> None:
        pk = int(key)
        row = part.model(**part.link(self.record))
        if pk > 0:
            row.pk = pk
        self._save(row, {**values["fields"], **values["many"]}, force_insert=True)
        self.keys[key] = row.pk

    def _add_on_trial(self, part: Part, added: list[tuple[str, dict]]) -> None:
        """All at once: a form with thirty proposed rows costs no more than one with a single one."""
        rows = [(part.model(pk=int(key), **part.link(self.record)), values) for key, values in added]
        for row, values in rows:
            fill(row, values["fields"])
        insert(part.model, [(row, values["many"]) for row, values in rows])

    def _save(self, row: models.Model, values: dict, force_insert: bool = False) -> None:
        many = {field.name: field for field in many_fields(type(row))}
        lists = {name: value for name, value in values.items() if name in many}
        fill(row, values)
        if self.lasting:
            self._validate(row, values)
        row.save(force_insert=force_insert)
        for name, value in lists.items():
            if not isinstance(many[name], TaggableManager):
                self._exist(many[name], value)
            getattr(row, name).set(value)

    def _validate(self, row: models.Model, values: dict) -> None:
        for field in row._meta.concrete_fields:
            if field.is_relation and values.get(field.attname) is not None:
                self._exist(field, [values[field.attname]])
        try:
            row.full_clean(exclude=hidden(row))
        except ValidationError as error:
            raise ValidationError(named(row, error), code="invalid") from error

    @staticmethod
    def _exist(field: models.Field, keys: list[int]) -> None:
        if missing(field, keys):
            raise ValidationError(gone(field), code="gone")


def fill(row: models.Model, values: dict[str, Any]) -> None:
    """Sets the columns that say something to what a snapshot has for them."""
    columns = {field.attname: field for field in content_fields(type(row))}
    for name, value in values.items():
        if name in columns:
            setattr(row, name, columns[name].to_python(value))


def insert(model: type[models.Model], rows: Iterable[tuple[models.Model, dict[str, list]]]) -> None:
    """New rows with their lists, all at once and without signals."""
    rows = list(rows)
    model._base_manager.bulk_create([row for row, _ in rows], batch_size=CHUNK)
    for field in many_fields(model):
        fill_list(field, [(row, many.get(field.name, ())) for row, many in rows])


def fill_list(field: Any, rows: Sequence[tuple[Any, Iterable[Any]]]) -> None:
    """One list of many rows that have nothing in it yet."""
    through: Any = field.remote_field.through
    if isinstance(field, TaggableManager):
        found = _tagged(through, rows)
    else:
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        found = (through(**{own: row.pk, other: key}) for row, keys in rows for key in dict.fromkeys(keys))
    through._base_manager.bulk_create(found, batch_size=CHUNK)


def _tagged(through: Any, rows: Sequence[tuple[Any, Iterable[str]]]) -> Iterator[models.Model]:
    """As taggit's `set` does, which asks ten times for each row: a quarter of what a new firm cost in an import."""
    known, tags = through.tag_model()._default_manager, {}
    for name in dict.fromkeys(name for one in rows for name in one[1]):
        same = known.filter(name__iexact=name).order_by("pk").first()
        tags[name] = same or known.get_or_create(name=name)[0]  # somebody else may have made it by now
    for row, names in rows:
        for tag in dict.fromkeys(tags[name] for name in names):
            yield through(tag=tag, **through.lookup_kwargs(row))


def missing(field: Any, keys: Iterable[int]) -> set[int]:
    """Those of the keys to which a column or list can no longer point."""
    wanted, there = list(set(keys)), set()
    for start in range(0, len(wanted), CHUNK):
        rows = field.related_model._base_manager.filter(pk__in=wanted[start : start + CHUNK])
        there.update(rows.values_list("pk", flat=True))
    return set(wanted) - there


def hidden(row: models.Model) -> set[str]:
    """Fields that nobody writes into a form, so that nobody could mend them there."""
    return {f.name for f in row._meta.concrete_fields if not f.editable and not isinstance(f, DayBound)}


def named(row: models.Model, error: ValidationError) -> list[str]:
    """Its messages, each with the kind of row."""
    return [f"{row._meta.verbose_name}: {message}" for message in error.messages]


def gone(field: models.Field) -> str:
    return _("„{field}“: Ein Eintrag, auf den das zeigt, ist gelöscht.").format(field=field.verbose_name)
