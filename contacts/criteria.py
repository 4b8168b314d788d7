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


def _many_with_basis(model: type[Person], pks: list[int]) -> set[int]:
    return set(model._base_manager.filter(pk__in=pks).exclude(basis="").order_by().values_list("pk", flat=True))


@criterion(
    Person,
    _lazy("Grundlage der Veröffentlichung: warum die Person im Verzeichnis stehen darf"),
    blocking=False,
    field="basis",
    many=_many_with_basis,
)
def person_has_basis(person: Person) -> bool:
    return bool(person.basis)


def _many_without_objection(model: type[Person], pks: list[int]) -> set[int]:
    return set(model._base_manager.filter(pk__in=pks, objected_on=None).order_by().values_list("pk", flat=True))


@criterion(
    Person, _lazy("Kein Widerspruch der Person gegen die Veröffentlichung"), field="basis", many=_many_without_objection
)
def person_has_not_objected(person: Person) -> bool:
    return person.objected_on is None


def _many_without_namesake(model: type[Person], pks: list[int]) -> set[int]:
    objected = model._base_manager.exclude(objected_on=None).order_by()
    found = {pk: (given, family) for pk, given, family in objected.values_list("pk", "given_name", "family_name")}
    if not found:
        return set(pks)
    names = model._base_manager.filter(pk__in=pks).order_by().values_list("pk", "given_name", "family_name")
    return {pk for pk, *name in names if tuple(name) not in {one for other, one in found.items() if other != pk}}


@criterion(
    Person,
    _lazy("Niemand gleichen Namens hat der Veröffentlichung widersprochen"),
    blocking=False,
    field="basis",
    many=_many_without_namesake,
)
def nobody_of_that_name_has_objected(person: Person) -> bool:
    same = Person.objects.filter(given_name=person.given_name, family_name=person.family_name)
    return not same.exclude(objected_on=None).exclude(pk=person.pk).exists()


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
