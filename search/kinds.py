"""How the kinds of findable records are called and drawn where several of them stand together."""

PLURALS = {
    "netzwerk": "Netzwerke", "programm": "Programme", "ansprechperson": "Ansprechpersonen", "angebot": "Angebote",
    "organisation": "Organisationen", "termin": "Termine", "ort": "Orte", "projekt": "Projekte", "region": "Regionen",
    "feld": "Felder", "zielmarkt": "Zielmärkte", "thema": "Themen", "quelle": "Quellen",
}  # fmt: skip
_ICONS = {
    "netzwerk": "network", "programm": "euro", "ansprechperson": "person", "organisation": "building",
    "termin": "calendar", "ort": "pin", "region": "pin", "zielmarkt": "globe",
}  # fmt: skip


def icon(kind: str) -> str:
    """The mark of a kind in static/img/icons.svg."""
    return _ICONS.get(kind, "document")
