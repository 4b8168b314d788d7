"""How German words end: inflected, joined to others, and in compounds that say who does something."""

# Ends of compounds that name who does something, or which kind of help it is, not what it is about.
TRADES = tuple(
    "branche branchen industrie wirtschaft sektor unternehmen firma firmen betrieb betriebe hersteller anbieter "
    "szene produzent produzenten dienstleister netzwerk netzwerke cluster verband verbande verein standort "
    "forderung forderprogramm programm hilfe hilfen zuschuss zuschusse geld gelder kredit kredite darlehen stipendium "
    "stipendien gutschein gutscheine pramie pramien".split()
)
INFLECTIONS = ("", "e", "en", "er", "ern", "es", "n", "s")
JOINTS = ("", "s", "n", "en", "es", "er", "e")


def is_inflection(one: str, other: str) -> bool:
    """„messer“ and „messern“, not „messe“, whose stem is the same."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long.removeprefix(short) in INFLECTIONS
