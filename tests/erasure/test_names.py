"""Every spelling of a name is known; what only contains it is not it."""

import unicodedata

import pytest

from erasure import names
from erasure.names import Name
from erasure.words import STRUCK, Words

NAME = Name("Jördis Maria", "Süßmilch")
WORDS = Words([NAME.full, NAME.addressed, NAME.alone], [], [NAME.family])


@pytest.mark.parametrize(
    "text",
    [
        "Jördis Maria Süßmilch", "Jördis Süßmilch", "Süßmilch, Jördis", "Süßmilch Jördis Maria", "Süßmilch, Dr. Jördis",
        "Frau Süßmilch", "Frau Dr. Süßmilch", "Prof. Dr. med. Süßmilch", "J. Süßmilch", "Süßmilch, J.", "Süßmilch",
        "SÜSSMILCH", "süßmilch", "Suessmilch", "Joerdis Suessmilch", "Jordis Sussmilch", "Jördis\u00a0Süßmilch",
        "Jördis  Süßmilch", "Jördis\nSüßmilch", "Jördis M. Süßmilch", "Süßmilchs", "jördis.süßmilch",
        "joerdis_suessmilch", "Jördis Süssmilch", "joerdis-maria-suessmilch-2",
        unicodedata.normalize("NFD", "Jördis Süßmilch"),
    ],
)  # fmt: skip
def test_every_spelling(text):
    for around in ("{}", "Anruf bei {}, heute.", "„{}“", "an:{}@netz.example"):
        assert names.pattern([NAME.full, NAME.addressed, NAME.alone]).search(around.format(text))
        left = WORDS.without(around.format(text)).casefold()
        assert STRUCK.casefold() in left and "milch" not in left and "j" not in left.replace("jetzt", "")


@pytest.mark.parametrize("text", ["Süßmilchmolkerei", "Süßmilch-Stiftung", "Buttersüßmilch", "Jördis", "Maria Braun"])
def test_other_words_stay(text):
    assert WORDS.without(text) == text


def test_names_spelled_out_from_the_start():
    mueller = Name("Ulrike", "Mueller")
    for text in ("Frau Müller", "Müller, Ulrike", "MÜLLER", "Ulrike Mueller"):
        assert names.pattern([mueller.alone, mueller.full]).search(text)
    assert {"Süß", "Suess", "Süss", "Sueß"} <= names.spellings("Süß")
