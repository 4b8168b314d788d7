"""Names of people who are not released stand in no text of a document."""

import pytest

from documents.hidden import MASK, HiddenNames

HIDDEN = HiddenNames([("Erika", "Muster"), ("Hans-Peter", "von der Au"), ("Rosa", "Kurz")])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("„Erika Muster“ sagt es.", f"„{MASK}“ sagt es."),
        ("Dr. Erika Muster, Amt", f"Dr. {MASK}, Amt"),
        ("mit Hans-Peter von der Au und Erika  Muster", f"mit {MASK} und {MASK}"),
        ("Fragen an Frau Muster.", f"Fragen an Frau {MASK}."),
        ("Siehe [Erika Muster](/ansprechpersonen/erika-muster/).", f"Siehe {MASK}."),
        ("Kurz gesagt: ein Muster von Rosa und Erika", "Kurz gesagt: ein Muster von Rosa und Erika"),
        ("Frau Müller und Herr Docht, Erika Docht", "Frau Müller und Herr Docht, Erika Docht"),
        ("[Netz](/netzwerke/netz/)", "[Netz](/netzwerke/netz/)"),
        ("", ""),
    ],
)
def test_whole_names_are_masked_and_words_are_not(text, left):
    assert HIDDEN.without(text) == left
