"""Whom to reach about several networks, in a line each: for the comparison, the fit, downloads. A bounded number of
queries for any number of networks."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from contacts.cards import CHANNEL_ORDER
from contacts.enums import ChannelKind
from contacts.models import Channel, Person
from core.prepared import ask_many
from core.words import _
from inputs.web import host
from pages.records import SourceNotes
from publishing.models import Link
from reach.elsewhere import followed
from reach.offices import region_offices
from reach.rungs import Rung, Way
from reach.steps import Loaded
from reach.ties import DIRECT, Named, ties
from reach.ways import ways


class Brief(NamedTuple):
    """Somebody to reach. `url`: their page, or the website; `channel`: the quickest way, none for a website."""

    rung: Rung
    kind: str
    key: int
    name: str
    url: str
    channel: Channel | None = None

    @property
    def quick(self) -> str:
        """The number or address in words."""
        if self.channel is None:
            return ""
        return host(self.channel.href) if self.channel.kind == ChannelKind.WEB else self.channel.value


def briefs(regions_of: Mapping[int, tuple[int, ...]]) -> dict[int, list[Brief]]:
    """network → those of its first rung; `regions_of`: the networks asked about, with their regions."""
    found = {pk: _first(pk, regions) for pk, regions in regions_of.items()}
    keys: dict[str, set[int]] = defaultdict(set)
    for rows in found.values():
        for _rung, way in rows:
            keys[way.kind].add(way.key)
    loaded, names = Loaded(SourceNotes()), _names(keys)
    quickest: dict[tuple[str, int], Channel] = {}
    for channel in sorted(loaded.channels(keys["person"], keys["office"]), key=lambda one: CHANNEL_ORDER[one.kind]):
        if channel.kind in DIRECT and channel.href:
            owner = "person" if channel.person_id else "office"
            quickest.setdefault((owner, channel.person_id or channel.organisation_id or 0), channel)
    links = {link.pk: link for link in loaded.links(keys["website"])}
    return {
        pk: [one for rung, way in rows if (one := _brief(rung, way, names, quickest, links))]
        for pk, rows in found.items()
    }


def _first(network: int, regions: tuple[int, ...]) -> list[tuple[Rung, Way]]:
    """Without the office for whatever is asked in a region, which is no way to the network."""
    found = [way for way in ways(ties(), region_offices(), network, regions) if way.rung < Rung.REGION]
    if not found:
        return []
    first = found[0]
    rows = [way for way in found if (way.rung, way.kind) == (first.rung, first.kind)]
    if first.kind == "network":
        _end, there = followed(ties(), first.key, (network,))
        rows = [way for way in there if (way.rung, way.kind) == (there[0].rung, there[0].kind)]
    return [(first.rung, way) for way in (rows if first.rung <= Rung.OWN else rows[:1])]


def _names(keys: Mapping[str, set[int]]) -> dict[tuple[str, int], Named]:
    known = ties().office_names
    names = {("office", pk): known[pk] for pk in keys["office"] if pk in known}
    for pk, slug, *parts in ask_many("people of networks", sorted(keys["person"]), _people):
        names["person", pk] = Named(" ".join(filter(None, parts)), slug)
    return names


def _people(pks: list[int]):
    rows = Person.objects.published().filter(pk__in=pks).order_by()
    return rows.values_list("pk", "slug", "title", "given_name", "family_name")


def _brief(
    rung: Rung,
    way: Way,
    names: dict[tuple[str, int], Named],
    quickest: dict[tuple[str, int], Channel],
    links: dict[int, Link],
) -> Brief | None:
    if way.kind == "website":
        href = links[way.key].href if way.key in links else ""
        return Brief(rung, way.kind, way.key, _("Website: {host}").format(host=host(href)), href) if href else None
    who = names.get((way.kind, way.key))
    if who is None:
        return None
    page = f"/{'ansprechpersonen' if way.kind == 'person' else 'organisationen'}/{who.slug}/"
    return Brief(rung, way.kind, way.key, who.name, page, quickest.get((way.kind, way.key)))
