"""A person goes for good: the entry, its history, and the name wherever the history of other entries has it."""

from collections.abc import Iterator

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from contacts.models import Person
from editing.duplicates.candidates import cache_key
from editing.erasure.words import Words
from editing.models import Handover, ImportBatch, ImportRow, LinkResult, Merge, MergeProposal, NoDuplicate, Report
from publishing import actions, history
from publishing.enums import OPEN, Stage, Verb
from publishing.models import Editor, Link, Release, RemovedPage, Revision, SlugHistory, Transition
from publishing.permissions import check_delete, is_administrator
from search import index
from search.models import MissedQuery

# What is about a record by kind and key, and outlives it.
_ABOUT = (Revision, Transition, Release, Handover)
# Bookkeeping in which other entries' rows may name the person.
_BESIDE = (Revision, Transition, Handover, Merge, MergeProposal, NoDuplicate, ImportRow, LogEntry, Report)
_MERGED = "Zusammenführung von Personen, deren Daten gelöscht sind"


def check_erase(by: Editor, person: Person) -> None:
    """Only administrators: it cannot be undone, and it takes lines out of a history that is else kept for good."""
    if not is_administrator(by):
        raise PermissionDenied("Personendaten löscht die Verwaltung, auch aus dem Verlauf.")
    check_delete(by, person)


@transaction.atomic
def erase(*, person: Person, by: Editor) -> Words:
    """Returns the words that were erased, for `places` to tell where texts of other entries still have them."""
    check_erase(by, person)
    pks = _ever(person)
    names = _names(person, pks)
    words = Words(_said(person, pks, names))
    about = {"content_type": history.type_of(Person), "object_id__in": pks}
    slugs = [person.slug, *SlugHistory.objects.filter(**about).values_list("slug", flat=True)]
    addresses = [row.url for row in Link.objects.filter(**about)]
    actions.delete(record=person, by=by)
    RemovedPage.objects.filter(path__in=[Person.address_of(slug) for slug in slugs]).delete()
    LinkResult.objects.filter(url__in=addresses).exclude(url__in=Link.objects.values("url")).delete()
    Report.objects.filter(**about).delete()
    _forget_rows(about, pks)
    _forget_imported(pks, names)
    for model in _BESIDE:
        # An open change must still fit the entry as it is: whoever writes at it sees the name in `places`.
        words.strike(model._base_manager.exclude(state__in=OPEN) if model is Revision else model._base_manager.all())
    MissedQuery.objects.filter(words.anywhere(["text"])).delete()
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


def _names(person: Person, pks: list[int]) -> set[tuple[str, str]]:
    """First name and surname, now and earlier."""
    fields = [revision.snapshot.get("fields", {}) for revision in _revisions(pks)]
    earlier = {(one.get("given_name", ""), one.get("family_name", "")) for one in fields}
    return {name for name in earlier | {(person.given_name, person.family_name)} if all(name)}


def _said(person: Person, pks: list[int], names: set[tuple[str, str]]) -> Iterator[str]:
    """Names and contact details, those of earlier states too."""
    yield from (" ".join(name) for name in names)
    yield from person.channels.values_list("value", flat=True)
    yield from person.names.values_list("name", flat=True)
    for revision in _revisions(pks):
        for name, column in (("channels", "value"), ("names", "name")):
            rows = revision.snapshot.get("parts", {}).get(name, {}).values()
            yield from (row["fields"].get(column, "") for row in rows)


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


def _forget_imported(pks: list[int], names: set[tuple[str, str]]) -> None:
    """Rows of uploaded tables: those that were found to mean the entry, and those that say its name."""
    rows = ImportRow.objects.filter(batch__in=ImportBatch.objects.filter(kind=Person._meta.label_lower))
    meant = [pk for pk, cells in rows.values_list("pk", "cells") if any(set(name) <= set(cells) for name in names)]
    rows.filter(Q(record_id__in=pks) | Q(pk__in=meant)).delete()
