"""Networks that an address names: `?n=its-bb&n=silicon-saxony`."""

from dataclasses import dataclass
from urllib.parse import urlencode

from networks.models import Network
from publishing.models import SlugHistory

MAX_VALUES = 100  # of one address; the rest is nonsense


@dataclass(frozen=True)
class Chosen:
    """The networks that visitors may see, in the order named, and how many names led to none."""

    networks: list[Network]
    unknown: int = 0

    @property
    def slugs(self) -> list[str]:
        return [network.slug for network in self.networks]


def chosen_networks(names: list[str]) -> Chosen:
    """Each network once, under its present or a former slug. At most three queries."""
    slugs = [slug for slug in dict.fromkeys(names[:MAX_VALUES]) if slug and len(slug) <= 120 and "\0" not in slug]
    found = {network.slug: network for network in Network.objects.published().filter(slug__in=slugs)} if slugs else {}
    if missing := [slug for slug in slugs if slug not in found]:
        found |= _renamed(missing)
    networks = {found[slug].pk: found[slug] for slug in slugs if slug in found}
    return Chosen(list(networks.values()), sum(slug not in found for slug in slugs))


def _renamed(slugs: list[str]) -> dict[str, Network]:
    keys = dict(SlugHistory.of(Network).filter(slug__in=slugs).values_list("slug", "object_id"))
    networks = Network.objects.published().in_bulk(set(keys.values())) if keys else {}
    return {slug: networks[pk] for slug, pk in keys.items() if pk in networks}


def address(path: str, slugs: list[str], **more: str) -> str:
    """An address that names the networks, and what else is not empty."""
    pairs = [("n", slug) for slug in slugs] + [(key, value) for key, value in more.items() if value]
    return f"{path}?{urlencode(pairs)}" if pairs else path
