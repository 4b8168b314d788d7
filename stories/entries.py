"""Entries of any kind in a line each, as the lists of a story show them: what for, where, whom to call, how sure."""

from collections.abc import Iterable
from functools import reduce
from itertools import starmap
from operator import or_
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from directory.facets import network_index
from directory.result_list import network_lines
from finding.marking import Marker
from finding.result_list import ResultLine, result_lines, sure_of
from networks.models import Network
from reach.briefs import Brief, briefs
from search.documents import KIND_OF, KINDS
from search.models import Entry
from search.query import Hit
from stories.woven import Key


class EntryLine(NamedTuple):
    """`call`: who answers for a network; what leads on to others says `line.sure`."""

    line: ResultLine
    call: Brief | None


def entry_lines(keys: Iterable[Key]) -> dict[Key, EntryLine]:
    """Of public entries, all lists of a page together: ten queries at most."""
    wanted = set(keys)
    if not wanted:
        return {}
    hits = list(starmap(Hit, _rows(wanted)))
    of_networks = KIND_OF[Network].key
    summaries = {hit.object_id: hit.summary for hit in hits if hit.kind == of_networks}
    index = network_index()
    networks = {line.pk: line for line in network_lines(index, list(summaries), summaries=summaries)}
    calls = briefs({pk: index.card(pk).regions for pk in networks})
    found = result_lines(hits, Marker(set()), networks, sure_of(hits))
    return {
        (hit.kind, hit.object_id): EntryLine(
            line, next(iter(calls.get(hit.object_id, ())), None) if line.network else None
        )
        for hit, line in zip(hits, found, strict=True)
    }


def _rows(keys: set[Key]):
    """As the search keeps them, one query for all kinds."""
    about = []
    for kind in sorted({kind for kind, _pk in keys}):
        of = ContentType.objects.get_for_model(KINDS[kind].model)
        about.append(Q(content_type=of, object_id__in=[pk for other, pk in keys if other == kind]))
    return Entry.objects.filter(reduce(or_, about)).order_by().values_list(*Hit._fields)
