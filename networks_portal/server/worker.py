"""gunicorn's threaded worker, made patient: a thread is taken only for a request that has wholly arrived.

The original gives each connection a thread as soon as its first byte is there and then waits in it for the rest,
for ever. Here the main loop collects requests without waiting for any of them, and lets go of those that are too
slow or too large. Threads then read from memory or a file, never from a client. This is the one module that knows
gunicorn's insides; tests/networks_portal/server/ shows with a running server that they fit.
"""

import errno
import selectors
import socket
import time
from contextlib import suppress
from functools import partial

from gunicorn import http, util
from gunicorn.http import errors
from gunicorn.workers.gthread import TConn, ThreadWorker

from memory.outlet import Outlet
from networks_portal import policy
from networks_portal.environment import BASE_DIR
from networks_portal.server import limits
from networks_portal.server.arrival import Arrival, Refused

_PIECE = 64 * 1024
# An answer is lost when the connection is closed over bytes that nobody read, so those are read for a while.
_LINGER = 2.0
_LINGER_OVER_UPLOAD = 30.0
_MOST_LINGERING = 200


def _answer(status: str, said: str, kind: str = "text/plain") -> bytes:
    body = said.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
    head += f"{policy.HEADER}: {policy.policy()}\r\nX-Content-Type-Options: nosniff\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body


ANSWERS = {
    400: _answer("400 Bad Request", "Diese Anfrage ist nicht verständlich."),
    408: _answer("408 Request Timeout", "Die Anfrage kam zu langsam an. Bitte versuchen Sie es noch einmal."),
    411: _answer("411 Length Required", "Die Anfrage nennt ihre Länge nicht (Content-Length)."),
    413: _answer("413 Content Too Large", (BASE_DIR / "static" / "413.html").read_text(), "text/html"),
    414: _answer(
        "414 URI Too Long", "Diese Adresse ist zu lang. Bitte kürzen Sie sie, oder beginnen Sie auf der Startseite."
    ),
    431: _answer("431 Request Header Fields Too Large", "Adresse und Kopf der Anfrage sind zu lang."),
    503: _answer("503 Service Unavailable", "Gerade ist kein Platz für Anfragen. Bitte später noch einmal."),
}
# Of what the parser says; all else is 400.
_REFUSALS = {errors.LimitRequestLine: 414, errors.LimitRequestHeaders: 431}
_OUR_FAULT = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)


class Connection(TConn):
    """One client. Closing it politely is left to the main loop, where the original would wait."""

    def __init__(self, cfg, sock, client, server, worker: "PatientWorker"):
        super().__init__(cfg, sock, client, server)
        self.worker = worker
        self.rest = b""
        self.is_watched = False

    def close(self, graceful=False):
        if graceful:
            self.worker.linger(self)
        else:
            util.close(self.sock)


