"""What some networks have in common, and which others would go with them: a light cross-cluster lens."""

from collections import defaultdict
from dataclasses import dataclass

from core.words import _
from directory.facets import NetworkIndex
from directory.profiles import Profiles
from memory.scores import BitScores
from networks.enums import Status
from networks.models import Network

MOST = 4
SUGGESTED = 5
SHOWN = 30  # things of one kind; two networks of a firms database may share hundreds of members


@dataclass(frozen=True)
class Shared:
    """„Region: Rhein-Neckar“, and which of the networks share it; `names` is empty when all do. `more`: how many things
    there are besides."""

    label: str
    things: list[tuple[str, str]]  # name and address
    names: list[str]
    more: int


def shared(profiles: Profiles) -> list[Shared]:
    """What at least two of the networks have in common: what all share comes first."""
    groups: dict[tuple[str, tuple[int, ...]], list[tuple[str, str]]] = defaultdict(list)
    for label, things in _things(profiles).items():
        for thing, owners in things.items():
            if len(owners) > 1:
                groups[label, tuple(sorted(owners))].append(thing)
    everybody = len(profiles.networks)
    found = [
        Shared(
            label,
            sorted(things)[:SHOWN],
            [] if len(owners) == everybody else [profiles.networks[owner].name for owner in owners],
            max(len(things) - SHOWN, 0),
        )
        for (label, owners), things in groups.items()
    ]
    return sorted(found, key=lambda one: bool(one.names))


def _things(profiles: Profiles) -> dict[str, dict[tuple[str, str], set[int]]]:
    """Kind of thing → thing → numbers of the networks that have it."""
    index = profiles.index
    found: dict[str, dict[tuple[str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, network in enumerate(profiles.networks):
        card = index.card(network.pk)
        for pk in card.regions:
            region = index.regions[pk]
            found[_("Region")][region.name, region.get_absolute_url()].add(number)
        for pk in card.fields:
            if pk in index.fields:
                field = index.fields[pk]
                found[_("Feld")][field.name, field.url].add(number)
        for label, name, part in (
            (_("Zielmarkt"), "market_goals", "market"),
            (_("Programm"), "fundings", "programme"),
            (_("Beteiligt"), "participations", "organisation"),
        ):
            for row in profiles.rows[name].get(network.pk, ()):
                thing = getattr(row, part)
                found[label][thing.name, thing.get_absolute_url()].add(number)
        for card in profiles.cards_of(network):
            found[_("Ansprechperson")][card.person.full_name, card.person.get_absolute_url()].add(number)
    return found


def suggestions(index: NetworkIndex, networks: list[Network]) -> list[tuple[str, str]]:
    """Slug and name of further networks that share a field and a region with these, most first; ended and
    converted ones left out."""
    scores, met = BitScores(), {"feld": 0, "region": 0}
    for network in networks:
        card = index.card(network.pk)
        fields = [index.fields[pk].slug for pk in card.fields if pk in index.fields]
        for param, values in (("feld", fields), ("region", [index.regions[pk].slug for pk in card.regions])):
            for value in values:
                bits = index.bits[param].get(value, 0)
                met[param] |= bits
                scores.add(bits, 1)
    over = index.bits["status"].get(Status.ENDED, 0) | index.bits["status"].get(Status.CONVERTED, 0)
    within = met["feld"] & met["region"] & ~over & ~index.bits_of(network.pk for network in networks)
    return [index.name(index.pks[position]) for position in scores.best(within, SUGGESTED)]
