"""Texts that look alike are the same, whoever's keyboard, file or copy they come from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import text as core_text
from core.text import fold
from inputs import text as inputs_text
from inputs.text import KEPT_CODES, cleaned, few_accents, one_line

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ufe0f\u034f\x00\x07\x1b\x7f\x80\U000e0041"
BLANKS = "\u00a0\u2002\u2007\u2009\u202f\u205f\u3000"
WRITTEN = "aeouAOU éÄößﬁﬀ„“–’/\u0308\u0301\u0323\n\t1²™" + BLANKS + UNSEEN


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Mu\u0308nchen", "München"),  # a Mac's file names
        ("Silicon\u00ad Saxony", "Silicon Saxony"),  # a hyphen that only shows at the end of a line
        ("\ufeffnetz@stadt.example", "netz@stadt.example"),  # the mark at the beginning of a file
        ("info@\u200bnetz.example", "info@netz.example"),  # copied from a web page
        ("0621\u00a0293\u202f1234", "0621 293 1234"),
        ("o\ufb00ice@o\ufb03ce.example, \ufb01ndig, Ha\ufb06", "office@office.example, findig, Hast"),  # from a PDF
        ("\u202e030 1234\u202c", "030 1234"),
        ("Mus\u200bte\u0308r", "Mustër"),
        ("u\u200b\u0308", "ü"),  # composed only once nothing stands between
        ("Netz  für   Licht", "Netz für Licht"),
        ("a\x85b\x0bc\u2028d", "a\nb\nc\nd"),
        ("Übung 2² — „ok“ ½ ™", "Übung 2² — „ok“ ½ ™"),  # is what it looks like already
    ],
)
def test_text_is_stored_as_people_see_it(typed, seen):
    assert cleaned(typed) == seen


def test_lines_and_what_they_begin_with_stay():
    text = "Liste:\r\n\r\n    eingerückt\n- Punkt\tSpalte\n"

    assert cleaned(text) == text
    assert one_line(text) == "Liste: eingerückt - Punkt Spalte"


@given(st.text(alphabet=WRITTEN, max_size=40) | st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text):
    once = cleaned(text)

    assert cleaned(once) == once and one_line(one_line(text)) == one_line(text)
    assert not set(once) & set(UNSEEN + BLANKS)


@given(st.text(alphabet="aeouÄÖÜßéç x", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.sampled_from(UNSEEN))))
def test_decomposed_and_strewn_with_the_unseen_it_is_the_same(text, strewn):
    pieces = list(unicodedata.normalize("NFD", text))
    for place, char in strewn:
        pieces.insert(place, char)

    assert cleaned("".join(pieces)) == cleaned(text)


def test_no_more_accents_in_a_row_than_any_language_has():
    text = "a" + "\u0301\u0323" * 50 + "o\u0308"

    assert few_accents(text) == "a" + "\u0301\u0323" * 15 + "o\u0308"
    assert few_accents("Größe, Ångström") == "Größe, Ångström"


def test_what_strangers_send_does_not_fill_the_memory():
    everything = "".join(map(chr, range(0x3000, 0xD000)))

    cleaned(everything), fold(everything)
    assert max(inputs_text._CHARACTERS) < KEPT_CODES and max(core_text._PLAIN) < KEPT_CODES
