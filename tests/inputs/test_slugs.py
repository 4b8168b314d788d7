import re
from unicodedata import name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold
from inputs.slugs import german_slug


@pytest.mark.parametrize(
    "name, slug",
    [
        ("it’s.BB e. V.", "its-bb"),
        ("it´s.BB e.V.", "its-bb"),
        ("it‘s.BB", "its-bb"),
        ("it's.BB", "its-bb"),
        ("games:net berlin-europe", "games-net-berlin-europe"),
        ("food.net:z", "food-net-z"),
        ("IoT+ Network", "iot-plus-network"),
        ("VDI | VDE | IT", "vdi-vde-it"),
        ("Größe & Übermut in Straßfurt", "groesse-uebermut-in-strassfurt"),
        ("Région Café", "region-cafe"),
        ("Ayşe Yılmaz", "ayse-yilmaz"),
        (
            "Łódź Ørsted Đorđe Þórður Guðmundur Œuvre Æther İzmir",
            "lodz-orsted-dorde-thordur-gudmundur-oeuvre-aether-izmir",
        ),
        ("„“", ""),
    ],
)
def test_german_names_become_addresses(name, slug):
    assert german_slug(name) == slug


def test_no_letter_of_a_language_in_latin_script_is_lost():
    letters = [
        chr(code) for code in (*range(0xC0, 0x180), *range(0x18F, 0x190), *range(0x1CD, 0x220), *range(0x1E00, 0x1F00))
    ]
    lost = [
        char for char in letters if char.isalpha() and "LATIN" in name(char) and not (german_slug(char) and fold(char))
    ]

    assert set(lost) <= set("ǶǷƿȜȝẟỺỻỼỽ"), "no language of today has these"
    assert [(german_slug(char), fold(char)) for char in "ıİłŁđðøØ"] == [
        ("i", "i"), ("i", "i"), ("l", "l"), ("l", "l"), ("d", "d"), ("d", "d"), ("o", "o"), ("o", "o"),
    ]  # fmt: skip


def test_long_names_are_cut():
    assert len(german_slug("Netz" * 50)) == 120
    assert german_slug("abc def", max_length=4) == "abc"


@given(st.text(max_size=200))
def test_slug_of_any_text_is_ascii_and_stays_when_made_again(text):
    slug = german_slug(text)

    assert re.fullmatch(r"[a-z0-9_-]{0,120}", slug)
    assert german_slug(slug) == slug
