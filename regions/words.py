"""How people shorten and extend the names of places."""

import re

# Official abbreviations in names, longest first.
_ABBREVIATIONS = (
    (re.compile(r"\bi\.\s?d\. ?OPf\."), "in der Oberpfalz"),
    (re.compile(r"\bi\. ?OFr\."), "in Oberfranken"),
    (re.compile(r"\bi\. ?UFr\."), "in Unterfranken"),
    (re.compile(r"\bi\. ?Bay\."), "in Bayern"),
    (re.compile(r"\bi\. ?OB\b"), "in Oberbayern"),
    (re.compile(r"\bi\. ?NB\b"), "in Niederbayern"),
    (re.compile(r"\bi\. ?Sa\."), "in Sachsen"),
    (re.compile(r"\bO\. ?L\."), "Oberlausitz"),
    (re.compile(r"\bErzgeb\."), "Erzgebirge"),
    (re.compile(r"\bVogtl\."), "Vogtland"),
    (re.compile(r"\bThür\."), "Thüringen"),
    (re.compile(r"\bSa\."), "Sachsen"),
    (re.compile(r"\bWestf\."), "Westfalen"),
    (re.compile(r"\bRhld\."), "Rheinland"),
    (re.compile(r"\ba\. ?d\. ?"), "an der "),
    (re.compile(r"\bi\. ?d\. ?"), "in der "),
    (re.compile(r"\bv\. ?d\. ?"), "vor der "),
    (re.compile(r"\bo\. ?d\. ?"), "ob der "),
    (re.compile(r"\ba\. ?"), "am "),
    (re.compile(r"\bi\. ?"), "im "),
    (re.compile(r"\bb\. ?"), "bei "),
)
_AFFIX = re.compile(
    r"(?:\(.*|,.*|/.*|\s(?:am|an|auf|bei|im|in|ob|unter|vor|zu|a|i|b)\s.*)", re.IGNORECASE
)  # „(Saale)“, „/Erzgeb.“, „am Main“, „in der Pfalz“
# Parts of towns that any town has.
NOT_ALONE = frozenset(
    "mitte zentrum innenstadt altstadt neustadt oststadt weststadt suedstadt nordstadt gartenstadt waldstadt "
    "buch".split()
)
_JOINTS = frozenset("a am an auf b bei d dem den der i im in ob o unter v von vor zu zum zur".split())
_SHORTENED = {"sankt": "st", "weinstr": "weinstrasse", "westf": "westfalen", "erzgeb": "erzgebirge"}
_AROUND = re.compile(
    r"^(?:(?:in|bei|um|nahe|naehe|aus|von|der|raum|grossraum|region|umgebung|umkreis|umland|plz|postleitzahl)\s)+"
    r"|(?:\sund)?\s(?:umgebung|umland|umkreis)$"
)
_COUNTY = re.compile(r"^(?:landkreis|kreis|lkr|lk|region|regionalverband|staedteregion)\s|\s(?:landkreis|kreis|lk)$")
_TOWN = re.compile(
    r"^(?:kreisfreie stadt|stadtkreis|stadt|landeshauptstadt|hansestadt|universitaetsstadt|gemeinde|markt)\s"
    r"|\s(?:stadt|stadtkreis|kreisfreie stadt|hansestadt|landeshauptstadt)$"
)
_LAND = re.compile(r"^(?:land|bundesland|freistaat)\s|\s(?:land|bundesland)$")


def spelt_out(name: str) -> str:
    """„Neumarkt i.d. OPf.“ → „Neumarkt in der Oberpfalz“."""
    for pattern, words in _ABBREVIATIONS:
        name = pattern.sub(words, name)
    return " ".join(name.split())


def short_name(name: str) -> str:
    """What of a name comes before „an der Weinstraße“, „(Saale)“, „/Erzgeb.“."""
    return _AFFIX.sub("", name, count=1).strip() or name


def loose(folded: str) -> str:
    """A folded name without the small words inside it, by which people join its parts in many ways:
    „frankfurt am main“, „frankfurt main“, „frankfurt a m“ → „frankfurt main“; „sankt ingbert“ → „st ingbert“."""
    first, *rest = folded.split() or [""]
    words = [first, *(word for word in rest if word not in _JOINTS)]
    return " ".join(_SHORTENED.get(word, word) for word in words)


