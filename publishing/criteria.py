"""What an entry needs before it is released, as a list in words. Packages above add their own.

@criterion(Network, "Mindestens eine Region", field="regions")
def has_region(network): return network.regions.exists()

What a public entry lacked before is said, but holds up no change that does not touch it. One that looks beyond the
columns of the entry says with `many` how it is asked of many entries at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from core.words import Words, _, _lazy
from memory.trial import trial
from publishing import changes as compare
from publishing.citing import NO_CONTACT
from publishing.enums import State
from publishing.models import Citation, Record, Revision, SourceDocument, Statement
from publishing.snapshots import Part, parts_of

Many = Callable[[type[Any], list[int]], set[int]]  # those keys of a kind that have what is needed


@dataclass(frozen=True)
class Criterion:
    """`text` names what is needed; without it a `blocking` one stops the release. `field`: the column or rows of its
    form where that is entered, `also`: or where instead. `asked`: of which records of `model`, told without a query."""

    model: type[Record]
    text: Words
    blocking: bool
    field: str
    met: Callable[[Record], bool]
    many: Many | None = None
    asked: Callable[[Any], bool] = lambda record: True
    also: tuple[str, ...] = ()

    def concerns(self, record: Record) -> bool:
        return isinstance(record, self.model) and self.asked(record)

    def answer(self, met: bool) -> "Answer":
        return Answer(self.text, self.blocking, bool(met), self.field, also=self.also)


@dataclass(frozen=True)
class Answer:
    """`is_old`: visitors see the entry without it already."""

    text: Words
    blocking: bool
    met: bool
    field: str = ""
    is_old: bool = False
    also: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        if self.met:
            return _("erfüllt")
        if self.blocking:
            return _("fehlt schon länger, hält diese Änderung nicht auf") if self.is_old else _("fehlt")
        return _("fehlt, muss aber nicht")

    @property
    def stops(self) -> bool:
        """Without it nothing is released."""
        return self.blocking and not self.met and not self.is_old


class Lacking(ValidationError):
    """What a record needs before it is released; `answers` are those that stop it."""

    def __init__(self, record: Record, answers: Iterable[Answer]):
        self.record, self.answers = record, [answer for answer in answers if answer.stops]
        words = _("Vor der Freigabe fehlt: {text}.")
        super().__init__([words.format(text=answer.text) for answer in self.answers], code="criteria")


_criteria: list[Criterion] = []


def criterion(model: type[Record], text: Words, *, blocking: bool = True, field: str = "", **more: Any):
    """Registers a function that says whether a record of this kind (or of one derived from it) has what it needs."""

    def register(met: Callable[[Record], bool]) -> Callable[[Record], bool]:
        _criteria.append(Criterion(model, text, blocking, field, met, **more))
        return met

    return register


def checklist(record: Record) -> list[Answer]:
    """Every criterion for this kind of record and whether it is met; blocking ones first."""
    mine = [one for one in _criteria if one.concerns(record)]
    return sorted((one.answer(_is_met(one, record)) for one in mine), key=lambda answer: not answer.blocking)


def checklists(records: list[Any]) -> dict[int, list[Answer]]:
    """`checklist` of each of some records of one kind, as they are at hand, by their keys."""
    found: dict[int, list[Answer]] = {record.pk: [] for record in records}
    mine = [one for one in _criteria if any(map(one.concerns, records))]
    for one in sorted(mine, key=lambda one: not one.blocking):
        met = one.many(type(records[0]), list(found)) if one.many else {r.pk for r in records if one.met(r)}
        for record in filter(one.concerns, records):
            found[record.pk].append(one.answer(record.pk in met))
    return found


def having(path: str, **conditions: Any) -> Many:
    """For criteria of many records: something stands at the end of a path of relations."""

    def many(model: type[Record], pks: list[int]) -> set[int]:
        rows = model._base_manager.filter(**{"pk__in": pks, f"{path}__isnull": False} | conditions)
        return set(rows.order_by().values_list("pk", flat=True))

    return many


def _is_met(one: Criterion, record: Record) -> bool:
    try:
        return bool(one.met(record))
    except ValueError:  # asks for rows, and a record that is not saved yet has none
        if record.pk is None:
            return False
        raise


def compared(answers: Iterable[Answer], before: Iterable[Answer]) -> list[Answer]:
    """The answers, with a mark at what was not met before either."""
    unmet = {str(answer.text) for answer in before if not answer.met}
    return [replace(answer, is_old=not answer.met and str(answer.text) in unmet) for answer in answers]


def once_released(record: Record, change: Revision | None) -> list[Answer]:
    """The checklist of a record as it will be with its open change. Raises ValidationError where that fits no more."""
    if record.state != State.PUBLISHED or change is None:
        return checklist(record)
    rows = type(record)._base_manager.filter(pk=record.pk)
    before = checklist(rows.get())
    with trial():
        compare.apply(rows.get(), change.changes, lasting=False)
        return compared(checklist(rows.get()), before)


def check(record: Record, answers: Iterable[Answer]) -> None:
    """Raises Lacking where one of its answers stops the release."""
    answers = list(answers)
    if any(answer.stops for answer in answers):
        raise Lacking(record, answers)


@criterion(Record, _lazy("Name oder Titel"), field="name")
def has_name(record: Record) -> bool:
    return bool(str(record).strip())


def _sourced(model: type[Record], pks: list[int]) -> set[int]:
    found = having("citations__source")(model, pks)
    for part in parts_of(model).values():
        if rest := [pk for pk in pks if pk not in found and issubclass(part.model, Statement)]:
            found |= _cited(part, model, rest)
    return found


def _cited(part: Part, model: type[Record], pks: list[int]) -> set[int]:
    owner = f"{part.owner}_id" if part.owner else "object_id"
    kind = {} if part.owner else {"content_type": ContentType.objects.get_for_model(model)}
    rows = part.model._base_manager.filter(**{f"{owner}__in": pks}, **kind).exclude(source=None)
    return set(rows.order_by().values_list(owner, flat=True))


@criterion(Record, _lazy("Mindestens eine Quelle"), field="citations", many=_sourced, asked=attrgetter("needs_source"))
def has_source(record: Record) -> bool:
    """For the entry or a field, or at least for one statement."""
    if record.citations.exclude(source=None).exists():
        return True
    return any(_is_cited(record, part.name) for part in parts_of(type(record)).values())


def _is_cited(record: Record, part: str) -> bool:
    rows = getattr(record, part)
    return issubclass(rows.model, Statement) and rows.exclude(source=None).exists()


@criterion(SourceDocument, _lazy("Stand oder Datum der Quelle"), field="dated")
def source_is_dated(source: SourceDocument) -> bool:
    return bool(source.as_of or source.dated)


def sources_name_no_contact(record: Record) -> bool:
    """An editor stated, with the source, that it names no way to get in touch."""
    return Citation.objects.filter(pk__in=record.citations.filter(field=NO_CONTACT)).exclude(source=None).exists()


def many_name_no_contact(model: type[Record], pks: list[int]) -> set[int]:
    return having("citations__source", citations__field=NO_CONTACT)(model, pks)
