"""What rows below entries say: other names, ways to get in touch, links. One query for each kind of row."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from contacts.models import Channel, Person
from core.kinds import record_models
from language.spellings import spellings
from lookup.typed import Typed
from networks.models import Organisation
from publishing.models import Link, Name

MOST = 1000  # rows of a kind
Key = tuple[type[Model], int]


def said(typed: Typed, only: type[Model] | None = None) -> dict[Key, str]:
    """The entries that such a row is about, each with the words in which it was found; `only`: of one kind."""
    models = {ContentType.objects.get_for_model(model).pk: model for model in ([only] if only else record_models())}
    found: dict[Key, str] = {}
    about_these = {"content_type__in": models}
    names = Name.objects.filter(**about_these)
    for about, pk, name in _containing(names, "name", typed.words, "content_type", "object_id", "name"):
        found.setdefault((models[about], pk), f"auch: {name}")
    for person, organisation, value in _ways(typed) if only in (None, Person, Organisation) else ():
        found.setdefault((Person, person) if person else (Organisation, organisation), value)
    links = Link.objects.filter(**about_these)
    if typed.address:
        for about, pk, url in _containing(links, "url", [typed.address], "content_type", "object_id", "url"):
            found.setdefault((models[about], pk), url)
    return found


def _ways(typed: Typed) -> Iterable[tuple[Any, ...]]:
    columns = ("person", "organisation", "value")
    if typed.digits:
        return Channel.objects.filter(digits__contains=typed.digits).order_by().values_list(*columns)[:MOST]
    words = [typed.address] if typed.address else typed.words
    return _containing(Channel.objects.all(), "value", words, *columns)


def _containing(rows: QuerySet, column: str, words: list[str], *wanted: str) -> Iterable[tuple[Any, ...]]:
    contained = reduce(and_, (contains([column], word) for word in words), Q())
    return rows.filter(contained).order_by().values_list(*wanted)[:MOST]


def contains(columns: Iterable[str], word: str) -> Q:
    """A word stands in one of the columns, whichever apostrophe and case."""
    spelt = spellings(word)
    return reduce(or_, (Q(**{f"{column}__icontains": one}) for column in columns for one in spelt), Q(pk__in=[]))
