"""What the columns of a table mean, by their headers."""

from collections.abc import Callable, Iterable, Mapping

from core.text import fold
from inputs.amounts import read
from inputs.full_names import is_function
from networks.enums import OrganisationKind
from networks.models import Branch
from sheets.headers import spellings
from tables import words
from tables.branch_names import is_code
from tables.columns import EXPORTED, ID, SLUG, WHOLE_NAME, AmountColumn, Column, PartColumn, TableKind
from tables.names import Names
from tables.parting import split

FIELDS, BRANCHES = "fields", "branches"
_FUNCTION = "function"
# Headers that say what the rows are, besides the name of their kind.
_TELLING = {
    "networks.organisation": ("Firma", "Firmenname", "Unternehmen", "Betrieb"),
    "networks.event": ("Termin", "Datum"),
    "contacts.person": ("Nachname", "Vorname"),
}
# What the header of the name says of all rows, by what it is called: what is listed as firms are companies.
_SAID = {"networks.organisation": ("kind", OrganisationKind.COMPANY)}
_SAYING = frozenset(map(fold, (
    "Firma", "Firmen", "Firmenname", "Unternehmen", "Unternehmensname", "Betrieb", "Name der Firma",
    "Name des Unternehmens",
)))  # fmt: skip


def guess(kind: TableKind, headers: list[str]) -> dict[int, str]:
    """Which column each header means, by position; a column is given out once, the surest first: by its label, by its
    words, by those in another number or order, at last what others call the entries by. An id is ours only in an export
    of ours: cities have numbers of their own. Ways to reach a firm go before those to somebody there, which are never
    the firm's where the table names people; with people it is the other way round.
    """
    found: dict[int, str] = {}
    spelt = [spellings(header) for header in headers]
    order = _own_first(kind, spelt)
    turns = [words.ONE, words.UNSAID, words.ALL] if _is_of_people(kind) else [words.ALL, words.UNSAID, words.ONE]
    has_people = not _is_of_people(kind) and any(map(words.names_people, spelt))
    ways = [column for column in kind.columns if is_way(column)]
    others = [column for column in kind.columns if not is_way(column)]
    for turn in (turns[:1], turns[:2], turns):
        columns = ways if len(turn) == 1 else others if has_people and len(turn) > 2 else kind.columns
        some = [at for at in order if words.whose(headers[at]) in turn]
        _give_out_by_words(columns, found, {at: spelt[at] for at in some}, headers)
    if kind.names[-1] not in found.values() and (at := named_by_others(kind, headers)):
        found[at[0]] = kind.names[-1]
    if WHOLE_NAME in kind.by_key and not {WHOLE_NAME, kind.names[0]} & {*found.values()}:  # „Name“ beside no „Vorname“
        found |= {at: WHOLE_NAME for at, key in found.items() if key == kind.names[-1] and "name" in spelt[at]}
    ours = {SLUG, EXPORTED} & {*found.values()}
    return {number: key for number, key in sorted(found.items()) if key != ID or ours}


def is_way(column: Column) -> bool:
    """A telephone, a mailbox: what a firm has and people in it have, too."""
    return getattr(column, "part", "") == "channels" and not isinstance(column, PartColumn)


def _is_of_people(kind: TableKind) -> bool:
    return WHOLE_NAME in kind.by_key


def _own_first(kind: TableKind, spelt: list[list[str]]) -> list[int]:
    """The positions of headers, those first that stand behind the name of such an entry and not of another."""
    order: list[tuple[bool, int]] = []
    is_own = True
    for at, one in enumerate(spelt):
        if words.names_people(one) or words.names_entry(one):
            is_own = words.names_people(one) == _is_of_people(kind)
        order.append((not is_own, at))
    return [at for _is_other, at in sorted(order)]


def _give_out_by_words(
    columns: Iterable[Column], found: dict[int, str], spelt: dict[int, list[str]], headers: list[str]
) -> None:
    columns, longest = list(columns), max(map(len, spelt.values()), default=0)
    _give_out(columns, found, {at: one[:1] for at, one in spelt.items()}, lambda column: {fold(column.label)})
    for place in range(longest):
        _give_out(columns, found, {at: one[place : place + 1] for at, one in spelt.items()}, lambda one: one.headers)
    for place in range(longest):
        stems = {at: [words.stems(text) for text in one[place : place + 1]] for at, one in spelt.items()}
        _give_out(columns, found, stems, lambda column: column.stems)
    heads = {at: [words.first_stem(headers[at])] for at in spelt}
    _give_out(columns, found, heads, lambda column: column.stems if _is_plain(column) else set())
    ways = [column for column in columns if is_way(column)]
    own = {at: [words.stems(words.own(headers[at]))] for at in spelt if words.whose(headers[at]) != words.UNSAID}
    _give_out(ways, found, own, lambda column: column.stems)


