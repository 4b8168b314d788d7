"""Who answers, as the API tells it: people where they are released, in place of others the office they work for."""

from collections.abc import Iterable
from typing import Any

from contacts.models import Person, Responsibility
from core.kinds import kind_of
from documents.build import documents_of
from documents.persons import may_be_given_in_bulk
from documents.proofs import COLUMNS, Sources, proof
from networks.models import Organisation

WAYS = "kontaktwege"


class Offices:
    """Offices and people with their ways, each read once for all that name them."""

    def __init__(self, people: Iterable[Person], offices: Iterable[Organisation | None]):
        people = list(people)
        released = [one.pk for one in people if may_be_given_in_bulk(one)]
        behind = [one.organisation_id for one in people if one.organisation_id]
        own = [one.pk for one in offices if one]
        self._people = {one["id"]: one for one in documents_of(kind_of(Person), released, ["funktion", WAYS])}
        keys = list(dict.fromkeys([*own, *behind]))
        self._offices = {one["id"]: one for one in documents_of(kind_of(Organisation), keys, [WAYS])}

    def who(self, person: Person | None, office: Organisation | None) -> dict[str, Any]:
        """The person, if they may be named, and the office."""
        key = office.pk if office else person.organisation_id if person else None
        found = {"person": self._people.get(person.pk) if person else None, "stelle": self._offices.get(key or 0)}
        return {name: one for name, one in found.items() if one}

    def is_named(self, person: Person | None) -> bool:
        return person is None or person.pk in self._people


def proof_of(task: Responsibility, named: bool) -> list[Any]:
    """Where a task is from. `named`: whether the person that has it is."""
    return [proof([getattr(task, name) for name in COLUMNS], Sources(), task.pk, is_silent=not named)]
