import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, sort_key


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Größe", "groesse"),
        ("Groesse", "groesse"),
        ("Café", "cafe"),
        ("  viel \t Raum ", "viel raum"),
        ("VDI | VDE | IT", "vdi vde it"),
        ("IoT+ Network", "iot+ network"),
        ("games:net", "games net"),
        ("ﬁn", "fin"),
        ("", ""),
        ("…", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("apostrophe", "'´`‘’ʼ‚")
def test_every_apostrophe_folds_alike(apostrophe):
    assert fold(f"it{apostrophe}s.BB") == "its bb"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_ignores_case_and_outer_blanks(text):
    assert fold(f"  {text} ") == fold(text)
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789+ " for char in fold(text))


def test_dictionary_order_puts_umlauts_beside_their_vowel():
    names = [
        "Zebra",
        "Öl",
        "Ofen",
        "ätherisch",
        "Apfel",
        "it’s.BB",
        "ITK",
        "Straße",
        "Strasse Nord",
        "„Quelle“",
    ]

    assert sorted(names, key=sort_key) == [
        "Apfel", "ätherisch", "ITK", "it’s.BB", "Ofen", "Öl", "„Quelle“", "Straße", "Strasse Nord", "Zebra",
    ]  # fmt: skip


@given(st.text(alphabet="aäﷺé\u0301\u0323ệ한ﬁ²"))
def test_accents_are_dropped_in_whatever_order_they_stand(text):
    """Character by character as from the whole text, whose normalisation puts them in order first."""
    whole = unicodedata.normalize("NFKD", text.replace("ä", "ae"))

    assert fold(text) == fold("".join(char for char in whole if not unicodedata.combining(char)))
