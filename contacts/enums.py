from django.db import models

from core.words import _lazy


class ChannelKind(models.TextChoices):
    PHONE = "telefon", _lazy("Telefon")
    MOBILE = "mobil", _lazy("Mobil")
    EMAIL = "e-mail", _lazy("E-Mail")
    POST = "post", _lazy("Anschrift")
    FAX = "fax", _lazy("Fax")
    WEB = "web", _lazy("Web")


# A fax number alone is no way to ask a question.
REACHABLE = (ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.EMAIL, ChannelKind.POST, ChannelKind.WEB)


class Basis(models.TextChoices):
    """Why a person may stand in the directory."""

    OFFICE = "amt", _lazy("Amt oder öffentliche Rolle")
    CONSENT = "einwilligung", _lazy("Einwilligung der Person")
    EMPLOYER = "stelle", _lazy("Veröffentlichung der Stelle, für die sie arbeitet")
    PUBLISHED = "quelle", _lazy("allgemein zugängliche Quelle")


class Concern(models.TextChoices):
    """What people ask about; the finder's first question."""

    PROJECT = "vorhaben-foerdern", _lazy("Förderung für ein Vorhaben in meinem Betrieb")
    START_UP = "unternehmen-gruenden", _lazy("Unternehmen gründen")
    JOIN = "beitreten", _lazy("Einem Netzwerk beitreten")
    PARTNERS = "partner-finden", _lazy("Kooperationspartner finden")
    ABROAD = "ausland", _lazy("Ins Ausland, mit oder ohne Netzwerk")
    FOUND = "netzwerk-gruenden", _lazy("Netzwerk gründen oder ausbauen")
    OTHER = "sonstiges", _lazy("Etwas anderes")


class Role(models.TextChoices):
    """For whom people ask; the finder's last question."""

    SME = "kmu", _lazy("Kleiner oder mittlerer Betrieb (KMU)")
    NETWORK = "netzwerkmanagement", _lazy("Netzwerkmanagement")
    MUNICIPALITY = "kommune", _lazy("Kommune")
    UNIVERSITY = "hochschule", _lazy("Hochschule oder Forschungseinrichtung")
    CITIZEN = "privatperson", _lazy("Privatperson")


class NamedAs(models.TextChoices):
    QUOTED = "zitiert", _lazy("zitiert")
    PICTURED = "abgebildet", _lazy("auf einem Foto abgebildet")
    MENTIONED = "erwaehnt", _lazy("erwähnt")
    AUTHOR = "verfasst", _lazy("Autorin oder Autor")
