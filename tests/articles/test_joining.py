"""Who joins, told in any words, and what is told of others beside it."""

from datetime import date

import pytest

from articles.clear import clear
from articles.extract import Extraction, extract
from texts.enums import ProposalKind

HEAD = "Metallring Oberland\n\nDer Metallring Oberland e. V. ist ein Zusammenschluss im Oberland.\n\n"


def read(text: str) -> Extraction:
    return extract(HEAD + text, today=date(2026, 5, 1))


def names(text: str, kind: ProposalKind = ProposalKind.MEMBER) -> list[str]:
    return [one.value for one in read(text).of_kind(kind)]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Von Anfang an dabei waren die Spedition Krall & Söhne und das Autohaus Wiesner.",
         ["Spedition Krall & Söhne", "Autohaus Wiesner"]),
        ("Dem Ring gehören die Lumenta GmbH und die Schlosserakademie Ilm an.",
         ["Lumenta GmbH", "Schlosserakademie Ilm"]),
        ("Seit heute ist die Rösterei Bohnenglück Teil des Metallrings.", ["Rösterei Bohnenglück"]),
        ("Zuvor waren bereits die Brauerei Tal KG und das Bistum Ilm dem Ring beigetreten.",
         ["Brauerei Tal KG", "Bistum Ilm"]),
        ("Auch die Präzisa GmbH und Stanztechnik Gleim mischen mit.", ["Präzisa GmbH", "Stanztechnik Gleim"]),
        ("Mit dabei sind die Städte Nordheim, Südheim und Bad Westerheim.",
         ["Stadt Nordheim", "Stadt Südheim", "Stadt Bad Westerheim"]),
        ("Wer macht denn mit?\nDas ist bunt. Die Agentur Kreide, das Theater am Kai und Möbelbau Krings.",
         ["Agentur Kreide", "Theater am Kai", "Möbelbau Krings"]),
        ("Wir begrüßen in unserer Mitte:\n• Die Kühlwerk Ergolz GmbH kühlt.\n• Das Planungsbüro Hafner plant.",
         ["Kühlwerk Ergolz GmbH", "Planungsbüro Hafner"]),
        ("46 machen mit, vom Hotel Deichblick bis zur Reederei Ossen.", ["Hotel Deichblick", "Reederei Ossen"]),
        ("Assoziierte Partner | Bauernverband Ilmland, Landkreis Ilm", ["Bauernverband Ilmland", "Landkreis Ilm"]),
    ],
)  # fmt: skip
def test_members_are_found_in_any_sentence_that_tells_who_joins(text, members):
    assert names(text) == members


def test_only_firms_with_a_legal_form_are_ticked():
    found = read("Auch die Präzisa GmbH und Stanztechnik Gleim mischen mit.")

    ticked = clear(found)
    members = {one.value: one.id in ticked for one in found.of_kind(ProposalKind.MEMBER)}
    assert members == {"Präzisa GmbH": True, "Stanztechnik Gleim": False}


@pytest.mark.parametrize(
    "text",
    [
        "Ausgeschieden ist die Parkett Lang GmbH.",
        "Der Metallring trifft sich im Gasthof Adler, Neue sind willkommen.",
        "Mit dabei war Anna Kirchhof, Geschäftsführerin der Drahtwerk Ilm GmbH.",
        "Drei Betriebe sind dabei. Im Umland wirbt die Sparkasse Talheim.",
    ],
)
def test_who_left_where_they_meet_and_whom_somebody_leads_are_no_members(text):
    assert names(text) == []


def test_who_carries_it_is_no_member():
    [one] = read("Getragen wird der Metallring von der Standortagentur Ilm.").of_kind(ProposalKind.MEMBER)

    assert (one.value, one.variant) == ("Standortagentur Ilm", "traeger")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Oberland, 2. März 2026\n\nDas haben wir vor:\n12.03. Stammtisch, Gasthof Adler\n28.03. Feilenlauf, Markt",
         [("Stammtisch", "12.03. 2026", "Gasthof Adler"), ("Feilenlauf", "28.03. 2026", "Markt")]),
        ("Nächster Termin: Azubi-Abend am 9. September 2026 im Bildungshaus Ilm.",
         [("Azubi-Abend", "9. September 2026", "Bildungshaus Ilm")]),
        ("Save the date\n24.09.2026, 17 Uhr\nFachforum Zerspanung\nHalle Ilmstedt",
         [("Fachforum Zerspanung", "24.09.2026", "Halle Ilmstedt")]),
        ("Am 7. Mai 2026 laden wir zum Tag der offenen Werkbank ein.",
         [("Tag der offenen Werkbank", "7. Mai 2026", "")]),
        ("Am 3. Februar 2026 ging es los. Am 12. Juni folgt ein Pitch-Training in Talheim.",
         [("Pitch-Training", "12. Juni 2026", "Talheim")]),
        ("Die Abschlusskonferenz ist für Anfang 2029 geplant.", [("Abschlusskonferenz", "Anfang 2029", "")]),
    ],
)  # fmt: skip
def test_events_of_lists_cues_and_months(text, events):
    found = read(text).of_kind(ProposalKind.EVENT)

    assert [(one.value, dict(one.more)["wann"], dict(one.more)["ort"]) for one in found] == events


