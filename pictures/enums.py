from django.db import models

from core.words import _lazy


class Licence(models.TextChoices):
    CC_BY = "cc-by-4", _lazy("CC BY 4.0")
    CC_BY_SA = "cc-by-sa-4", _lazy("CC BY-SA 4.0")
    CC_ZERO = "cc0-1", _lazy("CC0 1.0")
    DL_BY = "dl-by-2", _lazy("Datenlizenz Deutschland – Namensnennung – 2.0")
    DL_ZERO = "dl-zero-2", _lazy("Datenlizenz Deutschland – Zero – 2.0")
    PUBLIC_DOMAIN = "gemeinfrei", _lazy("gemeinfrei")
    PERMITTED = "erlaubt", _lazy("für dieses Portal erlaubt, alle anderen Rechte vorbehalten")
    OTHER = "andere", _lazy("andere Lizenz")
