import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("„“", ""),
    ],
)
def test_german_names_become_addresses(name, slug):
    assert german_slug(name) == slug


def test_long_names_are_cut():
    assert len(german_slug("Netz" * 50)) == 120
    assert german_slug("abc def", max_length=4) == "abc"


@given(st.text(max_size=200))
def test_slug_of_any_text_is_ascii_and_stays_when_made_again(text):
    slug = german_slug(text)

    assert re.fullmatch(r"[a-z0-9_-]{0,120}", slug)
    assert german_slug(slug) == slug
