"""People whom sources name at a record. Named is not responsible; who is responsible is never denied."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.prepared import ask_many
from pages.records import Marks
from publishing.models import Record
from publishing.models.statement import pointers


@dataclass
class Mentioned:
    """A person as sources name them: the roles stated, how named, the markers, the notes; and the rows that say so.

    `tasks`: what they are the contact for elsewhere, as records or in words.
    """

    name: str
    person: Any = None
    roles: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    mark: Marks = Marks()
    notes: list[str] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    tasks: list[Any] = field(default_factory=list)

    @property
    def stand(self) -> str:
        return next((row.stand for row in self.rows if row.stand), "")

    @property
    def records(self) -> list[Record]:
        """The entries they are the contact for."""
        return [task for task in self.tasks if isinstance(task, Record)]

    @property
    def others(self) -> list[str]:
        """What else they are the contact for, where no entry has it."""
        return [] if self.records else [str(task) for task in self.tasks]

    def add(self, row) -> None:
        self.rows.append(row)
        for known, new in (
            (self.roles, row.role),
            (self.ways, row.get_named_as_display()),
            (self.notes, row.note),
        ):
            if new and new not in known:
                known.append(new)
        self.mark += tuple(mark for mark in row.mark if mark not in self.mark)


def mentioned(record: Record, rows: Iterable) -> list[Mentioned]:
    """Who is named at a record, each once with all ways of naming; whoever is a contact for it is left out.

    `rows`: the mentions with their person, markers and Stand. One query where there are any.
    """
    people: dict[int, Mentioned] = {}
    for row in rows:
        people.setdefault(row.person_id, Mentioned(row.person.full_name, row.person)).add(row)
    for task in _tasks([one.person for one in people.values()]):
        one = people.get(task.person_id)
        if one is None:
            continue
        model: Any = type(task)
        records = [named for pointer in pointers(model) if (named := _named(task, pointer))]
        if record in records or _is_at(one.person, record):
            del people[task.person_id]
        else:
            nearest = records[0] if records else task.task  # a network, not who carries it
            one.tasks += [nearest] if nearest not in one.tasks else []
    return list(people.values())


def _named(task, pointer) -> Record | None:
    """An entry that a task is for; not who holds it."""
    return None if pointer.name in task.carriers else getattr(task, pointer.name)


def _is_at(person, record: Record) -> bool:
    """The page of an organisation lists those of its people who are contacts."""
    organisation = type(person)._meta.get_field("organisation")
    return isinstance(record, organisation.related_model) and person.organisation_id == record.pk


def _tasks(people: list) -> list:
    """The public tasks of today of some people, with the entries that they are for."""
    if not people:
        return []
    model = type(people[0]).responsibilities.rel.related_model
    named = [pointer.name for pointer in pointers(model) if pointer.name not in model.carriers]

    def build(pks: list[int]):
        return model.objects.public().filter(person__in=pks).select_related(*named).order_by("priority", "pk")

    found = ask_many("tasks of people named", sorted(person.pk for person in people), build)
    return [task for task in found if task.is_current]
