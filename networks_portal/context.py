"""What every page knows."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """`preview`: see desk.previews; `typed_place`: see regions.place_field."""
    preview, place = getattr(request, "preview", None), getattr(request, "place", None)
    said = _site() | {"preview": preview, "typed_place": place}
    return said | {"robots": "noindex,nofollow"} if preview else said


@lru_cache(maxsize=1)
def _site() -> dict:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "KOPFZEILE_TEXT": settings.KOPFZEILE_TEXT if settings.KOPFZEILE != "none" else "",
    }
