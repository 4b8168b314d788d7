"""Four eyes for merges that visitors see: one account proposes, another that releases confirms."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Editor
from duplicates.enums import MergeState
from duplicates.holding import check_compared, fingerprint, held
from duplicates.merge import check_merge, check_pair, merge, try_out
from duplicates.models import Merge, MergeProposal
from publishing import history
from publishing.locking import Gone
from publishing.models import Record
from publishing.permissions import about_editable, is_reviewer


def open_proposals(*records: Record) -> QuerySet:
    """Those that wait and concern one of the records; all that wait, without records."""
    waiting = MergeProposal.objects.filter(state=MergeState.OPEN)
    if not records:
        return waiting
    pks = [record.pk for record in records]
    return waiting.filter(Q(keep_id__in=pks) | Q(drop_id__in=pks), content_type=history.type_of(records[0]))


@transaction.atomic
def propose(
    *,
    keep: Record,
    drop: Record,
    choices: Mapping[str, str],
    by: Editor,
    why: str = "",
    seen: str | None = None,
) -> MergeProposal:
    """Nothing changes yet; what could not be confirmed is refused now. Raises PermissionDenied or ValidationError."""
    keep, drop = held(keep, drop)
    check_pair(by, keep, drop)
    check_compared(keep, drop, seen)
    if waiting := open_proposals(keep, drop).first():
        raise ValidationError(f"{waiting} ist schon vorgeschlagen und wartet auf Bestätigung.", code="waiting")
    try_out(keep, drop, choices)
    return MergeProposal.objects.create(
        content_type=history.type_of(keep),
        keep_id=keep.pk,
        drop_id=drop.pk,
        keep_label=str(keep)[:250],
        drop_label=str(drop)[:250],
        choices=dict(choices),
        seen=fingerprint(keep, drop),
        why=why.strip()[:300],
        by=by,
    )


def pair_of(proposal: MergeProposal) -> tuple[Record, Record]:
    """Both entries as they are now. Raises Gone."""
    rows = proposal.model._base_manager.in_bulk([proposal.keep_id, proposal.drop_id])
    named = {proposal.keep_id: proposal.keep_label, proposal.drop_id: proposal.drop_label}
    if gone := [label for pk, label in named.items() if pk not in rows]:
        raise Gone(gone)
    return rows[proposal.keep_id], rows[proposal.drop_id]


@transaction.atomic
def confirm(*, proposal: MergeProposal, by: Editor, seen: str) -> Merge:
    """The second account makes one of the two. `seen`: fingerprint of what it was shown.

    Raises PermissionDenied or ValidationError; then nothing has changed.
    """
    keep, drop = held(*pair_of(proposal))  # first, as everywhere; who deletes one of them closes the proposal after
    proposal = _open(proposal)
    check_merge(by, keep, drop, proposal)
    check_compared(keep, drop, seen)
    _decide(proposal, MergeState.DONE, by)
    done = merge(keep=keep, drop=drop, choices=proposal.choices, by=by, why=proposal.why, proposal=proposal)
    proposal.merge = done
    proposal.save(update_fields=["merge"])
    return done


@transaction.atomic
def refuse(*, proposal: MergeProposal, by: Editor, comment: str) -> None:
    """Not the same, or not like this; whoever proposed it reads the comment."""
    proposal = _open(proposal)
    if not confirmable(by, MergeProposal.objects.filter(pk=proposal.pk)).exists():
        raise PermissionDenied("Über diesen Vorschlag entscheidet ein anderes Konto.")
    if not comment.strip():
        raise ValidationError("Bitte schreiben Sie dazu, warum.", code="reason")
    _decide(proposal, MergeState.REFUSED, by, comment.strip()[:300])


@transaction.atomic
def withdraw(*, proposal: MergeProposal, by: Editor) -> None:
    proposal = _open(proposal)
    if proposal.by_id != by.pk:
        raise PermissionDenied("Zurückziehen kann einen Vorschlag nur, wer ihn gemacht hat.")
    _decide(proposal, MergeState.WITHDRAWN, by)


def close_about(record: Record) -> None:
    """The record is gone; nobody can decide any more."""
    open_proposals(record).update(state=MergeState.OBSOLETE, decided_at=timezone.now())


def confirmable(by: Editor, proposals: QuerySet) -> QuerySet:
    """Those of a queryset that are the account's to decide; one query."""
    if not is_reviewer(by):
        return proposals.none()
    mine = about_editable(by, "keep_id", "drop_id")
    return proposals.filter(mine, state=MergeState.OPEN).exclude(by=by)


def _open(proposal: MergeProposal) -> MergeProposal:
    proposal = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.is_open:
        raise ValidationError(f"Darüber ist schon entschieden: {proposal.get_state_display()}.", code="decided")
    return proposal


def _decide(proposal: MergeProposal, state: MergeState, by: Editor, comment: str = "") -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.comment = state, by, timezone.now(), comment
    proposal.save(update_fields=["state", "decided_by", "decided_at", "comment"])
