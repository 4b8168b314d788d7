from django.db import models


class ProposalState(models.TextChoices):
    OPEN = "offen", "wartet auf die Zuständigen"
    ADOPTED = "uebernommen", "übernommen"
    REFUSED = "abgelehnt", "abgelehnt"
