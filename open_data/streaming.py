"""Answers that are made while they are sent: nothing is read for who has them already, and every cache asks again.

A large one keeps a thread for seconds: of these a process makes only some at once, so that others are answered.
"""

import threading
import weakref
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from core.words import _, language
from memory import stamps
from sheets.writing_xlsx import MIME

Piece = str | bytes
_FAST = 1  # of the levels of packing; others take as long as the records do
LARGE = 5000  # records; fewer are written in less than a second
AT_ONCE = 2  # of the usual four threads
_WAIT = 10  # seconds
_places = threading.BoundedSemaphore(AT_ONCE)


def state_tag(request: HttpRequest) -> str:
    """Changes with the content and by the day, as pages do. Weak: packed or not, it is the same."""
    state = sorted(stamps.current().items()), request.get_full_path(), date.today().isoformat(), language()
    return f'W/"{sha256(repr(state).encode()).hexdigest()[:32]}"'


def headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "max-age=0, must-revalidate", "Vary": "Accept-Encoding"}


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """What to answer who has it already."""
    answer = HttpResponse(headers=headers(etag))
    found = get_conditional_response(request, etag=etag, response=answer)
    return None if found is answer else found


def streamed(
    request: HttpRequest, pieces: Iterable[Piece], media_type: str, etag: str, count: int
) -> StreamingHttpResponse | HttpResponse:
    """For machines, not for lists of hits. `count`: of the records; of too many at once, when to come again."""
    if count >= LARGE and not _places.acquire(blocking=False):
        return _busy()
    is_packed = media_type != MIME and _takes_gzip(request.headers.get("Accept-Encoding", ""))
    sent = _packed(pieces) if is_packed else pieces
    response = StreamingHttpResponse(
        _Large(sent) if count >= LARGE else sent, content_type=media_type, headers=headers(etag)
    )
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["X-Robots-Tag"] = "noindex"
    return response


class _Large:
    """Pieces that have one of the places until the last is sent, or until nobody waits for them any more."""

    def __init__(self, pieces: Iterable[Piece]):
        self._pieces = iter(pieces)
        self.close = weakref.finalize(self, _places.release)  # gives it back once, whoever calls it how often

    def __iter__(self) -> Iterator[Piece]:
        return self

    def __next__(self) -> Piece:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise


def _busy() -> HttpResponse:
    words = _("Gerade werden hier schon mehrere große Listen geladen. Bitte in {seconds} Sekunden noch einmal fragen.")
    text = f"{words.format(seconds=_WAIT)}\n"
    kept = {"Retry-After": str(_WAIT), "Cache-Control": "no-store"}
    return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers=kept)


def _takes_gzip(accepted: str) -> bool:
    offers = (offer.replace(" ", "").partition(";") for offer in accepted.lower().split(","))
    return any(name == "gzip" and weight.rstrip("0") not in ("q=", "q=0.") for name, _sign, weight in offers)


def _packed(pieces: Iterable[Piece]) -> Iterator[bytes]:
    packer = zlib.compressobj(_FAST, wbits=31)
    for piece in pieces:
        if packed := packer.compress(piece.encode() if isinstance(piece, str) else piece):
            yield packed
    yield packer.flush()