def rivals(kind: TableKind, headers: list[str], mapping: Mapping[int, str]) -> dict[int, str]:
    """Columns that are left alone and say what another one is taken for, with its label, and those that are taken for
    a way to reach the firm and are of somebody there.
    """
    has_people = not _is_of_people(kind) and any(words.names_people(spellings(header)) for header in headers)
    found = {}
    for at, header in enumerate(headers):
        key = mapping.get(at) or guess(kind, [header]).get(0, "") if header else ""
        if key not in mapping.values() or not is_way(kind.by_key[key]):
            continue
        if (has_people and words.whose(header) == words.ONE) == (at in mapping):
            found[at] = kind.by_key[key].label
    return found


def _is_plain(column: Column) -> bool:
    """Whether a header that begins like that of this column hardly means anything else."""
    part = getattr(column, "part", "")
    return part in ("channels", "links", "figures") or column.key in ("fields", "internal_note")


def _give_out(
    columns: Iterable[Column],
    found: dict[int, str],
    headers: Mapping[int, list[str]],
    said_of: Callable[[Column], set[str]],
) -> None:
    """To what is left of headers, in the spelling that is looked at, what is left of columns."""
    for number, spelt in headers.items():
        if number not in found and spelt and spelt[0]:
            fits = (column.key for column in columns if spelt[0] in said_of(column))
            if key := next((key for key in fits if key not in found.values()), ""):
                found[number] = key


def named_by_others(kind: TableKind, headers: list[str]) -> list[int]:
    """The columns in which a table of others names entries of this kind, as firms the networks that they are in."""
    said = {words.stems(word) for word in words.NAMED_BY_OTHERS.get(kind.label, ())} - {""}
    return [at for at, header in enumerate(headers) if said & {words.stems(one) for one in spellings(header)}]


def counted(kind: TableKind, mapping: dict[int, str], rows: Iterable[list[str]]) -> dict[int, str]:
    """A column of names below which only numbers stand says how many there are: „Mitglieder: 80“."""
    amounts = {one.fixed["counted"]: one.key for one in kind.columns if isinstance(one, AmountColumn)}
    rows = list(rows)
    found = dict(mapping)
    for at, key in mapping.items():
        texts = [cells[at] for cells in rows if cells[at]]
        number = amounts.get(kind.by_key[key].label)
        if number and number not in mapping.values() and texts and all(map(read, texts)):
            found[at] = number
    return found


def classified(kind: TableKind, mapping: dict[int, str], rows: Iterable[list[str]]) -> dict[int, str]:
    """What is called „Branche“ says codes of the WZ where most of it are such, else fields in words of its own."""
    at = next((at for at, key in mapping.items() if key == FIELDS), None)
    if at is None or BRANCHES not in kind.by_key or BRANCHES in mapping.values():
        return mapping
    names = Names.of(Branch)
    told = [names.knows(text) and is_code(text) for cells in rows for text in split(cells[at])]
    return mapping | {at: BRANCHES} if told and sum(told) * 2 > len(told) else mapping


def may_be_branches(kind: TableKind, header: str, key: str) -> str:
    """The other column that such a header may mean, by its label."""
    is_asked = key == FIELDS and BRANCHES in kind.by_key and words.stems(header) == words.stems("Branche")
    return kind.by_key[BRANCHES].label if is_asked else ""


def fit(kind: TableKind, headers: list[str]) -> tuple[bool, int, int]:
    mapped = guess(kind, headers)
    own = {fold(str(kind.model._meta.verbose_name)), fold(kind.title), *map(fold, _TELLING.get(kind.label, ()))}
    telling = sum(1 for header in headers if header and any(fold(header).startswith(word) for word in own))
    return set(kind.names) <= {*mapped.values()}, telling, len(mapped)


def said_by_name(kind: TableKind, headers: list[str], mapping: dict[int, str]) -> dict[str, str]:
    """What new entries are where no column says it, shown beside the columns."""
    key, value = _SAID.get(kind.label, ("", ""))
    names = {one for at, key in mapping.items() if key in kind.names for one in spellings(headers[at])}
    return {key: str(value)} if key and key not in mapping.values() and names & _SAYING else {}


def function_of_all(headers: list[str], mapping: dict[int, str]) -> dict[str, str]:
    """As what a column names people: „Geschäftsführer“ is a function, „Ansprechpartner“ none."""
    named = (headers[at] for at, key in mapping.items() if key == WHOLE_NAME and _FUNCTION not in mapping.values())
    return {_FUNCTION: header for header in named if is_function(header)}


def about(kind: TableKind, column: Column) -> str:
    """What the values of a column name: entries of a kind, pieces of an address; else what no other column says."""
    if column.key in kind.names and len(kind.names) == 1:
        return kind.label
    target = getattr(column, "target", None)
    if target is None:
        return column.key
    return target.related_model._meta.label_lower if target.is_relation else f"{kind.label}.{column.key}"
