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


def is_likely_slip(typed: str, meant: str) -> bool:
    """Whether of two words one letter apart the other one may have been meant: „tischlr“, „beckerei“; a vowel is not
    typed for a consonant („frauen“, „frasen“)."""
    pairs = [(one, other) for one, other in zip(typed, meant, strict=False) if one != other]
    return len(typed) != len(meant) or len(pairs) > 1 or all((a in "aeiou") == (b in "aeiou") for a, b in pairs)


def is_inflection(one: str, other: str) -> bool:
    """„messer“ and „messern“, not „messe“, whose stem is the same."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long.removeprefix(short) in INFLECTIONS
