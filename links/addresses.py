"""Which addresses may be asked at all: not development hosts, and nothing inside the operator's own network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from publishing.local_addresses import is_development

# All unicast of the internet is inside this; in it, what stands for an IPv4 address or belongs to nobody.
_IPV6 = ipaddress.ip_network("2000::/3")
_CLOSED = tuple(
    map(
        ipaddress.ip_network, ("192.88.99.0/24", "192.0.0.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
    )
)


class Refused(Exception):
    """This address is not asked; says why, in words."""


@dataclass(frozen=True)
class Target:
    """Whom a URL means: a name or an IP address, and a port."""

    host: str
    port: int


def target_of(url: str) -> Target:
    """Raises Refused where a URL is none of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("keine gültige Adresse") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Refused("keine Adresse im Web")
    if parts.username or parts.password:
        raise Refused("die Adresse enthält Zugangsdaten")
    return Target(host, port or (443 if parts.scheme == "https" else 80))


def public_addresses(target: Target, *, by_proxy: bool = False) -> list[str]:
    """The IP addresses of a target that may be connected to. Raises Refused where there is none.

    Also a public name may point inside, and elsewhere the next time: connect to one of these, not to the name.
    Behind a proxy, which resolves for itself, a name gives an empty list.
    """
    try:
        found = [str(ipaddress.ip_address(target.host))]
    except ValueError:
        if by_proxy and not is_development(target.host):
            return []
        found = _resolved(target)
    if allowed := [address for address in dict.fromkeys(found) if _is_public(address)]:
        return allowed
    raise Refused("führt in ein internes Netz")


def _resolved(target: Target) -> list[str]:
    try:
        return [row[4][0] for row in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Refused("diesen Rechnernamen gibt es nicht") from error


def _is_public(address: str) -> bool:
    """Not only what Python calls global: no IPv4 address in the clothes of an IPv6 one, either."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.is_loopback:
        return getattr(settings, "LINK_CHECK_LOOPBACK", False)
    if ip.version == 6 and ip not in _IPV6 or any(ip in network for network in _CLOSED):
        return False
    return ip.is_global and not ip.is_multicast
