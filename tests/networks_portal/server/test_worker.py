"""The running server, with one process and one thread: whoever is slow or sends too much holds up nobody."""

import hashlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, closing, contextmanager

import pytest
from django.conf import settings

from networks_portal.server import limits

MUCH = 32 * 1024 * 1024  # what the pouring application says
PATIENCE = 20  # seconds until a test gives up; nothing here takes that long
HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: portal\r\nX-Slow: "
HALF_A_BODY = b"POST /redaktion/ HTTP/1.1\r\nHost: portal\r\nContent-Length: 1000\r\n\r\nabc"


@contextmanager
def server(folder, application: str):
    """The port of a server of its own, whichever is free."""
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", "1", "--threads", "1"]
    command += ["--worker-class", "networks_portal.server.worker.PatientWorker", "--bind", "127.0.0.1:0"]
    process = subprocess.Popen(
        [*command, f"tests.networks_portal.server.{application}:application"],
        cwd=folder,  # where no gunicorn.conf.py lies
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield next(int(found[1]) for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with server(tmp_path_factory.mktemp("server"), "echo") as port:
        yield port


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def ask(port: int, method="GET", path="/", body=None, **headers) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def everything(sock: socket.socket) -> bytes:
    return b"".join(iter(lambda: sock.recv(65536), b""))


def said(method: str, path: str, body: bytes = b"") -> str:
    return f"{method} {path} {len(body)} {hashlib.sha256(body).hexdigest()}"


@pytest.mark.parametrize("begun", [b"", b"G", HALF_A_HEAD, HALF_A_BODY])
def test_half_sent_requests_hold_up_nobody(port, begun):
    with ExitStack() as slow:
        for _ in range(30):
            slow.enter_context(connect(port)).sendall(begun)

        assert ask(port) == (200, said("GET", "/"))
        assert ask(port, "POST", "/b/", b"x" * 100) == (200, said("POST", "/b/", b"x" * 100))


def test_of_too_many_the_oldest_go_and_a_new_one_is_answered(port):
    with ExitStack() as slow:
        first = slow.enter_context(connect(port))
        first.sendall(HALF_A_HEAD)
        for _ in range(limits.MOST_ARRIVING):
            slow.enter_context(connect(port)).sendall(HALF_A_HEAD)

        assert ask(port) == (200, said("GET", "/"))
        assert everything(first).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("begun", [HALF_A_HEAD, HALF_A_BODY])
def test_what_takes_too_long_is_told_so(tmp_path, begun):
    with server(tmp_path, "hurried") as port, connect(port) as sock:
        sock.sendall(begun)

        assert everything(sock).startswith(b"HTTP/1.1 408 ")


def test_request_in_small_pieces_arrives_whole(port):
    body = bytes(range(256)) * 4
    whole = b"POST /a/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1024\r\n\r\n" + body
    with connect(port) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(whole), 7):
            sock.sendall(whole[start : start + 7])

        assert everything(sock).decode().endswith(said("POST", "/a/", body))


def test_largest_upload_arrives_whole(port):
    body = os.urandom(1024) * (limits.LARGEST_BODY // 1024)

    assert ask(port, "POST", "/redaktion/import/", body) == (200, said("POST", "/redaktion/import/", body))


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("/redaktion/import/", limits.LARGEST_BODY + 1),
        ("/redaktion/import/", 400_000_000),
        ("/fehler-melden/", limits.LARGEST_PUBLIC_BODY + 1),
        ("/fehler-melden/", 10**30),
    ],
)
def test_what_is_too_large_is_refused_by_its_length_with_a_page(port, path, length):
    """Before any of it is read: nothing of the body is ever sent here."""
    with connect(port) as sock:
        sock.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
        answer = everything(sock).decode()

    assert answer.startswith("HTTP/1.1 413 ") and "Das ist zu groß" in answer and '<html lang="de">' in answer


def test_refusal_reaches_a_client_that_sends_on(port):
    """Closing over unread bytes would throw the answer away on its way."""
    with connect(port) as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n")
        for _ in range(300):
            sock.sendall(b"x" * 100_000)

        assert everything(sock).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", 411),  # endless: no last piece ever comes
        (b"X-Long: " + b"x" * (limits.LARGEST_HEAD + 1), 431),
        (b"Content-Length: -5\r\n\r\n", 400),
        (b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    ],
)
def test_what_cannot_be_bounded_is_refused(port, head, status):
    with connect(port) as sock:
        sock.sendall(b"POST /redaktion/ HTTP/1.1\r\nHost: x\r\n" + head)

        assert everything(sock).startswith(b"HTTP/1.1 %d " % status)


def test_connection_is_kept_and_requests_behind_each_other_are_answered(port):
    def request(path, more=b""):
        return b"POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: 3\r\n\r\nabc" % (path, more)

    with connect(port) as sock:
        sock.sendall(request(b"/1/") + request(b"/2/") + request(b"/3/", b"Connection: close\r\n"))
        answers = everything(sock).decode()

    assert [said("POST", path, b"abc") in answers for path in ("/1/", "/2/", "/3/")] == [True] * 3
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        for path in ("/4/", "/5/"):
            connection.request("GET", path)
            assert connection.getresponse().read().decode() == said("GET", path)


def test_client_that_asks_before_it_sends_is_told_to_go_on(port):
    with connect(port) as sock:
        sock.sendall(b"POST /redaktion/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert sock.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(b"abc")
        sock.shutdown(socket.SHUT_WR)

        assert said("POST", "/redaktion/", b"abc") in everything(sock).decode()


def test_client_that_does_not_close_holds_up_nobody(port):
    with ExitStack() as open_ones:
        for _ in range(30):
            sock = open_ones.enter_context(connect(port))
            sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert sock.recv(100).startswith(b"HTTP/1.1 200 ")

        assert ask(port)[0] == 200


@pytest.mark.parametrize("path", ["/pieces/", "/file/"])
def test_who_takes_an_answer_drop_by_drop_holds_up_nobody(tmp_path, path):
    """Each drop comes quickly enough for itself: what counts is how long the whole answer takes."""
    is_over = threading.Event()

    def sip(sock: socket.socket) -> None:
        while not is_over.wait(0.1) and sock.recv(16 * 1024):
            pass

    with server(tmp_path, "pouring") as port, socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
        sock.connect(("127.0.0.1", port))
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        sipping = threading.Thread(target=sip, args=[sock])
        sipping.start()
        try:
            assert ask(port) == (200, "here")
        finally:
            is_over.set()
            sipping.join()


@pytest.mark.parametrize("path", ["/pieces/", "/file/"])
def test_who_takes_a_large_answer_at_once_gets_all_of_it(tmp_path, path):
    with server(tmp_path, "pouring") as port, connect(port) as sock:
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

        assert len(everything(sock).partition(b"\r\n\r\n")[2]) == MUCH
