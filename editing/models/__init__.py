"""What the editors' tools keep; import from here."""

from editing.models.draft_run import DraftRun

__all__ = ["DraftRun"]
