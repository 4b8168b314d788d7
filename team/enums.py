"""When somebody is told."""

from django.db import models


class When(models.TextChoices):
    """FEW: at once where only few accounts may release, so that nothing waits for one who does not know of it."""

    AT_ONCE = "sofort", "sofort"
    FEW = "wenige", "sofort, wenn nur wenige Konten freigeben können, sonst in der Wochenmail"
    WEEKLY = "woche", "in der Wochenmail"
    NEVER = "nie", "gar nicht"
