"""Where a case stands, and what became of each of its records."""

from django.db import models


class CaseState(models.TextChoices):
    """OPEN: somebody works on it. SUBMITTING, RELEASING, RETURNING and UNDOING go on slice by slice until all its
    records are done."""

    OPEN = "offen", "in Arbeit"
    SUBMITTING = "einreichung", "wird zur Freigabe gegeben"
    RETURNING = "rueckgabe", "wird zurückgegeben"
    REVIEW = "pruefung", "wartet auf Freigabe"
    RELEASING = "freigabe", "wird freigegeben"
    RELEASED = "freigegeben", "freigegeben"
    UNDOING = "ruecknahme", "wird zurückgenommen"
    UNDONE = "zurueck", "zurückgenommen"
    DISCARDED = "verworfen", "verworfen"


# Not decided yet: its records move on only with it.
UNDECIDED = (
    CaseState.OPEN,
    CaseState.SUBMITTING,
    CaseState.RETURNING,
    CaseState.REVIEW,
    CaseState.RELEASING,
)
# Something goes on in the background.
RUNNING = (CaseState.SUBMITTING, CaseState.RETURNING, CaseState.RELEASING, CaseState.UNDOING)


class EntryResult(models.TextChoices):
    OPEN = "offen", "offen"
    RELEASED = "freigegeben", "freigegeben"
    LEFT = "herausgenommen", "nicht mit freigegeben"
    UNDONE = "zurueck", "zurückgenommen"
