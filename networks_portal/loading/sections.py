"""Which section of a fixture file fills which model, and which lists hang below its records."""

from dataclasses import dataclass, field

from django.db.models import Model

from core.kinds import Kind, kinds
from publishing.snapshots import parts_of


@dataclass(frozen=True)
class Children:
    """A list below a record: its model, and the foreign key to the record (empty: attached to any record)."""

    model: type[Model]
    owner: str = ""


@dataclass(frozen=True)
class Section:
    model: type[Model]
    children: dict[str, Children] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: Kind) -> "Section":
        """The rows that a record carries, called as its relations unless the kind says otherwise."""
        called = {relation: key for key, relation in kind.section_keys.items()}
        model: type[Model] = kind.model
        parts = [part for part in parts_of(model).values() if part.name not in ("citations", *kind.not_written)]
        rows = {called.get(part.name, part.name): Children(part.model, part.owner) for part in parts}
        return cls(kind.model, rows)


# In the order of loading: a section refers only to itself and to those above it.
SECTIONS = {kind.section: Section.of(kind) for kind in kinds() if kind.section}

# What the files call some fields, shorter than their names.
SHORT_KEYS = {"at": "locator", "to": "to_network"}
