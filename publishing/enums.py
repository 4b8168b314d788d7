from django.db import models

from core.words import _lazy


class State(models.TextChoices):
    """Editorial state; only PUBLISHED is visible, ARCHIVED answers 410."""

    DRAFT = "entwurf", _lazy("Entwurf")
    REVIEW = "pruefung", _lazy("In Prüfung")
    PUBLISHED = "freigegeben", _lazy("Freigegeben")
    ARCHIVED = "archiviert", _lazy("Archiviert")


class Certainty(models.TextChoices):
    STATED = "genannt", _lazy("in der Quelle genannt")
    IMPLIED = "angedeutet", _lazy("in der Quelle nur angedeutet")
    INFERRED = "erschlossen", _lazy("von der Redaktion erschlossen")


class NameKind(models.TextChoices):
    ABBREVIATION = "abkuerzung", _lazy("Abkürzung")
    LONG = "langform", _lazy("Langform")
    OTHER = "auch", _lazy("auch genannt")
    FORMER = "frueher", _lazy("früherer Name")
    SPELLING = "schreibweise", _lazy("Schreibweise")
    SEARCH = "suche", _lazy("nur für die Suche")


class Qualifier(models.TextChoices):
    EXACT = "genau", _lazy("genau")
    ABOUT = "rund", _lazy("rund")
    OVER = "ueber", _lazy("über")
    UP_TO = "bis-zu", _lazy("bis zu")
    RANGE = "bis", _lazy("von … bis")


class MilestoneKind(models.TextChoices):
    IDEA = "idee", _lazy("Idee")
    FOUNDED = "gruendung", _lazy("Gründung oder Beginn")
    RENAMED = "umbenennung", _lazy("Umbenennung")
    LEGAL_FORM = "rechtsform", _lazy("Neue Rechtsform")
    STARTED = "start", _lazy("Start eines Vorhabens")
    OPENED = "eroeffnung", _lazy("Eröffnung")
    EXTENDED = "ausweitung", _lazy("Ausweitung")
    PRESENTED = "vorstellung", _lazy("Vorstellung")
    FUNDING_START = "foerderbeginn", _lazy("Förderbeginn")
    FUNDING_END = "foerderende", _lazy("Förderende")
    PLANNED = "plan", _lazy("Plan laut Quelle")
    ENDED = "ende", _lazy("Ende")
    OTHER = "sonstiges", _lazy("Ereignis")


class LinkKind(models.TextChoices):
    WEBSITE = "website", _lazy("Website")
    INFORMATION = "information", _lazy("Weitere Informationen")
    DATABASE = "datenbank", _lazy("Datenbank")
    DOCUMENT = "dokument", _lazy("Dokument")
    REGISTRATION = "anmeldung", _lazy("Anmeldung")
    LEGAL_BASIS = "rechtsgrundlage", _lazy("Rechtsgrundlage")
    # What can be used there (`pages.portals`).
    JOBS = "stellen", _lazy("Stellenbörse")
    SKILLS = "fachkraefte", _lazy("Fachkräfteportal")
    MEMBERS = "mitglieder", _lazy("Mitgliedersuche")
    CALENDAR = "kalender", _lazy("Veranstaltungskalender")
    BROCHURE = "broschuere", _lazy("Broschüre")


class LinkCheck(models.TextChoices):
    UNCHECKED = "ungeprueft", _lazy("nicht geprüft")
    OK = "ok", _lazy("erreichbar")
    REDIRECT = "umgeleitet", _lazy("leitet um")
    UNSURE = "unsicher", _lazy("Erreichbarkeit unsicher")
    BROKEN = "defekt", _lazy("nicht erreichbar")


class SourceKind(models.TextChoices):
    ARTICLE = "artikel", _lazy("Artikel")
    INTERVIEW = "interview", _lazy("Interview")
    WEB_PAGE = "webseite", _lazy("Webseite")
    PORTAL = "serviceportal", _lazy("Text eines Serviceportals")
    REGISTER = "verzeichnis", _lazy("Amtliches Verzeichnis")
    DOCUMENT = "dokument", _lazy("Dokument")
    NOTICE = "mitteilung", _lazy("Mitteilung")
    LETTER = "brief", _lazy("Brief")
    MAIL = "e-mail", _lazy("E-Mail")
    CALL = "anruf", _lazy("Anruf")
    OWN = "selbstauskunft", _lazy("Selbstauskunft eines Unternehmens")


class Stage(models.TextChoices):
    """Where a record stands in the workflow: its state, and whether a change of what is public is on its way."""

    DRAFT = "entwurf", _lazy("Entwurf")
    REVIEW = "pruefung", _lazy("In Prüfung")
    PUBLISHED = "freigegeben", _lazy("Freigegeben")
    CHANGED = "geaendert", _lazy("Freigegeben, Änderung in Arbeit")
    CHANGE_REVIEW = "aenderung-pruefung", _lazy("Freigegeben, Änderung in Prüfung")
    ARCHIVED = "archiviert", _lazy("Archiviert")


WAITING = (Stage.REVIEW, Stage.CHANGE_REVIEW)


class Verb(models.TextChoices):
    """What people do to move a record on."""

    CREATE = "anlegen", _lazy("Angelegt")
    EDIT = "aendern", _lazy("Änderung begonnen")
    SUBMIT = "einreichen", _lazy("Zur Freigabe gegeben")
    RECALL = "zurueckholen", _lazy("Zurückgeholt")
    SEND_BACK = "zurueckgeben", _lazy("Zurückgegeben")
    RELEASE = "freigeben", _lazy("Freigegeben")
    DISCARD = "verwerfen", _lazy("Änderung verworfen")
    WITHDRAW = "zurueckziehen", _lazy("Zurückgezogen")
    ARCHIVE = "archivieren", _lazy("Archiviert")
    RESUME = "aufnehmen", _lazy("Wieder aufgenommen")
    RENEW = "erneuern", _lazy("Freigabe erneuert")
    CHECK = "pruefen", _lazy("Geprüft, unverändert")
    DELETE = "loeschen", _lazy("Gelöscht")


class RevisionKind(models.TextChoices):
    NEW = "neu", _lazy("Neuer Eintrag")
    FIRST = "freigabe", _lazy("Antrag auf Freigabe")
    EDIT = "aenderung", _lazy("Bearbeitung")
    RESTORE = "stand", _lazy("Früherer Stand")
    IMPORT = "import", _lazy("Import")
    MERGE = "merge", _lazy("Zusammenführung")
    TOKEN = "rueckmeldung", _lazy("Rückmeldung per Link")
    LOAD = "laden", _lazy("Aus den Quelldokumenten")
    DELETE = "loeschung", _lazy("Löschung")


class RevisionState(models.TextChoices):
    DRAFT = "entwurf", _lazy("Entwurf")
    REVIEW = "pruefung", _lazy("In Prüfung")
    RELEASED = "freigegeben", _lazy("Freigegeben")
    APPLIED = "gesichert", _lazy("Gesichert")
    RETURNED = "zurueck", _lazy("Zurückgegeben")
    DISCARDED = "verworfen", _lazy("Verworfen")


OPEN = (RevisionState.DRAFT, RevisionState.REVIEW)


class Risk(models.IntegerChoices):
    """What a mistake would harm; the queue of changes to release begins with the worst."""

    TEXT = 1, _lazy("Text")
    STATUS = 2, _lazy("Status")
    CONTACT = 3, _lazy("Kontakt")
    PERSON = 4, _lazy("Personendaten")
