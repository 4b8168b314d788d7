"""Parts of a network folded under it in results, as in the lists (`pages.folding`), if they rank behind it."""

from dataclasses import replace
from functools import reduce
from operator import or_

from directory.facets import NetworkIndex, network_index
from memory.kept import remembered
from pages.folding import folded
from search.models import Entry
from search.query import Found

KIND = "netzwerk"


def fold_parts(found: Found, index: NetworkIndex) -> dict[int, list[int]]:
    """Take out of the results what is folded; returned is that, by the key of the network it is folded under.

    A part that fits better than its whole, as by its name, stays a result of its own.
    """
    matching = found.ranking.matching & found.kinds.get(KIND, 0)
    entries = {at: entry for at, entry in entries_of_parts().items() if matching >> entry & 1} if matching else {}

    def goes_under(part: int, whole: int) -> bool:
        return whole in entries and _is_behind(found, entries[part], entries[whole])

    under = folded((part for part in index.wholes if part in entries), index.wholes, goes_under)
    hidden = reduce(or_, (1 << entries[part] for parts in under.values() for part in parts), 0)
    found.ranking = replace(found.ranking, matching=found.ranking.matching & ~hidden)
    return {index.pks[whole]: [index.pks[part] for part in parts] for whole, parts in under.items()}


def _is_behind(found: Found, entry: int, other: int) -> bool:
    (_, first), *_ = found.ranking.best(2, 1 << entry | 1 << other)
    return first == other


def entries_of_parts() -> dict[int, int]:
    """Of networks that are part of another, or have parts: the numbers of their entries in the index."""
    return remembered("search: entries of parts", _entries)


def _entries() -> dict[int, int]:
    """Position in the list of networks → in the search index, of parts and wholes."""
    index = network_index()
    concerned = {position for part, wholes in index.wholes.items() for position in (part, *wholes)}
    by_pk = {index.pks[position]: position for position in concerned}
    rows = Entry.objects.filter(kind=KIND, object_id__in=list(by_pk)).order_by()
    return {by_pk[pk]: entry for pk, entry in rows.values_list("object_id", "position")}
