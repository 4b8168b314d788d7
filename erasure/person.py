"""A person goes for good: the entry, its history, and the name wherever the history of other entries has it."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts.models import Editor
from contacts.models import Channel, Person
from core.text import fold
from duplicates.candidates import cache_key
from duplicates.models import Merge, MergeProposal, NoDuplicate
from erasure import names, traces
from erasure.names import Name
from erasure.words import Words, plain, text_columns
from links.models import LinkResult
from publishing import actions, history
from publishing.enums import Stage, Verb
from publishing.locking import locked_to_remove
from publishing.models import Link, Release, RemovedPage, Revision, SlugHistory, Transition
from publishing.permissions import check_delete, is_administrator
from reports.models import Report
from search import index
from transfer.models import ImportBatch, ImportFile, ImportMapping, ImportRow
from worklist.models import Handover

# What is about a record by kind and key, and outlives it.
_ABOUT = (Revision, Transition, Release, Handover)
_MERGED = "Zusammenführung von Personen, deren Daten gelöscht sind"


def check_erase(by: Editor, person: Person) -> None:
    """Only administrators: it cannot be undone, and it takes lines out of a history that is else kept for good."""
    if not is_administrator(by):
        raise PermissionDenied("Personendaten löscht die Verwaltung, auch aus dem Verlauf.")
    check_delete(by, person)


@transaction.atomic
def erase(*, person: Person, by: Editor) -> Words:
    """Returns the words that were erased, for `traces` to tell where they still stand.

    Raises PermissionDenied, Gone, Busy, or ValidationError where others need the entry; then nothing is erased.
    """
    locked_to_remove(person)
    check_erase(by, person)
    pks = _ever(person)
    whole, details = _names(person, pks), _details(person, pks)
    about = {"content_type": history.type_of(Person), "object_id__in": pks}
    slugs = [person.slug, *SlugHistory.objects.filter(**about).values_list("slug", flat=True)]
    addresses = [row.url for row in Link.objects.filter(**about)]
    actions.delete(record=person, by=by)
    RemovedPage.objects.filter(path__in=[Person.address_of(slug) for slug in slugs]).delete()
    LinkResult.objects.filter(url__in=addresses).exclude(url__in=Link.objects.values("url")).delete()
    Report.objects.filter(**about).delete()
    _forget_rows(about, pks)
    _forget_imported(pks, {name for name in whole if not _twins(name)})
    words = _words(whole, details)
    traces.strike(words)
    index.drop_unused_words()
    cache.delete(cache_key(Person))
    here = Stage.ARCHIVED
    Transition.objects.create(
        content_type=about["content_type"],
        object_id=pks[0],
        verb=Verb.DELETE,
        from_stage=here,
        to_stage=here,
        why="Personendaten gelöscht, auch aus dem Verlauf",
        by=by,
    )
    return words


def _ever(person: Person) -> list[int]:
    """Its key, and those of the entries that are merged into it, directly or not; two again are two people."""
    found, ahead = [], [person.pk]
    while ahead:
        found += ahead
        merged = Merge.objects.filter(content_type=history.type_of(Person), kept_id__in=ahead, undone_at=None)
        ahead = [pk for pk in merged.values_list("dropped_id", flat=True) if pk not in found]
    return found


def _revisions(pks: list[int]):
    return Revision.objects.filter(content_type=history.type_of(Person), object_id__in=pks)


def _names(person: Person, pks: list[int]) -> set[Name]:
    """First name and surname, now and earlier."""
    fields = [revision.snapshot.get("fields", {}) for revision in _revisions(pks)]
    earlier = {Name(one.get("given_name", ""), one.get("family_name", "")) for one in fields}
    found = earlier | {Name(person.given_name, person.family_name)}
    return {name for name in found if name.given.strip() and name.family.strip()}


def _details(person: Person, pks: list[int]) -> set[str]:
    """Contact details and further names, those of earlier states too; not what is somebody else's as well."""
    found = {*person.channels.values_list("value", flat=True), *person.names.values_list("name", flat=True)}
    for revision in _revisions(pks):
        for name, column in (("channels", "value"), ("names", "name")):
            rows = revision.snapshot.get("parts", {}).get(name, {}).values()
            found |= {row["fields"].get(column, "") for row in rows}
    shared = Channel.objects.filter(value__in=found).exclude(person__in=pks)
    found -= set(shared.values_list("value", flat=True))
    return {text for text in found if len(text.strip()) >= names.SHORTEST}


def _words(whole: set[Name], details: set[str]) -> Words:
    """Sorted by what can only mean the person; the person itself is deleted already."""
    sure, doubtful = [plain(text) for text in details], []
    for name in whole:
        (doubtful if _twins(name) else sure).append(name.full)
        is_shared = name.family_key in _family_keys()
        (doubtful if is_shared else sure).append(name.addressed)
        is_rare = len(name.family) >= names.SHORTEST and not is_shared and not _is_a_word(name)
        (sure if is_rare else doubtful).append(name.alone)
    return Words(sure, doubtful, {*details, *(name.family for name in whole), *(name.slug for name in whole)})


