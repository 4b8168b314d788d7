"""A reload of the fixtures leaves a line in the history of every record that it changed."""

from collections.abc import Iterable

from django.db.models import Q

from publishing import changes as compare
from publishing import history
from publishing.enums import RevisionKind
from publishing.models import Record, SlugHistory
from publishing.snapshots import Snapshot, take_many

WHY = "Verzeichnis geladen"
States = dict[type[Record], dict[int, Snapshot]]


def states_of(slugs: dict[type[Record], Iterable[str]]) -> States:
    """How the records of the files are before loading; nothing for a new database."""
    found = {}
    for model, wanted in slugs.items():
        former = SlugHistory.of(model).filter(slug__in=list(wanted)).values("object_id")
        named = model.objects.filter(Q(slug__in=list(wanted)) | Q(pk__in=former))
        pks = list(named.values_list("pk", flat=True))
        if pks:
            found[model] = take_many(model, pks)
    return found


def note_changes(before: States) -> None:
    for model, states in before.items():
        after = take_many(model, states)
        changed = {pk: compare.diff(states[pk], after[pk]) for pk in states}
        history.add_many(
            model,
            {pk: (after[pk], changes) for pk, changes in changed.items() if changes},
            kind=RevisionKind.LOAD,
            why=WHY,
        )
