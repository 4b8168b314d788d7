from django.db import models


class State(models.TextChoices):
    """Editorial state; only PUBLISHED is visible, ARCHIVED answers 410."""

    DRAFT = "entwurf", "Entwurf"
    REVIEW = "pruefung", "In Prüfung"
    PUBLISHED = "freigegeben", "Freigegeben"
    ARCHIVED = "archiviert", "Archiviert"


class Certainty(models.TextChoices):
    STATED = "genannt", "in der Quelle genannt"
    IMPLIED = "angedeutet", "in der Quelle nur angedeutet"
    INFERRED = "erschlossen", "von der Redaktion erschlossen"


class NameKind(models.TextChoices):
    ABBREVIATION = "abkuerzung", "Abkürzung"
    LONG = "langform", "Langform"
    OTHER = "auch", "auch genannt"
    FORMER = "frueher", "früherer Name"
    SPELLING = "schreibweise", "Schreibweise"
    SEARCH = "suche", "nur für die Suche"


class Qualifier(models.TextChoices):
    EXACT = "genau", "genau"
    ABOUT = "rund", "rund"
    OVER = "ueber", "über"
    UP_TO = "bis-zu", "bis zu"
    RANGE = "bis", "von … bis"


class MilestoneKind(models.TextChoices):
    IDEA = "idee", "Idee"
    FOUNDED = "gruendung", "Gründung oder Beginn"
    RENAMED = "umbenennung", "Umbenennung"
    LEGAL_FORM = "rechtsform", "Neue Rechtsform"
    STARTED = "start", "Start eines Vorhabens"
    OPENED = "eroeffnung", "Eröffnung"
    EXTENDED = "ausweitung", "Ausweitung"
    PRESENTED = "vorstellung", "Vorstellung"
    FUNDING_START = "foerderbeginn", "Förderbeginn"
    FUNDING_END = "foerderende", "Förderende"
    PLANNED = "plan", "Plan laut Quelle"
    ENDED = "ende", "Ende"
    OTHER = "sonstiges", "Ereignis"


class LinkKind(models.TextChoices):
    WEBSITE = "website", "Website"
    INFORMATION = "information", "Weitere Informationen"
    DATABASE = "datenbank", "Datenbank"
    DOCUMENT = "dokument", "Dokument"
    REGISTRATION = "anmeldung", "Anmeldung"
    LEGAL_BASIS = "rechtsgrundlage", "Rechtsgrundlage"


class LinkCheck(models.TextChoices):
    UNCHECKED = "ungeprueft", "nicht geprüft"
    OK = "ok", "erreichbar"
    REDIRECT = "umgeleitet", "leitet um"
    BROKEN = "defekt", "nicht erreichbar"


class SourceKind(models.TextChoices):
    ARTICLE = "artikel", "Artikel"
    INTERVIEW = "interview", "Interview"
    WEB_PAGE = "webseite", "Webseite"
    PORTAL = "serviceportal", "Text eines Serviceportals"
    REGISTER = "verzeichnis", "Amtliches Verzeichnis"


class Stage(models.TextChoices):
    """Where a record stands in the workflow: its state, and whether a change of what is public is on its way."""

    DRAFT = "entwurf", "Entwurf"
    REVIEW = "pruefung", "In Prüfung"
    PUBLISHED = "freigegeben", "Freigegeben"
    CHANGED = "geaendert", "Freigegeben, Änderung in Arbeit"
    CHANGE_REVIEW = "aenderung-pruefung", "Freigegeben, Änderung in Prüfung"
    ARCHIVED = "archiviert", "Archiviert"


class Verb(models.TextChoices):
    """What people do to move a record on."""

    CREATE = "anlegen", "Angelegt"
    EDIT = "aendern", "Änderung begonnen"
    SUBMIT = "einreichen", "Zur Freigabe gegeben"
    RECALL = "zurueckholen", "Zurückgeholt"
    SEND_BACK = "zurueckgeben", "Zurückgegeben"
    RELEASE = "freigeben", "Freigegeben"
    DISCARD = "verwerfen", "Änderung verworfen"
    WITHDRAW = "zurueckziehen", "Zurückgezogen"
    ARCHIVE = "archivieren", "Archiviert"
    RESUME = "aufnehmen", "Wieder aufgenommen"
    RENEW = "erneuern", "Freigabe erneuert"
    CHECK = "pruefen", "Geprüft, unverändert"
    DELETE = "loeschen", "Gelöscht"


class RevisionKind(models.TextChoices):
    NEW = "neu", "Neuer Eintrag"
    FIRST = "freigabe", "Antrag auf Freigabe"
    EDIT = "aenderung", "Bearbeitung"
    RESTORE = "stand", "Früherer Stand"
    IMPORT = "import", "Import"
    MERGE = "merge", "Zusammenführung"
    TOKEN = "rueckmeldung", "Rückmeldung per Link"
    LOAD = "laden", "Aus den Quelldokumenten"
    DELETE = "loeschung", "Löschung"


class RevisionState(models.TextChoices):
    DRAFT = "entwurf", "Entwurf"
    REVIEW = "pruefung", "In Prüfung"
    RELEASED = "freigegeben", "Freigegeben"
    APPLIED = "gesichert", "Gesichert"
    RETURNED = "zurueck", "Zurückgegeben"
    DISCARDED = "verworfen", "Verworfen"


OPEN = (RevisionState.DRAFT, RevisionState.REVIEW)


class Risk(models.IntegerChoices):
    """What a mistake would harm; the queue of changes to release begins with the worst."""

    TEXT = 1, "Text"
    STATUS = 2, "Status"
    CONTACT = 3, "Kontakt"
    PERSON = 4, "Personendaten"
