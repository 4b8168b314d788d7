"""The lock of a case and its records, taken before anything is read that is decided upon."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from cases import members as reading
from cases.enums import CaseState
from cases.members import Member
from cases.models import Case
from cases.permissions import check_state
from publishing.locking import Gone, locked, locked_if_there
from publishing.models import Record


class Stale(ValidationError):
    """The page showed another state of the case than the one it has now."""

    def __init__(self, case: Case):
        words = (
            f"Seit Sie die Seite geöffnet haben, hat sich am Vorgang „{case}“ oder an seinen Einträgen etwas geändert."
        )
        super().__init__(f"{words} Bitte noch einmal ansehen.", code="stale")


def held(case: Case, *states: CaseState) -> None:
    """Lock the case until the transaction ends and read it anew, in place; it must be in one of the states."""
    row = Case.objects.select_for_update().filter(pk=case.pk).first()
    if row is None:
        raise Gone([str(case)])
    for column in case._meta.concrete_fields:
        setattr(case, column.attname, getattr(row, column.attname))
    check_state(case, *states)


def held_with_members(
    case: Case, *states: CaseState, seen: str | None = None, further: Iterable[Record] = ()
) -> list[Member]:
    """As `held`, with its records and `further` ones; raises Stale where a page showed something else."""
    held(case, *states)
    further = list(further)
    there = [one.record for one in reading.members(case) if one.record]
    locked_if_there([*there, *further])
    locked(*further)
    some = reading.members(case)
    if seen is not None and seen != reading.token(case, some):
        raise Stale(case)
    return some
