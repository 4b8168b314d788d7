"""What visitors report."""

from django.db import models


class ReportKind(models.TextChoices):
    CONTACT = "kontakt", "Ein Kontakt ist falsch"
    ENDED = "beendet", "Das Netzwerk gibt es nicht mehr"
    FACT = "angabe", "Eine Angabe ist falsch"
    LINK = "link", "Ein Link führt ins Leere"
    BARRIER = "barriere", "Ich komme auf der Seite nicht weiter (Barriere)"
    REMOVAL = "person", "Ich möchte nicht genannt werden"
    OTHER = "sonstiges", "Etwas anderes"


# What the law gives a deadline: DSGVO Art. 12 (3), BITV.
URGENT = frozenset({ReportKind.REMOVAL, ReportKind.BARRIER})


class ReportState(models.TextChoices):
    OPEN = "offen", "offen"
    DONE = "erledigt", "erledigt"
