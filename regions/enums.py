from django.db import models

from core.words import _lazy


class RegionKind(models.TextChoices):
    COUNTRY = "staat", _lazy("Staat")
    LAND = "land", _lazy("Land")
    DISTRICT = "kreis", _lazy("Kreis oder kreisfreie Stadt")
    MUNICIPALITY = "gemeinde", _lazy("Gemeinde")
    QUARTER = "ortsteil", _lazy("Ortsteil")
    FUNCTIONAL = "funktional", _lazy("Funktionale Region")
