"""Members, fundings and addresses in the forms that press texts give them."""

from datetime import date

import pytest

from articles.extract import extract
from texts.enums import ProposalKind

HEAD = "Metallring Oberland\n\nDer Metallring Oberland e. V. ist ein Zusammenschluss im Oberland.\n\n"


def found(text: str, kind: ProposalKind) -> list:
    return extract(HEAD + text, today=date(2026, 5, 1)).of_kind(kind)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Neu hinzugekommen sind im Berichtsjahr die Zerspanung Huber GmbH und die Nordmann KG.",
         ["Zerspanung Huber GmbH", "Nordmann KG"]),
        ("Er ist eine Initiative von drei Partnern: Huber eG, Sparkasse Talheim und Werkhof Ilm e. V.",
         ["Huber eG", "Sparkasse Talheim", "Werkhof Ilm e. V."]),
        ("Neu dabei: Schlosserei Kuhl, Drahtwerk Niedertal und die Gemeinde Dornau.",
         ["Schlosserei Kuhl", "Drahtwerk Niedertal", "Gemeinde Dornau"]),
        ("Mitglieder stellen sich vor\nSchlosserei Kuhl – Glockenguss Maar & Sohn – Drahtwerk Niedertal GbR",
         ["Schlosserei Kuhl", "Glockenguss Maar & Sohn", "Drahtwerk Niedertal GbR"]),
        ("Ihm gehören 19 Partner an, darunter\n- Huber GmbH,\n- Lehrstuhl für Metalle der Akademie Ilm.",
         ["Huber GmbH", "Lehrstuhl für Metalle der Akademie Ilm"]),
        ("Es sprechen Vertreter der Netzwerkpartner Huber GmbH und Nordmann KG.", ["Huber GmbH", "Nordmann KG"]),
        ("Herzlich willkommen heißen wir die Huber GmbH und Glaserei Sommer.", ["Huber GmbH", "Glaserei Sommer"]),
        ("Seit dem Herbst 2022 ist auch die Nordmann GmbH dabei.", ["Nordmann GmbH"]),
        ("Zu den Gründungsmitgliedern zählen die Huber GmbH und das Büro Sandweg + Partner.",
         ["Huber GmbH", "Büro Sandweg + Partner"]),
    ],
)  # fmt: skip
def test_members_are_found(text, members):
    assert [one.value for one in found(text, ProposalKind.MEMBER)] == members


def test_a_funding_below_its_heading_has_time_and_amount():
    [funding] = found("Gefördert durch\nLEADER-Region Dornau, 2018 – 2021 (58.300 EUR)", ProposalKind.FUNDING)

    assert "LEADER-Region Dornau" in funding.also
    assert dict(funding.more) == {"von": "2018", "bis": "2021", "betrag": "58.300 Euro"}


def test_a_time_in_brackets_is_of_what_stands_before():
    text = "Nach dem Anschub (2017–2019, vom Kreis) bekommen wir Mittel aus dem Programm „Neue Ufer“, 95.000 Euro."
    [funding] = found(text, ProposalKind.FUNDING)

    assert dict(funding.more) == {"von": "", "bis": "", "betrag": "95.000 Euro"}


@pytest.mark.parametrize(
    "text",
    [
        "Metallring Oberland · Schleusenweg 5 · 26789 Leer",
        "Koordination Metallring Oberland im Süden\nSchleusenweg 5, 26789 Leer\nkofler@metallring.example",
    ],
)
def test_addresses_stand_between_dots_and_on_lines_of_their_own(text):
    assert [one.value for one in found(text, ProposalKind.ADDRESS)] == ["Schleusenweg 5, 26789 Leer"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("👉 Feldgespräch Lupine, Mi., 03.09.2024, 18 Uhr, Hof Kuhl, Dornau. Anmeldung bis 27.08. bei Imke Kofler.",
         ("Feldgespräch Lupine", "03.09.2024", "Hof Kuhl, Dornau")),
        ("📅 SAVE THE DATE: Feilen Jam, 2.–4. Oktober 2026, Neue Hütte Talheim. Eintritt frei.",
         ("Feilen Jam", "2.–4. Oktober 2026", "Neue Hütte Talheim")),
        ("5. Schmiedeabend „Glut in der Stadt“\n\nDienstag, 17. November 2026, 18:00–20:30 Uhr\nGaswerk, Dornau",
         ("5. Schmiedeabend „Glut in der Stadt“", "17. November 2026", "Gaswerk, Dornau")),
    ],
)  # fmt: skip
def test_events_in_brief_and_on_posters(text, event):
    [one] = found(text, ProposalKind.EVENT)

    assert (one.value, dict(one.more)["wann"], dict(one.more)["ort"]) == event


def test_thousands_are_written_out():
    [one] = found("Über 3,4 Tsd. Gäste kamen.", ProposalKind.FIGURE)

    assert (f"{one.amount.number}", one.amount.unit) == ("3400", "")


def test_those_counted_are_not_whose_count_it_is():
    [one] = found("22 Mitglieder, unter ihnen die Akkuwerk Salbau GmbH, wollen zusammenarbeiten.", ProposalKind.FIGURE)

    assert one.subject == "Metallring Oberland e. V."
