from django.db import models


class ProgrammeKind(models.TextChoices):
    PROGRAMME = "programm", "Förderprogramm"
    LINE = "linie", "Programmlinie"
    FUND = "fonds", "Fonds"
    COMPETITION = "wettbewerb", "Wettbewerb"
    STATE_FUNDING = "landesfoerderung", "Landesförderung"


class Application(models.TextChoices):
    YES = "ja", "ja"
    NO = "nein", "nein"
    UNCLEAR = "unklar", "unklar"


class FinancingRole(models.TextChoices):
    FINANCES = "finanziert", "finanziert"
    CO_FINANCES = "kofinanziert", "kofinanziert"
    GRANTS = "vergibt", "vergibt die Förderung"
    INITIATES = "initiiert", "initiiert"


class OfferType(models.TextChoices):
    CONSULTING = "beratung", "Beratung"
    ACCELERATOR = "accelerator", "Accelerator"
    GUIDE = "begleitung", "Begleitung"
    DATABASE = "datenbank", "Datenbank"
    SKILLS_PORTAL = "fachkraefteportal", "Fachkräfteportal"
    PUBLICATION = "publikation", "Broschüre"
    INFORMATION = "information", "Informationsangebot"
