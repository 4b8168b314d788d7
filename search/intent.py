"""Which kind of record a query asks for, from the words people use for it. Words are normalised, as in the engine."""

from collections.abc import Iterable

# Whole words.
_CALLED = {
    "ansprechperson": (
        "ansprechpartner ansprechpartnerin ansprechpartnerinnen ansprechperson ansprechpersonen kontakt kontakte "
        "kontaktperson kontaktdaten telefon telefonnummer durchwahl rufnummer mail email mailadresse anrufen rufe "
        "zustandig zustandige zustandiger zustandigkeit wen wem contact phone"
    ),
    "programm": (
        "zuschuss zuschusse fordermittel fordergeld fordergelder forderung programm fordert fordern funding grant"
    ),
    "termin": "veranstaltung veranstaltungen termin termine event events konferenz konferenzen wann",
    "netzwerk": "netzwerk netzwerke netzwerken cluster verbund network networks",
    "angebot": "beratung beratungsangebot datenbank verzeichnis broschure",
}
# Ends of compounds: „Netzwerkförderung“ asks for a programme.
_ENDINGS = {
    "programm": ("forderung", "forderprogramm", "forderprogramme", "programme"),
    "termin": ("veranstaltung", "veranstaltungen", "konferenz"),
    "netzwerk": ("netzwerk", "netzwerke", "cluster"),
    "angebot": ("beratung", "datenbank", "verzeichnis"),
    "ansprechperson": ("managerin", "manager"),
}
# Such an office promotes, it is not something to apply for.
_OFFICES = ("wirtschaftsforderung", "standortforderung", "strukturforderung")
# Whoever wants to found a network looks for help, not for one that there is.
_FOUNDING = {"grunden", "grundung", "aufbauen", "aufbau", "initiieren", "neugrundung"}
_FOUNDED = ("netzwerkgrundung", "clustergrundung")
_HELPERS = {"ansprechperson", "thema"}
_WORDS = {word: kind for kind, words in _CALLED.items() for word in words.split()}


def wanted_kinds(words: Iterable[str]) -> set[str]:
    """The kinds that some words of a query name."""
    found, words = set(), list(words)
    for word in words:
        if word in _WORDS:
            found.add(_WORDS[word])
        elif not word.endswith(_OFFICES):
            found.update(kind for kind, ends in _ENDINGS.items() if word.endswith(ends))
    if "netzwerk" in found and _FOUNDING.intersection(words) or any(word in _FOUNDED for word in words):
        return found - {"netzwerk"} | _HELPERS
    return found
