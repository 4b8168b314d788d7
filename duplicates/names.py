"""When two names are the same for a person who reads them, and when nearly."""

import re
from collections.abc import Container, Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from core.text import fold
from language.text import initials

_LEGAL_FORMS = re.compile(
    r"\b(e v|ev|eingetragener verein|(g?gmbh|ag|ug|se)( und)? co( kg(aa)?| ohg)?|g?gmbh|mbh|ag|kg|ohg|gbr|"
    r"ug( haftungsbeschraenkt)?|se|eg|e k|i g|i gr|in gruendung|partg( mbb)?)\b"
)
# Words that say what kind of thing it is or nothing at all; without them „Optik-Cluster Jena“ is „Cluster Optik Jena“.
_GENERAL = frozenset(
    "netzwerk netzwerke network cluster verbund initiative verein plattform hub allianz buendnis region "
    "der die das des dem den fuer for und and in im am an the of von vom zu zur zum".split()
)
# The same within a word: „Logistiknetzwerk“ is „Netzwerk Logistik“.
_IN_A_WORD = re.compile(r"^(?:netzwerk|cluster|verband)(?=\w{4})|(?<=\w{4})(?:netzwerke?|cluster|verband)$")
_FIGURES = re.compile(r"\d+")
_IN_BRACKETS = re.compile(r"\(([^()\d]{3,30})\)")
LONG_ENOUGH = 5
SHORTEST = 3  # letters of a name that stands for a longer one


def plain(name: str) -> str:
    """Folded, without legal form, in one word: „it's.BB e. V.“ and „itsBB“ are both „itsbb“."""
    folded = fold(name)
    return (_LEGAL_FORMS.sub(" ", folded).replace(" ", "")) or folded.replace(" ", "")


def core(name: str) -> str:
    """The words that tell a name from others, sorted; empty when too little is left."""
    words = words_of(name)
    return " ".join(sorted(words)) if sum(map(len, words)) >= LONG_ENOUGH else ""


def words_of(name: str) -> tuple[str, ...]:
    """In their order, without legal form and what is general."""
    words = _LEGAL_FORMS.sub(" ", fold(name)).split()
    return tuple(_IN_A_WORD.sub("", word) for word in words if word not in _GENERAL)


def shortened(name: str) -> list[str]:
    """What a name says in brackets to be its short form, else its initials: „BioRN“, „vdi“; plain."""
    inside = [plain(one) for one in _IN_BRACKETS.findall(name)]
    return [one for one in inside or initials(name) if len(one) >= SHORTEST]


def without(words: str, places: Container[str]) -> str:
    """What a core says besides where; empty when too little is left."""
    left = [word for word in words.split() if word not in places]
    return " ".join(left) if sum(map(len, left)) >= LONG_ENOUGH else ""


def halves(key: str) -> Iterable[str]:
    """Blocks that a name shares with its misspellings: a slip leaves one of its halves as it was."""
    if len(key) < LONG_ENOUGH:
        return
    for length in {len(key) // 2, (len(key) - 1) // 2}:
        yield f"<{key[:length]}"
        yield f"{key[-length:]}>"


def nearly(a: str, b: str) -> int:
    """How alike two plain names are, 0 to 100; 0 unless one is a slip of the other.

    Figures are no slips: „Halle 1“ is not „Halle 2“.
    """
    shorter = min(len(a), len(b))
    allowed = 1 if shorter < 10 else 2
    if shorter < LONG_ENOUGH or abs(len(a) - len(b)) > allowed:
        return 0
    if OSA.distance(a, b, score_cutoff=allowed) > allowed or _FIGURES.findall(a) != _FIGURES.findall(b):
        return 0
    return round(fuzz.ratio(a, b))
