"""How the kinds of findable records are called and drawn where several of them stand together."""

from core.words import _lazy

PLURALS = {
    "netzwerk": _lazy("Netzwerke"),
    "programm": _lazy("Programme"),
    "ansprechperson": _lazy("Ansprechpersonen"),
    "angebot": _lazy("Angebote"),
    "organisation": _lazy("Organisationen"),
    "termin": _lazy("Termine"),
    "ort": _lazy("Orte"),
    "projekt": _lazy("Projekte"),
    "region": _lazy("Regionen"),
    "feld": _lazy("Felder"),
    "zielmarkt": _lazy("Zielmärkte"),
    "thema": _lazy("Themen"),
    "quelle": _lazy("Quellen"),
}
_ICONS = {
    "netzwerk": "network", "programm": "euro", "ansprechperson": "person", "organisation": "building",
    "termin": "calendar", "ort": "pin", "region": "pin", "zielmarkt": "globe",
}  # fmt: skip


def icon(kind: str) -> str:
    """The mark of a kind in static/img/icons.svg."""
    return _ICONS.get(kind, "document")
