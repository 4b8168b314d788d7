from django.db import models


class InvitationState(models.TextChoices):
    OPEN = "offen", "eingeladen"
    EXPIRED = "abgelaufen", "Einladung abgelaufen"
    ACCEPTED = "angenommen", "angenommen"
    REVOKED = "zurueckgezogen", "Einladung zurückgezogen"
