"""What a text says of others than its subject is not ticked."""

from datetime import date

import pytest

from articles.clear import clear
from articles.extract import extract
from texts.enums import ProposalKind

HEAD = "Metallring Oberland\n\nDer Metallring Oberland e. V. ist ein Zusammenschluss von 34 Mitgliedern.\n\n"
ABOVE = "Kontakt: Sabine Kofler, Geschäftsstelle, Telefon 030 23125-400, kofler@metallring.example\n\n"


def ticked(text: str, kind: ProposalKind) -> list[str]:
    extraction = extract(text, today=date(2026, 5, 1))
    ids = clear(extraction)
    return [one.value for one in extraction.of_kind(kind) if one.id in ids]


@pytest.mark.parametrize(
    "text",
    [
        "Vorbild war der Werkpark Niederau. Der hat 350 Mitglieder.",
        "Ein Zusammenschluss mit dem Blechkreis Talheim (77 Mitglieder) kam nicht zustande.",
        "Lesen Sie auch\nBund der Bäuerinnen: 5.100 Mitglieder und ein Liederheft",
        "Zum Vergleich: Bundesweit haben solche Vereine rund 90.000 Mitglieder.",
    ],
)
def test_figures_of_others_are_not_ticked(text):
    assert ticked(HEAD + text, ProposalKind.FIGURE) == ["34 Mitgliedern"]


def test_districts_are_no_members():
    assert ticked("Der Metallring Oberland e. V. verbindet Firmen aus drei Landkreisen.", ProposalKind.FIGURE) == []


def test_figures_in_brackets_behind_the_own_name_are_ticked():
    text = "Der Metallring Oberland e. V. wächst.\n\nMit dabei war der Metallring Oberland (34 Mitglieder)."

    assert ticked(text, ProposalKind.FIGURE) == ["34 Mitglieder"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ihr Ansprechpartner bei der Sparkasse: Frank Thiele, Telefon 030 23125-401, thiele@kasse.example", 1),
        ("Ministerium für Wirtschaft, Frank Thiele, Telefon 030 23125-401, thiele@mw.example", 1),
        ("Anmeldung läuft. Ansprechpartner bei der Sparkasse: Frank Thiele, Tel. 030 23125-401, thiele@k.example", 1),
        ("Ihr Ansprechpartner beim Metallring: Frank Thiele, Telefon 030 23125-401, thiele@ring.example", 2),
    ],
)
def test_contacts_of_others_are_not_ticked(text, people):
    assert len(ticked(HEAD + ABOVE + text, ProposalKind.PERSON)) == people
    assert len(ticked(HEAD + ABOVE + text, ProposalKind.PHONE)) == people
    assert len(ticked(HEAD + ABOVE + text, ProposalKind.EMAIL)) == people


def test_the_address_of_the_editors_is_not_ticked():
    text = "Newsletter abbestellen | Redaktion: Landbüro, Kirchplatz 7, 37688 Beverungen"

    assert ticked(f"{HEAD}{ABOVE}{text}", ProposalKind.ADDRESS) == []


def test_who_wrote_the_mail_below_is_no_contact():
    mail = (
        "Von: Sabine Kofler <kofler@metallring.example>\nBetreff: AW: Eintrag\n\nLiebe Frau Thiele,\n\n"
        f"{HEAD}{ABOVE}> Am 02.06.2026 schrieb Nora Thiele <thiele@amt.example>:\n> Sehr geehrte Frau Kofler"
    )

    assert ticked(mail, ProposalKind.PERSON) == ["Sabine Kofler"]
    assert ticked(mail, ProposalKind.EMAIL) == ["kofler@metallring.example"]


def test_a_place_in_the_name_alone_makes_no_link_the_own():
    text = "https://brief.oberland.example/4 und https://www.metallring.example und metallring.example"

    assert ticked(HEAD + text, ProposalKind.LINK) == ["https://www.metallring.example"]


def test_a_fund_behind_a_programme_is_not_what_pays():
    text = "Vom 01.02.2024 bis 31.01.2027 bekommt er EFRE-Mittel über das Landesprogramm „Neue Ufer“, 230.000 Euro."

    assert ticked(HEAD + text, ProposalKind.PROGRAMME) == ["Neue Ufer"]


def test_here_is_no_place():
    text = "Am 21. April 2026 lädt der Metallring wieder zur „Nacht der Funken“ hier in der Halle ein."
    [event] = extract(HEAD + text, today=date(2026, 5, 1)).of_kind(ProposalKind.EVENT)

    assert (event.value, dict(event.more)["ort"]) == ("Nacht der Funken", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Netzwerk Steinkreis zieht um\n\nDas Netzwerk Steinkreis Dornau wird fortgesetzt. Das "
         "Netzwerk verbindet Betriebe.\n\nKontakt:\nNetzwerk Steinkreis\nwww.steinkreis.example", "Steinkreis Dornau"),
        ("Lichtbogen Lahn\n\nDer Lichtbogen Lahn e. V. ist ein Branchennetzwerk. Seit 2011 zeigt der Lichtbogen "
         "Lampen. Der Lichtbogen wächst, sagt der Lichtbogen.\n\nwww.lichtbogen.example", "Lichtbogen Lahn e. V."),
    ],
)  # fmt: skip
def test_the_whole_name_is_the_subject(text, name):
    subject = extract(text, today=date(2026, 5, 1)).subject

    assert subject is not None
    assert subject.proposal.value.removeprefix("Netzwerk ") == name


LETTER = (
    "Kammerbrief Oberland\n\nThemen dieser Ausgabe\n1. Metallring baut an\n2. Messefahrt: Plätze frei\n\n"
    "1. Metallring baut an\nDer Metallring Oberland e. V. ist ein Zusammenschluss von 34 Mitgliedern.\n"
    f"{ABOVE}2. Messefahrt: Plätze frei\nAuskunft: Frank Thiele, Telefon 030 23125-401, thiele@kasse.example"
)


def test_other_parts_of_a_newsletter_are_not_ticked():
    assert ticked(LETTER, ProposalKind.PERSON) == ["Sabine Kofler"]
    assert ticked(LETTER, ProposalKind.PHONE) == ["030 23125-400"]


def test_all_parts_of_its_own_newsletter_are_ticked():
    own = LETTER.replace("Kammerbrief", "Neues vom Metallring")

    assert ticked(own, ProposalKind.PERSON) == ["Sabine Kofler", "Frank Thiele"]


def test_where_no_subject_is_found_no_organisation_is_ticked():
    text = "Am Freitag besuchte der Ausschuss die Nordmann Pumpen GmbH und die Ilm Glas GmbH."

    assert extract(text, today=date(2026, 5, 1)).subject is None
    assert ticked(text, ProposalKind.ORGANISATION) == []


def test_a_fund_in_brackets_behind_its_directive_is_not_ticked():
    text = (
        "Der Metallring Oberland e. V. erhält 90.000 Euro über die Richtlinie zur Stärkung der regionalen "
        "Zusammenarbeit (EFRE Sachsen)."
    )

    assert "Europäischer Fonds für regionale Entwicklung" not in ticked(text, ProposalKind.PROGRAMME)
    found = [one.value for one in extract(text, today=date(2026, 5, 1)).of_kind(ProposalKind.PROGRAMME)]
    assert "Richtlinie zur Stärkung der regionalen Zusammenarbeit" in found