def test_a_sentence_is_no_name_of_an_event():
    text = "Termine\nWer mag, kann sich am 5. März 2026 beim Treffen des Nordwind-Clusters umsehen."

    found = read(text)
    assert [one.value for one in found.of_kind(ProposalKind.EVENT)] == ["Treffen des Nordwind-Clusters"]
    assert not clear(found) & {one.id for one in found.of_kind(ProposalKind.EVENT)}  # of another


@pytest.mark.parametrize(
    ("text", "number", "counted"),
    [
        ("2018 haben wir mit sechs Betrieben angefangen, heute sind wir 51.", "51", "Betrieben"),
        ("Mittlerweile machen 45 mit.", "45", "Mitglieder"),
        ("Wir haben gerade das 64. Mitglied aufgenommen.", "64", "Mitglied"),
        ("Seit Januar sind wir zu neunzehnt.", "19", "Mitglieder"),
        ("Die Zahl der Mitglieder stieg von 51 auf 58.", "58", "Mitglieder"),
        ("davon Gemeinden: 17", "17", "Gemeinden"),
    ],
)
def test_numbers_of_those_who_belong_in_any_words(text, number, counted):
    figures = {f"{one.amount.number}": one.amount.counted for one in read(text).of_kind(ProposalKind.FIGURE)}

    assert figures[number] == counted


def test_a_programme_that_pays_twice_is_proposed_twice():
    text = (
        "Von 2020 bis 2022 wurde der Ring aus dem Programm „Neue Ufer“ mit 80.000 Euro gefördert.\n\n"
        "Das Programm „Neue Ufer“ fördert ihn auch von 2024 bis 2026 mit 95.000 Euro."
    )

    found = read(text)
    ticked = clear(found)
    more = [(dict(one.more), one.id in ticked) for one in found.of_kind(ProposalKind.FUNDING)]
    assert more == [
        ({"von": "2020", "bis": "2022", "betrag": "80.000 Euro"}, True),
        ({"von": "2024", "bis": "2026", "betrag": "95.000 Euro"}, False),
    ]


def test_amounts_of_another_programme_are_not_taken():
    text = (
        "Den Bau hat das Programm „Neue Ufer“ mit 80.000 Euro bezuschusst. "
        "Bis Dezember 2026 läuft eine Förderung aus dem Programm „Alte Wehre“."
    )

    fundings = {one.value: dict(one.more) for one in read(text).of_kind(ProposalKind.FUNDING)}
    assert fundings["Alte Wehre"] == {"von": "", "bis": "Dezember 2026", "betrag": ""}


def test_rows_of_a_table_tell_a_funding():
    text = "Laufzeit | 01.05.2024 – 30.04.2027\nProgramm | Digitale Felder\nFördersumme | 2,35 Mio. €"

    [funding] = read(text).of_kind(ProposalKind.FUNDING)
    assert funding.value == "Digitale Felder"
    assert dict(funding.more) == {"von": "01.05.2024", "bis": "30.04.2027", "betrag": "2,35 Mio. Euro"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IHK Mittelau\n\nSpeditionen werben unter dem Namen „Brummi-Bande“ um Nachwuchs. Koordiniert wird die "
         "Brummi-Bande von der IHK Mittelau.\nKontakt: Eva Roth, roth@mittelau.ihk.example", "Brummi-Bande"),
        ("Von: Büro Holzwege <buero@holzwege.example>\nDatum: 2. März 2026\nBetreff: Rundbrief – Holzwege Oberwald\n\n"
         "Die Kollegen vom Cluster Forst Südland e. V. laden ein.\n\nHolzwege Oberwald\nbuero@holzwege.example",
         "Holzwege Oberwald"),
        ("Die Städte unterschrieben den Vertrag über die Gründerachse Heimland. Die Gründerachse Heimland wird "
         "gefördert. Ziel der Gründerachse ist es, Firmen zu halten.\nwww.gruenderachse.example",
         "Gründerachse Heimland"),
        ("Betreff: Sachstandsbericht Gesundheitscampus Aller\n\nIm Gesundheitscampus Aller arbeiten vier Häuser "
         "zusammen. Der Gesundheitscampus wächst.", "Gesundheitscampus Aller"),
    ],
)  # fmt: skip
def test_a_place_a_paper_or_another_that_speaks_is_no_subject(text, name):
    subject = extract(text, today=date(2026, 5, 1)).subject

    assert subject is not None
    assert subject.proposal.value == name
