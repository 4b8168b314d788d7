"""What an entry needs before it is released, as a list in words. Packages above add their own.

@criterion(Network, "Mindestens eine Region", at="regions")
def has_region(network): return network.regions.exists()
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from core.words import Words, _, _lazy
from publishing.citing import NO_CONTACT
from publishing.models import Citation, Record, SourceDocument, Statement, Topic
from publishing.snapshots import parts_of


@dataclass(frozen=True)
class Criterion:
    """`text` names what is needed; without it a `blocking` one stops the release. `at`: the column or the relation
    where it is written."""

    model: type[Record]
    text: Words
    blocking: bool
    met: Callable[[Record], bool]
    at: str


@dataclass(frozen=True)
class Answer:
    text: Words
    blocking: bool
    met: bool
    at: str = ""

    @property
    def word(self) -> str:
        if self.met:
            return _("erfüllt")
        return _("fehlt") if self.blocking else _("fehlt, muss aber nicht")


_criteria: list[Criterion] = []


def criterion(model: type[Record], text: Words, *, at: str, blocking: bool = True):
    """Registers a function that says whether a record of this kind (or of one derived from it) has what it needs."""

    def register(met: Callable[[Record], bool]) -> Callable[[Record], bool]:
        _criteria.append(Criterion(model, text, blocking, met, at))
        return met

    return register


def checklist(record: Record) -> list[Answer]:
    """Every criterion for this kind of record and whether it is met; blocking ones first."""
    mine = [one for one in _criteria if isinstance(record, one.model)]
    answers = [Answer(one.text, one.blocking, _is_met(one, record), one.at) for one in mine]
    return sorted(answers, key=lambda answer: not answer.blocking)


def _is_met(one: Criterion, record: Record) -> bool:
    try:
        return bool(one.met(record))
    except ValueError:  # asks for rows, and a record that is not saved yet has none
        if record.pk is None:
            return False
        raise


def missing(answers: Iterable[Answer]) -> list[Words]:
    return [answer.text for answer in answers if answer.blocking and not answer.met]


def check(record: Record) -> None:
    """Raises ValidationError that names what is missing."""
    if lacking := missing(checklist(record)):
        words = _("Vor der Freigabe fehlt: {text}.")
        raise ValidationError([words.format(text=text) for text in lacking], code="criteria")


@criterion(Record, _lazy("Name oder Titel"), at="name")
def has_name(record: Record) -> bool:
    return bool(str(record).strip())


@criterion(Record, _lazy("Mindestens eine Quelle"), at="citations")
def has_source(record: Record) -> bool:
    """For the entry or a field, or at least for one statement; a source is its own, a topic may be our own words."""
    if isinstance(record, SourceDocument | Topic):
        return True
    if record.citations.exclude(source=None).exists():
        return True
    return any(_is_cited(record, part.name) for part in parts_of(type(record)).values())


def _is_cited(record: Record, part: str) -> bool:
    rows = getattr(record, part)
    return issubclass(rows.model, Statement) and rows.exclude(source=None).exists()


@criterion(SourceDocument, _lazy("Stand oder Datum der Quelle"), at="as_of")
def source_is_dated(source: SourceDocument) -> bool:
    return bool(source.as_of or source.dated)


@criterion(Topic, _lazy("Kurztext und Text"), at="summary")
def topic_has_text(topic: Topic) -> bool:
    return bool(topic.summary.strip() and topic.body.strip())


def sources_name_no_contact(record: Record) -> bool:
    """An editor stated, with the source, that it names no way to get in touch."""
    return Citation.objects.filter(pk__in=record.citations.filter(field=NO_CONTACT)).exclude(source=None).exists()
