"""What an answer of a website, or none, says of a link: in words for people who do not know the numbers of the web.

Broken is only what a visitor could not open either. Who turns programmes away says nothing about the page.
"""

import errno
import ssl
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import requests

from publishing.enums import LinkCheck


class Verdict(NamedTuple):
    """`is_final`: another kind of request would end alike."""

    outcome: LinkCheck
    words: str = ""
    is_final: bool = False


_BROKEN = {404, 410, 500, 502, 504}
_WORDS = {
    401: "nur mit Anmeldung",
    404: "Seite nicht gefunden",
    407: "Der Zugang des Portals ins Internet verlangt eine Anmeldung",
    410: "Seite gibt es nicht mehr",
    429: "Die Website bittet, später zu fragen",
    451: "aus rechtlichen Gründen gesperrt",
    500: "Fehler der Website",
    502: "Fehler zwischen den Rechnern der Website",
    503: "Website vorübergehend nicht erreichbar",
    504: "Fehler zwischen den Rechnern der Website",
}
_TURNS_AWAY = "Die Website weist Prüfprogramme ab"
# Who stands before a website and keeps programmes out says so in its answers, also where it calls that an error.
_GUARDS = ("cloudflare", "akamai", "incapsula", "imperva", "sucuri", "ddos-guard", "datadome", "qrator", "stackpath")
_SIGNS = ("cf-mitigated", "x-datadome", "x-iinfo", "x-sucuri-id", "x-amzn-waf-action", "x-px-block-score")


def of_status(status: int, headers: Mapping[str, str]) -> Verdict:
    """Of a last answer that is no page."""
    guarded = status >= 500 and _is_guarded(headers)
    if status in _BROKEN and not guarded:
        return Verdict(LinkCheck.BROKEN, f"{status}: {_WORDS[status]}")
    refusing = guarded or status >= 512 or 400 <= status < 500  # beyond 511 no number is of the web's own
    words = _WORDS.get(status, _TURNS_AWAY if refusing else "unerwartete Antwort")
    return Verdict(LinkCheck.UNSURE, f"{status}: {_TURNS_AWAY if guarded else words}")


def _is_guarded(headers: Mapping[str, str]) -> bool:
    server = headers.get("Server", "").casefold()
    return any(name in server for name in _GUARDS) or any(name in headers for name in _SIGNS)


def of_error(error: Exception) -> Verdict:
    """Of a request that got no answer."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _CERTIFICATES.get(cause.verify_code, _UNKNOWN_CERTIFICATE)
    if any(isinstance(cause, OSError) and cause.errno in _NO_WAY for cause in causes):
        return Verdict(LinkCheck.UNSURE, "von hier aus führt kein Weg zu dieser Website", is_final=True)
    for kinds, verdict in _ERRORS:
        if any(isinstance(cause, kinds) for cause in causes):
            return verdict
    return Verdict(LinkCheck.UNSURE, "die Website antwortet nicht verständlich")


_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}
_WARNED = "Browser warnen vor der Seite"
_OTHER_NAME = Verdict(LinkCheck.BROKEN, f"das Zertifikat der Website gilt für einen anderen Namen: {_WARNED}", True)
# By OpenSSL's numbers of what is wrong with a certificate.
_CERTIFICATES = {
    9: Verdict(LinkCheck.BROKEN, f"das Zertifikat der Website gilt noch nicht: {_WARNED}", True),
    10: Verdict(LinkCheck.BROKEN, f"das Zertifikat der Website ist abgelaufen: {_WARNED}", True),
    18: Verdict(LinkCheck.BROKEN, f"das Zertifikat hat die Website sich selbst ausgestellt: {_WARNED}", True),
    62: _OTHER_NAME,
    64: _OTHER_NAME,
}
# Who issued it is unknown here; browsers may know, or fetch what the website forgot to send.
_UNKNOWN_CERTIFICATE = Verdict(
    LinkCheck.UNSURE, "das Zertifikat der Website lässt sich von hier aus nicht prüfen", is_final=True
)
_SILENT = "die Website antwortet nicht in angemessener Zeit"
_ERRORS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Verdict], ...] = (
    (
        requests.exceptions.ProxyError,
        Verdict(LinkCheck.UNSURE, "der Zugang des Portals ins Internet (Proxy) hat die Website nicht erreicht", True),
    ),
    (requests.ConnectTimeout, Verdict(LinkCheck.BROKEN, _SILENT, is_final=True)),
    ((requests.Timeout, TimeoutError), Verdict(LinkCheck.BROKEN, _SILENT)),
    (
        (ssl.SSLError, requests.exceptions.SSLError),
        Verdict(LinkCheck.UNSURE, "eine verschlüsselte Verbindung zur Website kommt nicht zustande", is_final=True),
    ),
    (
        ConnectionRefusedError,
        Verdict(LinkCheck.BROKEN, "der Rechner der Website nimmt keine Verbindung an", is_final=True),
    ),
    (ConnectionError, Verdict(LinkCheck.UNSURE, "die Website bricht die Verbindung ab")),
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and all that it wraps, outermost first."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop(0)
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            inside = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
            waiting += [other for other in inside if isinstance(other, BaseException)]
