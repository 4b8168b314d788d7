"""Where a web address inside a text ends; and that one which a line's end cut is not taken for whole."""

import pytest

from inputs.printed_web import web_addresses

WIKI = "https://de.wikipedia.org/wiki/Cluster_(Wirtschaft)"
WHOLE = {
    f"unter {WIKI} im Netz": WIKI,
    f"(mehr unter {WIKI})": WIKI,
    f"(mehr unter {WIKI}).": WIKI,
    "[www.netz.example/a_[b]_c], dann": "www.netz.example/a_[b]_c",
    "„https://netz.example/seite“.": "https://netz.example/seite",
    "www.netz.example; www": "www.netz.example",
    "Ist das https://netz.example/?q=a&b=(c)?": "https://netz.example/?q=a&b=(c)",
    "www.netz.example(Startseite": "www.netz.example",
    "https://netz.example/\nWeitere Auskunft gibt": "https://netz.example/",
    "https://netz.example/wir\nund/oder die Kammer": "https://netz.example/wir",
    "www.müller.example/über-uns/,": "www.müller.example/über-uns/",
    "dev.portal.example/netz!": "dev.portal.example/netz",
    "**www.netz.example**": "www.netz.example",
}  # fmt: skip
CUT = {
    "https://www.beispiel.example/foerderung/innovations-\nnetzwerke/antrag.html bereit": "innovations-",
    "https://www.beispiel.example/foerderung/\nantrag.html bereit": "foerderung/",
    "https://www.beispiel.example/suche?\nq=licht": "suche",
    "https://www.beispiel.example/foerder\n  ung/antrag/2026": "foerder",
    "https://www.beispiel.example/foerderung… und": "foerderung",
    "(https://www.beispiel.example/foerderung...)": "foerderung",
}


@pytest.mark.parametrize("text", WHOLE)
def test_ends_where_people_see_it_end(text):
    found = next(web_addresses(text))
    # „und/oder“ looks like a path: better asked once too often
    assert found.address == text[found.start : found.end] == WHOLE[text]
    assert found.is_cut == ("und/oder" in text)


@pytest.mark.parametrize("text", CUT)
def test_cut_ones_say_so(text):
    (found,) = web_addresses(text)
    assert found.is_cut and found.address.endswith(CUT[text])


@pytest.mark.parametrize("text", ["http://", "www.", "https://...", "post@www.netz.example", "awww.netz", "http://)"])
def test_what_is_none(text):
    assert list(web_addresses(text)) == []
