"""The addresses that things have outside: never those of a request, so that they are the same for all who read them."""

from django.conf import settings

from linked.graph import Ref

OPEN_DATA = "/offene-daten/"
CATALOGUE_PATH = f"{OPEN_DATA}katalog/"
SERVICES_PATH = f"{OPEN_DATA}leistungen/"
VOCABULARY_PATH = f"{OPEN_DATA}vokabulare/"


def whole(path: str) -> str:
    """„/felder/it/“ → „https://portal.example/felder/it/“."""
    return f"{settings.SITE_URL}{path}"


def ref(path: str) -> Ref:
    return Ref(whole(path))
