"""Pieces that are kept say what the tables say now, and take no more room than they may."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from memory.notes import noting
from memory.pieces import Pieces
from networks.models import Network
from publishing.models import Milestone
from regions.models import Region
from tests.factories import make

pytestmark = pytest.mark.django_db
ROOM = 1 << 20


class Making:
    """Makes pieces of what a table says, and tells of which keys it was asked."""

    def __init__(self, word: Callable[[], object] = lambda: Region.objects.count()):
        self.word, self.asked = word, list[list[int]]()

    def __call__(self, keys: list[int]) -> dict[int, bytes]:
        self.asked.append(keys)
        return {key: f"{key}: {self.word()}".encode() for key in keys if key > 0}


def test_made_once_and_anew_when_a_table_changed_that_was_read(two):
    kept, making, regions = Pieces(), Making(), Region.objects.count()
    ask = lambda *keys: kept.of("a", list(keys), making, ROOM)  # noqa: E731

    assert ask(1, 2) == [b"1: %d" % regions, b"2: %d" % regions]
    assert ask(2, 3, -1, 1) == [b"2: %d" % regions, b"3: %d" % regions, b"1: %d" % regions]
    assert making.asked == [[1, 2], [3, -1]]
    make(Milestone, subject=make(Network))
    assert ask(3) == [b"3: %d" % regions] and len(making.asked) == 2

    make(Region)
    assert ask(3, 1) == [b"3: %d" % (regions + 1), b"1: %d" % (regions + 1)]
    assert making.asked[2:] == [[3, 1]]


def test_each_group_for_itself(two):
    kept, few, many = Pieces(), Making(lambda: "wenig"), Making()

    assert kept.of("a", [1], few, ROOM) == [b"1: wenig"]
    kept.of("b", [1], many, ROOM)
    make(Region)
    kept.of("a", [1], few, ROOM)
    kept.of("b", [1], many, ROOM)

    assert (len(few.asked), len(many.asked)) == (1, 2)


def test_whoever_uses_a_kept_piece_depends_on_what_it_read(two):
    kept = Pieces()
    for _ in range(2):
        with noting() as notes:
            kept.of("a", [1], Making(), ROOM)
        assert notes.reach == {"regions_region"}


def test_what_is_not_committed_is_told_to_who_wrote_it_and_not_kept(two):
    kept, making, regions = Pieces(), Making(), Region.objects.count()
    ask = lambda: kept.of("a", [1], making, ROOM)  # noqa: E731
    ask()

    def write():
        make(Region)
        return ask()

    with two.held(write) as (inside, _):
        assert inside.result == [b"1: %d" % (regions + 1)]
        assert ask() == [b"1: %d" % regions]
    assert ask() == [b"1: %d" % (regions + 1)]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert write() == [b"1: %d" % (regions + 2)]
        raise ZeroDivisionError
    assert ask() == [b"1: %d" % (regions + 1)]


def test_what_changes_while_it_is_made_is_not_kept_as_if_it_were_new(two):
    """Made in two steps, between which another commits: the next who asks gets the new state."""
    kept, regions = Pieces(), Region.objects.count()

    def between(keys):
        made = Making()(keys)
        two.threads[0].submit(lambda: make(Region)).result(10)
        return made

    assert kept.of("a", [1], between, ROOM) == [b"1: %d" % regions]
    assert kept.of("a", [1], Making(), ROOM) == [b"1: %d" % (regions + 1)]


def test_reading_a_table_that_nobody_stamps_is_refused(two):
    def read(keys):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_session")
        return {}

    with pytest.raises(RuntimeError, match="django_session"):
        Pieces().of("a", [1], read, ROOM)


class TestRoom:
    """Texts that can hardly be packed, unless a test is about packing."""

    def big(self, keys: list[int]) -> dict[int, bytes]:
        return {key: (f"{key} " + "".join(chr(33 + (key * n * n) % 89) for n in range(900))).encode() for key in keys}

    def test_no_more_bytes_than_there_are_and_what_was_used_last_stays(self, two):
        kept, asked = Pieces(), list[list[int]]()

        def make_big(keys):
            asked.append(keys)
            return self.big(keys)

        for key in range(200):
            kept.of("a", [key], make_big, 60_000)
            assert kept.of("a", [0], make_big, 60_000) == [self.big([0])[0]]
            assert 0 < kept.bytes <= 60_000
        assert [0] not in asked[1:] and kept.bytes > 40_000
        asked.clear()
        kept.of("a", [199], make_big, 60_000)
        kept.of("a", [1], make_big, 60_000)
        assert asked == [[1]]

    def test_groups_that_nobody_asks_for_make_room(self, two):
        kept = Pieces()
        for number in range(100):
            kept.of(number, [1, 2, 3], self.big, 60_000)
        assert kept.bytes <= 60_000 and len(kept._groups) < 20

    def test_whoever_reads_everything_pushes_nothing_out(self, two):
        kept, making = Pieces(), Making()
        kept.of("a", [1], making, ROOM)
        before = kept.bytes

        assert len(kept.of("a", list(range(1, 500)), making, ROOM)) == 499
        assert kept.bytes == before
        assert making.asked[-1][0] == 2  # what is there is used

    def test_without_room_nothing_is_kept(self, two):
        kept, making = Pieces(), Making()
        for _ in range(2):
            kept.of("a", [1], making, 0)
        assert len(making.asked) == 2 and kept.bytes == 0

    def test_alike_ones_take_a_tenth(self, two):
        kept = Pieces()
        said = lambda keys: {key: (f"{key}" + "Das sagt jeder, mal so, mal so. " * 60).encode() for key in keys}  # noqa: E731
        kept.of("a", [1], said, ROOM)
        for start in range(2, 1000, 50):
            kept.of("a", list(range(start, start + 50)), said, ROOM)
        assert kept.of("a", [500], lambda _: {}, ROOM) == [said([500])[500]]
        assert kept.bytes < 1000 * 300
