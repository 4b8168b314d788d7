"""Which addresses may be asked at all: not development hosts, and nothing inside the operator's own network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

_DEVELOPMENT = frozenset("dev develop development staging stage test testing preview preprod local localhost".split())
_LOCAL_ENDINGS = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


class Refused(Exception):
    """This address is not asked; says why, in words."""


def is_development(host: str) -> bool:
    """„dev.amt.example“, „localhost“, „drucker.local“: an address of those who build a site, not of its visitors."""
    host = host.casefold().rstrip(".")
    return host.endswith(_LOCAL_ENDINGS) or host.split(".")[0] in _DEVELOPMENT or host == "localhost"


def check(url: str, *, by_proxy: bool = False) -> str:
    """The host of an address that may be asked. Raises Refused.

    Every name is resolved: also a public one may point inside. A proxy resolves for itself, so names are left to it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("keine gültige Adresse") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Refused("keine Adresse im Web")
    if parts.username or parts.password:
        raise Refused("die Adresse enthält Zugangsdaten")
    for address in _resolved(host, port or (443 if parts.scheme == "https" else 80), by_proxy):
        if not _is_public(address):
            raise Refused("führt in ein internes Netz")
    return host


def _resolved(host: str, port: int, by_proxy: bool) -> list[str]:
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    if by_proxy and not is_development(host):
        return []
    try:
        return [row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Refused("diesen Rechnernamen gibt es nicht") from error


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return getattr(settings, "LINK_CHECK_LOOPBACK", False)
    return ip.is_global and not ip.is_multicast
