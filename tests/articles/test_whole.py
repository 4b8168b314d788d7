"""What a text says as a whole: its subject, and what belongs to what."""

from datetime import date

import pytest

from articles.extract import Extraction, extract
from texts.enums import Confidence, ProposalKind

TODAY = date(2026, 5, 1)


def read(text: str) -> Extraction:
    return extract(text, today=TODAY)


def owners(text: str, kind: ProposalKind) -> dict[str, str]:
    return {one.value: one.subject for one in read(text).of_kind(kind)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Der Metallring Oberland e. V. wächst. Der Metallring hat 34 Mitglieder.",
         "Metallring Oberland e. V.", "verein"),
        ("Das Bündnis „Gute Schicht“ ist ein Zusammenschluss von Heimen. „Gute Schicht“ wirbt um Nachwuchs.",
         "Gute Schicht", "initiative"),
        ("Wir über uns\\n\\nDie Werkgemeinschaft Nordharz, kurz WNH, ist ein Zusammenschluss von Tischlern.",
         "Werkgemeinschaft Nordharz", "netzwerk"),
        ("# Meeres.Manufaktur startet\\n\\nDie Meeres.Manufaktur bringt Fischer und Forscher zusammen. "
         "Träger ist das Technologiezentrum Ufer.", "Meeres.Manufaktur", "netzwerk"),
        ("Fünf Firmen arbeiten künftig unter dem Namen „Lichtschmiede Ilm“ zusammen. Die Lichtschmiede bündelt sie.",
         "Lichtschmiede Ilm", "netzwerk"),
        ("Der Runde Tisch Pflege Wendtal ist ein Bündnis von Heimen. Mitglieder des Runden Tisches werben.",
         "Runder Tisch Pflege Wendtal", "initiative"),
        ("LaserKraft Ilmtal – der Zusammenschluss der Laserleute\\n\\nSeit 2011 gibt es LaserKraft Ilmtal. "
         "Träger ist die LaserKraft Ilmtal Service GmbH.\\n\\nLaserKraft Ilmtal Service GmbH\\nUferweg 3",
         "LaserKraft Ilmtal", "netzwerk"),
        ("Von: Klangholz Geige Werratal [mailto:post@klangholz-geige.example]\\nGesendet: Montag, 2. März 2026 09:12\\n"
         "Betreff: Klangholz Geige – Einladung\\n\\nGuten Tag!\\n\\nNora Thiele\\nBüro Klangholz Geige Werratal\\n"
         "post@klangholz-geige.example", "Klangholz Geige Werratal", "netzwerk"),
        ("Ein Gespräch: Paula Reuter leitet das Netzwerkbüro Wollwirtschaft Eifel in Prüm. Sie mag Schafe.\\n\\n"
         "Schreiben Sie an reuter@wollwirtschaft.example.", "Netzwerkbüro Wollwirtschaft Eifel", "netzwerkbuero"),
    ],
)  # fmt: skip
def test_the_subject_is_found_whatever_it_is_called(text, name, kind):
    subject = read(text.replace("\\n", "\n")).subject

    assert subject is not None
    assert (subject.proposal.value, subject.proposal.variant) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt Dortfeld hat 310.000 Einwohner. Die Stadt Dortfeld baut eine Schule.",
        "Das Wetter bleibt schön. Am Montag regnet es.",
        "Die Muster GmbH ist ein Hersteller von Schrauben. Die Muster GmbH beschäftigt 80 Menschen.",
    ],
)
def test_towns_weather_and_firms_are_no_subject(text):
    assert read(text).subject is None


def test_figures_hang_on_the_entity_of_their_sentence():
    text = (
        "Holzallianz Westwald\n\nDie Holzallianz Westwald ist ein Verbund. 57 Unternehmen gehören ihr an. "
        "Das Cluster Forst Mitteltal hat 210 Mitglieder. Die Säge Kehl GmbH beschäftigt 46 Leute.\n\n"
        "Die Allianz hat 9 Partner."
    )

    assert owners(text, ProposalKind.FIGURE) == {
        "57 Unternehmen": "Holzallianz Westwald",
        "210 Mitglieder": "Cluster Forst Mitteltal",
        "46 Leute": "Säge Kehl GmbH",
        "9 Partner": "Holzallianz Westwald",
    }


def test_members_are_found_in_sentences_and_lists():
    text = (
        "Holzallianz Westwald\n\nMitglieder der Holzallianz Westwald sind die Pauli GmbH, das Büro Nordlicht aus "
        "Daaden und die Hochschule Ahr.\n\nGründungsmitglieder:\n- Säge Kehl KG, Daaden\n- Innung Holz (Koblenburg)"
    )

    assert {one.value: one.variant for one in read(text).of_kind(ProposalKind.MEMBER)} == {
        "Pauli GmbH": "mitglied",
        "Büro Nordlicht": "mitglied",
        "Hochschule Ahr": "mitglied",
        "Säge Kehl KG": "gruendungsmitglied",
        "Innung Holz": "gruendungsmitglied",
    }


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Gefördert wird der Metallring aus dem Programm „Handwerk im Verbund“ von Januar 2025 bis Dezember 2027 mit "
         "180.000 Euro.", {"von": "Januar 2025", "bis": "Dezember 2027", "betrag": "180.000 Euro"}),
        ("Geld kommt aus dem Programm „Handwerk im Verbund“. Die Laufzeit endet am 30. Juni 2028. "
         "Insgesamt sind es 1,2 Mio. Euro.", {"von": "", "bis": "30. Juni 2028", "betrag": "1,2 Mio. Euro"}),
        ("Der Metallring wird bis Ende 2027 über das Programm „Handwerk im Verbund“ gefördert.",
         {"von": "", "bis": "Ende 2027", "betrag": ""}),
    ],
)  # fmt: skip
def test_fundings_have_their_time_and_amount(text, more):
    [funding] = read(f"Der Metallring Oberland e. V. wächst.\n\n{text}").of_kind(ProposalKind.FUNDING)

    assert (funding.value, funding.subject) == ("Handwerk im Verbund", "Metallring Oberland e. V.")
    assert dict(funding.more) == more


