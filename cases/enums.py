"""Where a case stands, and what became of each of its records."""

from django.db import models


class CaseState(models.TextChoices):
    """OPEN: somebody works on it. RELEASING and UNDOING go on slice by slice until all its records are done."""

    OPEN = "offen", "in Arbeit"
    REVIEW = "pruefung", "wartet auf Freigabe"
    RELEASING = "freigabe", "wird freigegeben"
    RELEASED = "freigegeben", "freigegeben"
    UNDOING = "ruecknahme", "wird zurückgenommen"
    UNDONE = "zurueck", "zurückgenommen"
    DISCARDED = "verworfen", "verworfen"


# Not decided yet: its records move on only with it.
UNDECIDED = (CaseState.OPEN, CaseState.REVIEW, CaseState.RELEASING)


class EntryResult(models.TextChoices):
    OPEN = "offen", "offen"
    RELEASED = "freigegeben", "freigegeben"
    LEFT = "herausgenommen", "nicht mit freigegeben"
    UNDONE = "zurueck", "zurückgenommen"
