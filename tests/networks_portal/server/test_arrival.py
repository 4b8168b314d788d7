"""How long a request may take on its way in, and what it may weigh."""

from contextlib import closing

import pytest

from networks_portal.server import limits
from networks_portal.server.arrival import Arrival, Refused


@pytest.fixture
def arrival():
    with closing(Arrival(0)) as arrival:
        yield arrival


def head(target: str, *fields: str) -> bytes:
    return "\r\n".join([f"POST {target} HTTP/1.1", *fields, "", ""]).encode()


def test_trickling_gains_no_time(arrival):
    for second in range(5):
        assert not arrival.feed(b"x", second)

    assert arrival.deadline == limits.HEAD_SECONDS


def test_body_gets_time_by_its_announced_length_and_no_more(arrival):
    arrival.feed(head("/redaktion/", "Content-Length: 1000000"), 5)
    arrival.feed(b"x", 20)

    assert arrival.deadline == 5 + limits.BODY_SECONDS + 1_000_000 / limits.SLOWEST_UPLOAD


def test_pieces_are_what_came_wherever_it_was_cut():
    whole = head("/a/", "content-length:5") + b"abcde"
    for cut in range(1, len(whole)):
        arrival = Arrival(0)
        assert not arrival.feed(whole[:cut], 0)
        assert arrival.feed(whole[cut:] + b"GET", 0)
        assert (b"".join(arrival.pieces()), arrival.rest) == (whole, b"GET")


@pytest.mark.parametrize("length", ["", "x", "-1", "+5", "0x10", "1, 2"])
def test_nonsense_is_left_to_the_parser(arrival, length):
    assert arrival.feed(head("/", f"Content-Length: {length}"), 0)


@pytest.mark.parametrize(
    ("target", "length", "is_taken"),
    [
        ("/redaktion/import/", limits.LARGEST_BODY, True),
        ("/redaktion/import/", limits.LARGEST_BODY + 1, False),
        ("/fehler-melden/", limits.LARGEST_PUBLIC_BODY, True),
        ("/fehler-melden/", limits.LARGEST_PUBLIC_BODY + 1, False),
        ("/fehler-melden/?seite=/redaktion/", limits.LARGEST_PUBLIC_BODY + 1, False),
    ],
)
def test_size_is_judged_before_the_body_comes(arrival, target, length, is_taken):
    whole = head(target, f"Content-Length: {length}")
    if is_taken:
        assert not arrival.feed(whole, 0)
    else:
        with pytest.raises(Refused, match="413"):
            arrival.feed(whole, 0)
