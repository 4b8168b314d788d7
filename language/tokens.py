"""What somebody typed, cut into words and numbers, and which of them say what is looked for."""

import re
from dataclasses import dataclass
from itertools import pairwise

from language.stopwords import ASKING, HAVING, OF_SAYINGS, OWN, STOPWORDS, WHO_ASKS, sayings
from language.text import LEGAL_FORMS, MAX_FORM, parts

MAX_LENGTH = 200
MAX_WORDS = 12
_NUMBER = re.compile(r"(?<!\w)(?:\+|\(?0)?[\d(][\d\s()/.\-–+]{0,60}\d(?!\w)")


@dataclass
class Token:
    """One thing between blanks, or one number written with blanks."""

    text: str
    words: tuple[str, ...]
    number: str = ""

    @property
    def form(self) -> str:
        """As long as the index keeps it; one character may stand for a whole sentence, and stemming takes its time."""
        return "".join(self.words)[:MAX_FORM]

    @property
    def is_stop(self) -> bool:
        return not self.number and (
            self.form in LEGAL_FORMS
            or all(word in STOPWORDS or word in ASKING for word in self.words)
            or len(self.form) == 1
            and not self.form.isdigit()
        )


def tokens(text: str) -> list[Token]:
    """At most MAX_WORDS of them. Numbers with four digits and more are one token, however they are grouped."""
    text = text[:MAX_LENGTH]
    found: list[Token] = []
    start = 0
    for match in _NUMBER.finditer(text):
        number = re.sub(r"\D", "", match[0])
        if len(number) < 4:
            continue
        found += plain(text[start : match.start()])
        found.append(Token(match[0].strip(), parts(match[0].replace(" ", "")), number.removeprefix("00")))
        start = match.end()
    return [*found, *plain(text[start:])][:MAX_WORDS]


def plain(text: str) -> list[Token]:
    """Of a text without numbers. A sign between blanks stands for „und“: „Forschung + Entwicklung“."""
    return [Token(chunk, words) for chunk in text.split() if chunk != "+" and (words := parts(chunk))]


def telling(everything: list[Token]) -> list[Token]:
    """The tokens that say what is looked for: not „mein Betrieb“, nor „unter die Arme greifen“."""
    forms = ["", *(token.form for token in everything)]
    idle = {at for start, saying in sayings(forms[1:]) for at in range(start, start + len(saying))}
    asks = {at for at, (before, form) in enumerate(pairwise(forms)) if form in OWN or before in HAVING}
    return [
        token
        for at, token in enumerate(everything)
        if not token.is_stop and not (at - 1 in asks and token.form in WHO_ASKS)
        if at not in idle and not (idle and token.form in OF_SAYINGS)
    ]
