"""What a text can yield, and how sure that is."""

from django.db import models


class ProposalKind(models.TextChoices):
    NETWORK = "netzwerk", "Netzwerke"
    ORGANISATION = "organisation", "Organisationen"
    PROGRAMME = "programm", "Förderprogramme"
    EVENT = "veranstaltung", "Veranstaltungen"
    PERSON = "person", "Personen"
    MEMBER = "beteiligung", "Mitglieder und Beteiligte"
    FUNDING = "foerderung", "Förderungen"
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
