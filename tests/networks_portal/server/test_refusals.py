"""What the server refuses before the portal sees it: in German, under the policy, and noting nobody's address."""

from types import SimpleNamespace

import pytest
from gunicorn.http.errors import InvalidHeaderName, LimitRequestLine

from networks_portal import policy
from networks_portal.server.worker import PatientWorker
from tests.networks_portal.server.test_worker import connect, everything, port

__all__ = ["port"]
GET = b"GET / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, "zu lang"),
        (GET + b"".join(b"X-%d: 1\r\n" % number for number in range(200)) + b"\r\n", 431, "zu lang"),
        (b"G\xc3\x9f / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "nicht verständlich"),
        (GET + b"Ho st: x\r\n\r\n", 400, "nicht verständlich"),
        (GET.replace(b"GET", b"POST") + b"Content-Length: 100000000\r\n\r\n", 413, "zu groß"),
    ],
)
def test_refusals_are_said_in_german_under_the_policy(port, sent, status, words):
    with connect(port) as sock:
        sock.sendall(sent)
        head, _, body = everything(sock).decode().partition("\r\n\r\n")

    assert head.startswith(f"HTTP/1.1 {status} ") and words in body
    assert f"{policy.HEADER}: {policy.policy()}" in head.split("\r\n")


@pytest.mark.parametrize("error", [LimitRequestLine(5000, 4094), InvalidHeaderName("Ho st")])
def test_nobody_s_address_is_noted(error):
    noted, sent = [], []
    log = SimpleNamespace(info=lambda *said: noted.append(said), warning=lambda *said: noted.append(said))
    worker = SimpleNamespace(log=log)
    PatientWorker.handle_error(worker, None, SimpleNamespace(send=sent.append), ("198.51.100.7", 4711), error)

    assert noted and "198.51" not in str(noted) and len(sent) == 1
