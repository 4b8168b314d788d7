"""Four eyes for merges that visitors see: one account proposes, another that releases confirms."""

import hashlib
import json
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from editing.duplicates.merge import check_merge, check_pair, merge, try_out
from editing.enums import MergeState
from editing.models import Merge, MergeProposal
from publishing import history, snapshots
from publishing.models import Editor, Record
from publishing.permissions import about_editable, is_reviewer


def fingerprint(keep: Record, drop: Record) -> str:
    """Tells whether one of the two has changed since somebody looked at them."""
    both = [(snapshots.take(record), record.state) for record in (keep, drop)]
    text = json.dumps(both, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def open_proposals(*records: Record) -> QuerySet:
    """Those that wait and concern one of the records; all that wait, without records."""
    waiting = MergeProposal.objects.filter(state=MergeState.OPEN)
    if not records:
        return waiting
    pks = [record.pk for record in records]
    return waiting.filter(Q(keep_id__in=pks) | Q(drop_id__in=pks), content_type=history.type_of(records[0]))


@transaction.atomic
def propose(*, keep: Record, drop: Record, choices: Mapping[str, str], by: Editor, why: str = "") -> MergeProposal:
    """Nothing changes yet; what could not be confirmed is refused now. Raises PermissionDenied or ValidationError."""
    check_pair(by, keep, drop)
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
    """Both entries as they are now. Raises ValidationError when one is gone."""
    rows = proposal.model._base_manager.in_bulk([proposal.keep_id, proposal.drop_id])
    if len(rows) < 2:
        raise ValidationError("Einen der beiden Einträge gibt es nicht mehr.", code="gone")
    return rows[proposal.keep_id], rows[proposal.drop_id]


@transaction.atomic
def confirm(*, proposal: MergeProposal, by: Editor, seen: str) -> Merge:
    """The second account makes one of the two. `seen`: fingerprint of what it was shown.

    Raises PermissionDenied or ValidationError; then nothing has changed.
    """
    proposal = _open(proposal)
    keep, drop = pair_of(proposal)
    check_merge(by, keep, drop, proposal)
    if seen != fingerprint(keep, drop):
        raise ValidationError(
            "Einer der beiden Einträge wurde geändert, während Sie verglichen haben. Bitte noch einmal ansehen.",
            code="changed",
        )
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
