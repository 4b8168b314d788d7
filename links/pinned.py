"""Connecting to the address that was looked at, and to no other: between two look-ups a name may move inside."""

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy

from links import addresses

MOST_ADDRESSES = 3  # of one name, the next after one that nobody answers at


class PinnedSession(requests.Session):
    """Asks the address that was looked at, and follows no redirect: who asks looks at the next one, too."""

    def __init__(self):
        super().__init__()
        for scheme in ("http://", "https://"):
            self.mount(scheme, PinnedAdapter())

    def get_redirect_target(self, resp):
        """None: the library would read all of the answer, and the next address, before anybody could look at them."""
        return None


class PinnedAdapter(HTTPAdapter):
    """Resolves once a request. The host's name stays what is asked for, in TLS and in the request."""

    _address = ""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Raises addresses.Refused, and what requests raises."""
        target = addresses.target_of(request.url)
        by_proxy = bool(select_proxy(request.url, proxies))
        found = addresses.public_addresses(target, by_proxy=by_proxy)[:MOST_ADDRESSES]
        rest = (stream, timeout, verify, cert, proxies)
        if by_proxy:
            self._address = ""
            return super().send(request, *rest)
        request.headers["Host"] = _host_header(request.url, target)
        for self._address in found[:-1]:
            try:
                return super().send(request, *rest)
            except requests.exceptions.SSLError:
                raise
            except requests.ConnectionError:
                continue
        self._address = found[-1]
        return super().send(request, *rest)

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        if self._address and self._address != host["host"]:
            tls |= {"server_hostname": host["host"]}  # what the certificate must name, and what the server is told
            host["host"] = self._address
        return host, tls


def _host_header(url: str, target: addresses.Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = 443 if url.startswith("https:") else 80
    return host if target.port == usual else f"{host}:{target.port}"
