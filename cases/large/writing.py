"""Changes of many public records at once, by the rules for one (publishing.changes.apply), without signals."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from taggit.managers import TaggableManager

from publishing import changes as compare
from publishing.changes import CHUNK, Changes
from publishing.models import Record
from publishing.snapshots import Part, Snapshot, many_fields, parts_of, take_many


class Refused(ValidationError):
    """Which of many records cannot be written and why, by kind and key; the transaction is to be taken back."""

    def __init__(self, reasons: dict[tuple[type[Record], int], str]):
        self.reasons = reasons
        super().__init__(list(reasons.values()), code="refused")


def is_simple(changes: Changes) -> bool:
    """An address of its own leaves redirects, which only saving one by one sees to."""
    return not any(change.get("field") == "slug" and "part" not in change for change in changes)


def apply_many(model: type[Record], wanted: list[tuple[Any, Changes]]) -> None:
    """Write the changes to locked records; in the changes proposed rows get their real keys. Raises Refused."""
    now = take_many(model, [record.pk for record, _ in wanted])
    _Writing(model, wanted, now).write()


class _Writing:
    def __init__(self, model: type[Record], wanted: list[tuple[Any, Changes]], now: dict[int, Snapshot]):
        self.model, self.wanted = model, wanted
        self.reasons: dict[tuple[type[Record], int], str] = {}
        for record, changes in wanted:
            if compare.conflicts(now[record.pk], changes):
                self._refuse(record, compare.Conflict(changes))

    def write(self) -> None:
        self._stop_if_refused()
        own = [
            (record, record, {one["field"]: one["new"] for one in changes if "part" not in one})
            for record, changes in self.wanted
        ]
        self._save(self.model, [one for one in own if one[2]])
        for name, part in parts_of(self.model).items():
            mine = [(record, one) for record, changes in self.wanted for one in changes if one.get("part") == name]
            if mine:
                self._write_part(part, mine)

    def _write_part(self, part: Part, mine: list[tuple[Record, dict]]) -> None:
        """Removed first, or a changed row would collide with what it replaces."""
        if removed := [int(change["key"]) for _, change in mine if "removed" in change]:
            part.model._base_manager.filter(pk__in=removed).delete()
        changed: dict[int, tuple[Record, dict]] = {}
        for record, change in mine:
            if "field" in change:
                changed.setdefault(int(change["key"]), (record, {}))[1][change["field"]] = change["new"]
        rows = part.model._base_manager.in_bulk(changed)
        self._save(part.model, [(record, rows[pk], values) for pk, (record, values) in changed.items() if pk in rows])
        added = [(record, change) for record, change in mine if "added" in change]
        self._add(part, added)

    def _add(self, part: Part, added: list[tuple[Record, dict]]) -> None:
        filled = []
        for record, change in added:
            row, values, pk = part.model(**part.link(record)), change["added"], int(change["key"])
            row.pk = pk if pk > 0 else None
            compare.fill(row, values["fields"])
            filled.append((record, row, {**values["fields"], **values["many"]}))
        self._check(part.model, filled)
        compare.insert(part.model, [(row, change["added"]["many"]) for (_, row, _), (_, change) in zip(filled, added)])
        for (_, row, _), (_, change) in zip(filled, added, strict=True):
            change["key"] = str(row.pk)

    def _save(self, model: type[models.Model], rows: list[tuple[Record, Any, dict[str, Any]]]) -> None:
        """Each row with the values that it gets."""
        if not rows:
            return
        for _, row, values in rows:
            compare.fill(row, values)
        self._check(model, rows)
        names = {field.name for field in many_fields(model)}
        if any(values.keys() - names for _, _, values in rows):
            columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
            model._base_manager.bulk_create(  # much quicker than an update of each
                [row for _, row, _ in rows],
                update_conflicts=True,
                unique_fields=[model._meta.pk.name],
                update_fields=columns,
                batch_size=CHUNK,
            )
        for field in many_fields(model):
            self._list(field, [(row, values[field.name]) for _, row, values in rows if field.name in values])

    @staticmethod
    def _list(field: Any, rows: list[tuple[Any, list]]) -> None:
        if rows:
            through, pks = field.remote_field.through._base_manager, [row.pk for row, _ in rows]
            if isinstance(field, TaggableManager):
                kind = ContentType.objects.get_for_model(rows[0][0])
                through.filter(content_type=kind, object_id__in=pks).delete()
            else:
                through.filter(**{f"{field.m2m_column_name()}__in": pks}).delete()
            compare.fill_list(field, rows)

    def _check(self, model: type[models.Model], rows: Iterable[tuple[Record, Any, dict[str, Any]]]) -> None:
        """As a form would, without asking the database for each: what only that knows, it refuses itself."""
        relations = {field.name for field in model._meta.concrete_fields if field.is_relation}
        named: dict[Any, dict[int, list[Record]]] = defaultdict(lambda: defaultdict(list))
        for record, row, values in rows:
            try:
                row.clean_fields(exclude=compare.hidden(row) | relations)
                row.clean()
            except ValidationError as error:
                self._refuse(record, ValidationError(compare.named(row, error)))
            for field in (*model._meta.concrete_fields, *many_fields(model)):
                value = values.get(field.name if field.many_to_many else field.attname)
                if field.is_relation and value is not None and not isinstance(field, TaggableManager):
                    for key in value if isinstance(value, list) else [value]:
                        named[field][key].append(record)
        for field, by_key in named.items():
            for key in compare.missing(field, by_key):
                for record in by_key[key]:
                    self._refuse(record, ValidationError(compare.gone(field)))
        self._stop_if_refused()

    def _refuse(self, record: Record, error: ValidationError) -> None:
        self.reasons.setdefault((type(record), record.pk), " ".join(error.messages))

    def _stop_if_refused(self) -> None:
        if self.reasons:
            raise Refused(self.reasons)
