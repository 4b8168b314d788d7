"""What the rules hand to the editor: a value, its sentence as proof, and how sure they are."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2s

from language.text import parts, stem
from publishing.models.statement import MAX_LOCATOR_WORDS
from texts.document import Document
from texts.enums import Confidence, ProposalKind

MAX_LOCATOR = 120
_LEGAL_FORM = re.compile(r"(?:,?\s(?:e\. ?V|eV|gGmbH|GmbH(?: & Co\. KG)?|mbH|AG|SE|KG|eG|UG|OHG|GbR)\.?){1,4}$")
# Words that say what something is; names are the same with and without them.
_GENERIC = re.compile(
    r"^(?:(?:das|der|die|des|dem|den)\s+)?(?:(?:Kooperations|Unternehmens|Forschungs|Innovations)?[Nn]etzwerke?s?|Initiative|"
    r"Konsortiums?|Clusternetzwerks?|B2B-Plattform|Plattform|Verbunds?|Bündnis(?:ses)?)\s+(?=\S)(?!für\s)"
)
_SMALL = {"fur", "der", "die", "das", "des", "dem", "den"}
_QUOTES = re.compile('[„“”"»«]')


@dataclass(frozen=True)
class Fault:
    """A known fault of the data: a short code and a German sentence."""

    code: str
    text: str


@dataclass(frozen=True)
class Amount:
    """A number as stated."""

    number: Decimal
    qualifier: str
    counted: str
    number_to: Decimal | None = None
    unit: str = ""
    is_membership: bool = False


@dataclass(frozen=True)
class Proposal:
    """`variant` is the value of the choice that the record has: kind of network, how a person is named …

    `more`: what belongs to it under a short name of its own, such as the end of a funding or the place of an event.
    """

    kind: ProposalKind
    value: str
    start: int
    end: int
    sentence: tuple[int, int]
    locator: str
    confidence: Confidence
    variant: str = ""
    normalised: str = ""
    also: tuple[str, ...] = ()
    subject: str = ""
    label: str = ""
    amount: Amount | None = None
    more: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    id: str = field(init=False, default="")

    def __post_init__(self):
        seed = f"{self.kind}|{self.normalised or self.value}|{self.start}".encode()
        object.__setattr__(self, "id", blake2s(seed, digest_size=6).hexdigest())


def proposal(document: Document, kind: ProposalKind, start: int, end: int, **values) -> Proposal:
    """A proposal for a place in the text, with its sentence and its locator."""
    values.setdefault("value", " ".join(document.text[start:end].split()))
    sentence = document.sentence_at(start)
    return Proposal(
        kind=kind,
        start=start,
        end=end,
        sentence=(min(sentence[0], start), max(sentence[1], end)),
        locator=locator(document.text, sentence, start, end),
        **values,
    )


def locator(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """At most eight words of the text that point to a place: the words there and some around them."""
    before = text[sentence[0] : start].split()
    inside = text[start:end].split()[:MAX_LOCATOR_WORDS]
    after = text[end : max(sentence[1], end)].split()
    glued = bool(inside and before and start and not text[start - 1].isspace())
    if glued:  # a bracket or a quotation mark belongs to the word
        inside[0] = before.pop() + inside[0]
    if after and inside and end < len(text) and not text[end].isspace():
        inside[-1] += after.pop(0)
    room = MAX_LOCATOR_WORDS - len(inside)
    lead = before[-min(room, 3) :] if room > 0 and before else []
    words = [*lead, *inside, *after[: max(0, min(room - len(lead), 3))]]
    while len(words) > 1 and len(" ".join(words)) > MAX_LOCATOR:
        words.pop()
    return " ".join(words)[:MAX_LOCATOR]


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """What two spellings of one name share: word stems without quotation marks, legal form and generic words."""
    bare = " ".join(_QUOTES.sub("", name).split())
    bare = _LEGAL_FORM.sub("", bare)
    bare = _GENERIC.sub("", bare) or bare
    words = [word for chunk in bare.split() for word in parts(chunk)]
    return " ".join(stem(word) for word in words if word not in _SMALL)
