"""What the page of a case says of what began it: the package that did so registers how, by the word before the number
in the origin of its cases.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.models import Editor
from cases.models import Case


@dataclass(frozen=True)
class Beginning:
    """`said` in words, `more` for who wants to know, with links to what else is about it; `read`: words that were taken
    for others, both as the page says them."""

    said: str
    more: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


_kinds: dict[str, Callable[[Case, Editor], Beginning | None]] = {}


def register(word: str, say: Callable[[Case, Editor], Beginning | None]) -> None:
    _kinds[word] = say


def beginning_of(case: Case, by: Editor) -> Beginning | None:
    say = _kinds.get(case.origin.partition("-")[0])
    return say(case, by) if say else None
