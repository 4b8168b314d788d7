from django.db import models

from core.words import _, _lazy


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


class FundedAs(models.TextChoices):
    """What the sources say of a programme and a network, as of today: the heading at the network."""

    FUNDED = "gefoerdert", _lazy("gefördert durch")
    FORMERLY = "frueher", _lazy("früher gefördert durch")
    UNNAMED = "ohne-programm", _lazy("Förderung genannt, Programm nicht")
    UNNAMED_FORMERLY = "ohne-programm-frueher", _lazy("frühere Förderung genannt, Programm nicht")
    BESIDE = "genannt", _lazy("genannt beim Programm")

    @property
    def short(self) -> str:
        """Beside the name of the programme, under a heading that says no more than „Förderung“."""
        return {
            FundedAs.FUNDED: "",
            FundedAs.FORMERLY: _("früher gefördert"),
            FundedAs.UNNAMED: _("Programm nicht ausdrücklich genannt"),
            FundedAs.UNNAMED_FORMERLY: _("früher gefördert, Programm nicht ausdrücklich genannt"),
            FundedAs.BESIDE: _("nur beim Programm genannt"),
        }[self]

    @property
    def networks(self) -> str:
        """The heading at the programme."""
        return {
            FundedAs.FUNDED: _("Geförderte Netzwerke"),
            FundedAs.FORMERLY: _("Früher geförderte Netzwerke"),
            FundedAs.UNNAMED: _("Förderung genannt, Programm nicht"),
            FundedAs.UNNAMED_FORMERLY: _("Frühere Förderung genannt, Programm nicht"),
            FundedAs.BESIDE: _("Beim Programm genannt"),
        }[self]


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


class Listed(models.TextChoices):
    """What somebody can look up there who does not find it here."""

    NETWORKS = "netzwerke", _lazy("Netzwerke")
    FIRMS = "unternehmen", _lazy("Unternehmen")
    PROGRAMMES = "programme", _lazy("Förderprogramme")
    JOBS = "stellen", _lazy("Fachkräfte und Stellen")
