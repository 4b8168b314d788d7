"""What visitors report."""

from django.db import models

from core.words import _lazy


class ReportKind(models.TextChoices):
    CONTACT = "kontakt", _lazy("Ein Kontakt ist falsch")
    ENDED = "beendet", _lazy("Das gibt es nicht mehr")
    FACT = "angabe", _lazy("Eine Angabe ist falsch")
    LINK = "link", _lazy("Ein Link führt ins Leere")
    BARRIER = "barriere", _lazy("Ich komme auf der Seite nicht weiter (Barriere)")
    REMOVAL = "person", _lazy("Ich möchte nicht genannt werden")
    OTHER = "sonstiges", _lazy("Etwas anderes")


# What the law gives a deadline: DSGVO Art. 12 (3), BITV.
URGENT = frozenset({ReportKind.REMOVAL, ReportKind.BARRIER})


class ReportState(models.TextChoices):
    OPEN = "offen", _lazy("offen")
    DONE = "erledigt", _lazy("erledigt")


class Reached(models.TextChoices):
    """What visitors answer to „Lebt es noch?“."""

    YES = "erreicht", _lazy("erreicht")
    NO = "nicht-erreicht", _lazy("nicht erreicht")


class EnquiryOutcome(models.TextChoices):
    """What became of the question by mail whether an entry still holds."""

    WAITING = "wartet", _lazy("wartet auf Antwort")
    CONFIRMED = "bestaetigt", _lazy("bestätigt")
    WRONG = "falsch", _lazy("als falsch gemeldet")
    LOST = "unzustellbar", _lazy("nicht zustellbar")


class Delivery(models.TextChoices):
    """What became of the mail that answers a report."""

    NONE = "", _lazy("keine Antwort")
    WAITING = "wartet", _lazy("geht gerade hinaus")
    SENT = "gesendet", _lazy("gesendet")
    LOST = "unzustellbar", _lazy("nicht zustellbar")
