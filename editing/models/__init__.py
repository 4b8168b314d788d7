"""What the editors' tools keep; import from here."""

from editing.models.draft_run import DraftRun
from editing.models.duplicates import UNDO_DAYS, Merge, NoDuplicate
from editing.models.import_batch import ImportBatch, ImportMapping, ImportRow
from editing.models.link_result import LinkResult
from editing.models.merge_proposal import MergeProposal
from editing.models.report import Report
from editing.models.worklist import DigestSetting, Handover

__all__ = [
    "UNDO_DAYS",
    "DigestSetting",
    "DraftRun",
    "Handover",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "LinkResult",
    "Merge",
    "MergeProposal",
    "NoDuplicate",
    "Report",
]
