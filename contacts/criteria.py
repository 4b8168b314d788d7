"""What people need before release."""

from contacts.models import Person
from core.words import _lazy
from publishing.criteria import criterion, having


def _many_have_place(model: type[Person], pks: list[int]) -> set[int]:
    return having("responsibilities")(model, pks) | having("mentions")(model, pks)


@criterion(
    Person,
    _lazy("Zuständigkeit oder Nennung: was die Person mit den Einträgen zu tun hat"),
    field="responsibilities",
    many=_many_have_place,
)
def person_has_place(person: Person) -> bool:
    return person.responsibilities.exists() or person.mentions.exists()


def _many_can_be_reached(model: type[Person], pks: list[int]) -> set[int]:
    only_named = set(pks) - having("responsibilities")(model, pks)
    return only_named | having("channels")(model, pks) | having("organisation__channels")(model, pks)


@criterion(
    Person,
    _lazy("Ein Kontaktweg, eigener oder der Organisation"),
    blocking=False,
    field="channels",
    many=_many_can_be_reached,
)
def person_can_be_reached(person: Person) -> bool:
    if not person.responsibilities.exists():
        return True  # only named, never a contact
    office = person.organisation
    return person.channels.exists() or bool(office and office.channels.exists())