def is_cut(folded: str) -> bool:
    """Whether the last word may stand for a longer one: a single letter, or after a small word („freiburg i br“)."""
    *_, before, last = ["", *folded.split()] if " " in folded else ["", ""]
    return bool(before) and (len(last) == 1 or before in _JOINTS)


def is_kind(word: str) -> bool:
    """„landkreis“, „stadt“ and the like, before a name."""
    return any(pattern.match(f"{word} ") for pattern in (_COUNTY, _TOWN, _LAND))


def is_other_name(typed: str, meant: str) -> bool:
    """Whether two folded names one slip apart are two: „strassburg“ and „strassberg“."""
    return {typed[-4:], meant[-4:]} == {"burg", "berg"}


_KEYS = ("qwertzuiop", "asdfghjkl", " yxcvbnm")


def is_slip_of_fingers(typed: str, meant: str) -> bool:
    """Whether two folded words one slip apart differ by what fingers do: two letters exchanged, one typed twice or
    only once, the key beside it."""
    if sorted(typed) == sorted(meant):
        return True
    at = next((at for at, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), -1)
    if len(typed) != len(meant):
        longer = max(typed, meant, key=len)
        return longer[at] == longer[at - 1]
    return typed[at] in _beside(meant[at])


def _beside(letter: str) -> str:
    row, at = next(((row, keys.find(letter)) for row, keys in enumerate(_KEYS) if letter in keys), (0, -9))
    return "".join(keys[max(0, at - 1) : max(0, at + 2)] for keys in _KEYS[max(0, row - 1) : row + 2])


def without_surroundings(folded: str) -> str:
    """„in der naehe von jena“, „raum leipzig“, „mannheim und umgebung“, „plz 68159“ → the place itself."""
    return _AROUND.sub("", folded).strip() or folded


def without_kind(folded: str) -> tuple[str, str]:
    """A folded text without „Landkreis“, „Stadt“ or „Land“, and which of the three was said."""
    for said, pattern in (("kreis", _COUNTY), ("stadt", _TOWN), ("land", _LAND)):
        bare = pattern.sub("", folded, count=1).strip()
        if bare and bare != folded:
            return bare, said
    return folded, ""


_ENDINGS = ("", "e", "er", "es", "en", "em")


def _adjectives(*stems: str) -> tuple[str, ...]:
    return tuple(f"{stem}{ending}" for stem in stems for ending in _ENDINGS)


# AGS → what people also write: abbreviations, English names, adjectives.
OTHER_WORDS = {
    "01": ("SH", "S-H", *_adjectives("schleswig-holsteinisch")),
    "02": ("HH", "Hansestadt Hamburg", "Freie und Hansestadt Hamburg", "Hamburger", *_adjectives("hamburgisch")),
    "03": ("NI", "NDS", "Nds.", "Lower Saxony", *_adjectives("niedersächsisch")),
    "04": ("HB", "Freie Hansestadt Bremen", "Bremer", *_adjectives("bremisch")),
    "05": ("NW", "NRW", "North Rhine-Westphalia", *_adjectives("nordrhein-westfälisch")),
    "06": ("HE", "Hesse", *_adjectives("hessisch")),
    "07": ("RP", "RLP", "Rheinl.-Pfalz", "Rhineland-Palatinate", *_adjectives("rheinland-pfälzisch")),
    "08": ("BW", "BaWü", "Ba-Wü", "Baden Württemberg", *_adjectives("baden-württembergisch")),
    "09": ("BY", "Bavaria", "Freistaat Bayern", *_adjectives("bayerisch", "bayrisch")),
    "10": ("SL", "Saar", *_adjectives("saarländisch")),
    "11": ("BE", "Berliner", *_adjectives("berlinisch")),
    "12": ("BB", "BRB", *_adjectives("brandenburgisch")),
    "13": ("MV", "M-V", "MeckPomm", "Meck-Pomm", "Mecklenburg-Western Pomerania", *_adjectives(
        "mecklenburg-vorpommersch", "mecklenburgisch"
    )),
    "14": ("SN", "Saxony", "Freistaat Sachsen", *_adjectives("sächsisch")),
    "15": ("ST", "LSA", "Saxony-Anhalt", *_adjectives("sachsen-anhaltisch", "sachsen-anhaltinisch")),
    "16": ("TH", "Thuringia", "Freistaat Thüringen", "Thüringer", *_adjectives("thüringisch")),
    "05334": ("Kreis Aachen",),
    "14521": ("Erzgebirge",),
}  # fmt: skip
