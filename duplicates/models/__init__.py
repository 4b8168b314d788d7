"""What is kept about duplicates; import from here."""

from duplicates.models.merges import UNDO_DAYS, Merge, NoDuplicate
from duplicates.models.proposals import MergeProposal

__all__ = ["UNDO_DAYS", "Merge", "MergeProposal", "NoDuplicate"]
