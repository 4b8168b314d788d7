"""The words of the editors' tools: what a text can yield, how far an import or a merge is."""

from django.db import models


class ProposalKind(models.TextChoices):
    NETWORK = "netzwerk", "Netzwerke"
    ORGANISATION = "organisation", "Organisationen"
    PROGRAMME = "programm", "Förderprogramme"
    PERSON = "person", "Personen"
    PHONE = "telefon", "Telefonnummern"
    EMAIL = "e-mail", "E-Mail-Adressen"
    ADDRESS = "anschrift", "Anschriften"
    DATE = "zeit", "Zeitangaben"
    FIGURE = "zahl", "Zahlen"
    LINK = "link", "Links"


class Confidence(models.TextChoices):
    """Only SURE is ever preselected."""

    SURE = "sicher", "sicher"
    LIKELY = "wahrscheinlich", "wahrscheinlich"
    DOUBTFUL = "zweifelhaft", "zweifelhaft"


class ImportStage(models.TextChoices):
    """How far an import is. CHECKING, APPLYING and UNDOING go on slice by slice until their rows are done; nothing is
    written to the directory before APPLYING.
    """

    UPLOADING = "hochladen", "unvollständig hochgeladen"
    MAPPING = "zuordnung", "Spalten zuordnen"
    CHECKING = "pruefung", "wird verglichen"
    READY = "vorschau", "Vorschau"
    APPLYING = "uebernahme", "wird übernommen"
    APPLIED = "uebernommen", "übernommen"
    UNDOING = "ruecknahme", "wird rückgängig gemacht"
    UNDONE = "zurueck", "rückgängig gemacht"


class RowStatus(models.TextChoices):
    """What a row would do to the directory."""

    NEW = "neu", "Neu"
    CHANGED = "geaendert", "Geändert"
    UNCHANGED = "unveraendert", "Unverändert"
    CONFLICT = "konflikt", "Konflikt"
    ERROR = "fehler", "Fehler"


class RowResult(models.TextChoices):
    """What became of a row after the preview."""

    OPEN = "", "nicht übernommen"
    CREATED = "angelegt", "als Entwurf angelegt"
    CHANGED = "geaendert", "Entwurf geändert"
    PROPOSED = "vorgeschlagen", "als Änderung vorgeschlagen"
    UNDONE = "zurueck", "rückgängig gemacht"
    KEPT = "geblieben", "nicht rückgängig gemacht"


class MergeState(models.TextChoices):
    """What became of a proposed merge."""

    OPEN = "offen", "wartet auf Bestätigung"
    DONE = "bestaetigt", "bestätigt und zusammengeführt"
    REFUSED = "abgelehnt", "abgelehnt"
    WITHDRAWN = "zurueckgezogen", "zurückgezogen"
    OBSOLETE = "hinfaellig", "hinfällig: einen der Einträge gibt es nicht mehr"


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
