"""What an office said of the columns and values of its tables, for those that come next, whatever their headers."""

import hashlib
from collections import defaultdict

from accounts.models import Editor
from core.text import fold
from tables.columns import KINDS, TableKind
from tables.guessing import about, guess
from tables.values import is_of_trades
from transfer.models import ImportMapping

WRONG = "Was nicht stimmt"  # the column of a list of faulty rows that says so
_LOOKED_AT = 50  # tables of the office, the latest


def signature(headers: list[str]) -> str:
    """The same for the same headers in any order, and for a list of what was wrong with them."""
    words = sorted(fold(header) for header in headers if header != WRONG)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def remembered(by: Editor, headers: list[str]):
    """What the office of an account said of files with these headers, the latest first."""
    return ImportMapping.objects.known_to(by).filter(signature=signature(headers)).order_by("-used_at", "-pk")


def _tables(by: Editor) -> list[ImportMapping]:
    """The latest last."""
    return list(ImportMapping.objects.known_to(by).order_by("-used_at", "-pk")[:_LOOKED_AT])[::-1]


def columns_for(by: Editor, kind: TableKind, headers: list[str]) -> dict[int, str]:
    """As the columns of these headers are guessed, but where the office said of one of them that it means another."""
    said: dict[str, str] = {}
    for known in _tables(by):
        if known.kind == kind.label:
            guessed = guess(kind, list(known.columns))
            columns = [(header, key, guessed.get(at)) for at, (header, key) in enumerate(known.columns.items())]
            said |= {header: key for header, key, other in columns if key in kind.by_key and key != other}
    found = {at: said[fold(header)] for at, header in enumerate(headers) if fold(header) in said}
    found = {at: key for at, key in found.items() if list(found.values()).count(key) == 1}
    guessed = guess(kind, headers)
    return found | {at: key for at, key in guessed.items() if at not in found and key not in found.values()}


def said_once(by: Editor, kind: TableKind) -> dict[str, str]:
    """What the office said last of what is asked once, whatever the headers; a day holds for its file only."""
    known = [one.constants for one in _tables(by) if one.kind == kind.label]
    keys = [key for key in kind.once if getattr(getattr(kind.by_key[key], "target", None), "choices", None)]
    return {key: said[key] for said in known for key in keys if said.get(key)}


def lasting(kind: TableKind, meanings: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What a table was said to mean, without trades that no field was chosen for: nobody need have looked at them."""
    return {
        key: {value: meant for value, meant in said.items() if meant or not is_of_trades(kind.by_key.get(key))}
        for key, said in meanings.items()
    }


def meanings_for(by: Editor, kind: TableKind) -> dict[str, dict[str, str]]:
    """Key of a column → a value as files had it → what the office said it means, in whatever table."""
    own: dict[str, list[str]] = defaultdict(list)
    for column in kind.columns:
        own[about(kind, column)].append(column.key)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for known in _tables(by):
        other = KINDS[known.kind]
        for key, values in known.meanings.items():
            same = about(other, other.by_key[key]) if key in other.by_key else ""
            for mine in own.get(same, ()):
                found[mine] |= values
    return dict(found)
