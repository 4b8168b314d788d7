"""Web addresses inside a text: where each begins and ends, and whether the end of a line or of the room cut it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST = 500  # characters of an address
_PRINTED = re.compile(
    r"(?i)(?<![\w@/.-])(?:https?://|www\.|(?:dev|staging|stage|test)\.(?=[\w-]{1,63}\.[a-z]))"
    rf"[^\s<>\"„“”»«|`]{{3,{MOST}}}"
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_AFTER = ".,;:!?'’‘*"  # of the sentence, not of the address
_LEFT_OUT = re.compile(r"(?:…|\.{3,})[)\]}.,;:!?'’‘*]*$")
_NEXT_LINE = re.compile(r"[ \t\r]{0,20}\n[ \t]{0,20}(?=(\S?))")
# How the rest of an address looks where a line begins: „netzwerke/antrag.html“, no word of a sentence.
_REST = re.compile(r"[a-z0-9%_~-][\w%~.-]{0,100}?(?:/[\w?#]|\.(?:html?|php|pdf|aspx?|jsp)\b|[?&]?[\w-]{0,50}=)")
_HALF = ("-", "_", "=", "&", "?", "%", "+", "~")  # what hardly an address ends with


class Printed(NamedTuple):
    """An address as the text prints it, and whether it goes on where nobody can tell for sure."""

    start: int
    end: int
    address: str
    is_cut: bool


def web_addresses(text: str) -> Iterator[Printed]:
    """All of a text, in time linear to its length. A cut one is given as far as it stands there.

    >>> [found.address for found in web_addresses("(siehe https://a.example/Cluster_(Wirtschaft)).")]
    ['https://a.example/Cluster_(Wirtschaft)']
    """
    for match in _PRINTED.finditer(text):
        whole = match[0]
        left_out = _LEFT_OUT.search(whole, max(0, len(whole) - 20))
        address = _without_the_sentence(whole[: left_out.start()] if left_out else whole)
        goes_on = whole[len(address) :] in ("", "?") and _goes_on(text, match.end(), address)
        is_cut = bool(left_out) or goes_on or len(whole) > MOST
        if re.search(r"\w", address[address.find("//" if "://" in address else ".") :]):
            yield Printed(match.start(), match.start() + len(address), address, is_cut)


def _without_the_sentence(text: str) -> str:
    """Without the marks and brackets that belong to the text around: a bracket stays where its partner stands."""
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char in _PAIRS.values():
            open_at.append(at)
        elif char in _PAIRS:
            if not open_at or text[open_at[-1]] != _PAIRS[char]:
                return text[:at].rstrip(_AFTER)
            open_at.pop()
    return (text[: open_at[0]] if open_at else text).rstrip(_AFTER)


def _goes_on(text: str, end: int, address: str) -> bool:
    line = _NEXT_LINE.match(text, end)
    if not line or not line[1]:
        return False
    return address.endswith(_HALF) or "/" in address.partition("://")[2] and bool(_REST.match(text, line.end()))
