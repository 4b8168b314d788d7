import pytest
from django.http import Http404

from core.paging import Page, page_of


@pytest.mark.parametrize("raw", [None, "", "0", "-1", "x", "1.5", "²", "٣", "99999999", " 2", "1e3"])
def test_nonsense_means_page_one(raw):
    assert page_of(raw, 100).number == 1


def test_page_beyond_the_last_does_not_exist():
    assert page_of("5", 100).number == 5
    with pytest.raises(Http404):
        page_of("6", 100)


def test_empty_list_has_one_page():
    page = page_of("1", 0)

    assert (page.pages, page.numbers, page.previous, page.next) == (1, [1], None, None)
    with pytest.raises(Http404):
        page_of("2", 0)


@pytest.mark.parametrize(
    "number, numbers",
    [
        (1, [1, 2, None, 12]),
        (3, [1, 2, 3, 4, None, 12]),
        (6, [1, None, 5, 6, 7, None, 12]),
        (12, [1, None, 11, 12]),
    ],
)
def test_numbers_around_the_current_page(number, numbers):
    assert Page(number, 240).numbers == numbers


def test_neighbours():
    assert (Page(1, 21).previous, Page(1, 21).next) == (None, 2)
    assert (Page(2, 21).previous, Page(2, 21).next) == (1, None)
    assert Page(1, 20).next is None
