"""Texts as they come out of PDF files and mail programs are read as people see them."""

from datetime import date

import pytest

from articles.extract import extract
from texts.document import read
from texts.enums import ProposalKind

TODAY = date(2026, 5, 1)


def lines(text: str) -> list[str]:
    document = read(text)
    return [document.text_of(line) for line in document.lines]


def found(text: str, kind: ProposalKind) -> list:
    return extract(text, today=TODAY).of_kind(kind)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("das Innovations-\nnetzwerk wächst", "das Innovationsnetzwerk wächst"),
        ("die Innovations-\nund Gründerszene", "die Innovations- und Gründerszene"),
        ("Ein- oder Aus-\nbzw. Umbau", "Ein- oder Aus- bzw. Umbau"),
        ("in Baden-\nWürttemberg", "in Baden-Württemberg"),
        ("mit KI-\nbasierten Mitteln", "mit KI-basierten Mitteln"),
        ("das Innova\u00ad\ntionsnetz", "das Innovationsnetz"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_whole_again(text, seen):
    assert lines(text) == [seen]


def test_lines_of_a_page_are_one_paragraph_also_before_nouns():
    text = (
        "Das Bündnis Holz trifft sich viermal im Jahr und hat sich zum Ziel gesetzt,\n"
        "den Anteil des heimischen Holzes am Bau zu erhöhen. Es berät kommunale\n"
        "Bauämter, vermittelt Werkstätten und schult seit dem vergangenen Jahr auch\n"
        "Zimmerleute.\n\n"
        "Kontakt\nErika Muster\nTelefon 030 23125-022\nerika.muster@beispiel.example"
    )

    assert [line[:12] for line in lines(text)] == [
        "Das Bündnis ", "Kontakt", "Erika Muster", "Telefon 030 ", "erika.muster",
    ]  # fmt: skip


def test_number_of_a_page_does_not_break_a_sentence():
    assert lines("Es hat heute 40 Mitglieder und sucht\n\nSeite 1 von 2\n\nweitere.") == [
        "Es hat heute 40 Mitglieder und sucht weitere."
    ]


def test_forwarded_mail_is_read_without_its_head_and_marks():
    text = (
        "Zur Kenntnis\n\n-----Ursprüngliche Nachricht-----\nVon: Erika Muster <muster@presse.example>\n"
        "Gesendet: Montag, 2. März 2026 09:12\nAn: verteiler@amt.example\nBetreff: Bündnis Holz wächst\n\n"
        "> Das Bündnis Holz hat heute 40 Mit-\n> glieder.\n"
    )

    document = read(text)

    assert lines(text) == ["Zur Kenntnis", "Das Bündnis Holz hat heute 40 Mitglieder."]
    assert document.head["subject"] == "Bündnis Holz wächst"
    assert found(text, ProposalKind.PERSON) == found(text, ProposalKind.EMAIL) == []


@pytest.mark.parametrize(
    ("printed", "addresses"),
    [
        ("siobhan.o'neill+netz@netz.example", ["siobhan.o'neill+netz@netz.example"]),
        ("'info@netz.example'", ["info@netz.example"]),
        ("vorname.nachname@netz.example", []),  # how addresses are made
    ],
)
def test_mail_address_is_whole_and_reaches_somebody(printed, addresses):
    assert [one.value for one in found(f"Schreiben Sie an {printed}.", ProposalKind.EMAIL)] == addresses


@pytest.mark.parametrize("word", ["Ansprechpartner:innen", "Mitarbeiter:innen", "Gründer:in", "jede:r"])
def test_gender_forms_are_no_names(word):
    [network] = found(f"Das Netzwerk Holzwerk e. V. hat viele. {word} gibt es dort.", ProposalKind.NETWORK)

    assert network.value == "Netzwerk Holzwerk e. V."


@pytest.mark.parametrize(
    "label", ["Ansprechpartner:innen", "Ansprechpartner*in", "Ansprechpartner/-in:", "Pressekontakt:"]
)
def test_label_of_contacts_in_every_form(label):
    [person] = found(f"{label}\nErika Muster\nTelefon 030 23125-022", ProposalKind.PERSON)

    assert person.variant == "kontakt"


@pytest.mark.parametrize(
    ("text", "number"), [("1 200 Mitglieder", 1200), ("1'300 Mitglieder", 1300), ("12.500 Mitglieder", 12500),
                         ("1\u202f200 Mitglieder", 1200), ("1’300 Mitglieder", 1300)],
)  # fmt: skip
def test_thousands_in_every_spelling(text, number):
    [figure] = found(f"Das Netzwerk Muster e. V. hat {text}.", ProposalKind.FIGURE)

    assert figure.amount.number == number


@pytest.mark.parametrize(
    ("text", "url", "codes"),
    [
        ("unter https://a.example/Cluster_(Wirtschaft) im Netz", "https://a.example/Cluster_(Wirtschaft)", []),
        ("(siehe https://a.example/x)", "https://a.example/x", []),
        ("Siehe https://a.example/x.", "https://a.example/x", []),
        ("Der Antrag liegt unter https://www.a.example/innovations-\nnetze/antrag.html bereit.",
         "https://www.a.example/innovations-netze/antrag.html", ["broken"]),
    ],
)  # fmt: skip
def test_ends_of_addresses(text, url, codes):
    [link] = found(text, ProposalKind.LINK)

    assert (link.value, [fault.code for fault in link.faults]) == (url, codes)


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("hans.probe (at) beispiel.example", "hans.probe@beispiel.example"),
        ("hans.probe[ät]beispiel[punkt]example", "hans.probe@beispiel.example"),
        ("hans.probe at beispiel.example", "hans.probe@beispiel.example"),
        ("hans.probe@müller-beispiel.example", "hans.probe@müller-beispiel.example"),
    ],
)
def test_mail_addresses_are_understood_as_people_do(printed, address):
    [mail] = found(f"Ansprechpartner\nHans Probe\n{printed}", ProposalKind.EMAIL)

    assert (mail.value, mail.subject) == (address, "Hans Probe")


def test_two_extensions_are_two_numbers():
    phones = found("Ansprechpartner\nErika Muster\nTelefon: 030 23125-022/-023", ProposalKind.PHONE)

    assert [one.value for one in phones] == ["030 23125-022", "030 23125-023"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Laufzeit: 01.10.2021-31.12.2023.", "2021-10-01/2023-12-31"),
        ("Förderphase 2018-2020", "2018/2020"),
        ("im Winter 2022/23", "2022-12/2023-02"),
        ("läuft bis Ende 2028.", "2028-10~/2028-12~"),
        ("am 12.03.25 eröffnet", "2025-03-12"),
        ("am 14. Mai in Ulm", "XXXX-05-14"),
    ],
)
def test_times_with_every_dash(text, edtf):
    [when] = found(f"Das Netz lebt. {text}", ProposalKind.DATE)

    assert when.normalised == edtf


def test_an_address_in_angle_brackets_is_no_tag():
    """„<p.lindner@…>“ begins like a paragraph of HTML; the lines of the mail stay lines."""
    document = read("Von: Paula Lindner <p.lindner@a.example>\nBetreff: Termine\n\nGuten Tag,\n\ngern.\n\nGruß")

    assert document.head["subject"] == "Termine"
    assert [document.text_of(line) for line in document.lines] == ["Guten Tag,", "gern.", "Gruß"]
