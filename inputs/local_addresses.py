"""Addresses of those who build or run a site, not of its visitors: one rule for what is asked, drafted, linked."""

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from inputs.web import web_href

_WORDS = {"dev", "develop", "development", "staging", "stage", "test", "testing", "preview", "preprod", "qa", "uat"}
_WORDS |= {"intern", "intranet", "local", "localhost"}
_ENDINGS = (
    ".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa", ".corp", ".fritz.box",
    ".test", ".invalid",
)  # fmt: skip
_DIGITS = "0123456789"
# All unicast of the internet is inside the first; in it, what stands for an IPv4 address or belongs to nobody.
_IPV6 = ipaddress.ip_network("2000::/3")
_CLOSED = ("192.88.99.0/24", "192.0.0.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
_NETWORKS = [ipaddress.ip_network(text) for text in _CLOSED]


def _is_development(name: str) -> bool:
    """„dev.amt.example“, „amt24dev.land.example“, „localhost“, „drucker.local“; not „netz-dev.example“, which is a name
    of its own, and not „test.example“ or „www.test.example“, which are made for visitors."""
    labels = name.split(".")
    return name.endswith(_ENDINGS) or any(
        _is_glued(label) or any(part.rstrip(_DIGITS) in _WORDS for part in label.split("-"))
        for label in labels[:-2]  # what stands before the domain
    )


def _is_glued(label: str) -> bool:
    """„amt24dev“, „shop2test“, but not „latest“."""
    bare = label.rstrip(_DIGITS)
    before = next((bare.removesuffix(end) for end in ("dev", "staging", "test") if bare.endswith(end)), "")
    letters = before.rstrip(_DIGITS)[-2:]
    return before[-1:].isdigit() or not bare.endswith("test") and len(letters) > 1 and letters.isalpha()


def is_local(text: str) -> bool:
    """A host or an address of the web that visitors cannot mean: of development, inside a network, without a domain."""
    name = _host(text).rstrip(".")
    if ":" in name or name.rpartition(".")[2][:1].isdigit():  # else it is no number, which takes long to find out
        return not is_of_the_internet(name)
    return _is_development(name) or "." not in name


def is_of_the_internet(address: str) -> bool:
    """An IP address that anybody may mean. Not only what Python calls global: no IPv4 address in the clothes of an
    IPv6 one, no number that only some programmes read as an address („127.1“)."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6 and ip not in _IPV6 or any(ip in network for network in _NETWORKS):
        return False
    return ip.is_global and not ip.is_multicast


def _host(text: str) -> str:
    """As it is asked for, with „www.“; empty where there is none."""
    try:
        return urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:  # „http://[“ and the like
        return ""


@lru_cache(maxsize=1000)
def visitors_href(text: str) -> str:
    """An address of the web, „www.netz.de“ too, where visitors may be sent there; nothing for anything else.

    Kept, as a page asks again and again for each address it prints.
    """
    found = web_href(text)
    return "" if is_local(found) else found
