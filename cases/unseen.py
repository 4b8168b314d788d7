"""What records of a case name that no visitor sees, nor with the case."""

from collections import defaultdict
from collections.abc import Iterable

from cases import members as reading
from cases.enums import EntryResult
from cases.members import Key, Member, key_of
from cases.models import Case, CaseEntry
from publishing import history
from publishing.enums import State
from releasing.naming import ends

BETWEEN = "\n"  # of two remarks about an entry
HIDES = "nennt noch nicht Öffentliches: "


def hidden_of(case: Case, some: list[Member]) -> dict[Key, list[str]]:
    """Names of drafts outside of the case, each once, by the record that names them."""
    naming: dict[Key, dict[Key, None]] = defaultdict(dict)
    by_model: dict[type, set[int]] = defaultdict(set)
    for one in some:
        if one.record is None or one.change is None:
            continue
        for (model, pk), turned in ends(type(one.record), one.change.snapshot):
            if not turned:
                naming[model, pk][key_of(one.record)] = None
                by_model[model].add(pk)
    found: dict[Key, list[str]] = defaultdict(list)
    for model, pks in by_model.items():
        about = CaseEntry.objects.filter(case=case, content_type=history.type_of(model), object_id__in=pks)
        rows = model._base_manager.filter(pk__in=pks, state__in=(State.DRAFT, State.REVIEW)).order_by("pk")
        for draft in rows.exclude(pk__in=about.filter(result=EntryResult.OPEN).values("object_id")):
            for record in naming[model, draft.pk]:
                found[record].append(f"„{draft}“")
    return found


def without(warning: str) -> str:
    """What else is to be said."""
    return warning.partition(HIDES)[0].removesuffix(BETWEEN)


def unseen(case: Case, entries: Iterable[CaseEntry]) -> dict[int, str]:
    """By entry what is hidden still of what its warning named when it was handed in."""
    some = reading.read([entry for entry in entries if HIDES in entry.warning])
    hidden = hidden_of(case, some)
    return {one.entry.pk: ", ".join(names) for one in some if one.record and (names := hidden[key_of(one.record)])}
