"""For whom something says it is, as far as words tell."""

import re
from collections.abc import Container

from language.stopwords import STOPWORDS
from language.text import forms

_EVERY_BRANCH = re.compile(
    r"\b(?:aller|alle|allen|jeder|jede|sämtlicher|sämtliche) Branchen?\b|\bbranchen(?:übergreifend|offen|unabhängig)",
    re.IGNORECASE,
)
_FIRMS = frozenset("unternehmen unternehmerinnen unternehmer betrieb betriebe firma firmen".split())


def takes_every_firm(audience: str, places: Container[str]) -> bool:
    """Whether it is for firms of every branch: it says so, or names firms and nothing that tells some from others but
    where they are („Unternehmen in der Lausitz“). `places`: the normalised words of that."""
    if _EVERY_BRANCH.search(audience):
        return True
    telling = [word for word in forms(audience) if word not in STOPWORDS and word not in places]
    return bool(telling) and _FIRMS.issuperset(telling)
