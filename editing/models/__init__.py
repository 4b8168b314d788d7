"""What the editors' tools keep; import from here."""

from editing.models.draft_run import DraftRun
from editing.models.import_batch import ImportBatch, ImportMapping, ImportRow

__all__ = ["DraftRun", "ImportBatch", "ImportMapping", "ImportRow"]
