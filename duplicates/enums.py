"""What becomes of a proposed merge."""

from django.db import models


class MergeState(models.TextChoices):
    """What became of a proposed merge."""

    OPEN = "offen", "wartet auf Bestätigung"
    DONE = "bestaetigt", "bestätigt und zusammengeführt"
    REFUSED = "abgelehnt", "abgelehnt"
    WITHDRAWN = "zurueckgezogen", "zurückgezogen"
    OBSOLETE = "hinfaellig", "hinfällig: einen der Einträge gibt es nicht mehr"
