"""What the editors' tools keep; import from here."""

from editing.models.draft_run import DraftRun
from editing.models.import_batch import ImportBatch, ImportMapping, ImportRow
from editing.models.worklist import DigestSetting, Handover

__all__ = ["DigestSetting", "DraftRun", "Handover", "ImportBatch", "ImportMapping", "ImportRow"]
