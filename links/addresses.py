"""Which addresses may be asked at all: what visitors can mean, and nothing inside the operator's own network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from inputs.local_addresses import is_local, is_of_the_internet
from publishing.enums import LinkCheck

# Of a look-up that only failed this time; what else it says is that there is no such name.
_LATER = {socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_MEMORY, socket.EAI_SYSTEM}


class Refused(Exception):
    """This address is not asked; says why, in words, and what follows for the link."""

    def __init__(self, words: str, outcome: LinkCheck = LinkCheck.BROKEN):
        super().__init__(words)
        self.outcome = outcome


@dataclass(frozen=True)
class Target:
    """Whom a URL means: a name or an IP address, and a port."""

    host: str
    port: int


def target_of(url: str) -> Target:
    """Raises Refused where a URL is none of the web, or none for visitors."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("keine gültige Adresse") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Refused("keine Adresse im Web")
    if parts.username or parts.password:
        raise Refused("die Adresse enthält Zugangsdaten")
    if is_local(url) and not _is_allowed_loopback(host):
        raise Refused("Adresse eines Test- oder internen Rechners, nicht für Besucher gedacht")
    return Target(host, port or (443 if parts.scheme == "https" else 80))


def public_addresses(target: Target, *, by_proxy: bool = False) -> list[str]:
    """The IP addresses of a target that may be connected to. Raises Refused where there is none.

    Also a public name may point inside, and elsewhere the next time: connect to one of these, not to the name.
    Behind a proxy, which resolves for itself, a name gives an empty list.
    """
    if by_proxy:
        return []
    found = [target.host] if is_of_the_internet(target.host) else _resolved(target)
    allowed = [one for one in dict.fromkeys(found) if is_of_the_internet(one) or _is_allowed_loopback(one)]
    if not allowed:
        raise Refused("führt in ein internes Netz")
    return allowed


def _resolved(target: Target) -> list[str]:
    try:
        return [row[4][0] for row in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        if isinstance(error, socket.gaierror) and error.errno in _LATER:
            raise Refused("der Name der Website lässt sich gerade nicht nachschlagen", LinkCheck.UNSURE) from error
        raise Refused(f"eine Website „{target.host[:100]}“ gibt es nicht: vertippt oder aufgegeben?") from error


def _is_allowed_loopback(address: str) -> bool:
    """This machine, where somebody tries the check out."""
    try:
        return getattr(settings, "LINK_CHECK_LOOPBACK", False) and ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
