"""Something written with hyphens is found by its parts, its neighbours and as a whole; an address only by its parts."""

from language.text import MAX_PARTS, forms


def chain(parts: int) -> str:
    return "-".join("abcdefgh"[:parts])


def test_parts_neighbours_and_the_whole():
    assert forms("a-b-c") == ["a", "b", "c", "abc", "ab", "bc"]
    assert forms("a-b") == ["a", "b", "ab"]
    assert forms("a") == ["a"]


def test_the_longest_chain_that_somebody_types_as_one_word_has_five_parts():
    assert MAX_PARTS == 5
    assert "abcde" in forms(chain(5)) and "de" in forms(chain(5))
    assert forms(chain(6)) == list("abcdef")
