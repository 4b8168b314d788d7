"""Whole pages as they were answered, with what they were made of; a process keeps the latest used ones.

A page holds as long as the day and the stamps, read before it was made, of all tables it read, itself or through
what is remembered (`memory.pledge`).
"""

import gzip
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import brotli

from memory.pledge import Pledge
from memory.stamps import Versions

_OVERHEAD = 2000  # bytes of a page besides its bodies
_SMALL = 500  # bytes that are not worth compressing
_GZIP_LEVEL, _BROTLI_QUALITY = 6, 5
_TEXTS = re.compile(r"text/|image/svg|application/(?:[^+;]+\+)?(?:json|xml)(?:;|$)")
_NEVER = re.compile(r"q=0(\.0*)?")
PLAIN = ""
PACKERS = {
    "br": lambda body: brotli.compress(body, quality=_BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
}
_UNPACKERS = {PLAIN: lambda body: body, "br": brotli.decompress, "gzip": gzip.decompress}


@dataclass
class Page:
    """`bodies`: by encoding, only those that are asked for: packed a page takes a fifth of the room. `length`: of the
    plain one.
    """

    headers: dict[str, str]
    bodies: dict[str, bytes]
    length: int
    etag: str
    pledge: Pledge

    @classmethod
    def of(cls, body: bytes, headers: dict[str, str], tables: Iterable[str], state: Versions, day: date) -> "Page":
        return cls(headers, {PLAIN: body}, len(body), etag_of(body), Pledge.of(tables, state, day))

    def holds(self, state: Versions) -> bool:
        return self.pledge.holds(state)

    def encoding(self, accepted: str) -> str:
        return encoding_of(self.length, self.headers.get("Content-Type", ""), accepted)

    def made(self, encoding: str) -> bytes:
        """From another that is kept."""
        kept, body = next(iter(self.bodies.items()))
        plain = _UNPACKERS[kept](body)
        return PACKERS[encoding](plain) if encoding else plain

    @property
    def size(self) -> int:
        return _OVERHEAD + sum(map(len, self.bodies.values()))


def etag_of(body: bytes) -> str:
    """Weak, because it is the same however the body is compressed."""
    return f'W/"{blake2b(body, digest_size=12).hexdigest()}"'


def encoding_of(length: int, content_type: str, accepted: str) -> str:
    """The best that a browser's Accept-Encoding allows, none where it would save little. `length`: bytes."""
    if length < _SMALL or not _TEXTS.match(content_type):
        return PLAIN
    offers = {name.strip(): weight.replace(" ", "") for name, _, weight in map(_parted, accepted.split(","))}
    return next((name for name in PACKERS if name in offers and not _NEVER.fullmatch(offers[name])), PLAIN)


def _parted(offer: str) -> tuple[str, str, str]:
    return offer.lower().partition(";")


class Pages:
    """Those used last, no more than so many bytes."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._pages: OrderedDict[tuple, tuple[Page, int]] = OrderedDict()
            self.bytes = 0

    def get(self, key: tuple) -> Page | None:
        with self._lock:
            if found := self._pages.get(key):
                self._pages.move_to_end(key)
            return found and found[0]

    def put(self, key: tuple, page: Page, limit: int) -> None:
        """Also a page that is kept already and has grown. `limit`: bytes of all together."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page, page.size
            self.bytes += page.size
            while self.bytes > limit:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: tuple) -> None:
        if found := self._pages.pop(key, None):
            self.bytes -= found[1]

    def body(self, key: tuple, page: Page, encoding: str, limit: int) -> bytes:
        """Made the first time somebody asks for it; the plain one then makes room until it is asked for again."""
        bodies = page.bodies
        if encoding not in bodies:
            others = {name: body for name, body in bodies.items() if name != PLAIN}
            page.bodies = bodies = others | {encoding: page.made(encoding)}
            if self.get(key) is page:
                self.put(key, page, limit)
        return bodies[encoding]


pages = Pages()
