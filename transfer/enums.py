"""How far an import is, and what becomes of its rows."""

from django.db import models


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


class Outside(models.TextChoices):
    """What becomes of rows that are for others: new ones outside of the regions of who imports them, and what they
    say of entries of others."""

    PROPOSE = "vorschlagen", "als Vorschlag an die zuständigen Teams"
    LEAVE = "weglassen", "weglassen"


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
    SUGGESTED = "weitergegeben", "den Zuständigen vorgeschlagen"
    UNDONE = "zurueck", "rückgängig gemacht"
    KEPT = "geblieben", "nicht rückgängig gemacht"
