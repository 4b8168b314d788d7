"""A request on its way in: collected piece by piece, refused as soon as it is too large."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from networks_portal.server import limits

_END = b"\r\n\r\n"
_PIECE = 64 * 1024


class Refused(Exception):
    """The request is not taken; `status` is the answer."""

    def __init__(self, status: int):
        self.status = status
        super().__init__(status)


class Arrival:
    """What has come of one request. `deadline`: when the part that is missing now must be there."""

    def __init__(self, now: float):
        self.began = now
        self.deadline = now + limits.HEAD_SECONDS
        self.size = 0
        self.rest = b""  # what came after the request: the beginning of the next one
        self._head = bytearray()
        self._body: SpooledTemporaryFile | None = None
        self._missing: int | None = None  # of the body; None while the head is not there
        self._says_continue = False

    def feed(self, data: bytes, now: float) -> bool:
        """Take the next bytes; True when the request is whole. Raises Refused, and OSError from the disk."""
        self.size += len(data)
        if self._missing is None:
            searched = max(0, len(self._head) - len(_END) + 1)
            self._head += data
            end = self._head.find(_END, searched)
            if end < 0:
                if len(self._head) > limits.LARGEST_HEAD:
                    raise Refused(431)
                return False
            data = bytes(self._head[end + len(_END) :])
            del self._head[end + len(_END) :]
            self._begin_body(now)
        if self._body is not None:
            self._body.write(data[: self._missing])
        self.rest = data[self._missing :]
        self._missing -= len(data) - len(self.rest)
        return not self._missing

    def _begin_body(self, now: float) -> None:
        fields = _fields(bytes(self._head))
        if b"transfer-encoding" in fields:
            # Of unknown length. Browsers and proxies that collect a request send its length.
            raise Refused(411)
        self._missing = _length(fields.get(b"content-length", []))
        if self._missing > (limits.LARGEST_BODY if _is_desk(self._head) else limits.LARGEST_PUBLIC_BODY):
            raise Refused(413)
        if self._missing:
            self._body = SpooledTemporaryFile(limits.IN_MEMORY)
        self._says_continue = [value.lower() for value in fields.get(b"expect", [])] == [b"100-continue"]
        self.deadline = now + limits.BODY_SECONDS + self._missing / limits.SLOWEST_UPLOAD

    def wants_to_be_asked(self) -> bool:
        """Whether the client waits for „100 Continue“ before it sends the body; True once."""
        waits, self._says_continue = self._says_continue and bool(self._missing), False
        return waits

    def pieces(self) -> Iterator[bytes]:
        """The request as it came, head and body; once."""
        yield bytes(self._head)
        if self._body is not None:
            with self._body as body:
                body.seek(0)
                while piece := body.read(_PIECE):
                    yield piece

    def close(self) -> None:
        """Give the memory or the file back."""
        if self._body is not None:
            self._body.close()


def _fields(head: bytes) -> dict[bytes, list[bytes]]:
    """The header fields by their names in small letters; whether they are well formed is judged later."""
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        fields.setdefault(name.strip().lower(), []).append(value.strip())
    return fields


def _is_desk(head: bytearray) -> bool:
    """Whether the request is for the editors' area."""
    _, _, target = head.partition(b" ")
    return target.startswith(b"/redaktion/")


def _length(values: list[bytes]) -> int:
    """Nonsense counts as no body: such a request is refused when it is parsed."""
    if len(values) != 1 or not values[0].isdigit():
        return 0
    return int(values[0]) if len(values[0]) < 19 else limits.LARGEST_BODY + 1
