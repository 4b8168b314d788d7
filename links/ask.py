"""Asking one address, politely: the head first, little of the body, few redirects, never for long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings

from links import addresses
from links.pinned import PinnedAdapter
from publishing.enums import LinkCheck
from publishing.local_addresses import is_development

TIMEOUT = (5, 10)  # seconds to connect, and between two pieces of an answer
LONGEST = 20  # seconds for one address with all its redirects
LARGEST = 64 * 1024
REDIRECTS = 5
MOVED = {301, 302, 303, 307, 308}
NOT_BY_HEAD = {400, 403, 404, 405, 406, 429, 500, 501, 503}  # hosts that answer only a full request say so like this
SHORTEST_DELAY = 1.0  # seconds between two requests to a host

_WORDS = {
    401: "401: nur mit Anmeldung",
    403: "403: Zugriff verweigert",
    404: "404: Seite nicht gefunden",
    410: "410: Seite gibt es nicht mehr",
    429: "429: Der Rechner bittet, später zu fragen",
    500: "500: Fehler der Website",
    503: "503: Website vorübergehend nicht erreichbar",
}
# Somebody answers; whether the page is right cannot be told from outside.
_UNSURE = {401, 403, 429}


@dataclass(frozen=True)
class Answer:
    """What an address said."""

    outcome: LinkCheck
    status: int | None = None
    final_url: str = ""
    suggestion: str = ""
    error: str = ""


def user_agent() -> str:
    """Who asks, and whom to tell when it disturbs."""
    contact = settings.OPERATOR_EMAIL or settings.DEFAULT_FROM_EMAIL
    name = "".join(char for char in settings.SITE_NAME if char.isascii() and char.isalnum()) or "Netzwerkportal"
    return f"{name}-Linkpruefung/1.0 (+mailto:{contact})"


class Asker:
    """Asks one address after the other; waits before it asks the same host again."""

    def __init__(self, delay: float = SHORTEST_DELAY, clock: Callable[[], float] = time.monotonic, sleep=time.sleep):
        self.delay, self.clock, self.sleep = delay, clock, sleep
        self.asked: dict[str, float] = {}
        self.session = requests.Session()
        self.session.headers.update({"User-Agent": user_agent(), "Accept": "text/html,*/*;q=0.8"})
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, PinnedAdapter())

    def ask(self, url: str) -> Answer:
        host = _host(url)
        if is_development(host):
            return Answer(LinkCheck.BROKEN, error="Adresse eines Entwicklungsrechners, nicht für Besucher gedacht")
        answer = self._follow(url)
        if answer.outcome in (LinkCheck.OK, LinkCheck.REDIRECT) and (secure := self._secure(url, answer)):
            return replace(answer, suggestion=secure)
        return answer

    def _secure(self, url: str, answer: Answer) -> str:
        """The same address with https, where that answers the same."""
        if not url.startswith("http://"):
            return ""
        secure = f"https://{url.removeprefix('http://')}"
        if answer.final_url == secure:
            return secure
        if urlsplit(url).port or answer.final_url.startswith("https://"):
            return ""
        again = self._follow(secure)
        there = (again.final_url or secure).removeprefix("https://")
        same = there == (answer.final_url or url).removeprefix("http://")
        return secure if again.status == answer.status and same and again.outcome == answer.outcome else ""

    def _follow(self, url: str) -> Answer:
        at, deadline = url, self.clock() + LONGEST
        for _ in range(REDIRECTS + 1):
            try:
                status, location = self._request(at, deadline)
            except addresses.Refused as refused:
                where = "" if at == url else f"leitet um auf {at[:120]}: "
                return Answer(LinkCheck.BROKEN, final_url="" if at == url else at[:1000], error=f"{where}{refused}")
            except (requests.RequestException, ValueError) as error:  # also where it sends us is nonsense
                return Answer(LinkCheck.BROKEN, final_url="" if at == url else at[:1000], error=_words_of(error))
            if status in MOVED and location:
                at = urljoin(at, location)
                continue
            return _judge(url, at, status)
        return Answer(LinkCheck.BROKEN, error=f"leitet mehr als {REDIRECTS} Mal um")

    def _request(self, url: str, deadline: float) -> tuple[int, str]:
        status, location = self._once("HEAD", url, deadline)
        return self._once("GET", url, deadline) if status in NOT_BY_HEAD else (status, location)

    def _once(self, method: str, url: str, deadline: float) -> tuple[int, str]:
        self._wait(addresses.target_of(url).host)
        if self.clock() > deadline:
            raise requests.Timeout
        with self.session.request(method, url, timeout=TIMEOUT, allow_redirects=False, stream=True) as response:
            if method == "GET":
                self._read(response, deadline)
            return response.status_code, response.headers.get("Location", "")

    def _read(self, response: requests.Response, deadline: float) -> None:
        """A little, to see that something comes; the rest is left where it is."""
        size = 0
        for piece in response.iter_content(1):  # larger ones are waited for, however slowly they drip
            size += len(piece)
            if size >= LARGEST:
                return
            if self.clock() > deadline:
                raise requests.Timeout

    def _wait(self, host: str) -> None:
        due = self.asked.get(host, float("-inf")) + self.delay
        if (left := due - self.clock()) > 0:
            self.sleep(left)
        self.asked[host] = self.clock()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _judge(url: str, at: str, status: int) -> Answer:
    final = at[:1000] if at != url else ""
    if status < 300:
        return Answer(LinkCheck.REDIRECT if _elsewhere(url, at) else LinkCheck.OK, status, final)
    words = _WORDS.get(status, f"{status}: unerwartete Antwort")
    return Answer(LinkCheck.OK if status in _UNSURE else LinkCheck.BROKEN, status, final, error=words)


def _elsewhere(url: str, at: str) -> bool:
    """Another page, not only the same one with https, „www.“ or a slash more."""

    def bare(address: str) -> str:
        return address.split("://", 1)[-1].removeprefix("www.").rstrip("/").casefold()

    return bare(url) != bare(at)


def _words_of(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "Zertifikat der Website ist nicht gültig"
    if isinstance(error, requests.Timeout):
        return "keine Antwort in angemessener Zeit"
    if isinstance(error, requests.exceptions.ProxyError):
        return "der Proxy erreicht die Website nicht"
    if isinstance(error, requests.ConnectionError):
        return "keine Verbindung zur Website"
    return "die Website antwortet nicht verständlich"
