"""Entries of any kind in a line each, as the lists of a story show them: what for, where, whom to call, how sure."""

from collections.abc import Iterable
from functools import reduce
from itertools import starmap
from operator import or_
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from contacts.cards import CHANNEL_ORDER
from contacts.models import Channel, Person
from directory.facets import network_index
from directory.result_list import network_lines
from finding.marking import Marker
from finding.result_list import ResultLine, result_lines, sure_of
from networks.models import Network, Organisation
from reach.briefs import Brief, briefs
from reach.ties import DIRECT
from search.documents import KIND_OF, KINDS
from search.models import Entry
from search.query import Hit
from stories.woven import Key


class Call(NamedTuple):
    """Whom to call: who it is, where that is not the entry itself, and the quickest way."""

    name: str
    url: str
    words: str
    href: str


class EntryLine(NamedTuple):
    """`call`: who answers for a network, a person or an office; whom others lead to says `line.sure`."""

    line: ResultLine
    call: Call | None


def entry_lines(keys: Iterable[Key]) -> dict[Key, EntryLine]:
    """Of public entries, all lists of a page together: ten queries at most."""
    wanted = set(keys)
    if not wanted:
        return {}
    hits = list(starmap(Hit, _rows(wanted)))
    summaries = {hit.object_id: hit.summary for hit in hits if hit.kind == KIND_OF[Network].key}
    index = network_index()
    networks = {line.pk: line for line in network_lines(index, list(summaries), summaries=summaries)}
    lines = result_lines(hits, Marker(set()), networks, sure_of(hits))
    first = briefs({pk: index.card(pk).regions for pk in networks})
    calls = {(KIND_OF[Network].key, pk): _of_network(found[0]) for pk, found in first.items() if found} | _own(wanted)
    found = (((hit.kind, hit.object_id), line) for hit, line in zip(hits, lines, strict=True))
    return {key: EntryLine(line, calls.get(key)) for key, line in found}


def _of_network(brief: Brief) -> Call:
    return Call(brief.name, brief.url, brief.quick, brief.channel.href if brief.channel else "")


def _own(keys: set[Key]) -> dict[Key, Call]:
    """The quickest way to people and offices themselves."""
    people, offices = ({pk for kind, pk in keys if kind == KIND_OF[model].key} for model in (Person, Organisation))
    if not people and not offices:
        return {}
    rows = (
        Channel.objects.public().filter(Q(person__in=people) | Q(organisation__in=offices)).order_by("position", "pk")
    )
    found: dict[Key, Call] = {}
    for one in sorted(rows, key=lambda one: CHANNEL_ORDER[one.kind]):
        if one.kind in DIRECT and one.href:
            key = (
                (KIND_OF[Person].key, one.person_id)
                if one.person_id
                else (KIND_OF[Organisation].key, one.organisation_id)
            )
            found.setdefault(key, Call("", "", one.value, one.href))
    return found


def _rows(keys: set[Key]):
    """As the search keeps them, one query for all kinds."""
    about = []
    for kind in sorted({kind for kind, _pk in keys}):
        of = ContentType.objects.get_for_model(KINDS[kind].model)
        about.append(Q(content_type=of, object_id__in=[pk for other, pk in keys if other == kind]))
    return Entry.objects.filter(reduce(or_, about)).order_by().values_list(*Hit._fields)
