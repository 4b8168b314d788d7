"""The index of everything findable. Every writer of records reaches it through here, in its own transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from core.tasks import task
from publishing.models import Name, Statement, pointers
from regions.models import Region
from regions.tree import RegionTree
from search.documents import KIND_OF, all_documents, asked_once, documents, field_paths, findable, target
from search.engine import write
from search.engine.generation import generation
from search.models import Entry, IndexState

BATCH = 500
AT_ONCE = 200  # records that take words from one that is written; 0.1 s of a processor
Keys = dict[type[models.Model], list[int]]


def rebuild(progress: Callable[[int], None] | None = None) -> int:
    """Index everything anew; returns how many records are findable. Visitors search the old index until it is done."""
    return write.rebuild(lambda: all_documents(progress))


def is_due() -> bool:
    """Whether there is no index yet, or one that other code made."""
    return not Entry.objects.exists() or not IndexState.objects.filter(generation=generation()).exists()


def update(record: models.Model) -> None:
    """Bring one record's entry up to date, or remove it when visitors may not see the record."""
    if type(record) in KIND_OF:
        update_keys({type(record): [record.pk]})


def update_keys(keys: Keys) -> None:
    """Bring the entries of some records up to date, many at a time."""
    tree = None
    for model, pks in keys.items():
        content_type = ContentType.objects.get_for_model(model)
        for chunk in _chunks(pks):
            tree = tree or RegionTree.current()
            shown = list(asked_once("findable", model, chunk, partial(_shown, model)))
            write.replace(content_type.pk, chunk, documents(model, shown, tree))


def follow(keys: Keys) -> None:
    """`update_keys` of what takes words from something else that is written. Nobody waits for the two thousand members
    of a network: more than some hundred are brought up to date by tasks, right after."""
    for model, pks in keys.items():
        if len(pks) <= AT_ONCE:
            update_keys({model: pks})
            continue
        for start in range(0, len(pks), AT_ONCE):
            bring_up_to_date.enqueue(model._meta.label, pks[start : start + AT_ONCE])


@task
def bring_up_to_date(label: str, pks: list[int]) -> None:
    update_keys({apps.get_model(label): pks})


def _shown(model: type[models.Model], pks: list[int]) -> models.QuerySet:
    return findable(model).filter(pk__in=pks).order_by("pk")


def remove(record: models.Model) -> None:
    write.replace(ContentType.objects.get_for_model(record).pk, [record.pk], [])


def touch() -> None:
    """Make every process look again, after a change of the synonyms."""
    with transaction.atomic():
        write.lock()


def drop_unused_words() -> int:
    """For what must not be kept: words that stand in no entry any more are forgotten; returns how many."""
    return write.blank_unused()


def dependent_keys(record: models.Model) -> Keys:
    """The records that take words from a record, or lose some with it: networks from their fields, people from their
    office, and whatever names it in one row with others.

    From a region also everything in the regions that lie in it or share ground with it. Also records that cannot be
    found now: whoever lost the last task with it leaves the index.
    """
    if not isinstance(record, Region):
        return dependents_of_many(type(record), [record.pk])
    givers = _with_its_ground(record)
    found = dependents_of_many(Region, givers)
    return found | {Region: sorted({*found.get(Region, ()), *givers})}


def dependents_of_many(giver: type[models.Model], pks: list[int]) -> Keys:
    """`dependent_keys` of many records of one kind, in as many queries as for one."""
    found: dict[type[models.Model], set[int]] = {}
    for model, relations in _leaning_on(giver).items():
        for relation in relations:
            rows = model.objects.filter(**{f"{relation}__in": pks}).order_by().values_list("pk", flat=True)
            found.setdefault(model, set()).update(rows.distinct())
    return {model: sorted(pks) for model, pks in found.items() if pks}


@cache
def _leaning_on(giver: type[models.Model]) -> dict[type[models.Model], set[str]]:
    """For each kind of record the relations over which its words depend on records of another kind."""
    found = defaultdict(set)
    for model, path in _all_paths():
        relation, first = path.rpartition("__")[0], path.partition("__")[0]
        leaning, rows = {relation}, model._meta.get_field(first).related_model
        if rows and issubclass(rows, Statement):
            leaning |= {f"{first}__{field.name}" for field in pointers(rows)}
        found[model] |= {one for one in leaning if target(model, one) is giver}
    return found


def _all_paths() -> Iterator[tuple[type[models.Model], str]]:
    """Every path from a kind to what it is found by and does not say itself, those to its fields, that of its regions
    to their names."""
    for model, kind in KIND_OF.items():
        yield from ((model, path) for path in (*kind.found.paths, kind.found.numbers, *field_paths(model)) if path)
        if kind.found.place not in ("", "pk"):
            yield model, f"{kind.found.place}__name"


@cache
def carried_by(row: type[models.Model]) -> frozenset[str]:
    """Of rows by which records are found, the columns that name those records; nothing for other rows."""
    if row is Name:  # of records of every kind
        return frozenset({"subject"})
    found: set[str] = set()
    for model, path in _all_paths() if issubclass(row, Statement) else ():
        relation: Any = model._meta.get_field(path.partition("__")[0])
        if relation.many_to_many and getattr(relation.remote_field, "through", None) is row:
            found.add(relation.m2m_field_name())
        elif relation.is_relation and relation.related_model is row:
            found.add("subject" if isinstance(relation, GenericRelation) else relation.field.name)
    return frozenset(found)


@cache
def _given_by(giver: type[models.Model]) -> tuple[str, ...]:
    """The columns of a kind from which others take words."""
    found = {"state"} | ({"slug", "also_called", "parent_id"} if giver is Region else set())
    for model, path in _all_paths():
        first, *steps = path.split("__")
        model = target(model, first)
        for step in steps:
            column: Any = model._meta.get_field(step)
            if model is giver and column.concrete and not column.many_to_many:
                found.add(column.attname)
            model = column.related_model
    return tuple(sorted(found))


def _with_its_ground(region: Region) -> list[int]:
    tree = RegionTree.current()
    return sorted(tree.matching(region.pk)) if region.pk in tree.regions else [region.pk]


def words_given(record: models.Model) -> tuple:
    """What others take from a record; its dependents are due when it changes."""
    return tuple(getattr(record, name, None) for name in _given_by(type(record)))


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
