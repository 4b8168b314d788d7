"""What a portal that harvests the catalogue still lacks: only the operator can say it."""

from urllib.parse import urlsplit

from django.conf import settings

from core.words import Words, _lazy

_OWN_LICENCE = "http://dcat-ap.de/def/licenses/other-opensource"
_HERE = {None, "localhost", "127.0.0.1", "::1"}

# Setting → what is unsaid without it.
WANTED: dict[str, Words] = {
    "SITE_URL": _lazy("die Adresse, unter der das Portal für alle zu erreichen ist"),
    "OPERATOR_NAME": _lazy("wer die Daten veröffentlicht; bis dahin steht dort der Name des Portals"),
    "OPERATOR_EMAIL": _lazy("eine E-Mail-Adresse für Fragen zu den Daten; bis dahin führt der Kontakt zum Impressum"),
    "DATA_LICENCE": _lazy(
        "unter welcher Lizenz aus der Liste von GovData die Daten stehen; bis dahin „Andere Open Source Lizenz“ "
        "(EUPL-1.2)"
    ),
    "DATA_PUBLISHER_TYPE": _lazy("welcher Art die Stelle ist, die veröffentlicht"),
    "DATA_CONTRIBUTOR_ID": _lazy("die Kennung als Datenbereitsteller, die GovData vergibt"),
}


def lacking() -> list[tuple[str, Words]]:
    """Settings with nothing in them that a harvester could use, and what it therefore does not know."""
    return [(name, what) for name, what in WANTED.items() if not _says(name)]


def _says(name: str) -> bool:
    value = getattr(settings, name)
    if name == "SITE_URL":
        return urlsplit(value).hostname not in _HERE
    return bool(value) and (name, value) != ("DATA_LICENCE", _OWN_LICENCE)
