"""What every page knows."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

# Texts fixed by the IT-Planungsrat (decision 2024/04); only for public bodies with the Dachmarke.
KOPFZEILE_TEXTS = {
    "none": "",
    "bund": "Offizielle Website – Bundesrepublik Deutschland",
    "gemeinsam": "Offizielle Website – Bund, Länder und Kommunen",
    "land": "Offizielle Website – Land",
}


def site(request: HttpRequest) -> dict:
    return _site()


@lru_cache(maxsize=1)
def _site() -> dict:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "KOPFZEILE_TEXT": KOPFZEILE_TEXTS.get(settings.KOPFZEILE, ""),
        "icons": static("img/icons.svg"),
    }
