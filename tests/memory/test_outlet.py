import socket

import pytest

from memory.outlet import Outlet


@pytest.fixture
def ends():
    ours, client = socket.socketpair()
    client.setblocking(False)
    with ours, client:
        yield ours, client


def test_head_goes_out_with_what_follows_or_alone(ends):
    ours, client = ends
    page = Outlet(ours, 5, 1000)
    page.sendall(b"head\r\n\r\n")
    with pytest.raises(BlockingIOError):
        client.recv(100)
    page.sendall(b"body")
    assert client.recv(100) == b"head\r\n\r\nbody"
    page.sendall(b"more")
    assert client.recv(100) == b"more"
    page.flush()
    with pytest.raises(BlockingIOError):
        client.recv(100)
    answer = Outlet(ours, 5, 1000)
    answer.sendall(b"304\r\n\r\n")
    answer.flush()
    assert client.recv(100) == b"304\r\n\r\n"


def test_who_takes_nothing_is_waited_for_no_longer_than_it_may_take(ends):
    ours, _client = ends
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    page = Outlet(ours, 0.05, 1e9)
    page.sendall(b"head")
    with pytest.raises(TimeoutError):
        page.sendall(b"x" * 1_000_000)
