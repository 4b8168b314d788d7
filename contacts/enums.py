from django.db import models


class ChannelKind(models.TextChoices):
    PHONE = "telefon", "Telefon"
    MOBILE = "mobil", "Mobil"
    EMAIL = "e-mail", "E-Mail"
    POST = "post", "Anschrift"
    FAX = "fax", "Fax"
    WEB = "web", "Web"


# A fax number alone is no way to ask a question.
REACHABLE = (ChannelKind.PHONE, ChannelKind.MOBILE, ChannelKind.EMAIL, ChannelKind.POST, ChannelKind.WEB)


class Concern(models.TextChoices):
    """What people ask about; the finder's first question."""

    FOUND = "netzwerk-gruenden", "Netzwerk gründen oder ausbauen"
    ABROAD = "ausland", "Mit dem Netzwerk ins Ausland"
    JOIN = "beitreten", "Einem Netzwerk beitreten"
    PARTNERS = "partner-finden", "Kooperationspartner finden"
    START_UP = "unternehmen-gruenden", "Unternehmen gründen"
    OTHER = "sonstiges", "Etwas anderes"


class Role(models.TextChoices):
    """For whom people ask; the finder's last question."""

    SME = "kmu", "Kleiner oder mittlerer Betrieb (KMU)"
    NETWORK = "netzwerkmanagement", "Netzwerkmanagement"
    MUNICIPALITY = "kommune", "Kommune"
    UNIVERSITY = "hochschule", "Hochschule oder Forschungseinrichtung"
    CITIZEN = "privatperson", "Privatperson"


class NamedAs(models.TextChoices):
    QUOTED = "zitiert", "zitiert"
    PICTURED = "abgebildet", "auf einem Foto abgebildet"
    MENTIONED = "erwaehnt", "erwähnt"
    AUTHOR = "verfasst", "Autorin oder Autor"
