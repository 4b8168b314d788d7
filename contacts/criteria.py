"""What people need before release."""

from contacts.models import Person
from core.words import _lazy
from publishing.criteria import criterion


@criterion(
    Person, _lazy("Zuständigkeit oder Nennung: was die Person mit den Einträgen zu tun hat"), field="responsibilities"
)
def person_has_place(person: Person) -> bool:
    return person.responsibilities.exists() or person.mentions.exists()


@criterion(Person, _lazy("Ein Kontaktweg, eigener oder der Organisation"), blocking=False, field="channels")
def person_can_be_reached(person: Person) -> bool:
    if not person.responsibilities.exists():
        return True  # only named, never a contact
    office = person.organisation
    return person.channels.exists() or bool(office and office.channels.exists())
