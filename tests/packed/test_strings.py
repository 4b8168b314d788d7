"""Strings in one block, and where each of them stands."""

import sys

import pytest

from packed.strings import Numbers, Strings

WORDS = ["", "netz", "öl", "„Wald“", "netzwerk", "Ü"]


def test_strings_are_those_they_were_made_from():
    strings = Strings(WORDS)

    assert list(strings) == WORDS and len(strings) == len(WORDS)
    assert strings[1] == "netz" and strings[-1] == "Ü" and strings[1:3] == ["netz", "öl"]
    assert strings == Strings(iter(WORDS)) and strings != Strings(WORDS[:-1]) and strings != WORDS
    with pytest.raises(IndexError):
        strings[len(WORDS)]


def test_place_of_each_string_is_known_also_of_later_ones():
    strings = Strings(WORDS)
    numbers = Numbers(strings, first=1)
    numbers.note()
    assert [numbers.get(word) for word in WORDS] == [None, 1, 2, 3, 4, 5]

    for number in range(2_000):
        strings.append(f"wort {number}")
        if number % 7 == 0:
            numbers.note()
    numbers.note()

    assert [numbers[word] for word in strings[1:]] == list(range(1, len(strings)))
    assert "netz" in numbers and "netzwer" not in numbers and numbers.get("wort 2000") is None
    with pytest.raises(KeyError):
        numbers["netzwer"]


def test_they_take_little_room():
    strings = Strings(f"netzwerk {number}" for number in range(10_000))
    numbers = Numbers(strings)
    numbers.note()
    parts = [*vars(strings).values(), *vars(numbers).values()]

    assert sum(map(sys.getsizeof, parts)) < 400_000  # as a list and a dictionary 1,200,000
