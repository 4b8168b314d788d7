"""What every page knows."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

from core.words import _lazy


def site(request: HttpRequest) -> dict:
    preview = getattr(request, "preview", None)  # set by desk.previews
    return {**_site(), "preview": preview, "robots": "noindex,nofollow"} if preview else _site()


@lru_cache(maxsize=1)
def _site() -> dict:
    return {
        "SITE_NAME": settings.SITE_NAME,
        "KOPFZEILE_TEXT": settings.KOPFZEILE_TEXT if settings.KOPFZEILE != "none" else "",
        "UTILITY_LINKS": [{"label": _lazy("Merkliste"), "url": "/merkliste/"}],
        "icons": static("img/icons.svg"),
    }
