"""Entries that a table only names, as its members: made as drafts that are part of its case."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import Editor
from cases.large.undoing import join
from publishing import actions
from publishing.enums import RevisionKind
from publishing.models import Revision
from tables.columns import KINDS
from tables.names import Names
from tables.proposal import Writer
from transfer.joining import locked_cases
from transfer.models import ImportBatch


@transaction.atomic
def make_named(batch: ImportBatch, column: Any, names: dict[str, str], by: Editor) -> int:
    """`names`: what they are called → their kind. Those that are there meanwhile are not made again."""
    kind = KINDS[column.target.related_model._meta.label_lower]
    known, writer = Names.load(kind.model), Writer(kind, batch.source_id, clear=False)
    (needed,) = (one.key for one in kind.required if one.key not in kind.names)
    case, made = None, 0
    for name, value in names.items():
        if known.knows(name):
            continue
        proposal = writer.propose(None, {kind.names[0]: name, needed: value})
        if proposal.faults or proposal.errors:
            continue
        case = case or locked_cases(batch, by, [None])[None]
        record = actions.create(
            model=kind.model, snapshot=proposal.snapshot, by=by, why=str(batch)[:300], kind=RevisionKind.IMPORT,
            batch=batch.token,
        )  # fmt: skip
        join(case, [(record, 0, {})])
        made += 1
    return made


def made_besides(batch: ImportBatch):
    """What an import made besides its rows, the latest first."""
    own = ContentType.objects.get_for_model(KINDS[batch.kind].model)
    rows = batch.rows.filter(record_id__isnull=False).values("record_id")
    made = Revision.objects.filter(batch=batch.token).exclude(content_type=own, object_id__in=rows)
    return made.order_by("-pk")