def _twins(name: Name) -> bool:
    """Is somebody else called just like that?"""
    others = Person.objects.values_list("given_name", "family_name")
    return any(fold(family) == name.family_key and fold(given) == fold(name.given) for given, family in others)


def _family_keys() -> set[str]:
    return {fold(family) for family in Person.objects.values_list("family_name", flat=True)}


def _is_a_word(name: Name) -> bool:
    """Does the surname stand in a text that does not say who is meant: „Fuchs GmbH“, „der Fuchs“?"""
    alone, named = names.pattern([name.alone]), names.pattern([name.full, name.addressed])
    finder = Words([], [], [name.family])
    for model in traces.decided_by_people():
        columns = text_columns(model)
        for row in finder.having(model._base_manager.all(), columns):
            text = "\n".join(str(getattr(row, field.attname)) for field in columns)
            if alone.search(text) and not named.search(text):
                return True
    return False


def _forget_rows(about: dict, pks: list[int]) -> None:
    content_type: ContentType = about["content_type"]
    for model in _ABOUT:
        model.objects.filter(**about).delete()
    LogEntry.objects.filter(content_type=content_type, object_id__in=[str(pk) for pk in pks]).delete()
    merges = Merge.objects.filter(Q(kept_id__in=pks) | Q(dropped_id__in=pks), content_type=content_type)
    # What somebody wrote there as a reason stands in the history of every entry that the merge touched.
    touched = Revision.objects.filter(batch__in=[merge.batch for merge in merges])
    Transition.objects.filter(revision__in=touched).update(why=_MERGED)
    touched.update(why=_MERGED)
    merges.delete()
    MergeProposal.objects.filter(Q(keep_id__in=pks) | Q(drop_id__in=pks), content_type=content_type).delete()
    NoDuplicate.objects.filter(Q(first_id__in=pks) | Q(second_id__in=pks), content_type=content_type).delete()


_SAID_OF_ROWS = ("cell_notes", "changes", "errors", "faults", "notes")


def _forget_imported(pks: list[int], whole: set[Name]) -> None:
    """Of uploaded tables: rows of people that mean the entry or say its name, in tables of others every cell that says
    the whole name, and the files that such rows came from.
    """
    pairs = [{name.given, name.family} for name in whole]
    spelt = [f"{name.given} {name.family}" for name in whole] + [f"{name.family}, {name.given}" for name in whole]
    people = ImportBatch.objects.filter(kind=Person._meta.label_lower)
    found, blackened = (
        set(ImportRow.objects.filter(batch__in=people, record_id__in=pks).values_list("pk", flat=True)),
        [],
    )
    for row in ImportRow.objects.select_related("batch").defer("changes").iterator(chunk_size=500):
        says = [any(name in cell for name in spelt) for cell in row.cells]
        if row.batch.kind == Person._meta.label_lower and (any(says) or any(pair <= set(row.cells) for pair in pairs)):
            found.add(row.pk)
        elif any(says):
            row.cells = ["" if said else cell for cell, said in zip(row.cells, says, strict=True)]
            for column in _SAID_OF_ROWS:
                setattr(row, column, _without(spelt, getattr(row, column)))
            blackened.append(row)
    touched = {row.batch_id for row in blackened} | set(
        ImportRow.objects.filter(pk__in=found).values_list("batch_id", flat=True)
    )
    ImportFile.objects.filter(batch__in=touched).delete()
    ImportRow.objects.filter(pk__in=found).delete()
    ImportRow.objects.bulk_update(blackened, ["cells", *_SAID_OF_ROWS], batch_size=500)
    _forget_meanings([*spelt, *(part for pair in pairs for part in pair)])


def _forget_meanings(names: list[str]) -> None:
    """What editors said of cells that are or say one of the names, also for the next table of their office."""
    wanted = {name.casefold() for name in names}
    whole = [name for name in wanted if " " in name]

    def is_theirs(text: str) -> bool:
        return text.casefold().strip() in wanted or any(name in text.casefold() for name in whole)

    for model in (ImportBatch, ImportMapping):
        for row in model.objects.exclude(meanings={}).only("meanings").iterator(chunk_size=500):
            kept = {
                key: {value: meant for value, meant in said.items() if not (is_theirs(value) or is_theirs(meant))}
                for key, said in row.meanings.items()
            }
            if kept != row.meanings:
                model.objects.filter(pk=row.pk).update(meanings=kept)


def _without(names: list[str], value: Any) -> Any:
    """What is kept as JSON, with nothing where a text in it has one of the names."""
    if isinstance(value, dict):
        return {key: _without(names, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(names, one) for one in value]
    return "" if isinstance(value, str) and any(name in value for name in names) else value