def test_an_application_is_no_funding():
    text = "Der Metallring Oberland e. V. hat Mittel aus dem Programm „Handwerk im Verbund“ beantragt."

    assert read(text).of_kind(ProposalKind.FUNDING) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Am 18. Juni 2026 lädt der Metallring zur Messe „Funkenflug“ in die Stadthalle Oberlingen ein.",
         ("Funkenflug", "18. Juni 2026", "Stadthalle Oberlingen")),
        ("Fachabend „Gute Schicht“\nWann: 7. Mai 2026, 18 Uhr\nWo: Bürgerhaus Wendhausen",
         ("Gute Schicht", "7. Mai 2026", "Bürgerhaus Wendhausen")),
        ("Termine\n- 12. September 2026: Mühlenfest, Mühle Grünau",
         ("Mühlenfest", "12. September 2026", "Mühle Grünau")),
        ("Am 14. November trifft sich der Metallring zum Werkstattgespräch im Schloss Drübach.",
         ("Werkstattgespräch", "14. November 2026", "Schloss Drübach")),
    ],
)  # fmt: skip
def test_events_have_their_day_and_place(text, event):
    [found] = read(f"Oberlingen, 12. März 2026\n\nDer Metallring Oberland e. V. wächst.\n\n{text}").of_kind(
        ProposalKind.EVENT
    )

    more = dict(found.more)
    assert (found.value, more["wann"], more["ort"], found.subject) == (*event, "Metallring Oberland e. V.")


@pytest.mark.parametrize(
    "text", ["Anmeldeschluss ist der 12. Mai 2026.", "Der Verein wurde am 3. Oktober 2014 gegründet."]
)
def test_deadlines_and_foundings_are_no_events(text):
    assert read(f"Der Metallring Oberland e. V. lebt. {text}").of_kind(ProposalKind.EVENT) == []


@pytest.mark.parametrize(
    "text", ["100 Mitglieder will er 2030 haben.", "2015 waren es 30 Mitglieder.", "Neu sind drei weitere Mitglieder."]
)
def test_what_is_wished_for_or_was_once_is_not_sure(text):
    [figure] = read(f"Der Metallring Oberland e. V. lebt. {text}").of_kind(ProposalKind.FIGURE)

    assert figure.confidence != Confidence.SURE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kontakt\nSabine Kofler\nGeschäftsführerin\nTelefon 08999 123450", "Geschäftsführerin"),
        ("Sabine Kofler (Projektleitung), Tel.: 08999 123450", "Projektleitung"),
        ("Leitung: Sabine Kofler\nTelefon: 08999 123450", "Leitung"),
        ("Kontakt:\nSabine Kofler, Büroleitung, 08999 123450, kofler@a.example", "Büroleitung"),
    ],
)
def test_contacts_have_their_role(text, role):
    [person] = read(text).of_kind(ProposalKind.PERSON)

    assert (person.variant, person.label) == ("kontakt", role)


def test_house_below_press_contact_is_no_person():
    text = "Pressekontakt:\nTechnologiezentrum Ilmstedt\nNadine Groß, Presse\nTel. 03677 445516"

    assert [one.value for one in read(text).of_kind(ProposalKind.PERSON)] == ["Nadine Groß"]


def test_quoted_person_above_the_contact_block_is_no_contact():
    text = "„Wir sanieren die Halle“, kündigte Frank Thiele an.\n\nKontakt: Leyla Aydin, Tel. 0231 998877"

    assert {one.value: one.variant for one in read(text).of_kind(ProposalKind.PERSON)} == {
        "Frank Thiele": "erwaehnt",
        "Leyla Aydin": "kontakt",
    }


def test_a_name_below_what_somebody_said_is_no_contact():
    text = (
        "Stimmen\n„Nach dem Angriff standen alle Maschinen still.“\nFrank Thiele, Inhaber Blech Thiele\n\n"
        "Rundbrief bestellen: Ihre E-Mail-Adresse\n\nUnser Team – Ihre Ansprechpartner*innen\n\nLeyla Aydin\n"
        "Leitung\nTel. 0231 998877"
    )

    assert {one.value: one.variant for one in read(text).of_kind(ProposalKind.PERSON)} == {
        "Frank Thiele": "zitiert",
        "Leyla Aydin": "kontakt",
    }


def test_a_fund_in_what_somebody_works_for_pays_nothing():
    text = "Die Säge Kehl GmbH war dabei, ebenso Dr. Eva Zander, Referatsleiterin Steuerung EFRE, und die Presse."

    [found] = read(text).of_kind(ProposalKind.PROGRAMME)

    assert found.confidence != Confidence.SURE
