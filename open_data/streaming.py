"""Answers that are made while they are sent: nothing is read for who has them already, and every cache asks again."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from core.words import language
from memory import stamps
from sheets.writing_xlsx import MIME

Piece = str | bytes
_FAST = 1  # of the levels of packing; others take as long as the records do


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


def streamed(request: HttpRequest, pieces: Iterable[Piece], media_type: str, etag: str) -> StreamingHttpResponse:
    """For machines, not for lists of hits."""
    is_packed = media_type != MIME and _takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = StreamingHttpResponse(
        _packed(pieces) if is_packed else pieces, content_type=media_type, headers=headers(etag)
    )
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["X-Robots-Tag"] = "noindex"
    return response


def _takes_gzip(accepted: str) -> bool:
    offers = (offer.replace(" ", "").partition(";") for offer in accepted.lower().split(","))
    return any(name == "gzip" and weight.rstrip("0") not in ("q=", "q=0.") for name, _sign, weight in offers)


def _packed(pieces: Iterable[Piece]) -> Iterator[bytes]:
    packer = zlib.compressobj(_FAST, wbits=31)
    for piece in pieces:
        if packed := packer.compress(piece.encode() if isinstance(piece, str) else piece):
            yield packed
    yield packer.flush()
