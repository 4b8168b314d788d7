"""What the editors' tools keep; import from here."""

from editing.models.draft_run import DraftRun
from editing.models.duplicates import UNDO_DAYS, Merge, NoDuplicate
from editing.models.link_result import LinkResult

__all__ = ["UNDO_DAYS", "DraftRun", "LinkResult", "Merge", "NoDuplicate"]
