"""What a cell says of several people: each gets what is theirs, and nobody what is somebody else's."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from contacts import channel_values
from contacts.enums import ChannelKind
from core.text import fold
from inputs.full_names import FullName, each_name, named, with_function
from inputs.phones import each_number, is_mobile
from tables import words
from tables.columns import WHOLE_NAME
from tables.parting import BETWEEN, split

_FUNCTION = "function"
OWN = (*channel_values.NUMBERS, ChannelKind.EMAIL, _FUNCTION)  # what is of one of them, if there is one for each
_APART = {
    ChannelKind.EMAIL: re.compile(r"[;,|/\s]+(?:und\s+)?"),
    _FUNCTION: re.compile(r" ?[;,/|&\n] ?| (?:und|u\.) "),
}
_OF_ALL = re.compile(
    r"(?:info|kontakt|contact|office|mail|email|post|zentrale|empfang|sekretariat|team|service|buero)\d*"
)


class Share(NamedTuple):
    """What is left of a cell for one of them, and what is to be asked about it."""

    text: str
    asked: str = ""


def shares(key: str, header: str, text: str, names: list[str]) -> list[Share]:
    """One for each. A single address goes to whom it names, a single line that is somebody's is asked about."""
    parts = _parts(key, text, len(names))
    if len(parts) == len(names):
        return _paired(parts, names) if key == ChannelKind.EMAIL else [Share(part) for part in parts]
    if len(parts) > 1:
        return [Share(text, f"{len(names)} Namen, aber {len(parts)} Angaben. Welche gilt?")] * len(names)
    if not text or key == _FUNCTION or not _is_of_one(key, header, text):
        return [Share(text)] * len(names)
    bearers = borne_by(text, names) if key == ChannelKind.EMAIL else []
    first = (bearers or _likely(text, names) or [0])[0]
    asked = (
        "" if len(bearers) == 1 else f"{len(names)} Namen, eine Angabe. Gehört sie {with_function(names[first])[0]}?"
    )
    return [Share(text, asked) if at == first else Share("") for at in range(len(names))]


def _paired(addresses: list[str], names: list[str]) -> list[Share]:
    """As many addresses as names: each to whom it names, whatever their order. Where one names who stands elsewhere,
    and the others do not say theirs, it is asked."""
    bearers = [borne_by(address, names) for address in addresses]
    if sorted(bearers) == [[at] for at in range(len(names))]:
        return [Share(address) for _bearer, address in sorted(zip(bearers, addresses, strict=True))]
    fits = all(not found or at in found for at, found in enumerate(bearers))
    named = [with_function(name)[0] for name in names]
    asked = ["" if fits else f"Gehört sie {name}? In der Zelle stehen mehrere." for name in named]
    return [Share(*one) for one in zip(addresses, asked, strict=True)]


def _likely(address: str, names: list[str]) -> list[int]:
    """Whose given name stands in an address with another family's."""
    said = fold(address.partition("@")[0].replace(".", " ")).split()
    given = [one.given if (one := named(with_function(name)[0])) else "" for name in names]
    return [at for at, one in enumerate(given) if fold(one) in said]


def _is_of_one(key: str, header: str, text: str) -> bool:
    if key == ChannelKind.EMAIL:
        return not _OF_ALL.fullmatch(fold(text.partition("@")[0]))
    return words.whose(header) == words.ONE or is_mobile(text)


def _parts(key: str, text: str, number: int) -> list[str]:
    if key in channel_values.NUMBERS:
        lines = [part for line in text.splitlines() for part in each_number(line)]
        return lines if len(lines) == number else each_number(text)
    parts = [part.strip() for part in _APART[key].split(text) if part.strip()]
    return parts if key == ChannelKind.EMAIL or len(parts) == number else [text]


def personal(text: str, names: list[str]) -> list[str]:
    """The addresses of a cell that bear one of these names.

    >>> personal("i.roth@roth.example; post@roth.example", ["Ina Roth"])
    ['i.roth@roth.example']
    """
    addresses = _APART[ChannelKind.EMAIL].split(text)
    return [one for one in addresses if "@" in one and borne_by(re.sub(r"^mailto:", "", one, flags=re.I), names)]


def borne_by(address: str, names: list[str]) -> list[int]:
    """Whose of these names a mail address bears.

    >>> [borne_by(f"{one}@roth.example", ["Peter Roth", "Ina Roth"]) for one in ("i.roth", "ina", "roth", "h.klein")]
    [[1], [1], [0, 1], []]
    """
    said = fold(address.partition("@")[0].replace(".", " ")).split()
    whole = "".join(said)
    sure, by_family, by_given = [], [], []
    for at, name in enumerate(names):
        found = named(with_function(name)[0])
        if found is None:
            continue
        given, family = ("".join(fold(one).split()) for one in (found.given.partition(" ")[0], found.family))
        if given and whole in (given + family, family + given, given[0] + family, family + given[0], _initials(found)):
            sure.append(at)
        elif family in said:
            by_family.append(at)
        elif given and whole == given:
            by_given.append(at)
    return sure or by_family or by_given


def _initials(name: FullName) -> str:
    """„shr“ of Sabine Heinicke-Roth; two letters may mean anything."""
    letters = "".join(word[0] for word in fold(f"{name.given} {name.family}".replace("-", " ")).split())
    return letters if len(letters) > 2 else name.family


@dataclass(frozen=True)
class Mailboxes:
    """Whose an address is in column `at`: of the person there who is called so, else of the firm. `naming`: the columns
    that name people; `of_people`: rows are about them.
    """

    at: int | None
    naming: dict[str, int]
    names: tuple[str, ...]
    of_people: bool

    def theirs(self, cells: list[str], text: str) -> list[str]:
        """Those of the addresses that are no firm's."""
        parts = {key: cells[at] for key, at in self.naming.items()}
        whole = parts.get(WHOLE_NAME) or " ".join(filter(None, map(parts.get, self.names)))
        return personal(text, [with_function(one)[0] for one in each_name(whole)]) if whole else []

    def left(self, cells: list[str], text: str) -> str:
        """What of them is said of whom the row is about."""
        theirs = self.theirs(cells, text)
        if self.of_people:
            return BETWEEN.join(theirs)
        return BETWEEN.join(one for one in split(text) if one not in theirs) if theirs else text

    def notes(self, cells: list[str]) -> list[tuple[str, str]]:
        """What is said of a row about a firm."""
        theirs = self.theirs(cells, cells[self.at]) if self.at is not None and not self.of_people else []
        return [("E-Mail", f"„{one}“ trägt den Namen der Ansprechperson und gehört zu ihr.") for one in theirs]