class PatientWorker(ThreadWorker):
    """All of it runs in the main loop, except what stands under „In a thread“."""

    def init_process(self):
        self.arriving: dict[Connection, Arrival] = {}  # oldest first
        self.lingering: dict[Connection, float] = {}
        self.bytes_arriving = 0
        super().init_process()

    @classmethod
    def check_config(cls, cfg, log):
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise RuntimeError("TLS belongs to the proxy in front: see docs/betrieb.md.")

    def accept(self, listener):
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self.enqueue_req(Connection(self.cfg, sock, client, listener.getsockname(), self))

    def enqueue_req(self, conn):
        """New, or kept alive and speaking again: collect its request; only then it gets a thread."""
        begun = conn.parser.unreader.take_buffered() if conn.parser else b""
        conn.sock.setblocking(False)
        self.arriving[conn] = Arrival(time.monotonic())
        if begun:
            self._feed(conn, begun)
        else:  # mostly it is there, and to watch for it would take longer than to look
            self._receive(conn, conn.sock)
        if conn in self.arriving:
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, conn))
            conn.is_watched = True
        while len(self.arriving) > limits.MOST_ARRIVING:
            self._refuse_oldest()

    def _receive(self, conn, sock):
        try:
            data = sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._feed(conn, data)
        else:
            self._forget(conn).close()
            self.nr_conns -= 1
            conn.close()

    def _feed(self, conn, data: bytes):
        arrival = self.arriving[conn]
        self.bytes_arriving += len(data)
        try:
            is_whole = arrival.feed(data, time.monotonic())
        except Refused as refused:
            return self._refuse(conn, refused.status)
        except OSError:
            self.log.exception("No room for a request")
            return self._refuse(conn, 503)
        if arrival.wants_to_be_asked():
            with suppress(OSError):  # who does not listen is found out when nothing comes
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if is_whole:
            self._hand_over(conn, arrival)
        while self.bytes_arriving > limits.MOST_BYTES_ARRIVING:
            self._refuse_oldest()

    def _hand_over(self, conn, arrival: Arrival):
        self._forget(conn)
        conn.parser = http.get_parser(self.cfg, arrival.pieces(), conn.client)
        conn.rest, conn.data_ready = arrival.rest, True
        super().enqueue_req(conn)

    def _forget(self, conn) -> Arrival:
        arrival = self.arriving.pop(conn)
        self.bytes_arriving -= arrival.size
        if conn.is_watched:
            self.poller.unregister(conn.sock)
            conn.is_watched = False
        return arrival

    def _refuse_oldest(self):
        self._refuse(next(iter(self.arriving)), 408)

    def _refuse(self, conn, status: int):
        arrival = self._forget(conn)
        arrival.close()
        self.nr_conns -= 1
        if not arrival.size:  # browsers open connections before they need them, and expect no answer there
            return conn.close()
        with suppress(OSError):  # gone already
            conn.sock.send(ANSWERS[status])
        self.linger(conn, _LINGER_OVER_UPLOAD if status == 413 else _LINGER)

    # Closing

    def linger(self, conn, seconds: float = _LINGER):
        """Say that nothing more comes, and read on for a while before closing."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._discard, conn))
        except (OSError, ValueError):  # the client was quicker
            util.close(conn.sock)
            return
        self.lingering[conn] = time.monotonic() + seconds
        while len(self.lingering) > _MOST_LINGERING:
            self._release(next(iter(self.lingering)))

    def _discard(self, conn, sock):
        try:
            is_over = not sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            is_over = True
        if is_over:
            self._release(conn)

    def _release(self, conn):
        del self.lingering[conn]
        self.poller.unregister(conn.sock)
        util.close(conn.sock)

    def murder_pending(self):
        """Called about once a second: let go of what is overdue, and in stopping of what is not there soon."""
        super().murder_pending()
        now = time.monotonic()
        is_late = [
            conn
            for conn, arrival in self.arriving.items()
            if now >= arrival.deadline or not self.alive and now >= arrival.began + _LINGER
        ]
        for conn in is_late:
            self._refuse(conn, 408)
        for conn in [conn for conn, until in self.lingering.items() if now >= until]:
            self._release(conn)

    # In a thread

    def handle_error(self, req, client, addr, exc):
        """What the parser refuses is told so in our words; the original would write down whose address it came from."""
        if not isinstance(exc, errors.ParseException) or isinstance(exc, _OUR_FAULT):
            return super().handle_error(req, client, addr, exc)
        self.log.info("Refused a request: %s", type(exc).__name__)
        with suppress(OSError):
            client.send(ANSWERS[_REFUSALS.get(type(exc), 400)])

    def handle_request(self, req, conn):
        sock, conn.sock = conn.sock, Outlet(conn.sock, limits.SEND_SECONDS, limits.SLOWEST_ANSWER)
        try:
            is_kept = super().handle_request(req, conn)
            conn.sock.flush()
            return is_kept
        except TimeoutError:
            self.log.debug("Client did not take its page.")
            return False
        finally:
            conn.sock = sock

    def _keepalive_after(self, conn, keepalive):
        is_kept = super()._keepalive_after(conn, keepalive)
        if is_kept and conn.rest:
            conn.parser.unreader.unread(conn.rest)
        return is_kept
