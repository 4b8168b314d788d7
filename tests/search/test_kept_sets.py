"""Sets of entries as they are stored, and which of them a process keeps."""

from array import array

import pytest

from packed.stretches import CHUNK, FEW, changed, is_dense, pack, positions, unpack_bits
from search.engine import words
from search.engine.vocabulary import Vocabulary
from search.engine.words import EXACT, Meaning, Reader


def unpack(packed: bytes) -> set[int]:
    return set(positions(unpack_bits(packed, 0)))


@pytest.mark.parametrize("number", [0, 1, FEW, FEW + 1, CHUNK])
def test_set_of_any_size_is_stored_and_read_alike(number):
    offsets = set(range(CHUNK - number, CHUNK))
    packed = pack(offsets)

    assert unpack(packed) == offsets
    assert unpack_bits(packed, 1).bit_count() == number
    assert number == 0 or unpack_bits(packed, 1).bit_length() == 2 * CHUNK


@pytest.mark.parametrize("number", [0, 1, FEW, FEW + 1, FEW + 2, CHUNK - 2])
def test_changed_set_is_stored_as_a_new_one_would_be(number):
    old = set(range(number))
    for added, removed in (({CHUNK - 1}, set()), ({CHUNK - 1, 2}, {0, 1, 7}), (set(), old), (set(), {CHUNK - 2})):
        new = old - removed | added
        assert changed(pack(old) if old else b"", added, removed) == (pack(new) if new else b"")


def test_reading_makes_bits_of_few_numbers_only():
    assert not is_dense(pack(range(FEW)))
    assert is_dense(pack(range(0, 2 * FEW + 1, 2)))


def test_long_list_of_an_older_index_is_read_as_before():
    numbers = range(3, 6000, 3)
    stored = b"\x00" + array("H", numbers).tobytes()

    assert unpack(stored) == set(numbers)
    assert unpack_bits(stored, 0) == sum(1 << number for number in numbers)


@pytest.fixture
def read(monkeypatch) -> list[set[int]]:
    """The terms of each reading; every one of them stands in ten thousand entries."""
    asked: list[set[int]] = []

    def stored(numbers: set[int]) -> dict:
        asked.append(numbers)
        return {number: [(words.TEXT_TIER, 0, pack(range(10_000)))] for number in numbers}

    monkeypatch.setattr(words, "_stored", stored)
    return asked


def ask(reader: Reader, number: int, version: int = 1) -> None:
    vocabulary = Vocabulary()
    vocabulary.version = version
    reader.levels(vocabulary, {f"word {number}": Meaning([(number, EXACT)])})


def test_what_is_asked_for_again_and_again_is_kept(read, monkeypatch):
    reader = Reader()
    ask(reader, 0)
    monkeypatch.setattr(words, "KEPT_BYTES", 5 * reader.bytes)
    for rare in range(1, 50):
        ask(reader, rare)
        ask(reader, 0)

    assert read.count({0}) == 1 and len(read) == 50
    assert len(reader.kept) == 5 and reader.bytes <= words.KEPT_BYTES


def test_nothing_of_an_older_index_is_kept(read):
    reader = Reader()
    ask(reader, 0)
    ask(reader, 0, version=2)
    assert read == [{0}, {0}]

    reader._keep(1, {"word 1": {}})  # of a thread that began before the change
    assert list(reader.kept) == ["word 0"]
