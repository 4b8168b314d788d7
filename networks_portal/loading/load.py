"""Puts the fixture files into the database: all or nothing.

A reload sets the records of the files back to what the files say about them. What editors decided and added
stays: the state of a record, records of their own, statements without a source or from a source that the
files do not name for the record. Without a change in files or records, a reload changes nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction
from taggit.managers import TaggableManager

from core import fuzzy_dates
from core.fields import FuzzyDateField
from networks.models import Branch
from networks_portal.loading.branches import load_branches
from networks_portal.loading.files import DirectoryError, Entry, Folder, read_folder
from networks_portal.loading.history import note_changes, states_of
from networks_portal.loading.sections import SECTIONS, SHORT_KEYS, Children
from publishing.enums import State
from publishing.models import Citation, Record, SlugHistory, SourceDocument
from publishing.signals import muted
from regions.models import Region
from regions.official import load_official
from regions.postcodes import load_postcodes_once
from search import index


@dataclass
class Report:
    """How many records and statements were new, changed, unchanged or removed, by model name."""

    new: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)

    @property
    def is_change(self) -> bool:
        return any(counts.total() for counts in (self.new, self.changed, self.removed))


def load_directory(folder: Path, with_supplement: bool = True) -> Report:
    """Load every file of a folder in one transaction, those of the supplement only if asked. Raises DirectoryError, and
    then changes nothing."""
    loader = _Loader(read_folder(folder, with_supplement))
    with transaction.atomic(), muted():
        before = states_of(loader.record_slugs())
        loader.load_branches(folder)
        loader.run()
        if loader.report.is_change:
            note_changes(before)
            index.rebuild()
    return loader.report


class _Loader:
    def __init__(self, folder: Folder):
        self.entries, self.report = folder.entries, Report()
        self.official_regions = folder.official_regions
        self.loaded: dict[type[models.Model], dict[str, models.Model]] = {}
        self.created: set[models.Model] = set()  # by the official list, before the files describe them
        self.unchanged: set[models.Model] = set()
        self.born: set[models.Model] = set()  # by the files: nothing can hang on them yet

    def record_slugs(self) -> dict[type[Record], list[str]]:
        """What the files describe, by kind of record."""
        kinds = {section: spec.model for section, spec in SECTIONS.items() if issubclass(spec.model, Record)}
        return {model: list(self.entries[section]) for section, model in kinds.items()}

    def load_branches(self, folder: Path) -> None:
        new, changed = load_branches(folder)
        self.report.new[Branch.__name__] += new
        self.report.changed[Branch.__name__] += changed
        self.loaded[Branch] = {branch.slug: branch for branch in Branch.objects.all()}
        self.report.unchanged[Branch.__name__] += len(self.loaded[Branch]) - new - changed

    def run(self) -> None:
        for section, spec in SECTIONS.items():
            if spec.model is Region and self.official_regions:
                self._official_regions()
            else:
                self.loaded[spec.model] = _by_address(spec.model)
            later: list[tuple[Entry, models.Model, str, list]] = []
            for entry in self._parents_first(section):
                with _explain(entry.where, entry):
                    record = self._record(entry, spec.model, later)
                self.loaded[spec.model][entry.slug] = record
            for entry, record, key, slugs in later:
                with _explain(entry.where, entry):
                    if self._set_many(record, key, slugs):
                        self._count_change(record)
        for section, spec in SECTIONS.items():
            for entry in self.entries[section].values():
                record = self.loaded[spec.model][entry.slug]
                sources = self._sources(entry)
                for key, children in spec.children.items():
                    self._children(entry, record, children, entry.lists.get(key, []), sources)
                if isinstance(record, Record):
                    self._citations(entry, record, sources)

    def _official_regions(self) -> None:
        """Länder and Kreise of the official list; the files may name and describe them by its slugs."""
        official, postcodes = load_official(), load_postcodes_once()
        self.loaded[Region] = official.by_slug | _by_address(Region)
        fresh = {region.pk for region in official.created}
        self.created = {region for region in self.loaded[Region].values() if region.pk in fresh}
        self.report.new += Counter(Region=len(official.created), Postcode=postcodes)  # only what is above zero
        self.report.changed += Counter(Region=len(official.completed))

    def _parents_first(self, section: str) -> list[Entry]:
        """Entries whose parent stands in the same section come after it."""
        ordered: dict[str, Entry] = {}

        def visit(entry: Entry, path: tuple[str, ...]) -> None:
            if entry.slug in ordered:
                return
            if entry.slug in path:
                raise DirectoryError(
                    entry.where, f"{section}/{entry.slug}", "Die Über- und Unterordnung bildet einen Kreis."
                )
            for key in ("parent", "part_of"):
                slug = entry.values.get(key)
                if isinstance(slug, str) and slug in self.entries[section]:
                    visit(self.entries[section][slug], (*path, entry.slug))
            ordered[entry.slug] = entry

        for entry in self.entries[section].values():
            visit(entry, ())
        return list(ordered.values())

    def _record(self, entry: Entry, model: type[models.Model], later: list) -> models.Model:
        record = self.loaded[model].get(entry.slug)
        values, many = self._values(model, entry.values)
        if issubclass(model, Record) and record is None:
            values.setdefault("state", State.PUBLISHED)
        elif issubclass(model, Record):
            values.pop("state", None)  # from now on the editors decide about it
        before = None if record is None else {name: getattr(record, name) for name in values}
        record = record or model(slug=entry.slug)
        for name, value in values.items():
            setattr(record, name, value)
        if before is None or before != {name: getattr(record, name) for name in values}:
            record.full_clean()
            record.save()
            if before is None:
                self.born.add(record)
            if record not in self.created:
                (self.report.new if before is None else self.report.changed)[model.__name__] += 1
        elif record not in self.created:
            self.report.unchanged[model.__name__] += 1
            self.unchanged.add(record)
        later.extend((entry, record, key, slugs) for key, slugs in many.items())
        return record

    def _count_change(self, record: models.Model) -> None:
        """A record is changed, too, when only one of its lists is."""
        if record in self.unchanged:
            self.unchanged.remove(record)
            self.report.unchanged[type(record).__name__] -= 1
            self.report.changed[type(record).__name__] += 1

    def _values(self, model: type[models.Model], raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list]]:
        """Field values of one row, and its many-to-many lists."""
        values, many = {}, {}
        for key, value in raw.items():
            name = SHORT_KEYS.get(key, key)
            try:
                target = model._meta.get_field(name)
            except FieldDoesNotExist:
                target = None
            is_many = isinstance(target, TaggableManager | models.ManyToManyField)
            if not is_many and (not getattr(target, "concrete", False) or target.primary_key):
                raise ValueError(f"Die Angabe „{key}“ gibt es bei {model._meta.verbose_name} nicht.")
            if is_many:
                many[name] = [] if value is None else value
                if not isinstance(many[name], list) or not all(isinstance(item, str) for item in many[name]):
                    raise ValueError(f"„{key}“ muss eine Liste von Texten sein, nicht {value!r:.80}.")
            elif isinstance(value, list | dict | set | tuple | bytes):
                raise ValueError(f"„{key}“ muss eine einzelne Angabe sein, nicht {value!r:.80}.")
            elif isinstance(target, models.ForeignKey):
                values[name] = self._find(target.related_model, value)
            elif isinstance(target, FuzzyDateField):
                date = fuzzy_dates.parse(value) if value else fuzzy_dates.FuzzyDate("")
                values[name], values[f"{name}_wording"] = date.edtf, date.wording
            else:
                values[name] = target.to_python(value)
                if isinstance(target, models.CharField | models.TextField) and isinstance(values[name], str):
                    values[name] = values[name].strip()
        return values, many

    def _find(self, model: type[models.Model], slug: str | None) -> models.Model | None:
        if slug is None or slug == "":
            return None
        if not isinstance(slug, str):
            raise ValueError(f"Erwartet wird die Kurzadresse ({model._meta.verbose_name}), nicht {slug!r:.80}.")
        if model not in self.loaded:
            raise ValueError(f"{model._meta.verbose_name} „{slug}“ wird erst später geladen.")
        if slug not in self.loaded[model]:
            raise ValueError(f"{model._meta.verbose_name} „{slug}“ gibt es nicht.")
        return self.loaded[model][slug]

    def _sources(self, entry: Entry) -> list[models.Model]:
        """The sources of the files that describe an entry."""
        found = []
        for file, source in entry.files:
            with _explain(file, entry):
                found.append(self._find(SourceDocument, source))
        return [source for source in found if source]

    def _set_many(self, record: models.Model, key: str, slugs: list[str]) -> bool:
        """Make a list what it should be; says whether that was a change."""
        target = record._meta.get_field(key)
        manager = getattr(record, key)
        if isinstance(target, TaggableManager):
            if {name.casefold() for name in manager.names()} == {slug.casefold() for slug in slugs}:
                return False
            manager.set(slugs)
            return True
        wanted = [found for slug in slugs if (found := self._find(target.related_model, slug))]
        if {found.pk for found in wanted} == set(manager.values_list("pk", flat=True)):
            return False
        manager.set(wanted)
        return True

    def _children(self, entry: Entry, owner: models.Model, spec: Children, items: list, sources: list) -> None:
        rows = []
        for position, (file, source, item) in enumerate(items):
            with _explain(file, entry, item):
                if given := {spec.owner, "content_type", "object_id"} & set(item):
                    raise ValueError(f"„{given.pop()}“ ergibt sich aus dem Eintrag und steht nicht in der Angabe.")
                rows.append((file, item, *self._child(owner, spec, item, source, position)))
        self._sync(entry, owner, spec.model, spec.owner, rows, sources)

    def _child(self, owner, spec: Children, raw: dict, source: str | None, position: int):
        values, many = self._values(spec.model, raw)
        values.setdefault("source", self._find(SourceDocument, source))
        if any(target.name == "position" for target in spec.model._meta.fields):
            values["position"] = position
        return values, {key: sorted(set(slugs)) for key, slugs in many.items()}

    def _citations(self, entry: Entry, record: Record, sources: list) -> None:
        rows = []
        for file, source, key, citation in entry.cited:
            with _explain(file, entry, citation):
                raw = {"locator": citation} if isinstance(citation, str) else citation
                record._meta.get_field(key)
                rows.append(
                    (
                        file,
                        citation,
                        {"field": key, **self._values(Citation, {"source": source, **raw})[0]},
                        {},
                    )
                )
        for file, source in entry.files:
            if source and not isinstance(record, SourceDocument):
                rows.append((file, "", {"field": "", "source": self._find(SourceDocument, source)}, {}))
        rows = [
            (file, item, {**values, "position": position}, many)
            for position, (file, item, values, many) in enumerate(rows)
        ]
        self._sync(entry, record, Citation, "", rows, sources)

    def _sync(
        self, entry: Entry, owner, model: type[models.Model], owner_field: str, rows: list, sources: list
    ) -> None:
        """Keep the rows that are as described, add what is missing, delete the others that have one of the
        sources of the files; editors added those without a source or with another one, and they stay.
        """
        named = {source.pk for source in sources}
        named |= {values["source"].pk for _, _, values, _ in rows if values.get("source")}
        if owner_field:
            link = {owner_field: owner}
        else:
            link = {"content_type": ContentType.objects.get_for_model(owner), "object_id": owner.pk}
        present = [] if owner in self.born else list(model.objects.filter(**link))
        missing = []
        for file, item, values, many in rows:
            same = next((row for row in present if self._matches(row, values, many)), None)
            if same is None:
                missing.append((file, item, values, many))
            else:
                present.remove(same)
                self.report.unchanged[model.__name__] += 1
        for row in present:  # first, or a changed row would collide with its own old state
            if row.source_id in named:
                with _explain(entry.where, entry):
                    row.delete()
                self.report.removed[model.__name__] += 1
        for file, item, values, many in missing:
            with _explain(file, entry, item):
                row = model(**link, **values)
                row.full_clean()
                row.save()
                for key, slugs in many.items():
                    self._set_many(row, key, slugs)
            self.report.new[model.__name__] += 1

    def _matches(self, row: models.Model, values: dict, many: dict) -> bool:
        for target in row._meta.concrete_fields:
            if target.name in values:
                expected = values[target.name]
            elif target.has_default() and target.editable:
                expected = target.get_default()
            else:
                continue
            if getattr(row, target.name) != expected:
                return False
        wanted = {key: {self._find(row._meta.get_field(key).related_model, slug) for slug in many[key]} for key in many}
        return all(set(getattr(row, key).all()) == targets for key, targets in wanted.items())


def _by_address(model: type[models.Model]) -> dict[str, models.Model]:
    """All records of a kind, also by the addresses they had before: the files may know one only by those."""
    records = model.objects.in_bulk()
    former = SlugHistory.of(model).values_list("slug", "object_id")
    return {slug: records[pk] for slug, pk in former if pk in records} | {
        record.slug: record for record in records.values()
    }


class _explain:
    """Turns what goes wrong with a record into a DirectoryError that names file, record and reason."""

    def __init__(self, file: str, entry: Entry, item: Any = None):
        self.file, self.record = file, f"{entry.section}/{entry.slug}"
        if item:
            self.record += f": {item!r:.160}"

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, ValidationError):
            parts = getattr(error, "message_dict", {"": error.messages})
            reason = "; ".join(f"{key}: {' '.join(texts)}" if key else " ".join(texts) for key, texts in parts.items())
            raise DirectoryError(self.file, self.record, reason) from error
        if isinstance(error, (ValueError, TypeError, ArithmeticError, FieldDoesNotExist, DatabaseError)):
            raise DirectoryError(self.file, self.record, str(error)) from error
        return False
