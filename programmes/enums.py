from django.db import models

from core.words import _lazy


class ProgrammeKind(models.TextChoices):
    PROGRAMME = "programm", _lazy("Förderprogramm")
    LINE = "linie", _lazy("Programmlinie")
    FUND = "fonds", _lazy("Fonds")
    COMPETITION = "wettbewerb", _lazy("Wettbewerb")
    STATE_FUNDING = "landesfoerderung", _lazy("Landesförderung")


class Application(models.TextChoices):
    YES = "ja", _lazy("ja")
    NO = "nein", _lazy("nein")
    UNCLEAR = "unklar", _lazy("unklar")


class FinancingRole(models.TextChoices):
    FINANCES = "finanziert", _lazy("finanziert")
    CO_FINANCES = "kofinanziert", _lazy("kofinanziert")
    GRANTS = "vergibt", _lazy("vergibt die Förderung")
    INITIATES = "initiiert", _lazy("initiiert")


class OfferType(models.TextChoices):
    CONSULTING = "beratung", _lazy("Beratung")
    ACCELERATOR = "accelerator", _lazy("Accelerator")
    GUIDE = "begleitung", _lazy("Begleitung")
    DATABASE = "datenbank", _lazy("Datenbank")
    SKILLS_PORTAL = "fachkraefteportal", _lazy("Fachkräfteportal")
    PUBLICATION = "publikation", _lazy("Broschüre")
    INFORMATION = "information", _lazy("Informationsangebot")
