from django.db import models


class RegionKind(models.TextChoices):
    COUNTRY = "staat", "Staat"
    LAND = "land", "Land"
    DISTRICT = "kreis", "Kreis oder kreisfreie Stadt"
    MUNICIPALITY = "gemeinde", "Gemeinde"
    QUARTER = "ortsteil", "Ortsteil"
    FUNCTIONAL = "funktional", "Funktionale Region"
