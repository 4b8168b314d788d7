"""What goes out to one client: waited for as long as its size allows, however small the pieces it is taken in."""

import socket
import time
from typing import Any

_PIECE = 64 * 1024


class Outlet:
    """The socket of a client for the time of an answer. Only waiting for the client counts, not making the answer.

    `seconds`: to take it in; `slowest`: or longer, as long as so many bytes a second are taken on average.
    """

    def __init__(self, sock: socket.socket, seconds: float, slowest: float):
        self._sock, self._left, self._slowest = sock, seconds, slowest

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        """Raises TimeoutError."""
        self._left += len(data) / self._slowest
        if self._left <= 0:  # to a socket it would mean not to wait at all
            raise TimeoutError
        began = time.monotonic()
        self._sock.settimeout(self._left)
        self._sock.sendall(data)
        self._left -= time.monotonic() - began

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """The socket's own would wait anew for each piece that is taken."""
        file.seek(offset)
        sent = 0
        while piece := file.read(_PIECE if count is None else min(_PIECE, count - sent)):
            self.sendall(piece)
            sent += len(piece)
        return sent
