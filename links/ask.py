"""Asking one address, politely: the head first, little of the body, few redirects, never for long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

import requests
from django.conf import settings

from links import addresses
from links.pinned import PinnedSession
from links.verdicts import Verdict, of_error, of_status
from publishing.enums import LinkCheck

TIMEOUT = (5, 10)  # seconds to connect, and between two pieces of an answer
LONGEST = 20  # seconds for one address with all its redirects
LARGEST = 64 * 1024
REDIRECTS = 10
MOVED = {301, 302, 303, 307, 308}
SHORTEST_DELAY = 1.0  # seconds between two requests to a host
REACHED = (LinkCheck.OK, LinkCheck.REDIRECT)
# Left out of an address by browsers: around it, and inside.
_AROUND = "".join(map(chr, range(33)))
_INSIDE = str.maketrans("", "", "\t\r\n")


@dataclass(frozen=True)
class Answer:
    """What an address said. `is_final`: asking in another way would say the same."""

    outcome: LinkCheck
    status: int | None = None
    final_url: str = ""
    suggestion: str = ""
    error: str = ""
    is_final: bool = True


class Reply(NamedTuple):
    """One answer on the way: where it sends us to, as a browser reads that, and what was asked in the web's letters."""

    status: int
    location: str = ""
    asked: str = ""
    verdict: Verdict = Verdict(LinkCheck.OK)


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
        self.session = PinnedSession()
        self.session.headers.update(
            {"User-Agent": user_agent(), "Accept": "text/html,*/*;q=0.8", "Accept-Language": "de,en;q=0.5"}
        )

    def ask(self, url: str) -> Answer:
        answer = self._answer_of(url)
        if answer.outcome in REACHED and (secure := self._secure(url, answer)):
            return replace(answer, suggestion=secure)
        return answer

    def _answer_of(self, url: str) -> Answer:
        """By the head; where that fails by a full request, as some answer only those."""
        answer = self._follow("HEAD", url)
        return answer if answer.is_final else self._follow("GET", url)

    def _secure(self, url: str, answer: Answer) -> str:
        """The same address with https, where that answers the same."""
        if not url.startswith("http://"):
            return ""
        secure = f"https://{url.removeprefix('http://')}"
        if answer.final_url == secure:
            return secure
        if urlsplit(url).port or answer.final_url.startswith("https://"):
            return ""
        again = self._answer_of(secure)
        there = (again.final_url or secure).removeprefix("https://")
        same = there == (answer.final_url or url).removeprefix("http://")
        return secure if again.status == answer.status and same and again.outcome == answer.outcome else ""

    def _follow(self, method: str, url: str) -> Answer:
        """Redirect by redirect, with the cookies that are set on the way, as in a browser."""
        self.session.cookies.clear()
        at, first, deadline = url, "", self.clock() + LONGEST
        for _ in range(REDIRECTS + 1):
            try:
                reply = self._once(method, at, deadline)
                next_at = _next(at, reply.location)
            except addresses.Refused as refused:
                return _failed(Verdict(refused.outcome, str(refused), is_final=True), url, at)
            except requests.exceptions.InvalidURL:
                return _failed(Verdict(LinkCheck.BROKEN, "keine gültige Adresse", is_final=True), url, at)
            except (requests.RequestException, ValueError) as error:
                return _failed(of_error(error), url, at)
            first = first or reply.asked
            if not next_at:
                return _judge(reply, first, at if at != url else "")
            at = next_at
        return Answer(LinkCheck.BROKEN, error="leitet immer weiter um, ohne anzukommen", is_final=False)

    def _once(self, method: str, url: str, deadline: float) -> Reply:
        self._wait(addresses.target_of(url).host)
        if self.clock() > deadline:
            raise requests.Timeout
        with self.session.request(method, url, timeout=TIMEOUT, stream=True) as response:
            if method == "GET":
                self._read(response, deadline)
            status, asked = response.status_code, response.url
            location = _location(response.headers.get("Location", "")) if status in MOVED else ""
            if status < 300 or location:
                return Reply(status, location, asked)
            return Reply(status, "", asked, of_status(status, response.headers))

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


def _location(header: str) -> str:
    """As browsers read it: its bytes are UTF-8, or else bytes of an address; „\\“ is „/“. In plain letters."""
    raw = header.encode("latin-1", "replace")  # the library reads headers so
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = quote(raw, safe="%/:=&?~#+!$,;'@()*[]\\ ")
    text = "".join(char if char.isprintable() else quote(char) for char in text.strip(_AROUND).translate(_INSIDE))
    path, mark, rest = text.partition("?")
    return path.replace("\\", "/") + mark + rest


def _next(at: str, location: str) -> str:
    """Raises Refused where it is no address. The place on the page is kept, as in a browser."""
    if not location:
        return ""
    try:
        there = urljoin(at, location)
    except ValueError as error:
        raise addresses.Refused("leitet auf etwas um, das keine Adresse ist") from error
    place = urlsplit(at).fragment
    return f"{there}#{place}" if place and "#" not in there else there


def _failed(verdict: Verdict, url: str, at: str) -> Answer:
    outcome, words, is_final = verdict
    if at == url:
        return Answer(outcome, error=words, is_final=is_final)
    return Answer(outcome, final_url=at[:1000], error=f"leitet um auf {at[:120]}: {words}", is_final=is_final)


def _judge(reply: Reply, first: str, final: str) -> Answer:
    outcome, words, _ = reply.verdict
    if outcome == LinkCheck.OK and _elsewhere(first, reply.asked):
        outcome = LinkCheck.REDIRECT
    return Answer(outcome, reply.status, final[:1000], error=words, is_final=outcome in REACHED)


def _elsewhere(url: str, at: str) -> bool:
    """Another page, not only the same one with https, „www.“, a slash more, or in other letters of the web."""

    def bare(address: str) -> str:
        return unquote(address).split("://", 1)[-1].removeprefix("www.").rstrip("/").casefold()

    return bare(url) != bare(at)
